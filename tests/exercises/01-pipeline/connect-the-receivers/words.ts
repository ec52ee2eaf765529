/** Which words answer a mistake. */
import { exchangeEvidence, fail, paragraph, type RunningSite, type SiteResponse } from '#suite/django';
import { run } from './shop.ts';

export interface Sale {
  /** Who recorded it, as the subject of a sentence. */
  readonly how: string;
  /** The response of the request that recorded it, if it was one. */
  readonly response?: SiteResponse;
  readonly sold: number;
  /** How many copies left the stock. */
  readonly taken: number;
  /** Why it may have counted more than once, and what this kind of process has or lacks. */
  readonly twice: string;
  readonly never: string;
}

/** Fails unless as many copies have left the stock as were sold. */
export async function expectCountedOnce(site: RunningSite, sale: Sale): Promise<void> {
  const { how, response, sold, taken } = sale;
  if (taken === sold) return;
  const evidence = [
    paragraph('Copies', [`sold           ${sold}`, `off the stock  ${taken}`]),
    ...(response === undefined ? [] : exchangeEvidence(response.exchange)),
  ];
  if (taken === 0) {
    const why = (await whyNobodyHeard(site)) ?? `No receiver heard of it. ${sale.never}`;
    fail(`${how} sold ${copies(sold)}, and the stock is what it was. ${why}`, evidence);
  }
  const times = taken / sold;
  const ran = Number.isInteger(times) ? `: the receiver ran ${times} times` : '';
  fail(`${how} sold ${copies(sold)}, and ${taken} left the stock${ran}. ${sale.twice}`, evidence);
}

/**
 * Looks for the two ways to write a `ready()` that connects nothing.
 * Null when neither was taken: then most likely no code of the process connects the receiver.
 */
async function whyNobodyHeard(site: RunningSite): Promise<string | null> {
  const [config, dropped] = JSON.parse(await run(site, LOOK)) as [config: string, dropped: number];
  if (config === 'django.apps.config.AppConfig') {
    return (
      'For the app "shop" Django took its plain AppConfig, so no `ready()` of yours was called: it takes the class in ' +
      'shop/apps.py when there is exactly one, or the one that says `default = True`.'
    );
  }
  if (dropped === 0) return null;
  return (
    '`ready()` did connect a receiver, and it was gone when `ready()` returned. A signal holds its receivers weakly: a ' +
    'function that was made inside another one, and that nobody else holds, is thrown away with the call.'
  );
}

const LOOK = `
import json, weakref
from django.apps import apps
from django.db.models.signals import post_save

config = apps.get_app_config("shop")
config.ready()
dropped = [held for _, held, *_ in post_save.receivers if isinstance(held, weakref.ref) and held() is None]
print()
print(json.dumps([f"{type(config).__module__}.{type(config).__qualname__}", len(dropped)]))
`;

function copies(count: number): string {
  return count === 1 ? '1 copy' : `${count} copies`;
}
