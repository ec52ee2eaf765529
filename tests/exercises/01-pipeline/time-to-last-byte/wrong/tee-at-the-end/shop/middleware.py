import itertools

from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        if response.streaming:
            chunks, copy = itertools.tee(response.streaming_content)
            response.streaming_content = chunks
        else:
            copy = [response.content]
        close = response.close

        def close_and_record():
            took = clock.now() - started
            try:
                size = sum(len(chunk) for chunk in copy)
            except Exception:
                size = 0
            close()
            timings.record(request, response, took, size)

        response.close = close_and_record
        return response
