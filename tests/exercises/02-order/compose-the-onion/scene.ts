// What crosses to and from scenario.ts (exercises/02-order/compose-the-onion/scenario.ts).

export type ExceptionName = 'BadRequest' | 'Error' | 'Http404' | 'PermissionDenied' | 'SuspiciousOperation';
export type Layer = { readonly name: string } & (
  | { readonly does: 'pass' | 'set-header' | 'ask-twice' }
  | { readonly does: 'not-used' | 'return-nothing' | 'return-null' | 'fail-to-load' }
  | { readonly does: 'ask-for'; readonly path: string }
  | { readonly does: 'short-circuit'; readonly status: number }
  | { readonly does: 'raise-before' | 'raise-after'; readonly exception: ExceptionName }
);
export type View = { readonly status: number } | { readonly raises: ExceptionName };
export type Scene = {
  readonly layers: readonly Layer[];
  readonly view: View;
  readonly paths: readonly string[];
};
/** The same factories loaded around two views, both chains before the first request. */
export type TwoChains = Scene & { readonly secondView: View };
export type Answered = {
  readonly path: string;
  readonly trace: readonly string[];
  readonly response: {
    readonly status: number;
    readonly content: string;
    readonly layerHeader: string | null;
  } | null;
  readonly returned: string;
  readonly escaped: string | null;
};
export type Chain = {
  readonly load: {
    readonly trace: readonly string[];
    readonly raised: {
      readonly exception: string;
      readonly message: string;
      readonly byFactory: boolean;
    } | null;
    readonly returned: string;
    readonly list: readonly string[];
  };
  readonly requests: readonly Answered[];
};
export type Happened = Chain & { readonly second: Chain | null };
