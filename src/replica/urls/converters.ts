/** Mirrors `DEFAULT_CONVERTERS` of `django/urls/converters.py`. */

/** Between a part of a path and what a view gets. */
export interface Converter {
  readonly regex: string;
  /** Gets what `regex` matched. */
  toPython(value: string): unknown;
  toUrl(value: unknown): string;
}

const str = { regex: '[^/]+', toPython: (value: string): unknown => value, toUrl: String };

/** `DEFAULT_CONVERTERS` */
export const converters: Readonly<Record<string, Converter>> = {
  str,
  int: { regex: '[0-9]+', toPython: BigInt, toUrl: String },
  slug: { ...str, regex: '[-a-zA-Z0-9_]+' },
  path: { ...str, regex: '.+' },
  uuid: { ...str, regex: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' },
};
