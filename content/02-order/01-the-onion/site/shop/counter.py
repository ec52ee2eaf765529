import sys
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.defaults import server_error

from shop import layers
from shop.models import Author

visits = 0


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


def stuck_under_debug(request: HttpRequest) -> HttpResponse:
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    raise RuntimeError("The till is stuck.")


def leave(request: HttpRequest) -> HttpResponse:
    """Raises what is no Exception."""
    raise SystemExit


def inside(request: HttpRequest) -> HttpResponse:
    """Says which layers Python's call stack holds while the view runs, and which were built so far, in that order."""
    global visits
    visits += 1
    running = []
    frame = sys._getframe()
    while frame := frame.f_back:
        layer = frame.f_locals.get("self")
        if isinstance(layer, layers.Layer):
            running.append(type(layer).__name__)
    return HttpResponse(
        headers={
            "X-Visit": str(visits),
            "X-Running": ", ".join(running),
            "X-Built": ", ".join(layers.built),
        }
    )


def catalogue(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        for author in Author.objects.all():
            yield f"{author}\n"

    return StreamingHttpResponse(lines())
