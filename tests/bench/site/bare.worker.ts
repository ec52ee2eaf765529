import { runtimeBase } from 'virtual:runtime-assets';
import type { loadPyodide } from 'pyodide';
import lock from 'pyodide/pyodide-lock.json?url';
import { baseUrl } from '../../../src/course/address.ts';

const ready = `
import os, sys
sys.path.insert(0, "/project")
os.chdir("/project")
os.environ["DJANGO_SETTINGS_MODULE"] = "bookshop.settings"
# Pyodide runs Python inside an event loop, and Django's ORM looks for one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from shop import seed
seed.run()
`;

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  return response;
}

async function start(): Promise<void> {
  const pyodideModule = import(/* @vite-ignore */ `${runtimeBase}pyodide.mjs`) as Promise<{
    loadPyodide: typeof loadPyodide;
  }>;
  const [pyodide, sitePackages, files] = await Promise.all([
    pyodideModule.then((module) => module.loadPyodide({ indexURL: runtimeBase, lockFileURL: lock })),
    fetched(`${runtimeBase}site-packages.zip`).then((response) => response.arrayBuffer()),
    fetched(baseUrl('django')).then((response) => response.json() as Promise<Record<string, string>>),
  ]);
  pyodide.unpackArchive(sitePackages, 'zip', { extractDir: '/lib/python3.14/site-packages' });
  for (const [path, text] of Object.entries(files)) {
    const absolute = `/project/${path}`;
    pyodide.FS.mkdirTree(absolute.slice(0, absolute.lastIndexOf('/')));
    pyodide.FS.writeFile(absolute, text);
  }
  pyodide.runPython(ready);
}

// A rejection ends in the worker's `error` event, which the page shows.
await start();
postMessage('ready');
