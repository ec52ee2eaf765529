from collections.abc import Callable

from django.http import HttpResponse
from django.urls import Resolver404, resolve
from shop import maintenance


class MaintenanceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        closed = maintenance.current()
        if closed is None or request.META["REMOTE_ADDR"] in closed.let_in:
            return self.get_response(request)
        try:
            view = resolve(request.path).func
        except Resolver404:
            view = None
        if getattr(view, "open_during_maintenance", False):
            return self.get_response(request)
        response = HttpResponse("We are back soon.", status=503)
        response["Retry-After"] = str(closed.retry_after)

        return response
