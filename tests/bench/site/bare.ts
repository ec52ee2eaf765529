/** The baseline of a visit: Django made ready as any page with Pyodide would, and nothing more. */
const main = document.getElementById('main');
const worker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });

function show(state: 'busy' | 'good' | 'bad', text: string): void {
  if (!main) return;
  // Said as the workbench says it, so that both are waited for in one way.
  main.dataset['sandbox'] = state;
  main.textContent = text;
}

show('busy', 'Starting');
worker.addEventListener('message', () => show('good', 'Ready'));
worker.addEventListener('error', ({ message }) => show('bad', message));
