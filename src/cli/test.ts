import { defineCommand } from 'citty';
import { runEntry } from './command.ts';
import { planOf, prove } from './prove.ts';
import { closingLine } from './tally.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm test --', description: 'Prove the code and the course' },
    args: {
      only: {
        type: 'string',
        description:
          'Some of: runtime, static, biome, python-format, python-lint, python-types, types, build, unit, contract, browser, conformance, lessons, suites, project, container, course, e2e',
      },
    },
    async run({ args }) {
      const tally = await prove(planOf(args.only), console.log);
      if (tally.failed > 0) process.exitCode = 1;
      console.log(`\n${closingLine(tally)}`);
    },
  }),
);
