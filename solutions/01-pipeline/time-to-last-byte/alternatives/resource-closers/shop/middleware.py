from shop.clock import now
from shop.timings import record


class TimingMiddleware:
    """Leaves its last line with Django's own list of what is to be closed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = now()
        response = self.get_response(request)
        sizes = []

        def counted(chunks):
            for chunk in chunks:
                sizes.append(len(chunk))
                yield chunk

        if response.streaming:
            response.streaming_content = counted(response.streaming_content)
        else:
            sizes.append(len(response.content))
        response._resource_closers.append(
            lambda: record(request, response, now() - started, sum(sizes))
        )
        return response
