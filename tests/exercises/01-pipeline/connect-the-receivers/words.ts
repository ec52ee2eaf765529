/** Which words answer a mistake. */
import { exchangeEvidence, fail, paragraph, type RunningSite, type SiteResponse } from '#suite/django';
import { ask } from './shop.ts';

export interface Sale {
  /** Who recorded it, as the subject of a sentence. */
  readonly how: string;
  /** The response of the request that recorded it, if it was one. */
  readonly response?: SiteResponse;
  readonly sold: number;
  /** How many copies left the stock. */
  readonly taken: number;
  /** Why it may have counted more than once, and what this kind of process has or lacks. */
  readonly twice: string | ((times: number) => string);
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
  const why = typeof sale.twice === 'string' ? sale.twice : sale.twice(times);
  fail(`${how} sold ${copies(sold)}, and ${taken} left the stock${ran}. ${why}`, evidence);
}

/**
 * Looks for the ways to write a `ready()` that connects nothing.
 * Null when none was taken: then most likely no code of the process connects the receiver.
 */
async function whyNobodyHeard(site: RunningSite): Promise<string | null> {
  return deaf[await ask(site, LOOK)] ?? null;
}

/** As `LOOK` counts them. */
const deaf: readonly (string | null)[] = [
  null,
  'For the app "shop" Django took its plain AppConfig, so no `ready()` of yours was called: it takes the class in ' +
    'shop/apps.py when there is exactly one, or the one that says `default = True`.',
  '`ready()` did connect a receiver, and it was gone soon after. A signal holds its receivers weakly: a function that was ' +
    'made inside another one, and that nobody else holds, is thrown away with the call, or at the latest when Python next ' +
    'collects its garbage.',
  'shop/apps.py has a function `ready` outside the class, and nobody calls that: Django calls the method `ready()` of the ' +
    "app's config. The app has none of its own.",
  '`ready()` of yours ran, and connected nothing that hears of an OrderLine. To import a module connects a receiver only if ' +
    'the module, while it is run, comes to a line that connects one.',
];

const LOOK = `
import gc, weakref
from django.apps import AppConfig, apps
from django.db.models.signals import post_save
from shop import apps as module
from shop.models import OrderLine

config = apps.get_app_config("shop")
config.ready()
gc.collect()
dropped = any(isinstance(held, weakref.ref) and held() is None for _, held, *_ in post_save.receivers)
of_its_own = type(config).ready is not AppConfig.ready
if type(config) is AppConfig:
    answer = 1
elif dropped:
    answer = 2
elif not of_its_own and hasattr(module, "ready"):
    answer = 3
elif of_its_own and not any(post_save._live_receivers(OrderLine)):
    answer = 4
else:
    answer = 0
`;

function copies(count: number): string {
  return count === 1 ? '1 copy' : `${count} copies`;
}
