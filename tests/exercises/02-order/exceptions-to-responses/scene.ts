// What crosses to and from scenario.ts (exercises/02-order/exceptions-to-responses/scenario.ts).

export type ErrorStatus = 400 | 403 | 404 | 500;
export type ExceptionName =
  | 'BadRequest'
  | 'DisallowedHost'
  | 'Error'
  | 'Http404'
  | 'PermissionDenied'
  | 'Resolver404'
  | 'SuspiciousOperation'
  | 'SystemExit';
export type Does =
  | { readonly does: 'answer'; readonly status: number }
  | { readonly does: 'raise'; readonly exception: ExceptionName };
export type Layer = { readonly name: string; readonly before?: Does; readonly after?: Does };
export type Scene = {
  readonly path: string;
  readonly message: string;
  readonly layers: readonly Layer[];
  readonly view: Does;
  readonly pages: Readonly<Record<ErrorStatus, Does>>;
  readonly propagate: boolean;
};
export type Happened = {
  readonly trace: readonly string[];
  readonly response: { readonly status: number; readonly content: string } | null;
  readonly returned: string;
  readonly escaped: string | null;
};
