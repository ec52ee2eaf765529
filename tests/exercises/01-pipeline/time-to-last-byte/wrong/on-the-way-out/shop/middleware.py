from shop import clock, timings


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = clock.now()
        response = self.get_response(request)
        size = 0 if response.streaming else len(response.content)
        timings.record(request, response, clock.now() - started, size)
        return response
