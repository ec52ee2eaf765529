// What crosses to and from scenario.ts (exercises/02-order/cache-pair/scenario.ts).

export type Layer = { readonly name: string } & (
  | { readonly does: 'update' | 'fetch' | 'pass' | 'session' | 'stamp' }
  | { readonly does: 'block'; readonly address: string; readonly status: number }
);
export type View = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly personal: boolean;
};
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly META: Readonly<Record<string, string>>;
  readonly later: number;
};
export type Scene = {
  readonly layers: readonly Layer[];
  readonly view: View;
  readonly requests: readonly Sent[];
  readonly meanwhile?: Sent;
};
export type Response = {
  readonly status: number;
  readonly content: string;
  readonly headers: Readonly<Record<string, string>>;
};
export type Answered = {
  readonly trace: readonly string[];
  readonly response: Response | null;
  readonly returned: string;
  readonly cache: readonly string[];
};
export type Happened = { readonly answered: readonly Answered[] };

/** All requests of a scene; the one that comes meanwhile is the last. */
export function sentOf({ requests, meanwhile }: Scene): readonly Sent[] {
  return meanwhile === undefined ? requests : [...requests, meanwhile];
}
