from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().lower().split(":")[0]
        if host == "harbour.bookshop.example":
            request.urlconf = "tenants.harbour"
        elif host == "station.bookshop.example":
            request.urlconf = "tenants.station"
        elif host.endswith(".bookshop.example"):
            raise Http404
        return self.get_response(request)
