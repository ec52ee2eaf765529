from django.contrib.auth.decorators import login_required
from django.db.models import Avg
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from shop.models import Author, Book, Order


def book_list(request: HttpRequest) -> HttpResponse:
    books = Book.objects.select_related("author")
    return render(request, "shop/book_list.html", {"books": books})


def book_detail(request: HttpRequest, pk: int) -> HttpResponse:
    books = Book.objects.select_related("author").annotate(
        rating=Avg("reviews__rating")
    )
    book = get_object_or_404(books, pk=pk)
    return render(request, "shop/book_detail.html", {"book": book})


def author_detail(request: HttpRequest, pk: int) -> HttpResponse:
    author = get_object_or_404(Author, pk=pk)
    return render(request, "shop/author_detail.html", {"author": author})


@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    orders = Order.objects.filter(customer=request.user).prefetch_related("lines__book")
    return render(request, "shop/order_list.html", {"orders": orders})
