/** Files of the suite's own, in which a page breaks for another reason than today's. */
import fc from 'fast-check';

type Files = Readonly<Record<string, string>>;

/** An exception that a template lets through, and the status that a boundary makes of it. */
export const exceptions = [
  { raises: 'PermissionDenied("Not your order.")', status: 403 },
  { raises: 'Http404("No such parcel.")', status: 404 },
  { raises: 'SuspiciousOperation("Too many books.")', status: 400 },
  { raises: 'TemplateDoesNotExist("parcels/large.html")', status: 500 },
  { raises: 'RuntimeError("The post office is closed.")', status: 500 },
  { raises: 'DatabaseError("The list of parcels is locked.")', status: 500 },
] as const;

export type Breaking = (typeof exceptions)[number];

/** One that becomes a 500, and one that doesn't. */
export const twoExceptions = fc.tuple(
  fc.constantFrom(...exceptions.filter(({ status }) => status !== 500)),
  fc.constantFrom(...exceptions.filter(({ status }) => status === 500)),
);

/** What the warehouse's log adds when it is told of an order before that order is committed. */
export const tooSoon = 'while its transaction was still open';

/**
 * A view that places an order and answers with the status that it is asked for: `/counter/?status=409`, with `&plain`
 * without a template. And an ear at the warehouse, which hears whether a transaction is open when word comes.
 */
export const ourFiles: Files = {
  'shop/ear.py': `
import logging

from django.db import connection


class Ear(logging.Filter):
    def filter(self, record):
        if connection.in_atomic_block or not connection.get_autocommit():
            record.msg += ", ${tooSoon}"
        return True


logging.getLogger("warehouse").addFilter(Ear())
`,
  'shop/counter.py': `
from django.db import transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from shop.models import Order


@transaction.atomic
def counter(request):
    order = Order.objects.create(customer=request.user, placed_at=timezone.now())
    status = int(request.GET["status"])
    if "plain" in request.GET:
        return HttpResponse(f"We keep {order} for you.", status=status)
    return TemplateResponse(request, "shop/kept.html", {"order": order}, status=status)
`,
  'shop/urls.py': `
from django.urls import path
from django.views.generic import RedirectView

from shop import checkout, counter, ear, views

app_name = "shop"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("counter/", counter.counter, name="counter"),
]
`,
};

/** Statuses that a view may choose when nothing failed. */
export const chosenStatus = fc.constantFrom(400, 403, 404, 409, 422, 429, 500, 502, 503);

/** How many copies are too many: not twelve. */
export const threshold = fc.integer({ min: 3, max: 9 });

/** `{{ order|delivery_days }}` that raises for orders of `most` copies and more. */
export const breakingFilter = ({ raises }: Breaking, most: number): Files => ({
  'shop/templatetags/delivery.py': `
from django import template
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404
from django.template import TemplateDoesNotExist

register = template.Library()


@register.filter
def delivery_days(order):
    if sum(line.quantity for line in order.lines.all()) >= ${most}:
        raise ${raises}
    return 2
`,
});

/** A festive banner that works nowhere; the plain one stays. */
export const brokenBanner: Files = {
  'shop/templates/themes/festive.html': '{% include "themes/ribbons.html" %}\n',
};
