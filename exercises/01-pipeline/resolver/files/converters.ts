// Mirrors django/urls/converters.py.

/** What a part of an address may look like, and what a view gets for it. */
export interface Converter {
  /** Without groups of its own, and without ^ or $. */
  readonly regex: string;
  /**
   * `to_python` in Django: makes a value of what `regex` matched.
   * @throws {ValueError} when it is no such value after all: then the pattern doesn't match
   */
  toJs(value: string): unknown;
}

/** Python has it built in: an argument of the right type, but not one that makes sense. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

const str: Converter = { regex: '[^/]+', toJs: (value) => value };

/** `DEFAULT_CONVERTERS` */
const defaultConverters: Readonly<Record<string, Converter>> = {
  // Python's whole numbers have no limit; a number here is exact up to 2 ** 53.
  int: { regex: '[0-9]+', toJs: Number },
  path: { ...str, regex: '.+' },
  slug: { ...str, regex: '[-a-zA-Z0-9_]+' },
  str,
  // A string here, a `uuid.UUID` in Django.
  uuid: { ...str, regex: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' },
};

const registered: Record<string, Converter> = {};

/** Makes `<name:parameter>` a part that routes may have. */
export function registerConverter(converter: Converter, name: string): void {
  registered[name] = converter;
}

export function getConverters(): Readonly<Record<string, Converter>> {
  return { ...defaultConverters, ...registered };
}
