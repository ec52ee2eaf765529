from typing import Any

from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver

from shop.models import Book, OrderLine


@receiver(post_save, sender=OrderLine)
def take_from_stock(
    sender: Any, instance: OrderLine, created: bool, **kwargs: Any
) -> None:
    if created:
        stock = F("stock") - instance.quantity
        Book.objects.filter(pk=instance.book_id).update(stock=stock)
