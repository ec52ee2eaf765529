import type { ExerciseFiles } from '../../src/sandbox/container/projects.ts';
import type { ContainerSandboxOptions } from '../../src/sandbox/container/sandbox.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';

/**
 * Stands for Vitest, so that every stage can be tried in milliseconds: `onion.ts` says how the run ends, in one word. It
 * prints frames as the project's reporter does, between text that is none.
 */
const FAKE_VITEST = `
import { readFileSync } from 'node:fs';
const frame = (value) => process.stdout.write('\\u001e' + JSON.stringify(value) + '\\n');
const word = readFileSync('onion.ts', 'utf8').trim();
const { INSIDE_OUT_SEED: seed, INSIDE_OUT_ORDER: order, INSIDE_OUT_REPORT } = process.env;
console.log('RUN', word, process.argv.slice(2).join(' '));
if (word === 'loops') for (;;);
if (word === 'dies') {
  console.error('\\u001b[31mvitest.config.js is broken\\u001b[39m');
  process.exit(3);
}
if (INSIDE_OUT_REPORT === '1') {
  frame({ kind: 'progress', finished: 1, total: 1 });
  const result = { name: 'a fact', milliseconds: 1, message: null, at: null, exchanges: [] };
  const output = JSON.stringify({ seed, order, suite: readFileSync('.inside-out/suite.test.js', 'utf8') });
  const verdict = word === 'passes' ? 'passed' : 'failed';
  frame({ kind: 'report', report: { verdict, tests: [{ ...result, status: verdict }], output, milliseconds: 2 } });
}
console.log('Tests done');
if (word === 'lingers') setInterval(() => 0, 1e6);
`;

const PACKAGE = { name: 'project', version: '1.0.0', private: true, type: 'module' };
const DEPENDENCIES = { dependencies: { vitest: 'file:vitest' } };

/** What all exercises share. @param change makes it another lock, and so another install */
export function fakeShared({ change = '', preinstall = '' } = {}): FileSet {
  const scripts = preinstall === '' ? {} : { scripts: { preinstall } };
  const lock = {
    name: `project${change}`,
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { ...PACKAGE, hasInstallScript: preinstall !== '', ...DEPENDENCIES },
      'node_modules/vitest': { resolved: 'vitest', link: true },
      vitest: { version: '1.0.0' },
    },
  };
  return {
    'package.json': JSON.stringify({ ...PACKAGE, ...scripts, ...DEPENDENCIES }),
    'package-lock.json': JSON.stringify(lock),
    'vitest/package.json': JSON.stringify({ name: 'vitest', version: '1.0.0', type: 'module' }),
    'vitest/vitest.mjs': FAKE_VITEST,
    'http.ts': 'export {};\n',
  };
}

export async function fakeExercise(exercise: string): Promise<ExerciseFiles> {
  return { files: { 'README.md': `# ${exercise}\n` }, suite: `// the suite of ${exercise}\n` };
}

export function fakeOptions(
  shared: FileSet = fakeShared(),
): Pick<ContainerSandboxOptions, 'loadShared' | 'loadExercise'> {
  return { loadShared: async () => shared, loadExercise: fakeExercise };
}
