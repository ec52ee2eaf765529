"""The middleware that the lesson's traces were recorded with."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

current: dict[str, str | None] = {"tenant": None}


class Layer:
    """Lets everything pass."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class Outer(Layer):
    pass


class Inner(Layer):
    pass


class Timing(Layer):
    """Measures until the layers inside it have returned."""


class Closed(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Back on Monday.", status=503)


class Net(Layer):
    """Hopes to catch what a body raises."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            response = self.get_response(request)
        except Exception:
            response = HttpResponse("Sorry, we dropped it.", status=503)
        return response


class Size(Layer):
    """Asks every response for its content."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["X-Size"] = str(len(response.content))
        return response


class Joins(Layer):
    """Consumes the body to measure it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["X-Size"] = str(len(b"".join(response)))
        return response


class Wraps(Layer):
    """Counts the chunks as they go by."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.streaming_content = counted(response.streaming_content)
        return response


def counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
    print(f"{size} bytes")


class Theme(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.set_cookie("theme", "dark")
        return response


class CookieLog(Layer):
    """Looks for cookies where they aren't, and where they are."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["X-Header-Seen"] = "yes" if "Set-Cookie" in response else "no"
        response["X-Cookies-Seen"] = ", ".join(response.cookies)
        return response


class Prints(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        print(f"the last layer returns {response.status_code}")
        return response


class Tenant(Layer):
    """Sets the tenant for the request, and puts it back when its own call ends."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        current["tenant"] = "acme"
        try:
            return self.get_response(request)
        finally:
            current["tenant"] = None


class TenantUntilClosed(Layer):
    """The same, put back when the response is closed."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        current["tenant"] = "acme"
        response = self.get_response(request)
        close = response.close

        def close_and_reset() -> None:
            close()
            current["tenant"] = None

        response.close = close_and_reset
        return response


class StaffOnly(Layer):
    """Refuses whoever is no member of staff."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_staff:
            return HttpResponse("Staff only.", status=403)
        return self.get_response(request)


class OfficeOnly(Layer):
    """Refuses whoever asks from elsewhere."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META["REMOTE_ADDR"] != "192.0.2.1":
            return HttpResponse("From the office only.", status=403)
        return self.get_response(request)
