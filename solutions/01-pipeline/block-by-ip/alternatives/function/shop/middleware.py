from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

GetResponse = Callable[[HttpRequest], HttpResponse]


def blocklist(get_response: GetResponse) -> GetResponse:
    """Refuses every request of a visitor whose address is on the blocklist, with a 403."""

    def is_blocked(claimed: str) -> bool:
        try:
            address = ip_address(claimed)
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(
            address in ip_network(network) for network in settings.BLOCKED_NETWORKS
        )

    def middleware(request: HttpRequest) -> HttpResponse:
        chain = [request.META.get("REMOTE_ADDR", "")]
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        chain += [entry.strip() for entry in reversed(forwarded.split(","))]
        visitor = chain[0]
        if forwarded and len(chain) > settings.TRUSTED_PROXIES:
            visitor = chain[settings.TRUSTED_PROXIES]
        return HttpResponseForbidden() if is_blocked(visitor) else get_response(request)

    return middleware
