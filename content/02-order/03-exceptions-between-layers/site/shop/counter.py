from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error


class OutOfStock(Exception):
    pass


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in, we are open.")


def till(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("The till is stuck.")


def stuck_twice(request: HttpRequest) -> HttpResponse:
    """The page that says sorry for it breaks too."""
    raise RuntimeError("The till is stuck.")


def sorry(request: HttpRequest) -> HttpResponse:
    """handler500"""
    if request.resolver_match and request.resolver_match.func is stuck_twice:
        raise RuntimeError("The printer is stuck as well.")
    return server_error(request)


def buy(request: HttpRequest) -> HttpResponse:
    raise OutOfStock("Emma")
