from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from shop.tenants import URLCONFS


class TenantMiddleware:
    """Has a request answered by the URLconf of the tenant in its Host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        name = request.META["HTTP_HOST"].split(".")[0]
        if name in URLCONFS:
            request.urlconf = URLCONFS[name]
