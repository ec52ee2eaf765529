from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, set_urlconf

from shop.tenants import DOMAIN, URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().lower().split(":")[0]
        if host.endswith("." + DOMAIN):
            name = host.removesuffix("." + DOMAIN)
            if name not in URLCONFS:
                raise Http404
            request.urlconf = URLCONFS[name]
            set_urlconf(request.urlconf)
            func, args, kwargs = resolve(request.path_info)
            return func(request, *args, **kwargs)
        return self.get_response(request)
