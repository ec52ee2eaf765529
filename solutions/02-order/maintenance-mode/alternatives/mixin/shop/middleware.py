from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver
from django.urls.exceptions import Resolver404
from django.utils.deprecation import MiddlewareMixin

from shop import maintenance


class MaintenanceMiddleware(MiddlewareMixin):
    """Below the two layers that write on every response, and above all others."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        closed = maintenance.current()
        if closed is None or request.META.get("REMOTE_ADDR") in closed.let_in:
            return None
        try:
            view = get_resolver().resolve(request.path_info).func
        except Resolver404:
            view = None
        if getattr(view, "open_during_maintenance", False):
            return None
        request.closed = closed
        return HttpResponse("We are back soon.", status=503)

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if closed := getattr(request, "closed", None):
            response.headers["Retry-After"] = closed.retry_after
        return response
