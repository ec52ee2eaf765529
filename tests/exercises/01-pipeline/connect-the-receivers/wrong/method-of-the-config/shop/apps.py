from typing import Any

from django.apps import AppConfig
from django.db.models import F
from django.db.models.signals import post_save


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        post_save.connect(self.take_from_stock, sender="shop.OrderLine")

    def take_from_stock(self, instance: Any, created: bool, **kwargs: Any) -> None:
        if created:
            stock = F("stock") - instance.quantity
            type(instance.book).objects.filter(pk=instance.book_id).update(stock=stock)
