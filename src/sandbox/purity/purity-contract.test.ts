import { nodeDriver } from '../drivers/node.ts';
import { loadBase } from '../drivers/node-files.ts';
import { provePurity } from './prove.ts';

provePurity({ driver: nodeDriver, base: () => loadBase('django'), programs: 200 });
