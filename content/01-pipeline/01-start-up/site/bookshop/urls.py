from django.contrib import admin
from django.urls import include, path

from shop import counter

print("bookshop/urls.py runs")

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("new-author/", counter.new_author),
    path("new-review/", counter.new_review),
    path("admin/", admin.site.urls),
]
