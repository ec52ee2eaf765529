from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from shop import layers
from shop.models import Author, OrderLine


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in, we are open.")


def sales(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        yield "title,quantity\n"
        for line in OrderLine.objects.select_related("book"):
            yield f"{line.book},{line.quantity}\n"

    return StreamingHttpResponse(lines(), content_type="text/csv")


def royalties(request: HttpRequest) -> StreamingHttpResponse:
    """Divides by the number of single copies sold, and not every author has sold one."""

    def lines() -> Iterator[str]:
        yield "author,share\n"
        for author in Author.objects.all():
            sold = OrderLine.objects.filter(book__author=author, quantity=1).count()
            yield f"{author},{100 / sold:.0f}\n"

    return StreamingHttpResponse(lines(), content_type="text/csv")


def till(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("The till is stuck.")


def basket(request: HttpRequest) -> StreamingHttpResponse:
    """Writes into the session while it is being sent."""

    def lines() -> Iterator[str]:
        request.session["basket"] = [1]
        yield "Put into your basket.\n"

    return StreamingHttpResponse(lines())


def tenant(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(f"for {layers.current['tenant']}\n" for _ in range(1))
