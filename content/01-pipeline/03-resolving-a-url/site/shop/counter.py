from datetime import date

from django.http import Http404, HttpRequest, HttpResponse


def book_by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in {"emma", "solaris"}:
        raise Http404
    return HttpResponse(slug)


def bestsellers(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Emma, for the third month.")


def sold_on(request: HttpRequest, day: date) -> HttpResponse:
    return HttpResponse(f"{day:%B}")


def sold_under(request: HttpRequest, label: str) -> HttpResponse:
    return HttpResponse(label)


def book_on_shelf(request: HttpRequest, shelf: int, slug: str) -> HttpResponse:
    return HttpResponse(headers={"X-Arguments": f"shelf={shelf!r}, slug={slug!r}"})


def lost(request: HttpRequest, shelf: int) -> HttpResponse:
    return HttpResponse(f"Lost on shelf {shelf}: nothing.")


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in, we are open.")
