from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from shop import maintenance


class MaintenanceMiddleware:
    """
    Answers in process_view, where the view is known. An address that nothing matches
    has none: its 404, or the redirect that CommonMiddleware makes of it, becomes a 503
    on the way out, headers and all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        closed = self.closed_for(request)
        if closed and response.status_code in (301, 404) and not request.resolver_match:
            response.headers.pop("Location", None)
            response.status_code = 503
            response.content = b"We are back soon."
            response.headers["Retry-After"] = closed.retry_after
            response.headers["Content-Length"] = len(response.content)
        return response

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        closed = self.closed_for(request)
        if closed is None or hasattr(view_func, "open_during_maintenance"):
            return None
        return HttpResponse(
            "We are back soon.",
            status=503,
            headers={"Retry-After": closed.retry_after},
        )

    def closed_for(self, request: HttpRequest) -> maintenance.Maintenance | None:
        closed = maintenance.current()
        if closed and request.META["REMOTE_ADDR"] not in closed.let_in:
            return closed
        return None
