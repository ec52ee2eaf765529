/** One line of the lock. */
export interface LockedWheel {
  /** The distribution's name, normalized: `django`. */
  readonly name: string;
  readonly version: string;
  /** The wheel's file name on PyPI. */
  readonly file: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** Somewhere wheels can come from. */
export interface WheelSource {
  /** For messages: `pip`, `pypi.org`. */
  readonly name: string;
  /** Puts the wheels into `folder`. Rejects with a `WheelRefused`, or with any error that says why it couldn't. */
  fetch(wheels: readonly LockedWheel[], folder: string): Promise<void>;
}

/** Wheels that are needed can't be had. Its message is for people and says what to do. */
export class WheelError extends Error {
  override name = 'WheelError';
}

/** A wheel isn't the one that the lock names. */
export class WheelRefused extends WheelError {
  override name = 'WheelRefused';
  constructor(wheel: LockedWheel, got: string, source: string) {
    super(
      `${wheel.file} from ${source} was refused, and nothing was kept: it isn't the file that wheels.lock.json names.\n` +
        `  expected sha256 ${wheel.sha256}\n` +
        `  got      sha256 ${got}\n` +
        `Take it from https://pypi.org/project/${wheel.name}/${wheel.version}/#files, or check the index that ${source} uses.`,
    );
  }
}
