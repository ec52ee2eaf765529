from django.db.models import Sum

from shop.models import Book


def count_again() -> None:
    for book in Book.objects.annotate(sold=Sum("sales__quantity")):
        Book.objects.filter(pk=book.pk).update(stock=100 - (book.sold or 0))
