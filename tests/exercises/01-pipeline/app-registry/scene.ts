// What crosses to and from scenario.ts (exercises/01-pipeline/app-registry/scenario.ts).

export type Ask =
  | { readonly ask: 'populate' }
  | { readonly ask: 'app-configs' }
  | { readonly ask: 'app-config'; readonly label: string }
  | { readonly ask: 'model'; readonly label: string; readonly model: string };
export type Phase = 'made' | 'models' | 'ready';
export type App = {
  readonly name: string;
  readonly label: string | null;
  readonly models: readonly string[];
  readonly does: { readonly phase: Phase; readonly what: Ask | 'breaks' } | null;
};
export type Scene = {
  readonly apps: readonly App[];
  readonly asks: readonly Ask[];
  readonly second: readonly App[] | null;
};
export type Line = { readonly what: string; readonly flags: string };
export type Happened = { readonly lines: readonly Line[]; readonly second: readonly Line[] | null };

export const labelOf = ({ name, label }: App): string => label ?? name.slice(name.lastIndexOf('.') + 1);

/** As scenario.ts writes it. */
export function callOf(what: Ask): string {
  if (what.ask === 'populate') return 'populate()';
  if (what.ask === 'app-configs') return 'getAppConfigs()';
  if (what.ask === 'app-config') return `getAppConfig('${what.label}')`;
  return `getModel('${what.label}', '${what.model}')`;
}
