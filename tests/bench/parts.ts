import { UserError } from '../../src/cli/command.ts';

/** What can be measured by itself, in the order in which it is. */
export const parts = [
  'replica',
  'lesson',
  'exercises',
  'visits',
  'check',
  'interpreter',
  'memory',
  'network',
] as const;

export type Part = (typeof parts)[number];

/** What takes many minutes, so that only those who ask for it get it. */
const slow: readonly Part[] = ['network'];

/**
 * @param only parts with commas between; undefined for all but the slow ones
 * @param network adds the network's figures
 *
 * Throws a `UserError` for a part that there isn't.
 */
export function partsOf(only: string | undefined, network = false): ReadonlySet<Part> {
  const wanted = only?.split(',') ?? (network ? [] : parts.filter((part) => !slow.includes(part)));
  for (const part of wanted) {
    if (!isPart(part)) {
      throw new UserError(`The bench has no part "${part}". Choose from: ${parts.join(', ')}`);
    }
  }
  const chosen = new Set<Part>(wanted.filter(isPart));
  if (network) chosen.add('network');
  return chosen;
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}
