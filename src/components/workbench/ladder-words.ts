/** What a page says of its ladder. */
import type { Ladder, OtherSandbox, SandboxKind } from './ladder.ts';

export const sandboxNames: Readonly<Record<SandboxKind, string>> = {
  embedded: 'This page’s own sandbox',
  container: 'WebContainer',
};

const natures: Readonly<Record<SandboxKind, string>> = {
  embedded: 'Ready in a second, works offline, and asks no other site for anything.',
  container:
    'A whole Node machine: a terminal, all files of the project, npm and Vitest. Loads from its vendor, stackblitz.com.',
};

/** What a sandbox is, and what stands in its way; but not what is said already, because it was chosen in vain. */
export function describeOffer(kind: SandboxKind, { others, instead }: Ladder): string {
  const other = others.find((candidate) => candidate.kind === kind);
  const but = instead ? null : (other?.hindrance ?? other?.caution ?? null);
  return but === null ? natures[kind] : `${natures[kind]} But ${but}.`;
}

/** The sandbox that the learner has chosen, or has without having chosen. */
export function chosenOf({ use, instead }: Ladder): SandboxKind {
  return instead ? 'container' : use;
}

export interface Regret {
  readonly text: string;
  readonly remedy: OtherSandbox['remedy'];
}

/** What is said to somebody who asked for the WebContainer and doesn't have it; null to anybody else. */
export function regretOf({ instead, because, others }: Ladder): Regret | null {
  if (!instead) return null;
  const remedy = others.find(({ kind }) => kind === 'container')?.remedy ?? null;
  // It is being loaded once more already.
  if (remedy === 'isolate') return null;
  return {
    text: `${because.charAt(0).toUpperCase()}${because.slice(1)}. Your code is checked in this page’s own sandbox instead, and nothing that you typed is lost.`,
    remedy,
  };
}
