from datetime import timedelta

from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from shop.models import Book


def bestsellers(request: HttpRequest) -> HttpResponse:
    """This month's three best-selling books, each with its share of all sales."""
    month = Q(sales__order__placed_at__gte=timezone.now() - timedelta(days=30))
    books = Book.objects.annotate(sold=Sum("sales__quantity", filter=month, default=0))
    total = sum(book.sold for book in books)
    shares = [(book, round(100 * book.sold / total)) for book in books]
    shares.sort(key=lambda share: share[1], reverse=True)
    return render(request, "shop/bestsellers.html", {"shares": shares[:3]})
