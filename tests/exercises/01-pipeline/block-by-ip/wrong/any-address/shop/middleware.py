from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden


class BlocklistMiddleware:
    """Refuses every request of a visitor whose address is on the blocklist, with a 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.networks = [ip_network(entry) for entry in settings.BLOCKED_NETWORKS]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.headers.get("X-Forwarded-For", "")
        for claimed in [*forwarded.split(","), request.META.get("REMOTE_ADDR", "")]:
            try:
                address = ip_address(claimed.strip())
            except ValueError:
                continue
            address = getattr(address, "ipv4_mapped", None) or address
            if any(address in network for network in self.networks):
                return HttpResponseForbidden("You are not welcome here.")
        return self.get_response(request)
