from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

BANNERS = {"plain": "themes/plain.html", "festive": "themes/festive.html"}


class ThemeMiddleware:
    """Puts the banner of the visitor's theme on every page that has a place for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        theme = request.COOKIES.get("theme", "plain")
        context = response.context_data or {}
        banner = BANNERS.get(theme, BANNERS["plain"])
        response.context_data = {**context, "banner": banner}
        return response

    def process_exception(self, request, exception):
        order = getattr(request, "order", None)
        if order is not None and order.pk is not None:
            order.lines.all().delete()
            order.delete()
