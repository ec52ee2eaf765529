// AppRegistryNotReady mirrors django/core/exceptions.py. The other two are Python's own.

/** Somebody asked the registry for what a later phase of start-up brings. */
export class AppRegistryNotReady extends Error {
  override readonly name = 'AppRegistryNotReady';
}

/** There is nothing of that name to be found. */
export class LookupError extends Error {
  override readonly name = 'LookupError';
}

/** Something that must not happen at this moment. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
}
