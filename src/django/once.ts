/** A value that is made when it is first wanted, and remembered. */
export interface Once<T> {
  /** Makes the value at the first call, and again only after that failed. */
  (): Promise<T>;
  /** The next call makes a new one. */
  forget(): void;
}

export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | undefined;
  const forget = (): void => {
    made = undefined;
  };
  const get = (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      forget();
      throw error;
    });
    return made;
  };
  return Object.assign(get, { forget });
}
