from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop import maintenance

OPEN_PATHS = ["/status/"]


class MaintenanceMiddleware:
    """Answers 503 while the shop is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        closed = maintenance.current()
        if closed and request.path not in OPEN_PATHS:
            return HttpResponse("We are back soon.", status=503)
        return self.get_response(request)
