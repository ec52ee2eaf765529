from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.tenants import URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = request.get_host().lower().split(".")[0]
        if name in URLCONFS:
            request.urlconf = URLCONFS[name]
        return response
