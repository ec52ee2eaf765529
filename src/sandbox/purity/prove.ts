/** After any program, an interpreter that is started again answers like one that never ran anything. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInterpreterClient } from '../interpreter/client.ts';
import { createInterpreterHost } from '../interpreter/create-host.ts';
import type { DjangoInterpreter, FileSet } from '../protocol.ts';
import type { Driver } from '../room.ts';
import { differences, probe } from './probe.ts';
import { play, printProgram, program } from './program.ts';

const SETTINGS = 'bookshop/settings.py';
const ROOT = './site/';

/** Laid over the base project. */
const site: FileSet = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('./site/**/*.py', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [path.slice(ROOT.length), text]),
);

export interface Purity {
  readonly driver: Driver;
  /** The base project. */
  base(): Promise<FileSet>;
  /** How many are generated. */
  readonly programs: number;
}

/** Declares the tests that prove it on one platform. */
export function provePurity({ driver, base, programs }: Purity): void {
  let files: FileSet;
  let interpreter: DjangoInterpreter;
  let untouched: DjangoInterpreter;
  let opened = 0;

  function open(): DjangoInterpreter {
    const counting: Driver = {
      ...driver,
      openInterpreter(track) {
        opened += 1;
        return driver.openInterpreter(track);
      },
    };
    const { perform } = createInterpreterHost('django', {
      driver: counting,
      loadBase: base,
      deadlines: { boot: 120_000, verb: 10_000 },
    });
    return createInterpreterClient(perform);
  }

  beforeAll(async () => {
    files = await base();
    interpreter = open();
    untouched = open();
  });
  afterAll(() => Promise.all([interpreter.close(), untouched.close()]));

  describe.each([
    { place: 'in memory', settings: '', share: 1 },
    { place: 'in a file', settings: 'DATABASES["default"]["NAME"] = "/project/db.sqlite3"', share: 0.1 },
  ])('with a database $place', ({ settings, share }) => {
    const runs = Math.ceil(programs * share);
    let project: FileSet;
    let fresh: unknown[];

    beforeAll(async () => {
      project = { ...files, ...site, [SETTINGS]: `${files[SETTINGS]}\n${settings}\n` };
      fresh = await probe(untouched, project);
    });

    test('two interpreters that ran nothing answer alike, every time they are started', async () => {
      expect(differences(fresh, await probe(interpreter, project))).toEqual([]);
      expect(differences(fresh, await probe(interpreter, project))).toEqual([]);
    });

    test(`after each of ${runs} programs an interpreter that is started again answers like a fresh one`, async () => {
      opened = 0;
      const pure = fc.asyncProperty(program, async (each) => {
        await play(interpreter, project, each);
        expect(differences(fresh, await probe(interpreter, project)), printProgram(each)).toEqual([]);
      });
      await fc.assert(pure, { numRuns: runs });
      // A program may end its interpreter; but the one that takes its place is fresh by itself, and proves nothing.
      expect(opened).toBeLessThanOrEqual(runs / 10);
    });
  });
}
