from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse


class JSONErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            not request.path.startswith("/api/")
            or response.status_code < 400
            or response.streaming
            or response["Content-Type"].startswith(
                ("application/json", "application/problem+json")
            )
        ):
            return response
        new = JsonResponse(
            {
                "status": response.status_code,
                "error": HTTPStatus(response.status_code).phrase,
            },
            status=response.status_code,
        )
        for k, v in response.items():
            if k not in ("Content-Type", "Content-Length"):
                new[k] = v
        new.cookies = response.cookies
        if hasattr(response, "_has_been_logged"):
            new._has_been_logged = True
        return new
