import { test } from 'vitest';
import { CONTRACT, openForContract } from '../contract/contract.ts';
import type { FileSet, Track } from '../protocol.ts';
import { browserDriver } from './browser.ts';

const sources = import.meta.glob<string>('/base/**/*', { query: '?raw', import: 'default', eager: true });

async function loadBase(track: Track): Promise<FileSet> {
  const root = `/base/${track}/`;
  const below = Object.entries(sources).filter(([path]) => path.startsWith(root));
  return Object.fromEntries(below.map(([path, text]) => [path.slice(root.length), text]));
}

const platform = { driver: browserDriver, loadBase };
const trying = {
  django: openForContract(platform, 'django'),
  rebuild: openForContract(platform, 'rebuild'),
};

/** A cold boot of Django takes seconds. */
const timeout = 120_000;

test.for(CONTRACT)('in Chromium, on the $track track, $title', { timeout }, (each) =>
  trying[each.track](each),
);
