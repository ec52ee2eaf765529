from django.template.response import SimpleTemplateResponse
from django.urls import include, path
from rest_framework.exceptions import NotAuthenticated
from rest_framework.renderers import JSONRenderer, StaticHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Case(APIView):
    authentication_classes = []
    permission_classes = []


class Formats(Case):
    renderer_classes = [JSONRenderer, StaticHTMLRenderer]

    def get(self, request: Request) -> Response:
        return Response("<p>Books</p>")


class Kind(Case):
    def get(self, request: Request) -> Response:
        return Response(issubclass(Response, SimpleTemplateResponse))


class Raises(Case):
    def get(self, request: Request) -> Response:
        raise NotAuthenticated


urlpatterns = [
    path("", include("shop.api")),
    path("formats/", Formats.as_view()),
    path("kind/", Kind.as_view()),
    path("raises/", Raises.as_view()),
]
