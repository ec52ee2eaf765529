import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse


class IdempotencyMiddleware:
    """Leaves a note on the way out, through a callback of its own hook."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.keep = lambda response: None
        request.sent = b""
        if request.method == "POST" and "Idempotency-Key" in request.headers:
            request.sent = request.body
        response = self.get_response(request)
        request.keep(response)
        return response

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        sent = request.headers.get("Idempotency-Key", "")
        if not (sent and request.method == "POST" and request.user.is_authenticated):
            return None
        owner = f"{request.user.get_username()}\n{sent}"
        key = hashlib.sha512(owner.encode()).hexdigest()
        asked = hashlib.sha512(
            request.get_full_path().encode() + b"\n" + request.sent
        ).digest()
        kept = {"asked": asked, "response": None}
        if not cache.add(key, kept):
            kept = cache.get(key)
            if kept["asked"] != asked:
                return HttpResponse(status=422)
            return kept["response"] or HttpResponse(status=409)

        def keep(response: HttpResponse) -> None:
            if response.status_code // 100 == 5:
                cache.delete(key)
            else:
                cache.set(key, kept | {"response": response})

        request.keep = keep
        return None
