import { answered, type Files, type Groundwork, type Prepared, prepare } from './groundwork.ts';
import { readsTheSame } from './reads.ts';
import type { Image, Runtime } from './runtime.ts';

/** The file of `SETTINGS_MODULE` in inside_out/site.py. */
const SETTINGS = 'bookshop/settings.py';

/** A site that waits for its first request. */
interface Serving {
  readonly files: Files;
  readonly runtime: Runtime;
  readonly image: Image;
  readonly output: string;
}

/** A prepared project in its runtime, as `image` holds it. */
interface Ground {
  readonly runtime: Runtime;
  readonly image: Image;
  readonly output: string;
}

export interface Started {
  readonly runtime: Runtime;
  /** What the project printed while it was started. */
  readonly output: string;
}

/** Starts the base project with files laid over it. What an earlier start did with the same content isn't done again. */
export interface Starter {
  /** Throws what `Site.start` throws. */
  start(overlay: Files): Started;
  /** Puts what was started last back to how its start left it, so that another start of it has nothing to do. */
  putBack(): void;
  /** Something was done in it since. */
  used(): void;
}

export function createStarter(groundwork: Groundwork): Starter {
  const { base } = groundwork;
  /** The last project that the base couldn't stand in for. */
  let own: (Prepared & { readonly runtime: Runtime }) | null = null;
  let serving: Serving | null = null;
  /** Of what was served last, and is given up when something else is. */
  let servingBytes: Uint8Array | undefined;
  /** It is as its start left it. */
  let unused = false;

  /** Leaves a project prepared, by the shortest way that ends in the same state. */
  function prepared(files: Files): Ground {
    if (own !== null && readsTheSame(own.reads, own.files, files)) return putBackGround(own, files);
    const here = { ...base, runtime: groundwork.runtime };
    if (readsTheSame(base.reads, base.files, files)) return putBackGround(here, files);
    if (readsTheSame(base.reads, base.files, files, SETTINGS)) {
      const ground = putBackGround(here, files);
      const adopted = ground.runtime.call('adopt', null);
      if ('value' in adopted && adopted.value === true)
        return { ...ground, output: ground.output + ground.runtime.takeOutput() };
    }
    const into = own?.image.memory.bytes;
    own = null;
    const runtime = groundwork.fromNothing();
    runtime.replaceProject(files);
    parse(runtime, files);
    own = { ...prepare(runtime, files, into), runtime };
    return own;
  }

  function putBackGround(ground: Ground, files: Files): Ground {
    ground.runtime.restoreImage(ground.image);
    ground.runtime.replaceProject(files);
    ground.runtime.takeOutput();
    parse(ground.runtime, files);
    return ground;
  }

  /** A module that can't be parsed is found before a request happens to import it. */
  function parse(runtime: Runtime, files: Files): void {
    const isNew = (path: string): boolean => path.endsWith('.py') && files[path] !== base.files[path];
    answered(runtime.call('parse', Object.keys(files).filter(isNew)));
  }

  function serve(files: Files): Serving {
    const { output, runtime } = prepared(files);
    answered(runtime.call('serve', null));
    const printed = output + runtime.takeOutput();
    if (!looksAhead(runtime)) {
      prepared(files);
      answered(runtime.call('serve', null));
      runtime.takeOutput();
    }
    const image = runtime.saveImage(servingBytes);
    servingBytes = image.memory.bytes;
    return { files, runtime, image, output: printed };
  }

  function resume({ runtime }: Serving): void {
    answered(runtime.call('resume', null));
    unused = true;
  }

  function putBackServing(): void {
    if (serving === null || unused) return;
    serving.runtime.restoreImage(serving.image);
    serving.runtime.takeOutput();
    resume(serving);
  }

  return {
    start(overlay) {
      const files = { ...base.files, ...overlay };
      if (serving !== null && isSame(serving.files, files)) {
        putBackServing();
        return serving;
      }
      serving = null;
      unused = false;
      serving = serve(files);
      resume(serving);
      return serving;
    },
    putBack: putBackServing,
    used() {
      unused = false;
    },
  };
}

/**
 * Does what the first request would do first, once for all first requests.
 * @returns false when that request would have shown something of it: an exception, output, a query
 */
function looksAhead(runtime: Runtime): boolean {
  const answer = runtime.call('look_ahead', null);
  return 'value' in answer && answer.value === true && runtime.takeOutput() === '';
}

/** Whether two projects have the same files. */
export function isSame(one: Files, other: Files): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
