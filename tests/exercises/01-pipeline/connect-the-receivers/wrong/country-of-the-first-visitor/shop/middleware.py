from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.postage import load_rates


class PostageMiddleware:
    """Tells every visitor what it costs to send a book to their country, as X-Postage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.postage: str | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.postage is None:
            rates = load_rates()
            country = request.headers.get("X-Country", "")
            self.postage = rates.get(country, rates["elsewhere"])
        response.headers["X-Postage"] = self.postage
        return response
