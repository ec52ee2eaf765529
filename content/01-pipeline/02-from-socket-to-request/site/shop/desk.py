"""The views that the lesson's traces were recorded with."""

from django.http import HttpRequest, HttpResponse


def post_box(request: HttpRequest) -> HttpResponse:
    """Reads the body, and says what it was given."""
    read = len(request.body)
    return HttpResponse(
        headers={
            "X-Request": type(request).__name__,
            "X-Read-By-View": f"{read} bytes",
            "X-META-Is-Environ": str(request.META is getattr(request, "environ", None)),
        }
    )


def link_by_hand(request: HttpRequest) -> HttpResponse:
    host = request.META["HTTP_HOST"]
    return HttpResponse(headers={"X-Link": f"https://{host}/reset/"})


def link(request: HttpRequest) -> HttpResponse:
    host = request.get_host()
    return HttpResponse(headers={"X-Link": f"https://{host}/reset/"})
