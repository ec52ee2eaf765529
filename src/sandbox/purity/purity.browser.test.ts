import { browserDriver } from '../drivers/browser.ts';
import { provePurity } from './prove.ts';

const sources = import.meta.glob<string>('/base/django/**/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const root = '/base/django/';
const base = Object.fromEntries(
  Object.entries(sources).map(([path, text]) => [path.slice(root.length), text]),
);

provePurity({ driver: browserDriver, base: async () => base, programs: 40 });
