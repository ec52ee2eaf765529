from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from shop import maintenance


class MaintenanceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        closed = self.closed_for(request)
        if closed and not hasattr(view_func, "open_during_maintenance"):
            return self.answer(closed)
        return None

    def closed_for(self, request: HttpRequest) -> maintenance.Maintenance | None:
        closed = maintenance.current()
        if closed and request.META["REMOTE_ADDR"] not in closed.let_in:
            return closed
        return None

    def answer(self, closed: maintenance.Maintenance) -> HttpResponse:
        headers = {"Retry-After": closed.retry_after}
        return HttpResponse("We are back soon.", status=503, headers=headers)
