from django.urls import path

from shop import served

urlpatterns = [path("<path:path>", served.answer)]
