import type { Track } from '../protocol.ts';
import { createDjangoHost } from './django-host.ts';
import type { HostOptions, InterpreterHost } from './host.ts';
import { createScenarioHost } from './scenario-host.ts';

/** The interpreter of a track, not yet booted. */
export function createInterpreterHost(track: Track, options: HostOptions): InterpreterHost {
  return track === 'django' ? createDjangoHost(options) : createScenarioHost(options);
}
