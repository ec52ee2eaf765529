from django.http import JsonResponse


class JSONErrorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if (
            not request.path.startswith("/api/")
            or response.status_code < 400
            or response.streaming
            or "application/json" in kind
            or "+json" in kind
        ):
            return response
        errors = JsonResponse(
            {"status": response.status_code, "error": response.reason_phrase},
            status=response.status_code,
        )
        for name, value in response.headers.items():
            if name not in ("Content-Type", "Content-Length"):
                errors.headers[name] = value
        errors.cookies = response.cookies
        errors._resource_closers = response._resource_closers
        if getattr(response, "_has_been_logged", False):
            errors._has_been_logged = True
        return errors
