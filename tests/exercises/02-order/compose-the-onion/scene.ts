// What crosses to and from scenario.ts (exercises/02-order/compose-the-onion/scenario.ts).

export type ExceptionName = 'BadRequest' | 'Error' | 'Http404' | 'PermissionDenied' | 'SuspiciousOperation';
export type Layer = { readonly name: string } & (
  | { readonly does: 'pass' | 'set-header' | 'not-used' | 'return-nothing' | 'fail-to-load' }
  | { readonly does: 'short-circuit'; readonly status: number }
  | { readonly does: 'raise-before' | 'raise-after'; readonly exception: ExceptionName }
);
export type View = { readonly status: number } | { readonly raises: ExceptionName };
export type Scene = {
  readonly layers: readonly Layer[];
  readonly view: View;
  readonly paths: readonly string[];
};
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
export type Happened = {
  readonly load: {
    readonly trace: readonly string[];
    readonly raised: { readonly exception: string; readonly message: string } | null;
    readonly returned: string;
  };
  readonly requests: readonly Answered[];
};
