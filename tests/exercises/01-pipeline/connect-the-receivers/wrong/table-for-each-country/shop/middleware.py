from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse

from shop.postage import load_rates


@cache
def rate(country: str) -> str:
    rates = load_rates()
    return rates.get(country, rates["elsewhere"])


class PostageMiddleware:
    """Tells every visitor what it costs to send a book to their country, as X-Postage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        country = request.headers.get("X-Country", "")
        response.headers["X-Postage"] = rate(country)
        return response
