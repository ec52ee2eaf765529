from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path, re_path

from stage import views

urlpatterns = [
    path("answer/<int:pk>/", views.answer),
    re_path(r"^unnamed/(\d+)/$", views.unnamed),
    path("class/", views.ClassBased.as_view()),
    path("async-class/", views.AsyncClassBased.as_view()),
    path("instance/", views.Instance()),
    path("raises/<str:exception>/", views.raises),
    path("none/", views.none),
    path("rendered/", views.rendered),
    path("template/", views.template),
    path("broken-template/", views.broken_template),
    path("missing-template/", views.missing_template),
    path("stream/", views.stream),
    path("stream-raises/", views.stream_raises),
    path("file/", views.file),
    path("posted/", views.posted),
    path("promote/", views.promote),
    path("cookies/", views.cookies),
    path("unsafe/", views.unsafe),
    path("async/", views.async_answer),
    path("async-raises/<str:exception>/", views.async_raises),
    path("async-none/", views.async_none),
    path("async-forgotten/", views.async_forgotten),
    path("async-stream/", views.async_stream),
    path("async-stream-raises/", views.async_stream_raises),
    path("async-orm/", views.async_orm),
    path("async-unsafe/", views.async_unsafe),
    path("async-crowd/", views.async_crowd),
    path("async-nested/", views.async_nested),
    path("variables/", views.variables),
    path("async-variables/", views.async_variables),
    path("signal/", views.signal),
    path("async-signal/", views.async_signal),
    path("", include("shop.urls")),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
    path("logout/", LogoutView.as_view(next_page="shop:book-list"), name="logout"),
    path("admin/", admin.site.urls),
]

handler500 = "stage.views.sorry"
