import { keepRoom } from '../room-keeper.ts';
import { DEFAULT_DEADLINES, type HostOptions, type InterpreterHost, performing } from './host.ts';
import type { BootEvents, DjangoVerbs } from './verbs.ts';

/** Real Django in a room that boots once and is put back in place by `reset`. */
export function createDjangoHost(options: HostOptions): InterpreterHost {
  const events: BootEvents = { step: (step) => options.onStep?.(step) };
  const room = keepRoom<DjangoVerbs, BootEvents>({
    open: () => options.driver.openInterpreter('django'),
    boot: async (call) => call('boot', await options.loadBase()),
    deadlines: options.deadlines ?? DEFAULT_DEADLINES,
    offers: events,
  });
  return {
    warm: room.warm,
    perform: performing({
      write: (files: Parameters<DjangoVerbs['write']>[0]) => room.call('write', files),
      reset: () => room.call('reset'),
      request: (request: Parameters<DjangoVerbs['request']>[0]) => room.call('request', request),
      manage: (args: Parameters<DjangoVerbs['manage']>[0]) => room.call('manage', args),
      close: async () => room.close(),
    }),
    close: room.close,
  };
}
