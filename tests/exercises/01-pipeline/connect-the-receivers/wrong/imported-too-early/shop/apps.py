from django.apps import AppConfig

from shop import signals  # noqa: F401


class ShopConfig(AppConfig):
    name = "shop"
