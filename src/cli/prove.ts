import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../django/cache.ts';
import { type Check, runtimeIsThere, siteBuilds, staticChecks } from './checks.ts';
import { addTallies, emptyTally, type Tally, tallyOf, type VitestReport } from './tally.ts';
import { runTool } from './tool.ts';

/** What a run of `npm test` consists of. */
export interface Plan {
  readonly checks: readonly Check[];
  /** Projects of vitest.config.ts: empty for all of them, null for none. */
  readonly projects: readonly string[] | null;
}

/**
 * @param only ids of checks and names of Vitest's projects, with commas between; `static` stands for the checks
 *   that build nothing. Undefined for everything.
 */
export function planOf(only: string | undefined): Plan {
  const checks = [runtimeIsThere, ...staticChecks, siteBuilds];
  if (only === undefined) return { checks, projects: [] };
  const wanted = only
    .split(',')
    .flatMap((id) => (id === 'static' ? staticChecks.map((check) => check.id) : id));
  // The end-to-end tests open the built site.
  if (wanted.includes('e2e')) wanted.push('build');
  const projects = wanted.filter((id) => !checks.some((check) => check.id === id));
  if (projects.length > 0) wanted.push('runtime');
  return {
    checks: checks.filter(({ id }) => wanted.includes(id)),
    projects: projects.length > 0 ? projects : null,
  };
}

/** Runs the plan and prints as it goes. Nothing stops it: what crashes counts as failed. */
export async function prove({ checks, projects }: Plan, print: (line: string) => void): Promise<Tally> {
  let tally = emptyTally;
  for (const check of checks) tally = addTallies(tally, await proveCheck(check, print));
  if (projects !== null) tally = addTallies(tally, await proveTests(projects, print));
  return tally;
}

async function proveCheck({ title, run }: Check, print: (line: string) => void): Promise<Tally> {
  print(`… ${title}`);
  const complaint = await run().catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  print(complaint === null ? '  ✓' : `  ✗ failed\n\n${complaint}\n`);
  return complaint === null ? { ...emptyTally, passed: 1 } : { ...emptyTally, failed: 1 };
}

async function proveTests(projects: readonly string[], print: (line: string) => void): Promise<Tally> {
  print(`… the tests${projects.length > 0 ? ` of ${projects.join(', ')}` : ''} pass`);
  const reportFile = join(cacheFolder, 'vitest.json');
  await rm(reportFile, { force: true });
  const chosen = projects.flatMap((name) => ['--project', name]);
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${reportFile}`];
  const { code } = await runTool('vitest', ['run', ...chosen, ...reporters], 'inherit');
  return tallyOf(await readReport(reportFile), code);
}

/** Null when Vitest ended without writing a whole one. */
async function readReport(file: string): Promise<VitestReport | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as VitestReport;
  } catch {
    return null;
  }
}
