/** A file could not be fetched for want of a connection: trying again may help. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  /** @param file its name or address, for the message */
  constructor(file: string) {
    super(`${file} could not be fetched. Look at your connection.`);
  }
}
