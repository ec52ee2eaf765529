import hashlib
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin


class IdempotencyMiddleware(MiddlewareMixin):
    """What was asked, that it was begun, and the answer, each under a key of its own."""

    def process_request(self, request: HttpRequest) -> None:
        # Kept on the request, so that it is there when the form has been parsed.
        if "Idempotency-Key" in request.headers:
            _ = request.body

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        sent = request.META.get("HTTP_IDEMPOTENCY_KEY")
        if request.method != "POST" or sent is None or request.user.is_anonymous:
            return None
        name = hashlib.md5(repr((request.user.pk, sent)).encode()).hexdigest()
        asked = [request.path, request.META["QUERY_STRING"], request.body]
        if cache.get_or_set(f"asked-{name}", asked, None) != asked:
            return HttpResponse(status=422)
        if not cache.add(f"begun-{name}", True, None):
            return cache.get(f"answer-{name}") or HttpResponse(status=409)
        request.idempotency_name = name
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        name = getattr(request, "idempotency_name", None)
        if name is None:
            return response
        if response.status_code < 500:
            cache.set(f"answer-{name}", response, None)
        else:
            cache.delete_many([f"asked-{name}", f"begun-{name}"])
        return response
