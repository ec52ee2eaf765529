import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class JSONErrorsMiddleware:
    """
    Gives the app JSON where the shop's visitors get an error page.

    Listed first: it meets the errors of the other layers too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/api/") and self.is_error_page(response):
            body = {"status": response.status_code, "error": response.reason_phrase}
            # Changed and not replaced: headers, cookies and the note that it was logged stay.
            response.content = json.dumps(body)
            response.headers["Content-Type"] = "application/json"
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response

    def is_error_page(self, response: HttpResponse) -> bool:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        is_json = kind == "application/json" or kind.endswith("+json")
        return response.status_code >= 400 and not response.streaming and not is_json
