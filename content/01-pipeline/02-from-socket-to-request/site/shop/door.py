"""The middleware that the lesson's traces were recorded with."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# Who calls the server in all recordings.
BLOCKED = {"203.0.113.7"}


class Layer:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Blocklist(Layer):
    """Believes what the header says."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.headers.get("X-Forwarded-For")
        if forwarded:
            address = forwarded.split(",")[0]
        else:
            address = request.META["REMOTE_ADDR"]
        if address in BLOCKED:
            return HttpResponse("Go away.", status=403)
        return self.get_response(request)


class Doorkeeper(Layer):
    """Believes whoever opened the connection."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META["REMOTE_ADDR"] in BLOCKED:
            return HttpResponse("Go away.", status=403)
        return self.get_response(request)


class Scales(Layer):
    """Says how much of the body Django had read when the first layer was entered."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        environ = getattr(request, "environ", None)
        if environ is None:
            stream = request._stream
            read = stream.seek(0, 2)
            stream.seek(0)
        else:
            read = environ["wsgi.input"].tell()
        response = self.get_response(request)
        response["X-Read-On-Entry"] = f"{read} bytes"
        return response
