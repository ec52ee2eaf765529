import { defineCommand } from 'citty';
import { buildSite, dist } from './build-site.ts';
import { runEntry } from './command.ts';
import { parsePort } from './port.ts';
import { checkPort, serveSite } from './serve-site.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm start --', description: 'Build the site and serve it' },
    args: {
      port: { type: 'string', default: '4321', description: 'Port to serve on' },
      host: { type: 'string', default: 'localhost', description: 'Network interface to listen on' },
    },
    async run({ args }) {
      const port = parsePort(args.port);
      await checkPort(port, args.host);
      await buildSite(console.log);
      const { url } = await serveSite({ port, dist, host: args.host });
      console.log(`\nInside Out is at ${url}\nStop it with Ctrl+C.`);
    },
  }),
);
