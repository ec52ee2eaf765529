// What X-Forwarded-For is worth behind proxies of one's own.
import { openShop } from './answers.ts';
import { addresses, asIPv6, behind, blocklist, otherClaims } from './network.ts';

/** Whom to believe, in words. */
export const believed = (proxies: number): string =>
  proxies === 1
    ? 'The one proxy of ours wrote the last entry, and only that.'
    : `The ${proxies} proxies of ours wrote the last ${proxies} entries, each the address that it was called from: the ` +
      `visitor is the ${proxies === 2 ? 'second' : 'third'} from the end.`;

export const otherHeaders =
  'None of our proxies writes any other header: the addresses that stand in those, the visitor may have made up.';

/** Visits that came through `proxies` proxies of ours, with and without what the visitor made up. */
export async function expectBelieved(proxies: number): Promise<void> {
  const { listed } = blocklist();
  const [good = '', other = '', another = '', ...ours] = addresses(3 + proxies);
  const from = ours.at(-1) ?? '';
  // The outermost proxy writes the visitor; each of the others writes the proxy that called it.
  const written = (visitor: string) => [visitor, ...ours.slice(0, -1)];
  const shop = await openShop(behind(proxies));
  for (const forged of [[], [good], [good, other, another]]) {
    await shop.refuses(
      { from, forwarded: [...forged, ...written(listed)].join(', ') },
      `${believed(proxies)} That is ${listed}` +
        (forged.length === 0 ? '.' : '. A comma and a space part it from what the visitor made up.'),
    );
  }
  for (const forged of [[], [listed], [other, listed], [listed, other, another]]) {
    await shop.serves(
      { from, forwarded: [...forged, ...written(good)].join(', ') },
      `${believed(proxies)} That is ${good}, which is not on the list` +
        (forged.length === 0 ? '.' : ': anybody may write what stands before it.'),
    );
  }
  await shop.refuses(
    { from, forwarded: [good, ...written(listed)].join(',') },
    `${believed(proxies)} That is ${listed}. Here a comma alone parts the entries: a space after it may be there or not.`,
  );
  await shop.refuses(
    { from, forwarded: written(listed).join(', '), headers: otherClaims(good) },
    `${believed(proxies)} That is ${listed}. ${otherHeaders}`,
  );
  await shop.serves(
    { from, forwarded: written(good).join(', '), headers: otherClaims(listed) },
    `${believed(proxies)} That is ${good}, which is not on the list. ${otherHeaders}`,
  );
  await shop.refuses(
    { from, forwarded: [good, ...written(asIPv6(listed))].join(', ') },
    `${believed(proxies)} That is ${listed}, in an IPv6 spelling.`,
  );
}
