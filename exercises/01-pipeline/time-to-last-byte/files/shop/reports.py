from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse

from shop.models import OrderLine


def sales(request: HttpRequest) -> StreamingHttpResponse:
    """All sales as CSV. In the real shop they are millions of lines, so none of them waits for the next."""

    def lines() -> Iterator[str]:
        yield "title,quantity,price\n"
        sold = OrderLine.objects.select_related("book")
        for line in sold.iterator(chunk_size=500):
            yield f"{line.book},{line.quantity},{line.price}\n"

    return StreamingHttpResponse(lines(), content_type="text/csv")
