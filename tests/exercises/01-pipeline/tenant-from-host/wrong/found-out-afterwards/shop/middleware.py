from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _ = split_domain_port(request.get_host())
        name = host.removesuffix(f".{DOMAIN}")
        if name in URLCONFS:
            request.urlconf = URLCONFS[name]
        response = self.get_response(request)
        if host.endswith(f".{DOMAIN}") and name not in URLCONFS:
            raise Http404(f"Nobody has rented {host}.")
        return response
