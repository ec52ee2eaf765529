from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "shop"
    rates: dict[str, str]

    def ready(self) -> None:
        from shop import signals  # noqa: F401
        from shop.postage import load_rates

        # Every command reads it too now: no harm, as long as the table is that small.
        self.rates = load_rates()
