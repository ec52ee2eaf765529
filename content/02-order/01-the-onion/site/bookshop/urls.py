from django.urls import include, path

from shop import counter

handler500 = counter.sorry

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("till/", counter.till),
    path("till/stuck-twice/", counter.stuck_twice),
    path("till/stuck-under-debug/", counter.stuck_under_debug),
    path("leave/", counter.leave),
    path("inside/", counter.inside),
    path("catalogue/", counter.catalogue),
]
