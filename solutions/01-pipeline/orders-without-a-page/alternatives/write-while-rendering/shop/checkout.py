import logging

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from shop.models import Book, Order, OrderLine

warehouse = logging.getLogger("warehouse")


class CheckoutResponse(TemplateResponse):
    """Places its order when it is rendered: the page and the order come about together or not at all."""

    @property
    def rendered_content(self) -> str:
        with transaction.atomic():
            self.context_data["order"] = place_order(self._request)
            return super().rendered_content


def place_order(request: HttpRequest) -> Order:
    book = get_object_or_404(Book, pk=request.POST["book"])
    order = Order.objects.create(customer=request.user, placed_at=timezone.now())
    copies = int(request.POST["copies"])
    OrderLine.objects.create(order=order, book=book, quantity=copies, price=book.price)
    if request.POST["card"] != "declined":
        transaction.on_commit(lambda: warehouse.info("Pack order %s", order.pk))
    return order


@require_POST
@login_required
def checkout(request: HttpRequest) -> TemplateResponse:
    """Places an order of one book: `book=7&copies=2&card=accepted`."""
    if request.POST["card"] == "declined":
        # The order stays: its books wait at the counter.
        return CheckoutResponse(request, "shop/kept.html", {}, status=402)
    return CheckoutResponse(request, "shop/receipt.html", {})
