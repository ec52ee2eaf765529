from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop import clock, timings


class TimingMiddleware:
    """Records how long each response took, and how many bytes its body had.

    It is the first of MIDDLEWARE.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.started: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self.started[request.get_full_path()] = clock.now()
        response = self.get_response(request)
        size = 0

        def counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                size += len(chunk)
                yield chunk

        if response.streaming:
            response.streaming_content = counted(response.streaming_content)
        else:
            size = len(response.content)

        close = response.close

        def close_and_record() -> None:
            try:
                close()
            finally:
                started = self.started[request.get_full_path()]
                timings.record(request, response, clock.now() - started, size)

        response.close = close_and_record
        return response
