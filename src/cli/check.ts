import { defineCommand } from 'citty';
import { runEntry } from './command.ts';
import { planOf, prove } from './prove.ts';
import { closingLine } from './tally.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm run check', description: 'Format, lint and types, without running anything' },
    async run() {
      const tally = await prove(planOf('static'), console.log);
      if (tally.failed > 0) process.exitCode = 1;
      console.log(`\n${closingLine(tally)}`);
    },
  }),
);
