/** A file could not be fetched for want of a connection: trying again may help. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** Its name or address. */
  readonly file: string;

  constructor(file: string) {
    super(`${file} could not be fetched. Look at your connection.`);
    this.file = file;
  }
}
