from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import set_urlconf

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().lower().split(":")[0]
        if not host.endswith("." + DOMAIN):
            return self.get_response(request)
        name = host.removesuffix("." + DOMAIN)
        if name not in URLCONFS:
            raise Http404
        before = settings.ROOT_URLCONF
        settings.ROOT_URLCONF = URLCONFS[name]
        set_urlconf(settings.ROOT_URLCONF)
        try:
            return self.get_response(request)
        finally:
            settings.ROOT_URLCONF = before
