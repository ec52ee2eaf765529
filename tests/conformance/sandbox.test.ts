/** The files of a stack in the sandbox, as a page starts them: what comes back is what the replica shows. */
import { afterAll, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import { toHttpRequest } from '../../src/stack/http-request.ts';
import { runStack } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { stackFiles } from '../../src/stack/to-python.ts';
import { answer, does, layer, shipped, stack, template, usual } from './cases/build.ts';
import { differenceOf, printWhole } from './compare.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
afterAll(() => host.close());

const stacks: readonly Stack[] = [
  stack({
    middleware: [
      ...usual,
      layer('Adds', { process_template_response: [{ do: 'set-context', name: 'who', value: 'you' }] }),
    ],
    view: does({ do: 'read-user' }, template({}, 'Dear {{ who }}')),
    request: { method: 'GET', path: '/books/7/', signedIn: true },
  }),
  stack({
    server: 'asgi',
    middleware: [
      shipped.Common,
      layer('Gone', { unused: true }),
      layer('Short', { mode: 'async', before: [answer(418)] }),
    ],
    handler500: 'raises',
  }),
];

test.for(stacks)('$server: the sandbox serves a stack as the replica does', async (stack) => {
  await django.write(stackFiles(stack));
  const exchange = await django.request(toHttpRequest(stack));
  const { startUp, trace, response, escaped } = exchange;
  const run = {
    startUp,
    trace,
    response: response && { ...response, body: new TextDecoder().decode(response.body) },
    escaped: escaped?.exception ?? null,
  };
  const difference = differenceOf(stack, run, runStack(stack));
  if (difference !== null) expect.fail(printWhole(difference));
});
