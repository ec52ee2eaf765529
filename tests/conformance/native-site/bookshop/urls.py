from django.urls import path

from adapters import differences, views

urlpatterns = [
    *(path(f"{name}/", views.asynchronous, {"name": name}) for name in views.ASYNC),
    *(path(f"sync/{name}/", views.synchronous, {"name": name}) for name in views.SYNC),
    *(
        path(f"{name}/", differences.asynchronous, {"name": name})
        for name in differences.DIFFERENT
    ),
]
