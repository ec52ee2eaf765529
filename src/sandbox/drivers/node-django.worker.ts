import { readFile } from 'node:fs/promises';
import { loadPyodide } from 'pyodide';
import { prepareRuntime, pyodideFolder } from '../../django/assets.ts';
import { serveDjango } from '../interpreter/serve-django.ts';
import { nodeDoor } from './node-door.ts';

serveDjango(nodeDoor(), {
  loadPyodide,
  indexURL: `${pyodideFolder}/`,
  sitePackages: async () => {
    const { assets } = await prepareRuntime();
    const archive = assets.find(({ name }) => name === 'site-packages.zip');
    if (archive === undefined) throw new Error('the runtime has no site-packages.zip.');
    return new Uint8Array(await readFile(archive.file));
  },
});
