/**
 * Every trace that a lesson shows was recorded on real Django, and still is what real Django does.
 *
 * `content/<module>/<lesson>/traces.json` holds the recordings, `site/` beside it the files that they were made with.
 * `RECORD=1` writes them anew; read the difference before you keep it.
 *
 * A recording keeps the events that the lesson shows: of layers, boundaries, views and queries, and of the groups that
 * its `show` names (`src/trace/groups.ts`). Those must come again exactly; of the others it claims nothing.
 */
import { existsSync, globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { shownEvents } from '../../src/components/lesson/trace-rows.ts';
import { lessonParts } from '../../src/course/lesson-parts.ts';
import type { HttpRequest } from '../../src/django/exchange.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles, root } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { TRACE_VERSION, type TraceEvent } from '../../src/trace/events.ts';
import type { TraceGroup } from '../../src/trace/groups.ts';

interface Recording {
  /** `MIDDLEWARE`, outermost first. */
  readonly stack: readonly string[];
  readonly request: HttpRequest;
  /** How often the request is sent before the last one is recorded; once unless told. */
  readonly times?: number;
  /** What is recorded besides layers, boundaries, views and queries. */
  readonly show?: readonly TraceGroup[];
  readonly response: {
    readonly status: number;
    /** The headers that the lesson speaks of; null for one that isn't there. */
    readonly headers: Readonly<Record<string, string | null>>;
  };
  readonly trace: readonly TraceEvent[];
}

interface RecordingFile {
  /** `TRACE_VERSION` when they were recorded. */
  readonly version: number;
  readonly recordings: Readonly<Record<string, Recording>>;
}

const coldBoot = 120_000;
// A project of its own models or apps starts from nothing, which takes its time on a busy machine.
const deadlines = { boot: coldBoot, verb: coldBoot };
const host = createInterpreterHost('django', {
  driver: nodeDriver,
  loadBase: () => loadBase('django'),
  deadlines,
});
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
afterAll(() => host.close());

for (const path of globSync('content/*/*/traces.json', { cwd: fileURLToPath(root) })) {
  const lesson = path.split(/[\\/]/).slice(1, -1).join('/');
  const file = new URL(path.replaceAll('\\', '/'), root);
  const { version, recordings } = JSON.parse(await readFile(file, 'utf8')) as RecordingFile;

  describe(lesson, () => {
    const seen: Record<string, Recording> = {};

    test.skipIf(process.env.RECORD)('the recordings are of the version that traces have now', () => {
      expect(version, 'record them again with RECORD=1').toBe(TRACE_VERSION);
    });

    test.for(Object.entries(recordings))(
      '%s is what Django does',
      { timeout: coldBoot },
      async ([name, recording]) => {
        seen[name] = await replay(lesson, recording);
        if (!process.env.RECORD) expect(seen[name]).toEqual(recording);
      },
    );

    afterAll(async () => {
      if (process.env.RECORD)
        await writeFile(file, `${JSON.stringify(recorded({ ...recordings, ...seen }), null, 2)}\n`);
    });

    test('every recording that the text names exists', async () => {
      const text = await readFile(new URL(`../${lesson.split('/').at(-1)}.mdx`, file), 'utf8');
      const named = lessonParts(text).flatMap(({ component, props }) => {
        if (props['lesson'] !== lesson || 'stacks' in props) return [];
        if (component === 'WrongRight') return [props['wrong'], props['right']];
        return component === 'Trace' || component === 'QueryLog' ? [props['name']] : [];
      });
      expect(named.filter((name) => name === undefined || !(name in recordings))).toEqual([]);
    });
  });
}

function recorded(recordings: RecordingFile['recordings']): RecordingFile {
  return { version: TRACE_VERSION, recordings };
}

async function replay(
  lesson: string,
  { stack, request, times, show, response }: Recording,
): Promise<Recording> {
  await django.reset();
  await django.write(await siteOf(lesson, stack));
  for (let sent = 1; sent < (times ?? 1); sent++) await django.request(request);
  const exchange = await django.request(request);
  const came = new Map(exchange.response?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const headers = Object.keys(response.headers).map((name) => [name, came.get(name.toLowerCase()) ?? null]);
  return {
    stack,
    request,
    ...(times !== undefined && { times }),
    ...(show !== undefined && { show }),
    response: { status: exchange.response?.status ?? 0, headers: Object.fromEntries(headers) },
    // How long a query took is nobody's claim.
    trace: shownEvents(exchange.trace, show).map((event) =>
      event.kind === 'query' ? { ...event, milliseconds: 0 } : event,
    ),
  };
}

/** The lesson's own files, with the bookshop's settings but for `MIDDLEWARE`. */
async function siteOf(lesson: string, stack: readonly string[]): Promise<FileSet> {
  const folder = `content/${lesson}/site`;
  const own = existsSync(new URL(folder, root)) ? await readFiles(folder) : {};
  const settings = own['bookshop/settings.py'] ?? (await loadBase('django'))['bookshop/settings.py'];
  return { ...own, 'bookshop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\n` };
}
