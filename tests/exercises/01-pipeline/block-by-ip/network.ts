// Networks, visitors and claims, made up afresh for each check.
import fc from 'fast-check';
import { fresh } from '#suite/fresh';

/** What `bookshop/network.py` says. */
export interface Network {
  readonly proxies: number;
  readonly blocked: readonly string[];
}

/** One list for all tests of a check: a shop that is started with other settings takes its time. */
export interface Blocklist {
  readonly listed: string;
  readonly network: Range;
  readonly network6: Range;
}

/** A network, addresses in it, and addresses beside it. */
export interface Range {
  readonly network: string;
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

let drawn: Blocklist | null = null;

export function blocklist(): Blocklist {
  drawn ??= { listed: listedAddress(), network: listedNetwork(), network6: listedNetwork6() };
  return drawn;
}

/** That list, behind so many proxies of ours. */
export function behind(proxies: number): Network {
  const { listed, network, network6 } = blocklist();
  return { proxies, blocked: [network.network, listed, network6.network] };
}

export const word = fc.stringMatching(/^[a-z]{5,9}$/);

/** `count` addresses of 100.64.0.0/10 and 172.16.0.0/12, no two of them alike: ordinary visitors, and proxies. */
export function addresses(count: number): readonly string[] {
  const one = fc.tuple(fc.constantFrom('100.96', '100.73', '172.20', '172.29'), byte, byte);
  const some = fc.uniqueArray(one, { minLength: count, maxLength: count, selector: (parts) => parts.join() });
  return fresh(some).map((parts) => parts.join('.'));
}

/** Other headers that name an address, and that any client may send. */
export function otherClaims(address: string): Readonly<Record<string, string>> {
  const names = ['X-Real-IP', 'Client-IP', 'X-Client-IP', 'True-Client-IP', 'CF-Connecting-IP'];
  const claims = names.map((name) => [name, address]);
  return { ...Object.fromEntries(claims), Forwarded: `for=${address}` };
}

/** An address for the list, of a range that no ordinary visitor comes from. */
function listedAddress(): string {
  return fresh(fc.tuple(fc.constantFrom('198.51.100', '203.0.113'), byte).map((parts) => parts.join('.')));
}

/** An IPv4 network, its first and last address, and the two beyond them. */
function listedNetwork(): Range {
  const bits = fresh(fc.integer({ min: 18, max: 29 }));
  const size = 2 ** (32 - bits);
  const first = Math.floor(fresh(fc.integer({ min: 0xc6120000, max: 0xc613ffff })) / size) * size;
  return {
    network: `${dotted(first)}/${bits}`,
    inside: [dotted(first), dotted(first + size - 1)],
    outside: [dotted(first - 1), dotted(first + size)],
  };
}

/** An IPv6 network of 48 bits, and addresses in and beside it, in several spellings. */
function listedNetwork6(): Range {
  const [site, next] = fresh(fc.uniqueArray(fc.integer({ min: 0x1000, max: 0xefff }), twoOf)).map(hex);
  return {
    network: `2001:db8:${site}::/48`,
    inside: [`2001:db8:${site}::1`, `2001:0DB8:${site?.toUpperCase()}:00ff:0:0:0:0009`],
    outside: [`2001:db8:${next}::1`],
  };
}

/** `198.51.100.23` as a server writes it that listens on IPv6. */
export function asIPv6(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return fresh(fc.constantFrom(`::ffff:${address}`, `::FFFF:${hex(a * 256 + b)}:${hex(c * 256 + d)}`));
}

const byte = fc.integer({ min: 1, max: 254 });
const twoOf = { minLength: 2, maxLength: 2 };

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function hex(group: number): string {
  return group.toString(16);
}
