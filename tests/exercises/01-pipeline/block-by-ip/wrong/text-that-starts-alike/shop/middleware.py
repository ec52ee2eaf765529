from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden


class BlocklistMiddleware:
    """Refuses every request of a visitor whose address is on the blocklist, with a 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        entries = [entry.split("/")[0] for entry in settings.BLOCKED_NETWORKS]
        self.starts = tuple(entry.removesuffix(".0") for entry in entries)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        proxies = settings.TRUSTED_PROXIES
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(", ")
        claimed = request.META.get("REMOTE_ADDR", "")
        if 0 < proxies <= len(entries):
            claimed = entries[-proxies]
        if claimed.removeprefix("::ffff:").startswith(self.starts):
            return HttpResponseForbidden("You are not welcome here.")
        return self.get_response(request)
