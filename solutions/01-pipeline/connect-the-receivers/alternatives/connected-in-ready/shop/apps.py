from django.apps import AppConfig
from django.db.models.signals import post_save


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        from shop.signals import take_from_stock

        post_save.connect(take_from_stock, sender="shop.OrderLine")
