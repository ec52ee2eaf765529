from django.urls import include, path

from shop import counter, told

handler500 = "shop.counter.sorry"

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("till/", counter.till),
    path("buy/", counter.buy),
    path("raise/<name>/", told.raises),
    path("busy/", told.busy),
    path("none/", told.none),
    path("posts-only/", told.posts_only),
    path("stream/", told.stream),
    path("template/", told.template),
]
