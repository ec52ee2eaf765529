from django.urls import include, path

from shop import pages

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", pages.welcome),
    path("sales.csv", pages.sales),
    path("royalties.csv", pages.royalties),
    path("till/", pages.till),
    path("basket.txt", pages.basket),
    path("tenant.txt", pages.tenant),
]
