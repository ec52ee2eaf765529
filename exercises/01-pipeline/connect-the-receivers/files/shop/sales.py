from django.contrib.auth import get_user_model
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.models import Book, Order, OrderLine


def record_sale(book: Book, quantity: int) -> OrderLine:
    """Every sale ends here, wherever it was made."""
    customer = get_user_model().objects.get(username="maya")
    order = Order.objects.create(customer=customer, placed_at=timezone.now())
    return order.lines.create(book=book, quantity=quantity, price=book.price)


@csrf_exempt  # The till is no browser.
@require_POST
def till(request: HttpRequest, pk: int) -> HttpResponse:
    book = get_object_or_404(Book, pk=pk)
    record_sale(book, int(request.POST["quantity"]))
    return JsonResponse({"sold": book.title}, status=201)


def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """How many copies of a book there are, and how many were sold since the shop opened with 100 of each."""
    book = get_object_or_404(Book.objects.annotate(sold=Sum("sales__quantity")), pk=pk)
    return JsonResponse({"stock": book.stock, "sold": book.sold or 0})
