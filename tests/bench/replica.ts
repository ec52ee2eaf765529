/** A request through the seven middleware of a new Django project: on the replica, and on real Django in Pyodide. */

import { bootRuntime } from '../../src/django/boot.ts';
import { layGroundwork } from '../../src/django/groundwork.ts';
import { nodeRuntimeSource } from '../../src/django/node-source.ts';
import { createSite } from '../../src/django/site.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { startStack } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { startprojectMiddleware } from '../../src/stack/startproject.ts';
import { stackFiles } from '../../src/stack/to-python.ts';
import { median, type Report } from './figures.ts';

const ROUNDS = 20_000;
const REAL_ROUNDS = 200;

const stack: Stack = {
  server: 'wsgi',
  middleware: startprojectMiddleware,
  views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: 'Emma' }] }],
  routes: [{ route: 'books/<int:pk>/', view: 'book' }],
  request: { method: 'GET', path: '/books/7/' },
};

export async function measureReplica(): Promise<Report> {
  const site = startStack(stack);
  const replica = timed(ROUNDS, () => site.request(stack.request));

  const runtime = await bootRuntime(nodeRuntimeSource());
  const real = createSite(layGroundwork(runtime, await loadBase('django')));
  real.start(stackFiles(stack));
  const onDjango = timed(REAL_ROUNDS, () => real.request(stack.request));
  return {
    heading: 'A request through seven middleware, its trace included, in Node',
    figures: [
      {
        id: 'replica_request_us',
        what: 'on the replica',
        unit: 'µs',
        samples: replica,
        baseline: { what: 'real Django’s', value: median(onDjango) },
      },
      { id: 'django_request_us', what: 'on real Django', unit: 'µs', samples: onDjango, baseline: null },
    ],
  };
}

/** In µs, each round by itself, after a tenth of them to warm up. */
function timed(rounds: number, action: () => void): number[] {
  for (let round = 0; round < rounds / 10; round += 1) action();
  return Array.from({ length: rounds }, () => {
    const began = performance.now();
    action();
    return (performance.now() - began) * 1000;
  });
}
