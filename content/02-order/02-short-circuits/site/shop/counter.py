from django.http import HttpRequest, HttpResponse

from shop import story


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Come in, we are open.")


def handbook(request: HttpRequest) -> HttpResponse:
    """For staff: Maya reads it, and loses her account on the same day."""
    story.maya_leaves = True
    return HttpResponse(f"How we do things here, {request.user}.")
