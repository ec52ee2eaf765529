from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        size = 0
        if not response.streaming:
            size = len(response.content)
            timings.record(request, response, clock.now() - started, size)
            return response

        def counted(chunks):
            nonlocal size
            for chunk in chunks:
                size += len(chunk)
                yield chunk

        response.streaming_content = counted(response.streaming_content)
        close = response.close

        def close_and_record():
            close()
            timings.record(request, response, clock.now() - started, size)

        response.close = close_and_record
        return response
