from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.tenants import DOMAIN, URLCONFS

GetResponse = Callable[[HttpRequest], HttpResponse]

# Every host that leads to a shop of somebody's.
HOSTS = {f"{name}.{DOMAIN}": urlconf for name, urlconf in URLCONFS.items()}


def tenant(get_response: GetResponse) -> GetResponse:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        host = request.get_host().split(":")[0].lower()
        if host.endswith(f".{DOMAIN}") and host not in HOSTS:
            return render(request, "404.html", status=404)
        request.urlconf = HOSTS.get(host, settings.ROOT_URLCONF)
        return get_response(request)

    return middleware
