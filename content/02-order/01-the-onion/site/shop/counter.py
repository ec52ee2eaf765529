import sys
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from shop import layers
from shop.models import Author


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in, we are open.")


def till(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("The till is stuck.")


def inside(request: HttpRequest) -> HttpResponse:
    """Says which layers are still at work while the view runs, and in which order they were built."""
    running = []
    frame = sys._getframe()
    while frame := frame.f_back:
        layer = frame.f_locals.get("self")
        if isinstance(layer, layers.Layer):
            running.append(type(layer).__name__)
    return HttpResponse(
        headers={
            "X-Running": ", ".join(running),
            "X-Built": ", ".join(layers.built),
        }
    )


def catalogue(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        for author in Author.objects.all():
            yield f"{author}\n"

    return StreamingHttpResponse(lines())
