import { expect } from 'vitest';
import { createInterpreterClient } from '../interpreter/client.ts';
import { createInterpreterHost } from '../interpreter/create-host.ts';
import type { AnyInterpreter, FileSet, Track } from '../protocol.ts';
import type { Driver } from '../room.ts';
import { type ContractCase, DEADLINE } from './case.ts';
import { DJANGO_CASES } from './django-cases.ts';
import { REBUILD_CASES } from './rebuild-cases.ts';
import { STOP_CASES } from './stop-cases.ts';

/** What a platform brings to the contract. */
export interface Platform {
  readonly driver: Driver;
  loadBase(track: Track): Promise<FileSet>;
}

const CLOSED: ContractCase = {
  title: 'a closed interpreter refuses every verb',
  async try(interpreter) {
    await interpreter.close();
    await expect(interpreter.write({})).rejects.toMatchObject({ fault: { kind: 'closed' } });
  },
};

/** Everything that a driver must keep, on both tracks. The last case of a track closes its interpreter. */
export const CONTRACT: readonly (ContractCase & { readonly track: Track })[] = [
  ...[...DJANGO_CASES, ...STOP_CASES, CLOSED].map((each) => ({ ...each, track: 'django' as const })),
  ...[...REBUILD_CASES, CLOSED].map((each) => ({ ...each, track: 'rebuild' as const })),
];

/** Tries cases on an interpreter of a track. The cases of a track share it, in their order. */
export function openForContract(
  platform: Platform,
  track: Track,
): (contractCase: ContractCase) => Promise<void> {
  const { perform } = createInterpreterHost(track, {
    driver: platform.driver,
    loadBase: () => platform.loadBase(track),
    deadlines: { boot: 120_000, verb: DEADLINE },
  });
  const hurried = (haste: boolean): AnyInterpreter =>
    createInterpreterClient((verb, args) => perform(verb, args, haste));
  const interpreter = hurried(false);
  return async (each) => {
    await interpreter.reset();
    await each.try(interpreter, hurried(true));
  };
}
