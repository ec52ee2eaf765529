import { defineCommand } from 'citty';
import { prepareRuntime } from '../django/assets.ts';
import { runEntry } from './command.ts';
import { parsePort } from './port.ts';
import { runTool } from './tool.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm run dev --', description: 'Serve the site for authors: pages follow their sources' },
    args: { port: { type: 'string', default: '4321', description: 'Port to serve on' } },
    async run({ args }) {
      const port = parsePort(args.port);
      await prepareRuntime(console.log);
      const { code } = await runTool('astro', ['dev', '--port', String(port)], 'inherit');
      process.exitCode = code;
    },
  }),
);
