"""How often one client may ask. The whole shop shares it, so it isn't ours to change."""

import time
from collections import defaultdict
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

PER_MINUTE = 60
visits: defaultdict[str, list[float]] = defaultdict(list)


class RateLimitMiddleware:
    """Listed first: whoever asks too often costs the other layers nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        client = request.META["REMOTE_ADDR"]
        if request.headers.get("User-Agent", "").startswith("pirate/"):
            raise PermissionDenied(f"{client} copies our catalogue")
        now = time.monotonic()
        recent = [visit for visit in visits[client] if visit > now - 60]
        visits[client] = [*recent, now]
        if len(recent) >= PER_MINUTE:
            seconds = round(recent[0] + 60 - now)
            return HttpResponse(
                "<h1>Slow down</h1>", status=429, headers={"Retry-After": seconds}
            )
        return self.get_response(request)
