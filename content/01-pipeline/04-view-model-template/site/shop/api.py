"""The same shop for programs, by Django REST framework."""

from django.urls import path
from rest_framework import serializers
from rest_framework.authentication import BasicAuthentication
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from shop.models import Author, Book

# The page that DRF shows in a browser belongs to its app, which this shop hasn't installed.
api_settings.DEFAULT_RENDERER_CLASSES = [JSONRenderer]


class BookSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["title", "published"]


class AuthorSerializer(serializers.ModelSerializer):
    books = BookSerializer(many=True)

    class Meta:
        model = Author
        fields = ["name", "books"]


class BookTitles(APIView):
    permission_classes = []

    def get(self, request: Request) -> Response:
        titles = Book.objects.values_list("title", flat=True)
        return Response(list(titles))


class Authors(APIView):
    permission_classes = []

    def get(self, request: Request) -> Response:
        found = Author.objects.all()
        if "prefetched" in request.query_params:
            found = found.prefetch_related("books")
        return Response(AuthorSerializer(found, many=True).data)


class Me(APIView):
    authentication_classes = [BasicAuthentication]
    permission_classes = []

    def get(self, request: Request) -> Response:
        return Response(str(request.user))


urlpatterns = [
    path("books/", BookTitles.as_view()),
    path("authors/", Authors.as_view()),
    path("me/", Me.as_view()),
]
