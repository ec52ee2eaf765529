import { defineCommand } from 'citty';
import { buildSite, dist } from './build-site.ts';
import { runEntry } from './command.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm run build', description: 'Build the site' },
    async run() {
      await buildSite(console.log);
      console.log(`\nThe site is in ${dist}`);
    },
  }),
);
