/** `npm run bench`: figures of one run, each with the ratio that can be compared between machines. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { defineCommand } from 'citty';
import { buildSite, dist } from '../../src/cli/build-site.ts';
import { runEntry } from '../../src/cli/command.ts';
import { serveSite } from '../../src/cli/serve-site.ts';
import { openChromium } from '../e2e/browsers.ts';
import { benchDist, benchPages, buildBenchSite } from './build-bench-site.ts';
import { measureChecks } from './check.ts';
import { djangoExercise } from './django-exercise.ts';
import { asJson, type Report } from './figures.ts';
import { measureInterpreter } from './interpreter.ts';
import { measureLessonJs } from './lesson-js.ts';
import { measureMemory } from './memory.ts';
import { measureNetwork } from './network.ts';
import { type Part, parts, partsOf } from './parts.ts';
import { measureReplica } from './replica.ts';
import { printTable } from './table.ts';
import { measureTenTests } from './ten-tests.ts';
import { measureVisits } from './visits.ts';

await runEntry(
  defineCommand({
    meta: {
      name: 'npm run bench --',
      description: 'Measure the replica, a lesson page, and the sandbox in Chromium',
    },
    args: {
      json: {
        type: 'boolean',
        default: false,
        description: 'Print the medians and ratios as one line of JSON and nothing else',
      },
      only: { type: 'string', description: `Some of: ${parts.join(', ')}` },
      network: {
        type: 'boolean',
        default: false,
        description: 'Measure visits at 10 and 50 Mbit/s, for each way to boot: many minutes',
      },
      built: {
        type: 'boolean',
        default: false,
        description: `Measure the site that stands in ${dist}, without building it anew`,
      },
    },
    async run({ args }) {
      const say = args.json ? () => {} : console.log;
      const chosen = partsOf(args.only, args.network);
      say(`The machine's load is ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.`);
      if (!args.built) await buildSite(say, args.json ? 'collect' : 'inherit');
      say('Building the bench’s own pages');
      await buildBenchSite();
      const site = await serveSite({ port: 0, dist });
      const bench = await serveSite({ port: 0, dist: benchDist });
      try {
        const reports: Report[] = [];
        for (const part of parts.filter((name) => chosen.has(name))) {
          say(`Measuring: ${part}`);
          reports.push(...(await measure(part, site.url, bench.url)));
        }
        console.log(args.json ? JSON.stringify(asJson(reports)) : `\n${printTable(reports)}`);
      } finally {
        await Promise.all([site.close(), bench.close()]);
      }
    },
  }),
);

/** @param bench the address of the bench's own pages */
async function measure(part: Part, site: string, bench: string): Promise<readonly Report[]> {
  switch (part) {
    case 'replica':
      return [await measureReplica()];
    case 'lesson':
    case 'exercises':
      return inBrowser(part, site);
    case 'visits':
      return [
        await measureVisits({
          exercise: `${site}${await djangoExercise()}`,
          bare: `${bench}${benchPages.bare}`,
        }),
      ];
    case 'check':
      return [await measureTenTests(bench, await middleware())];
    case 'interpreter':
      return [await measureInterpreter(`${bench}${benchPages.interpreter}`)];
    case 'memory':
      return [await measureMemory(bench)];
    case 'network':
      return measureNetwork({
        exercise: { site, path: await djangoExercise() },
        bare: { site: bench, path: benchPages.bare },
      });
  }
}

async function inBrowser(part: 'lesson' | 'exercises', site: string): Promise<readonly Report[]> {
  const browser = await openChromium();
  try {
    return part === 'lesson' ? [await measureLessonJs(browser, site)] : await measureChecks(browser, site);
  } finally {
    await browser.close();
  }
}

function middleware(): Promise<string> {
  return readFile(new URL('./exercise/middleware.py', import.meta.url), 'utf8');
}
