from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        if not response.streaming:
            size = len(response.content)
            close = response.close

            def close_and_record():
                close()
                timings.record(request, response, clock.now() - started, size)

            response.close = close_and_record
            return response

        def counted(chunks):
            size = 0
            for chunk in chunks:
                size += len(chunk)
                yield chunk
            timings.record(request, response, clock.now() - started, size)

        response.streaming_content = counted(response.streaming_content)
        return response
