/** Receivers of `post_save` that aren't the shop's: of an app before it, and of somebody who came later. */
import type { RunningSite } from '#suite/django';
import { ask } from './shop.ts';

/** It is run in the first phase of start-up, before any file of the shop's that knows the models. */
export const others: Readonly<Record<string, string>> = {
  'shop/__init__.py': `
from django.db.models.signals import post_save

early, late = [], []


def hears_early(sender, **kwargs):
    early.append(sender.__name__)


def hears_late(sender, **kwargs):
    late.append(sender.__name__)


post_save.connect(hears_early)
`,
};

export async function connectLate(site: RunningSite): Promise<void> {
  await ask(
    site,
    `
from django.db.models.signals import post_save
import shop

post_save.connect(shop.hears_late)
answer = 0
`,
  );
}

/** How often each of them is called when a line is sold. */
export async function heardOfASale(site: RunningSite, pk: number): Promise<{ early: number; late: number }> {
  const both = await ask(
    site,
    `
import shop
from shop.models import Book
from shop.sales import record_sale

shop.early.clear()
shop.late.clear()
record_sale(Book.objects.get(pk=${pk}), 1)
answer = 100 * shop.early.count("OrderLine") + shop.late.count("OrderLine")
`,
  );
  return { early: Math.floor(both / 100), late: both % 100 };
}
