from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop import clock, timings


class TimingMiddleware:
    """Records how long each response took, and how many bytes its body had.

    It is the first of MIDDLEWARE. No stream of the shop is async.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = clock.now()
        response = self.get_response(request)
        # A streamed response has no content to measure.
        size = 0 if response.streaming else len(response.content)
        timings.record(request, response, clock.now() - started, size)
        return response
