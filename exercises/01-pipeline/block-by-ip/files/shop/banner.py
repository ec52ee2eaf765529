from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.models import Book


class BannerMiddleware:
    """Chooses the book of the day, which every page shows at its foot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.book_of_the_day = Book.objects.order_by("?").first()
        return self.get_response(request)
