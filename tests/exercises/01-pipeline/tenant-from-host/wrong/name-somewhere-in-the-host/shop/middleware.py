from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().lower()
        for name, urlconf in URLCONFS.items():
            if name in host:
                request.urlconf = urlconf
                break
        else:
            if "." + DOMAIN in host:
                raise Http404
        return self.get_response(request)
