from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lowercased, without the port.
        host, _ = split_domain_port(request.get_host())
        if host.endswith(f".{DOMAIN}"):
            name = host.removesuffix(f".{DOMAIN}")
            if name not in URLCONFS:
                response = render(request, "404.html", status=404)
                response["X-Content-Type-Options"] = "nosniff"
                response["Referrer-Policy"] = "same-origin"
                response["Cross-Origin-Opener-Policy"] = "same-origin"
                return response
            request.urlconf = URLCONFS[name]
        return self.get_response(request)
