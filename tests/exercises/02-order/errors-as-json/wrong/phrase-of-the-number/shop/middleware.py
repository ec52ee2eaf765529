import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse


class JSONErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            not request.path.startswith("/api/")
            or response.status_code < 400
            or response.streaming
            or ("json" in response.headers.get("Content-Type", ""))
        ):
            return response
        response.content = json.dumps(
            {
                "status": response.status_code,
                "error": HTTPStatus(response.status_code).phrase,
            }
        )
        response.headers["Content-Type"] = "application/json"
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
        return response
