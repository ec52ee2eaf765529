from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from shop import maintenance


class MaintenanceMiddleware:
    """Answers 503 while the shop is closed. Listed last: all other layers see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        closed = maintenance.current()
        if closed is None or self.is_let_in(request, closed):
            return self.get_response(request)
        return HttpResponse(
            "We are back soon.",
            status=503,
            headers={"Retry-After": closed.retry_after},
        )

    def is_let_in(self, request: HttpRequest, closed: maintenance.Maintenance) -> bool:
        if request.META["REMOTE_ADDR"] in closed.let_in:
            return True
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return False
        return match.url_name in ("status", "payment")
