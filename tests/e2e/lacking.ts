/** Browsers that lack something: a page of Chromium, less what is taken from it and from its workers. */
import type { ChromiumPage } from './browsers.ts';

/** What takes a thing away. Runs in the page and in each worker, so it can use nothing of this file. */
export const lacks = {
  SharedArrayBuffer: () => {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  },
  JSPI: () => {
    for (const name of ['Suspending', 'promising', 'SuspendError']) Reflect.deleteProperty(WebAssembly, name);
  },
  IndexedDB: () => {
    // A window has it itself, a worker its prototype.
    for (let owner = globalThis; owner !== null; owner = Object.getPrototypeOf(owner))
      Reflect.deleteProperty(owner, 'indexedDB');
  },
  OPFS: () => {
    Reflect.deleteProperty(StorageManager.prototype, 'getDirectory');
  },
  'the Cache API': () => {
    for (let owner = globalThis; owner !== null; owner = Object.getPrototypeOf(owner))
      Reflect.deleteProperty(owner, 'caches');
  },
} as const;

export type Lack = keyof typeof lacks;

/** Every program of a worker. */
const workers = /\/_astro\/[^/]*worker-[^/]*\.js$/;

/** Takes `lacking` from the page and from its workers, before any of their own code runs. */
export async function takeAway(page: ChromiumPage, lacking: readonly Lack[]): Promise<void> {
  for (const lack of lacking) await page.beforeScripts(lacks[lack]);
  const text = lacking.map((lack) => `(${lacks[lack]})();`).join('\n');
  await page.context.route('**/take-away.js', (route) =>
    route.fulfill({ body: text, contentType: 'text/javascript' }),
  );
  await page.context.route(workers, async (route) => {
    const response = await route.fetch();
    // Imports are run in their order, so this one comes before all that the worker imports itself.
    await route.fulfill({ response, body: `import '/take-away.js';\n${await response.text()}` });
  });
}

/** Which of them are there, in the page and in each of its workers that runs. */
export async function present(page: ChromiumPage): Promise<readonly Lack[]> {
  const frames: readonly { evaluate(look: () => Lack[]): Promise<Lack[]> }[] = page.context
    .pages()
    .flatMap((tab) => [tab, ...tab.workers()]);
  if (frames.length < 2) throw new Error('No worker runs, so nothing can be said of workers.');
  const found = await Promise.all(frames.map((frame) => frame.evaluate(lookAround)));
  return [...new Set(found.flat())];
}

function lookAround(): Lack[] {
  const there: Record<Lack, boolean> = {
    SharedArrayBuffer: typeof SharedArrayBuffer !== 'undefined',
    JSPI: typeof WebAssembly === 'object' && 'Suspending' in WebAssembly,
    IndexedDB: typeof indexedDB !== 'undefined',
    OPFS: typeof navigator.storage?.getDirectory === 'function',
    'the Cache API': typeof caches !== 'undefined',
  };
  return (Object.keys(there) as Lack[]).filter((lack) => there[lack]);
}
