from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        # The import is all it takes: its decorator connects the receiver.
        from shop import signals  # noqa: F401
