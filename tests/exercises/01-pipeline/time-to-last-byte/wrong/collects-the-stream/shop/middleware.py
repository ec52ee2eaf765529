from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        if response.streaming:
            chunks = list(response.streaming_content)
            response.streaming_content = chunks
            size = sum(len(chunk) for chunk in chunks)
        else:
            size = len(response.content)
        close = response.close

        def close_and_record():
            close()
            timings.record(request, response, clock.now() - started, size)

        response.close = close_and_record
        return response
