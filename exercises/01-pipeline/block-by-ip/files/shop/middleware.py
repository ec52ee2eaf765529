from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class BlocklistMiddleware:
    """Refuses every request of a visitor whose address is on the blocklist, with a 403.

    1. settings.BLOCKED_NETWORKS lists single addresses and networks, IPv4 and IPv6. A
       visitor's ::ffff:192.0.2.7 is the IPv4 address 192.0.2.7, written as IPv6; the
       list has none of these. Nothing but the address decides.
    2. settings.TRUSTED_PROXIES says how many proxies of ours a request comes through.
       Each appends the address that it was called from to X-Forwarded-For, after a
       comma, with or without a space. What else stands in there, or in other headers,
       the visitor may have made up.
    3. With no proxies, or with fewer entries in the header than there are proxies, the
       visitor is whoever called Django: REMOTE_ADDR.
    4. When what 2 or 3 points at is missing, or is no address, the visitor is on no
       list: let the request through.
    5. A refusal is made before anything costs a query or the URL is resolved, and
       without reading the body.
    6. Everybody else gets the shop as if this layer weren't there: request, response
       and the other layers stay as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR")
        if forwarded:
            address = forwarded.split(",")[0]
        else:
            address = request.META["REMOTE_ADDR"]
        if address in settings.BLOCKED_NETWORKS:
            return HttpResponse("You are not welcome here.", status=403)
        return self.get_response(request)
