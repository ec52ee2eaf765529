from bookshop.urls import handler500, urlpatterns

handler404 = "shop.told.broken"

__all__ = ["handler404", "handler500", "urlpatterns"]
