import { runtimeBase } from 'virtual:runtime-assets';
import type { loadPyodide } from 'pyodide';
import { serveDjango } from '../interpreter/serve-django.ts';
import { browserDoor } from './browser-door.ts';

serveDjango(browserDoor(), {
  async loadPyodide(config) {
    // Pyodide stands beside its own files instead of in our bundle: it looks for them where it is.
    const pyodide = (await import(/* @vite-ignore */ `${runtimeBase}pyodide.mjs`)) as {
      loadPyodide: typeof loadPyodide;
    };
    return pyodide.loadPyodide(config);
  },
  indexURL: runtimeBase,
  async sitePackages() {
    const response = await fetch(`${runtimeBase}site-packages.zip`);
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  },
});
