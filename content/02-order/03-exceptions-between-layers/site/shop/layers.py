from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http import HttpResponsePermanentRedirect

from shop.counter import OutOfStock

GetResponse = Callable[[HttpRequest], HttpResponse]


class Layer:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Outer(Layer):
    pass


class Inner(Layer):
    pass


class Points(Layer):
    """Most visitors have no such cookie."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.points = int(request.COOKIES.get("points", ""))
        return self.get_response(request)


class CountsExceptions(Layer):
    errors = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Errors"] = str(self.errors)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        self.errors += 1


class CountsResponses(Layer):
    errors = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:
            self.errors += 1
        response["X-Errors"] = str(self.errors)
        return response


class CatchesOutOfStock(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except OutOfStock as error:
            return JsonResponse({"sold out": str(error)}, status=409)


class AnswersOutOfStock(Layer):
    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, OutOfStock):
            return JsonResponse({"sold out": str(exception)}, status=409)
        return None


class Tenants(Layer):
    """One shop for each host, and this host has none."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise Http404("No shop here.")


class Moved(Layer):
    """Knows where old addresses have gone."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.path == "/old/":
            return HttpResponsePermanentRedirect("/new/")
        return response


class Forgets(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
