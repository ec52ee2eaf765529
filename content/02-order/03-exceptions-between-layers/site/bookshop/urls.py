from django.urls import include, path

from shop import counter

handler500 = "shop.counter.sorry"

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("till/", counter.till),
    path("till/stuck-twice/", counter.stuck_twice),
    path("buy/", counter.buy),
]
