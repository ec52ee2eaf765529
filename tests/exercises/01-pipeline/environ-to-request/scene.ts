// What crosses to and from scenario.ts (exercises/01-pipeline/environ-to-request/scenario.ts).

export type Sent = { readonly variables: Readonly<Record<string, string>>; readonly input: string };
export type Step = { readonly request: number } & (
  | { readonly ask: 'method' | 'path' | 'pathInfo' | 'body' | 'header names' | 'META is the environ' }
  | { readonly ask: 'GET.get' | 'GET.getlist' | 'headers.get' | 'META'; readonly name: string }
  | { readonly set: string; readonly to: string }
);
export type Scene = { readonly sent: readonly Sent[]; readonly steps: readonly Step[] };
export type Answer = string | boolean | null | readonly string[] | { readonly instead: string };
export type Happened = {
  readonly answers: readonly Answer[];
  readonly read: readonly { readonly atFirst: number; readonly finally: number }[];
};
