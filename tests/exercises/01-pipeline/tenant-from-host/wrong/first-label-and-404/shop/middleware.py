from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name, _, rest = request.get_host().lower().split(":")[0].partition(".")
        if name in URLCONFS:
            request.urlconf = URLCONFS[name]
        elif rest.endswith(DOMAIN):
            raise Http404
        return self.get_response(request)
