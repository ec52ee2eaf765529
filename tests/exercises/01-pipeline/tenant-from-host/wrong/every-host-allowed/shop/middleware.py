from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META["HTTP_HOST"].lower().split(":")[0]
        if host.endswith("." + DOMAIN):
            name = host.removesuffix("." + DOMAIN)
            if name not in URLCONFS:
                raise Http404
            request.urlconf = URLCONFS[name]
        return self.get_response(request)
