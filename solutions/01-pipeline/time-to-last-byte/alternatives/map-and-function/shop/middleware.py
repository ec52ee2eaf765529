import functools

from shop import clock, timings


def TimingMiddleware(get_response):
    """A function that makes a layer is a middleware too."""

    def middleware(request):
        started = clock.now()
        response = get_response(request)
        sent = {"bytes": 0 if response.streaming else len(response.content)}

        def count(chunk):
            sent["bytes"] += len(chunk)
            return chunk

        if response.streaming:
            response.streaming_content = map(count, response.streaming_content)
        close = response.close

        @functools.wraps(close)
        def closing():
            try:
                return close()
            finally:
                timings.record(request, response, clock.now() - started, sent["bytes"])

        response.close = closing
        return response

    return middleware
