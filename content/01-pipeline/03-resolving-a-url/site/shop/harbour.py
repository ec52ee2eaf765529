from django.http import HttpRequest, HttpResponse


def come_aboard(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come aboard.")
