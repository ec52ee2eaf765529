from bookshop.urls import handler500, urlpatterns

handler403 = handler404 = "shop.told.broken"

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
