from django.urls import include, path

from shop import counter

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("till/", counter.till),
    path("inside/", counter.inside),
    path("catalogue/", counter.catalogue),
]
