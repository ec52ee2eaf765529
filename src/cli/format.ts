import { defineCommand } from 'citty';
import { runEntry } from './command.ts';
import { formatPythonFiles } from './python-style.ts';
import { runTool } from './tool.ts';

await runEntry(
  defineCommand({
    meta: { name: 'npm run format', description: 'Format everything' },
    async run() {
      for (const path of await formatPythonFiles()) console.log(`Formatted ${path}`);
      const { code } = await runTool('biome', ['check', '--write', '.'], 'inherit');
      process.exitCode = code;
    },
  }),
);
