from collections.abc import Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.response import TemplateResponse

from shop.models import Order
from shop.pages import Parcel, place_order


def checkout(request: HttpRequest) -> TemplateResponse:
    context = {"order": place_order(), "parcel": Parcel()}
    return TemplateResponse(request, "shop/receipt.html", context)


def checkout_at_once(request: HttpRequest) -> HttpResponse:
    context = {"order": place_order(), "parcel": Parcel()}
    return render(request, "shop/receipt.html", context)


def answers_500(request: HttpRequest) -> HttpResponse:
    place_order()
    return HttpResponse("Sorry.", status=500)


def orders(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Order.objects.count())


def atomic(request: HttpRequest) -> TemplateResponse:
    """Whether a transaction is open in the view, in the hook (of the layer Asks) and in the template."""
    context = {"view": in_atomic(), "template": in_atomic}
    template = engines["django"].from_string("{{ view }} {{ hook }} {{ template }}")
    return TemplateResponse(request, template, context)


class Asks:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        if "hook-raises" in request.GET:
            raise KeyError("theme")
        # A response of REST framework has no context.
        if response.context_data is not None:
            response.context_data["hook"] = in_atomic()
        return response


def missing_name(request: HttpRequest) -> TemplateResponse:
    template = engines["django"].from_string("hidden: {{ nobody.knows }}")
    return TemplateResponse(request, template, {})


def in_atomic() -> bool:
    return connection.in_atomic_block


def streams(request: HttpRequest) -> StreamingHttpResponse:
    def chunks() -> Iterator[str]:
        yield str(in_atomic())

    return StreamingHttpResponse(chunks())


def raises(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("The till is stuck.")


def unread(request: HttpRequest) -> HttpResponse:
    response = TemplateResponse(request, "shop/receipt.html", {})
    return HttpResponse(response.content)
