from django.urls import include, path

from shop import desk

urlpatterns = [
    path("", include("shop.urls")),
    path("post-box/", desk.post_box),
    path("by-hand/", desk.link_by_hand),
    path("link/", desk.link),
]
