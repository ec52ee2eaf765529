from django.contrib.auth.views import LoginView
from django.urls import include, path

from shop import counter

urlpatterns = [
    path("", include("shop.urls")),
    path("welcome/", counter.welcome),
    path("handbook/", counter.handbook),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
]
