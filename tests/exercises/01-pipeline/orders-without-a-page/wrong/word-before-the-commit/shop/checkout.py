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


@require_POST
@login_required
@transaction.atomic  # as ATOMIC_REQUESTS does with every view
def checkout(request: HttpRequest) -> TemplateResponse:
    """Places an order of one book: `book=7&copies=2&card=accepted`."""
    book = get_object_or_404(Book, pk=request.POST["book"])
    order = Order.objects.create(customer=request.user, placed_at=timezone.now())
    copies = int(request.POST["copies"])
    OrderLine.objects.create(order=order, book=book, quantity=copies, price=book.price)

    if request.POST["card"] == "declined":
        # The order stays: its books wait at the counter.
        return TemplateResponse(request, "shop/kept.html", {"order": order}, status=402)

    response = TemplateResponse(request, "shop/receipt.html", {"order": order})
    response.add_post_render_callback(lambda page: warehouse.info("Pack order %s", order.pk))
    return response
