from django.urls import path
from django.views.generic import RedirectView

from shop import api, views

app_name = "shop"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("api/books/<int:pk>/", api.book),
    path("api/books/<int:pk>/cover/", api.cover),
    path("api/books/<int:pk>/stock/", api.stock),
    path("api/orders/", api.order),
]
