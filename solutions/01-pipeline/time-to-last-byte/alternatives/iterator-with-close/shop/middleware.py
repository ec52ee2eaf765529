from shop import clock, timings


class Counted:
    """An iterator with a close() of its own: Django calls it when the response is closed."""

    def __init__(self, chunks, done):
        self.chunks = iter(chunks)
        self.done = done
        self.size = 0

    def __iter__(self):
        return self

    def __next__(self):
        chunk = next(self.chunks)
        self.size += len(chunk)
        return chunk

    def close(self):
        self.done(self.size)


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)

        def done(size):
            timings.record(request, response, clock.now() - started, size)

        if response.streaming:
            response.streaming_content = Counted(response.streaming_content, done)
        else:
            size = len(response.content)
            close = response.close

            def close_and_record():
                close()
                done(size)

            response.close = close_and_record
        return response
