from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lowercased, without the port.
        host, _ = split_domain_port(request.get_host())
        if host.endswith(f".{DOMAIN}") and host != f"www.{DOMAIN}":
            name = host.removesuffix(f".{DOMAIN}")
            if name not in URLCONFS:
                raise Http404(f"Nobody has rented {host}.")
            request.urlconf = URLCONFS[name]
        return self.get_response(request)
