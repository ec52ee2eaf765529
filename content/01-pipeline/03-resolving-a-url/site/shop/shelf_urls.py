"""What hangs below shelves/<int:shelf>/."""

from django.urls import path

from shop import counter

urlpatterns = [
    path("books/<slug:slug>/", counter.book_on_shelf),
]
