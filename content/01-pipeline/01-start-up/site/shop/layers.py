"""The middleware of the lesson: each says when it is made and when it is called."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

print("shop/layers.py runs")


class Layer:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        print(f"{type(self).__name__}.__init__() runs")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        print(f"{type(self).__name__}.__call__() runs")
        return self.get_response(request)


class Outer(Layer):
    pass


class Inner(Layer):
    pass


class OnHoliday(Layer):
    def __init__(self, get_response: GetResponse) -> None:
        raise MiddlewareNotUsed


def forgets_to_return(get_response: GetResponse) -> None:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)
