from django.http import JsonResponse


class JSONErrorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if (
            request.path.startswith("/api/")
            and response.status_code >= 400
            and not response.streaming
            and "json" not in kind
        ):
            page, response = response, JsonResponse(
                {"status": response.status_code, "error": response.reason_phrase},
                status=response.status_code,
            )
            for name, value in page.headers.items():
                if not name.startswith("Content-"):
                    response.headers[name] = value
            response.cookies = page.cookies
        return response
