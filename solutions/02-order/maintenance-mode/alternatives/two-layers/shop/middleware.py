from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from shop import maintenance

GetResponse = Callable[[HttpRequest], HttpResponse]


def closed_for(request: HttpRequest) -> HttpResponse | None:
    closed = maintenance.current()
    if closed is None or request.META["REMOTE_ADDR"] in closed.let_in:
        return None
    response = HttpResponse("We are back soon.", status=503)
    response["Retry-After"] = str(closed.retry_after)
    return response


class ClosedViewsMiddleware:
    """Before CsrfViewMiddleware, whose process_view would answer a POST first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view_func, "open_during_maintenance", False):
            return None
        return closed_for(request)


def ClosedAddressesMiddleware(get_response: GetResponse) -> GetResponse:
    """Innermost, so that nobody has written on the 404 which it replaces."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.resolver_match is None:
            return closed_for(request) or response
        return response

    return middleware
