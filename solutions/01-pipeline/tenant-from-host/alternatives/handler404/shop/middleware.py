from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf
from django.views.defaults import page_not_found

from shop.tenants import DOMAIN, URLCONFS


class Nobody:
    """A URLconf without addresses, whose 404 page has the links of the public shop."""

    urlpatterns: list[object] = []

    @staticmethod
    def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
        set_urlconf(None)
        return page_not_found(request, exception)


NOBODY = Nobody()


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().lower().split(":")[0]
        if host.endswith("." + DOMAIN):
            name = host.removesuffix("." + DOMAIN)
            # Nobody's host has no addresses at all, so the resolver says 404, and every layer sees it.
            request.urlconf = URLCONFS.get(name, NOBODY)
        return self.get_response(request)
