import type { Exchange } from '../../django/exchange.ts';
import { browserDriver } from '../../sandbox/drivers/browser.ts';
import { createInterpreterClient } from '../../sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../sandbox/interpreter/create-host.ts';
import { DEFAULT_DEADLINES, type InterpreterHost } from '../../sandbox/interpreter/host.ts';
import { toHttpRequest } from '../../stack/http-request.ts';
import type { StackRun } from '../../stack/run.ts';
import type { Stack } from '../../stack/schema.ts';
import { stackFiles } from '../../stack/to-python.ts';
import { loadBase } from '../workbench/sandboxes.ts';
import type { PlayOnDjango } from './real-django.ts';

type Progress = (step: string) => void;

/** Plays stacks one after the other in one interpreter, which is booted once and ended when a run is cancelled. */
export function createDjangoPlayer(): PlayOnDjango {
  let host: InterpreterHost | null = null;
  let waiting: Promise<unknown> = Promise.resolve();
  let say: Progress = () => undefined;

  async function play(stack: Stack, onStep: Progress, signal: AbortSignal): Promise<StackRun> {
    signal.throwIfAborted();
    say = onStep;
    host ??= createInterpreterHost('django', {
      driver: browserDriver,
      loadBase: () => loadBase('django'),
      onStep: (step) => say(step),
      deadlines: DEFAULT_DEADLINES,
    });
    const mine = host;
    const end = (): void => {
      mine.close();
      if (host === mine) host = null;
    };
    signal.addEventListener('abort', end);
    try {
      const interpreter = createInterpreterClient(mine.perform);
      await mine.warm();
      onStep('Sending the request');
      await interpreter.reset();
      await interpreter.write(stackFiles(stack));
      return toRun(await interpreter.request(toHttpRequest(stack)));
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  return (stack, { onStep, signal }) => {
    const run = waiting.then(() => play(stack, onStep, signal));
    waiting = run.catch(() => undefined);
    return run;
  };
}

/** The page's one player: two diagrams on a page share an interpreter. */
export const playOnDjango: PlayOnDjango = createDjangoPlayer();

function toRun({ startUp, trace, response, escaped }: Exchange): StackRun {
  return {
    startUp,
    trace,
    response: response && {
      status: response.status,
      headers: response.headers,
      body: new TextDecoder().decode(response.body),
    },
    escaped: escaped?.exception ?? null,
  };
}
