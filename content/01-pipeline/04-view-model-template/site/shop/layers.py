"""The middleware that the lesson's traces were recorded with."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from shop.models import Order

GetResponse = Callable[[HttpRequest], HttpResponse]


class Layer:
    """Lets everything pass."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Outer(Layer):
    pass


class Ledger(Layer):
    """Counts the orders that are in the database when the response comes out."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Orders"] = str(Order.objects.count())
        return response


class Theme(Layer):
    """Puts another variable into the context of every page."""

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        response.context_data = {**(response.context_data or {}), "theme": "festive"}
        return response


class Notes(Layer):
    """Is told of exceptions, and lets them go on."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Noted"] = getattr(request, "noted", "nothing")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.noted = type(exception).__name__


class WhoIsIt(Layer):
    """Says whom it takes the visitor for on the way in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = str(request.user)
        response = self.get_response(request)
        response["X-Seen"] = seen
        return response
