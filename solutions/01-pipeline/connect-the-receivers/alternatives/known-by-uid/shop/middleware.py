from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse

from shop import postage

load_rates = cache(postage.load_rates)


class PostageMiddleware:
    """Tells every visitor what it costs to send a book to their country, as X-Postage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        rates = load_rates()
        country = request.headers.get("X-Country", "")
        response.headers["X-Postage"] = rates.get(country, rates["elsewhere"])
        return response
