import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from shop.tenants import DOMAIN, URLCONFS


TENANT = re.compile(rf"(?P<name>.+)\.{re.escape(DOMAIN)}(:\d+)?", re.IGNORECASE)


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = TENANT.fullmatch(request.get_host())
        if found is None:
            request.urlconf = None
        elif (name := found["name"].lower()) in URLCONFS:
            request.urlconf = URLCONFS[name]
        else:
            return page_not_found(request, Http404("No such tenant."))
        return self.get_response(request)
