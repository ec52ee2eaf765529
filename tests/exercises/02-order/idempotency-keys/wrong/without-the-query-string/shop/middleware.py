import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

DAY = 24 * 60 * 60


class IdempotencyMiddleware:
    """Runs a POST with an Idempotency-Key once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Once CsrfViewMiddleware has parsed a form with files, its body can't be read.
        if request.method == "POST" and "Idempotency-Key" in request.headers:
            _ = request.body
        response = self.get_response(request)
        if begun := getattr(request, "begun", None):
            key, question = begun
            if response.status_code >= 500:
                cache.delete(key)
            else:
                cache.set(key, (question, response), DAY)
        return response

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        sent = request.headers.get("Idempotency-Key")
        if request.method != "POST" or not sent or not request.user.is_authenticated:
            return None
        digest = hashlib.sha256(sent.encode()).hexdigest()
        key = f"idempotency:{request.user.pk}:{digest}"
        question = (request.path, hashlib.sha256(request.body).hexdigest())
        # One step, so that of two requests at a time only one begins.
        if cache.add(key, (question, None), DAY):
            request.begun = (key, question)
            return None
        asked, answer = cache.get(key)
        if asked != question:
            return HttpResponse("That key was for another request.", status=422)
        return answer or HttpResponse("Still at work on it.", status=409)
