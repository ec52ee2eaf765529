from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from shop.models import Book, Order, OrderLine


@login_required
@require_POST
def checkout(request: HttpRequest) -> JsonResponse:
    """Orders a copy of a book. Whoever asks twice gets two."""
    book = get_object_or_404(Book, pk=request.POST.get("book"))
    order = Order.objects.create(customer=request.user, placed_at=timezone.now())
    OrderLine.objects.create(order=order, book=book, quantity=1, price=book.price)
    response = JsonResponse({"order": order.pk}, status=201)
    response.headers["Location"] = reverse("shop:order-list")
    return response
