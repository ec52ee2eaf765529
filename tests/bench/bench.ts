/** `npm run bench`: figures of one run, each with the ratio that can be compared between machines. */
import { defineCommand } from 'citty';
import { buildSite, dist } from '../../src/cli/build-site.ts';
import { runEntry } from '../../src/cli/command.ts';
import { serveSite } from '../../src/cli/serve-site.ts';
import { openChromium } from '../e2e/browsers.ts';
import { measureChecks } from './check.ts';
import { asJson, printed, type Report } from './figures.ts';
import { measureLessonJs } from './lesson-js.ts';
import { measureReplica } from './replica.ts';

await runEntry(
  defineCommand({
    meta: {
      name: 'npm run bench --',
      description: 'Measure the replica, a lesson page, and checks in Chromium',
    },
    args: {
      json: {
        type: 'boolean',
        default: false,
        description: 'Print the medians as one line of JSON and nothing else',
      },
    },
    async run({ args }) {
      const say = args.json ? () => {} : console.log;
      const reports: Report[] = [];
      const add = (...more: readonly Report[]): void => {
        reports.push(...more);
        for (const { heading, figures } of more) say(`\n${heading}\n${figures.map(printed).join('\n')}`);
      };
      add(await measureReplica());
      await buildSite(say, args.json ? 'collect' : 'inherit');
      const site = await serveSite({ port: 0, dist });
      const browser = await openChromium();
      try {
        add(await measureLessonJs(browser, site.url));
        add(...(await measureChecks(browser, site.url)));
      } finally {
        await browser.close();
        await site.close();
      }
      if (args.json) console.log(JSON.stringify(asJson(reports)));
    },
  }),
);
