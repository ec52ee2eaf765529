from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "shop"
    rates: dict[str, str]

    def ready(self) -> None:
        from shop import signals  # noqa: F401
        from shop.postage import load_rates

        self.rates = load_rates()
