import { fail } from '#suite/django';
import type { Asked, Delivery, Happened } from './deliver.ts';
import { evidenceOf } from './evidence.ts';

/** A request and all that came of it. */
export interface Case {
  readonly asked: Asked;
  readonly delivery: Delivery;
  readonly happened: Happened;
  readonly name: string;
}

/** Fails with `sentence`, and with what happened as evidence. */
export const say = ({ asked, happened }: Case, sentence: string, printed: readonly string[] = []): never =>
  fail(sentence, [...evidenceOf(asked, happened), ...printed]);
