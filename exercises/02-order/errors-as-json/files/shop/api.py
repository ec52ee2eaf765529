"""What the shop's app talks to."""

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    JsonResponse,
)
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from shop.models import Book, Order


@require_GET
def book(request: HttpRequest, pk: int) -> HttpResponse:
    found = Book.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(f"no row {pk} in shop_book")
    return JsonResponse({"title": found.title, "price": str(found.price)})


def cover(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponseNotFound("<h1>We have no covers</h1>")


def stock(request: HttpRequest, pk: int) -> HttpResponse:
    raise ConnectionError("warehouse.internal:5432 refused shop:s3cret")


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """The app sends a CSRF token along, as forms do."""
    if not request.user.is_authenticated:
        raise PermissionDenied("not logged in")
    if "book" not in request.POST:
        return JsonResponse({"missing": ["book"]}, status=400)
    placed = Order.objects.create(customer=request.user, placed_at=timezone.now())
    return JsonResponse({"order": placed.pk}, status=201)
