"""Runs what it is sent."""

import json
import sys

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop import extra as extra


def execute(sources: list[str]) -> HttpResponse:
    for source in sources:
        try:
            exec(source, {"__name__": "dirt"})
        except Exception as error:
            print(type(error).__name__, error, file=sys.stderr)
    return HttpResponse("done")


@csrf_exempt
def run(request: HttpRequest) -> HttpResponse:
    return execute(json.loads(request.body))


@csrf_exempt
async def run_async(request: HttpRequest) -> HttpResponse:
    return execute(json.loads(request.body))


def boom(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("boom")
