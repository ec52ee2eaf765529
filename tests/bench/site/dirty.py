"""Middleware that leaves its mark everywhere: rows, memory, a patched Django."""

import time

from django.http import HttpResponse

_visits: list[bytearray] = []


class DirtyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/loop/":
            while True:
                pass
        if request.path != "/dirty/":
            return self.get_response(request)
        from shop.models import Author

        _visits.append(bytearray(1_000_000))
        Author.objects.create(name=f"Nobody {time.time()}", born=1900)
        HttpResponse.visits = getattr(HttpResponse, "visits", 0) + 1
        with open("/project/visits.txt", "a") as file:
            file.write("x")
        with open("/project/visits.txt") as file:
            written = len(file.read())
        marks = [len(_visits), Author.objects.count() - 4, HttpResponse.visits, written]
        return HttpResponse(" ".join(str(mark) for mark in marks))
