from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from shop import dirt, state

urlpatterns = [
    path("", include("shop.urls")),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
    path("logout/", LogoutView.as_view(next_page="shop:book-list"), name="logout"),
    path("admin/", admin.site.urls),
    path("run/", dirt.run),
    path("run-async/", dirt.run_async),
    path("boom/", dirt.boom),
    path("state/", state.report),
]
