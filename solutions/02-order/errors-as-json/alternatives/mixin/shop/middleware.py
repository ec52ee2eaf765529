import json

from django.utils.deprecation import MiddlewareMixin

BODY = '{"error": %s, "status": %d}'


class JSONErrorsMiddleware(MiddlewareMixin):
    def process_response(self, request, response):
        if "api" == request.path.split("/")[1] and self.is_page(response):
            error = json.dumps(response.reason_phrase)
            response.content = BODY % (error, response.status_code)
            response["Content-Type"] = "application/json"
            response["Content-Length"] = len(response.content)
        return response

    def is_page(self, response):
        if response.streaming or response.status_code // 100 not in (4, 5):
            return False
        return not response.headers["Content-Type"].startswith(
            ("application/json", "application/problem+json")
        )
