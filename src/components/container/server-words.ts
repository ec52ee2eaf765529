import type { Server } from '../../sandbox/container/workspace.ts';

/** What is said when other servers listen than before; null when none has come or gone. */
export function serverWords(before: readonly Server[], now: readonly Server[]): string | null {
  const ports = (servers: readonly Server[]) => new Set(servers.map(({ port }) => port));
  const [opened] = ports(now).difference(ports(before));
  const [closed] = ports(before).difference(ports(now));
  if (opened !== undefined) return `A server listens on port ${opened}. Its preview is below the editor.`;
  return closed === undefined ? null : `The server on port ${closed} has ended.`;
}
