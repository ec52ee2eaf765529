from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def counted(self, chunks):
        for chunk in chunks:
            self.size += len(chunk)
            yield chunk

    def __call__(self, request):
        started = clock.now()
        self.size = 0
        response = self.get_response(request)
        if response.streaming:
            response.streaming_content = self.counted(response.streaming_content)
        else:
            self.size = len(response.content)
        close = response.close

        def close_and_record():
            close()
            timings.record(request, response, clock.now() - started, self.size)

        response.close = close_and_record
        return response
