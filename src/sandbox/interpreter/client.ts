import type { Exchange, ManageOutput } from '../../django/exchange.ts';
import type { Outcome } from '../outcome.ts';
import { unwrap } from '../outcome.ts';
import type { AnyInterpreter, Played } from '../protocol.ts';

/** Gives the verbs of an interpreter their types back; `perform` takes them to its host, wherever that is. */
export function createInterpreterClient(
  perform: (verb: string, args: readonly unknown[]) => Promise<Outcome<unknown>>,
): AnyInterpreter {
  const send = async (verb: string, ...args: unknown[]): Promise<unknown> =>
    unwrap(await perform(verb, args));
  return {
    write: async (files) => void (await send('write', files)),
    reset: async () => void (await send('reset')),
    close: async () => void (await send('close')),
    request: async (request) => (await send('request', request)) as Exchange,
    manage: async (args) => (await send('manage', args)) as ManageOutput,
    play: async (scene) => (await send('play', scene)) as Played,
  };
}
