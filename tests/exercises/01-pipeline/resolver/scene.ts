// What crosses to and from scenario.ts (exercises/01-pipeline/resolver/scenario.ts).

export type Extra = Readonly<Record<string, string | number>>;
export type ViewLine = {
  readonly route: string;
  readonly kwargs?: Extra;
  readonly view: string;
  readonly name?: string;
};
export type IncludeLine = {
  readonly route: string;
  readonly kwargs?: Extra;
  readonly include: readonly Line[];
  readonly namespace?: string;
};
export type Line = ViewLine | IncludeLine;
export type OwnConverter = {
  readonly name: string;
  readonly regex: string;
  readonly refuses: readonly string[];
  readonly raises: 'ValueError' | 'TypeError' | 'Http404';
  readonly gives?: Readonly<Record<string, string | null>>;
};
export type Scene = {
  readonly converters: readonly OwnConverter[];
  readonly urlpatterns: readonly Line[];
  readonly paths: readonly string[];
};
export type Match = {
  readonly func: string;
  readonly kwargs: string;
  readonly urlName: string | null;
  readonly route: string;
  readonly namespaces: readonly string[];
};
export type Resolved = {
  readonly path: string;
  readonly match: Match | null;
  readonly returned: string;
  readonly raised: {
    readonly exception: string;
    readonly byConverter: boolean;
    readonly isHttp404: boolean;
    readonly path: string;
    readonly tried: readonly (readonly string[])[];
  } | null;
  readonly called: readonly string[];
  readonly converterThrew: boolean;
};
