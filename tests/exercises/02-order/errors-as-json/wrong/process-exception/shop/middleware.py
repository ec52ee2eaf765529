from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, JsonResponse

KNOWN = {
    Http404: (404, "Not Found"),
    PermissionDenied: (403, "Forbidden"),
    BadRequest: (400, "Bad Request"),
    SuspiciousOperation: (400, "Bad Request"),
}


class JSONErrorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not request.path.startswith("/api/"):
            return None
        status, error = 500, "Internal Server Error"
        for kind, answer in KNOWN.items():
            if isinstance(exception, kind):
                status, error = answer
        return JsonResponse({"status": status, "error": error}, status=status)
