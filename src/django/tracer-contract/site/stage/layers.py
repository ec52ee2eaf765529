"""Layers of every kind. A request says what they do: `?do=Plain.before:raise:KeyError&do=Mixin.process_view:answer`."""

import builtins

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core import exceptions
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import sync_and_async_middleware
from django.utils.deprecation import MiddlewareMixin


def exception_class(name):
    return (
        Http404
        if name == "Http404"
        else getattr(exceptions, name, None) or getattr(builtins, name)
    )


def act(request, place, otherwise=None):
    """Does at `place` what the request wants there; None, or `otherwise`, when it wants nothing."""
    for wish in request.GET.getlist("do"):
        wanted, action, *rest = wish.split(":")
        if wanted != place:
            continue
        if action == "raise":
            raise exception_class(rest[0])(f"raised in {place}")
        if action == "answer":
            return HttpResponse(f"{place} answers", status=299)
        if action == "template":
            return TemplateResponse(request, "stage/page.html", {"text": place})
        if action == "set" and otherwise is not None:
            otherwise[rest[0]] = rest[1]
        if action == "none":
            return None
        if action == "zero":
            return 0
    return otherwise


class Plain:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = act(request, "Plain.before")
        if answer is not None:
            return answer
        response = self.get_response(request)
        return act(request, "Plain.after", response)

    def process_view(self, request, view_func, view_args, view_kwargs):
        return act(request, "Plain.process_view")

    def process_exception(self, request, exception):
        return act(request, "Plain.process_exception")

    def process_template_response(self, request, response):
        return act(request, "Plain.process_template_response", response)


class Unused:
    def __init__(self, get_response):
        raise MiddlewareNotUsed("not today")


class Mixin(MiddlewareMixin):
    def process_request(self, request):
        return act(request, "Mixin.process_request")

    def process_response(self, request, response):
        return act(request, "Mixin.process_response", response)

    def process_view(self, request, view_func, view_args, view_kwargs):
        return act(request, "Mixin.process_view")

    def process_exception(self, request, exception):
        return act(request, "Mixin.process_exception")


def function(get_response):
    def middleware(request):
        answer = act(request, "function.before")
        if answer is not None:
            return answer
        return act(request, "function.after", get_response(request))

    return middleware


class AsyncOnly:
    sync_capable = False
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        markcoroutinefunction(self)

    async def __call__(self, request):
        answer = act(request, "AsyncOnly.before")
        if answer is not None:
            return answer
        return act(request, "AsyncOnly.after", await self.get_response(request))

    async def process_view(self, request, view_func, view_args, view_kwargs):
        return act(request, "AsyncOnly.process_view")

    async def process_exception(self, request, exception):
        return act(request, "AsyncOnly.process_exception")

    async def process_template_response(self, request, response):
        return act(request, "AsyncOnly.process_template_response", response)


@sync_and_async_middleware
def hybrid(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            answer = act(request, "hybrid.before")
            if answer is not None:
                return answer
            return act(request, "hybrid.after", await get_response(request))

    else:

        def middleware(request):
            answer = act(request, "hybrid.before")
            if answer is not None:
                return answer
            return act(request, "hybrid.after", get_response(request))

    return middleware
