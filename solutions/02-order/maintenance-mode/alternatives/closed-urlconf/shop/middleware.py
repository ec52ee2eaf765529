from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, re_path, resolve
from django.views.decorators.csrf import csrf_exempt

from shop import maintenance


@csrf_exempt
def closed_view(request: HttpRequest) -> HttpResponse:
    """The only view of a closed shop: made in the core, so every layer sees it."""
    response = HttpResponse("We are back soon.", status=503)
    response.headers["Retry-After"] = request.maintenance.retry_after
    return response


# This module is the URLconf of a closed shop.
urlpatterns = [re_path("", closed_view)]


class MaintenanceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.maintenance = maintenance.current()
        if request.maintenance and not self.is_open_to(request):
            request.urlconf = __name__
        return self.get_response(request)

    def is_open_to(self, request: HttpRequest) -> bool:
        if request.META["REMOTE_ADDR"] in request.maintenance.let_in:
            return True
        try:
            return hasattr(resolve(request.path_info).func, "open_during_maintenance")
        except Resolver404:
            return False
