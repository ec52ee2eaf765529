import json

from django.http import HttpResponse


def JSONErrorsMiddleware(get_response):
    def middleware(request):
        response = get_response(request)
        if not request.path_info.startswith("/api/") or response.status_code < 400:
            return response
        if not isinstance(response, HttpResponse) or "json" in response["Content-Type"]:
            return response
        response.content = json.dumps(
            {"status": response.status_code, "error": response.reason_phrase}
        ).encode()
        response["Content-Type"] = "application/json; charset=utf-8"
        # Whoever sends it counts again.
        del response["Content-Length"]
        return response

    return middleware
