from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.postage import load_rates
from shop.signals import connect


class PostageMiddleware:
    """Tells every visitor what it costs to send a book to their country, as X-Postage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        connect()
        self.rates = load_rates()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        country = request.headers.get("X-Country", "")
        response.headers["X-Postage"] = self.rates.get(country, self.rates["elsewhere"])
        return response
