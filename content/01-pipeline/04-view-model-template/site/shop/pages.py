from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone

from shop.models import Book, Order


class Parcel:
    def days(self) -> int:
        """How long it takes; today every parcel is too small."""
        raise ValueError("No parcel is that large.")


def place_order() -> Order:
    return Order.objects.create(customer_id=1, placed_at=timezone.now())


@transaction.atomic
def checkout(request: HttpRequest) -> TemplateResponse:
    order = place_order()
    context = {"order": order, "parcel": Parcel()}
    return TemplateResponse(request, "shop/receipt.html", context)


@transaction.atomic
def checkout_at_once(request: HttpRequest) -> HttpResponse:
    order = place_order()
    context = {"order": order, "parcel": Parcel()}
    return render(request, "shop/receipt.html", context)


def shelf(request: HttpRequest) -> TemplateResponse:
    books = Book.objects.all()
    return TemplateResponse(request, "shop/book_list.html", {"books": books})


def shelf_joined(request: HttpRequest) -> TemplateResponse:
    books = Book.objects.select_related("author")
    return TemplateResponse(request, "shop/book_list.html", {"books": books})


def shelf_listed(request: HttpRequest) -> TemplateResponse:
    books = list(Book.objects.select_related("author"))
    return TemplateResponse(request, "shop/book_list.html", {"books": books})


def forgetful(request: HttpRequest) -> HttpResponse | None:
    """The word `return` is missing."""
    render(request, "shop/book_list.html", {"books": []})


def api_books(request: HttpRequest) -> HttpResponse:
    """A view of Django REST framework, which takes its time to import: only who asks for it waits."""
    from shop.api import BookTitles

    return BookTitles.as_view()(request)
