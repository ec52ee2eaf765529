from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse


class JSONErrorsMiddleware:
    """
    Gives the app JSON where the shop's visitors get an error page.

    For addresses below /api/, a response with a status from 400 on has the body

        {"status": 404, "error": "Not Found"}

    with the response's status and reason phrase, and the Content-Type
    application/json. Its other headers and cookies stay, but a Content-Length, which may
    be corrected or left out, and nothing of the page or the exception gets into the body. A stream stays as it is, and so does what is JSON
    already (application/json, application/problem+json).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except Exception as error:
            if not request.path.startswith("/api/"):
                raise
            return JsonResponse({"status": 500, "error": str(error)}, status=500)
