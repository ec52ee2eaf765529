from typing import Any

from django.db.models import F

from shop.models import Book, OrderLine


def take_from_stock(
    sender: Any, instance: OrderLine, created: bool, **kwargs: Any
) -> None:
    if created:
        stock = F("stock") - instance.quantity
        Book.objects.filter(pk=instance.book_id).update(stock=stock)
