from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.postage import load_rates

RATES = load_rates()


def PostageMiddleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tells every visitor what it costs to send a book to their country, as X-Postage."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        country = request.headers.get("X-Country", "")
        response.headers["X-Postage"] = RATES.get(country, RATES["elsewhere"])
        return response

    return middleware
