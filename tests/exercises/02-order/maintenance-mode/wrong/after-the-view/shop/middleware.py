from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop import maintenance


class MaintenanceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        closed = maintenance.current()
        if closed is None or request.META["REMOTE_ADDR"] in closed.let_in:
            return response
        view = request.resolver_match and request.resolver_match.func
        if hasattr(view, "open_during_maintenance"):
            return response
        headers = {"Retry-After": closed.retry_after}
        return HttpResponse("We are back soon.", status=503, headers=headers)
