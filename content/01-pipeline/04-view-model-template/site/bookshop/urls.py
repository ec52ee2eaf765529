from django.urls import include, path

from shop import pages

urlpatterns = [
    path("", include("shop.urls")),
    path("checkout/", pages.checkout),
    path("checkout/at-once/", pages.checkout_at_once),
    path("shelf/", pages.shelf),
    path("shelf/joined/", pages.shelf_joined),
    path("shelf/listed/", pages.shelf_listed),
    path("forgetful/", pages.forgetful),
    path("api/books/", pages.api_books),
]
