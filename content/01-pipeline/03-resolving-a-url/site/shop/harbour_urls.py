"""The URLconf of the branch at the harbour."""

from django.urls import include, path

from shop import harbour

urlpatterns = [
    path("sea/", include("shop.urls")),
    path("welcome/", harbour.come_aboard),
    path("ashore/welcome/", harbour.come_aboard, name="welcome"),
]
