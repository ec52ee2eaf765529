/** Files of the suite's own: another table of postage, and one that counts how often it is read. */
import fc from 'fast-check';
import type { RunningSite } from '#suite/django';
import { fresh } from '#suite/fresh';
import { ask } from './shop.ts';

type Files = Readonly<Record<string, string>>;

/** `shop/postage.py` as the learner knows it, but for the count. */
export const countedTable: Files = {
  'shop/postage.py': `
import csv
from pathlib import Path

TABLE = Path(__file__).with_name("postage.csv")
reads = []


def load_rates() -> dict[str, str]:
    reads.append(1)
    with TABLE.open(newline="") as table:
        return {country: price for country, price in csv.reader(table)}
`,
};

export async function readsOf(site: RunningSite): Promise<number> {
  return ask(site, 'from shop import postage\nanswer = len(postage.reads)');
}

export const country = fc.stringMatching(/^[A-Y]{2}$/);
const price = fc
  .tuple(fc.integer({ min: 3, max: 30 }), fc.integer({ min: 10, max: 99 }))
  .map(([euros, cents]) => `${euros}.${cents}`);
const countries = fc.uniqueArray(country, { minLength: 2, maxLength: 4 });

/** A table of countries that the learner has never seen. */
export function freshTable() {
  const prices = Object.fromEntries(fresh(countries).map((country) => [country, fresh(price)]));
  const elsewhere = fresh(price);
  const rows = [...Object.entries(prices), ['elsewhere', elsewhere]].map((row) => `${row.join(',')}\n`);
  return { countries: prices, elsewhere, files: { 'shop/postage.csv': rows.join('') } };
}
