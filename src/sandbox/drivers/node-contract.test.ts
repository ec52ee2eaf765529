import { test } from 'vitest';
import { CONTRACT, openForContract } from '../contract/contract.ts';
import { nodeDriver } from './node.ts';
import { loadBase } from './node-files.ts';

const platform = { driver: nodeDriver, loadBase };
const trying = {
  django: openForContract(platform, 'django'),
  rebuild: openForContract(platform, 'rebuild'),
};

/** A cold boot of Django takes seconds. */
const timeout = 120_000;

test.for(CONTRACT)('in Node, on the $track track, $title', { timeout }, (each) => trying[each.track](each));
