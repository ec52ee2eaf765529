from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.deprecation import MiddlewareMixin


class BlocklistMiddleware(MiddlewareMixin):
    """Refuses every request of a visitor whose address is on the blocklist, with a 403."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        address = visitor(request)
        networks = [ip_network(entry) for entry in settings.BLOCKED_NETWORKS]
        if address and any(address in network for network in networks):
            return HttpResponseForbidden("You are not welcome here.")
        return None


def visitor(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address that our own servers vouch for, None when there is none."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "")
    entries = [entry.strip() for entry in forwarded.split(",") if entry.strip()]
    if 0 < proxies <= len(entries):
        claimed = entries[-proxies]
    else:
        claimed = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(claimed)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
