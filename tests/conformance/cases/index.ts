import type { NamedCase } from './build.ts';
import { csrf } from './csrf.ts';
import { exceptionHooks } from './exception-hooks.ts';
import { exceptions } from './exceptions.ts';
import { headers } from './headers.ts';
import { modes } from './modes.ts';
import { onion } from './onion.ts';
import { resolving } from './resolving.ts';
import { sending } from './sending.ts';
import { sessions } from './sessions.ts';
import { templateHooks } from './template-hooks.ts';

/** A case for every rule of the pipeline that a stack can show. */
export const namedCases: readonly NamedCase[] = [
  ...onion,
  ...resolving,
  ...exceptionHooks,
  ...templateHooks,
  ...exceptions,
  ...sending,
  ...modes,
  ...sessions,
  ...headers,
  ...csrf,
];
