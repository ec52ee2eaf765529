from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shop import maintenance


class MaintenanceMiddleware:
    """Answers 503 while the shop is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        closed = maintenance.current()
        if closed and request.META["REMOTE_ADDR"] in closed.let_in:
            closed = None
        request.closed = closed
        response = self.get_response(request)
        if closed and response.status_code == 404 and request.resolver_match is None:
            return self.refusal(closed)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.closed and not getattr(view, "open_during_maintenance", False):
            return self.refusal(request.closed)
        return None

    def refusal(self, closed: maintenance.Maintenance) -> HttpResponse:
        return HttpResponse(
            "We are back soon.",
            status=503,
            headers={"Retry-After": str(closed.retry_after)},
        )
