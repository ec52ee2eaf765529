// What crosses to and from scenario.ts (exercises/01-pipeline/template-response/scenario.ts).

export type Context = Readonly<Record<string, string>>;
export type TemplateData = { readonly name: string; readonly text: string; readonly breaks?: number };
export type CallbackData = {
  readonly name: string;
  readonly does: 'return-nothing' | 'return-null' | 'replace' | 'append' | 'add' | 'throw';
};
export type Step =
  | { readonly do: 'render' | 'read' | 'iterate' | 'ask-rendered' | 'ask-rendered-content' }
  | { readonly do: 'write'; readonly content: string }
  | { readonly do: 'add-callback'; readonly callback: CallbackData }
  | { readonly do: 'add-again'; readonly name: string }
  | { readonly do: 'set-context'; readonly context: Context | null }
  | { readonly do: 'set-template'; readonly template: TemplateData };
export type Scene = {
  readonly template: TemplateData;
  readonly context: Context | null;
  readonly status: number;
  readonly steps: readonly Step[];
};
export type Happened = readonly (readonly string[])[];
