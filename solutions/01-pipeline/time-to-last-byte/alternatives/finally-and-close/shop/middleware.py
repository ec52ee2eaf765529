from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        size = 0
        done = False

        def record():
            nonlocal done
            if not done:
                done = True
                timings.record(request, response, clock.now() - started, size)

        def counted(chunks):
            nonlocal size
            try:
                for chunk in chunks:
                    size += len(chunk)
                    yield chunk
            finally:
                record()

        if response.streaming:
            response.streaming_content = counted(response.streaming_content)
        else:
            size = len(response.content)
        response._resource_closers.append(record)
        return response
