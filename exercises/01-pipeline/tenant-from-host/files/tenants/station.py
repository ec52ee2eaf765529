from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hours(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Open between two trains.")


# The whole shop, at addresses of the tenant's own.
urlpatterns = [
    path("hours/", hours, name="hours"),
    path("platform-2/", include("shop.urls")),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
]
