// What crosses to and from scenario.ts (exercises/01-pipeline/the-way-out/scenario.ts).

export type Header = readonly [name: string, value: string];
export type Cookie = { readonly key: string; readonly value: string; readonly httpOnly: boolean };
export type Closer = { readonly name: string; readonly raises: boolean };
export type Answer = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly cookies: readonly Cookie[];
  readonly body: string | readonly string[];
  readonly breaks: boolean;
  readonly closers: readonly Closer[];
  readonly opensLate: boolean;
};
export type Visit = {
  readonly method: string;
  readonly path: string;
  readonly response: Answer | { readonly raises: true };
  readonly leavesAfter: number | null;
  readonly closedTwice: boolean;
};
export type Scene = { readonly visits: readonly Visit[]; readonly atOnce: boolean };
export type Visited = {
  readonly trace: readonly string[];
  readonly head: { readonly status: string; readonly headers: readonly Header[] } | null;
  readonly body: readonly string[];
  readonly escaped: string | null;
  readonly returned: string | null;
};
export type Happened = { readonly visits: readonly Visited[] };
