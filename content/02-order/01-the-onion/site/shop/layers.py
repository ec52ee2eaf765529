"""The middleware that the lesson's traces were recorded with."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.deprecation import MiddlewareMixin

GetResponse = Callable[[HttpRequest], HttpResponse]

built: list[str] = []


class Layer:
    """Lets everything pass."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        built.append(type(self).__name__)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Outer(Layer):
    pass


class Middle(Layer):
    pass


class Inner(Layer):
    pass


class Closed(Layer):
    """Answers by itself: the shop is closed for stocktaking."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Back on Monday.", status=503)


class Stamp(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Stamp"] = "bookshop"
        return response


def stamp(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Stamp"] = "bookshop"
        return response

    return middleware


class Net(Layer):
    """Hopes to catch what a view raises."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except Exception:
            response = HttpResponse("Sorry, we dropped it.", status=503)
        return response


class Notes(Layer):
    """Is told what the view raised, and lets it go on."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Noted"] = getattr(request, "noted", "nothing")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.noted = type(exception).__name__


class Replaces(Layer):
    """Returns a response of its own in the place of the one it got."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
        return HttpResponseRedirect("/books/")


class OnHoliday(Layer):
    """Says no when Django builds it."""

    def __init__(self, get_response: GetResponse) -> None:
        raise MiddlewareNotUsed


class TripsComingIn(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise RuntimeError("Tripped before get_response.")


class TripsGoingOut(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
        raise RuntimeError("Tripped after get_response.")


class OldStamp(Layer):
    """A hook of MiddlewareMixin's on a class that isn't one."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response["X-Stamp"] = "bookshop"
        return response


class MixinStamp(MiddlewareMixin):
    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response["X-Stamp"] = "bookshop"
        return response
