from django.apps import AppConfig

print("shop/apps.py runs")


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        print("ShopConfig.ready() runs")
        from shop import signals  # noqa: F401
