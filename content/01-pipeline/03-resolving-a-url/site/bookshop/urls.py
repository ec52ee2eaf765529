from django.urls import include, path, register_converter

from shop import counter
from shop.converters import DayConverter

register_converter(DayConverter, "day")

urlpatterns = [
    path("", include("shop.urls")),
    path("books/<slug:slug>/", counter.book_by_slug),
    path("books/bestsellers/", counter.bestsellers),
    path("archive/<day:day>/", counter.sold_on),
    path("archive/<slug:label>/", counter.sold_under),
    path("shelves/<int:shelf>/", include("shop.shelf_urls")),
    path("shelves/<int:shelf>/lost/", counter.lost),
    path("welcome/", counter.welcome, name="welcome"),
]
