/** The shop as the suite meets it: an API of its own, and a rate limit that strikes when it is told to. */
import fc from 'fast-check';
import { bootSite, type RunningSite } from '#suite/django';

export const word = fc.stringMatching(/^[a-z]{6,12}$/);
/** A status with words of its own, and none of those that everybody thinks of. */
export const rareStatus = fc.constantFrom(402, 406, 409, 410, 413, 415, 418, 422, 451, 501, 502, 503);

/** The words that HTTP has for a status. */
export const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** The learner's shop with views of the suite's, below addresses that are others in each check. */
export function bootShop(): Promise<RunningSite> {
  return bootSite({ files: ours });
}

const ours: Readonly<Record<string, string>> = {
  'shop/limits.py': `
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse


class RateLimitMiddleware:
    """Strikes when it is told to."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        agent = request.headers.get("User-Agent", "")
        if agent.startswith("pirate/"):
            raise PermissionDenied(agent)
        if agent.startswith("again/"):
            retry = agent.removeprefix("again/")
            return HttpResponse("<h1>Slow down</h1>", status=429, headers={"Retry-After": retry})
        return self.get_response(request)
`,
  'shop/urls.py': `
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from shop import views

app_name = "shop"


def raises(request, word, name):
    known = {each.__name__: each for each in (BadRequest, Http404, PermissionDenied, SuspiciousOperation, RuntimeError)}
    raise known[name](f"secret {word}")


@csrf_exempt
def answers(request, word, status):
    """As asked for, with a body and a Content-Type of the query's choice."""
    kind = request.GET.get("type", "text/html; charset=utf-8")
    body = request.GET.get("body", f"<h1>secret {word}</h1>")
    if "streamed" in request.GET:
        return StreamingHttpResponse(iter([body[:3], body[3:]]), status=status, content_type=kind)
    return HttpResponse(body, status=status, reason=request.GET.get("reason"), content_type=kind)


def adorned(request, word):
    response = HttpResponse(f"<h1>secret {word}</h1>", status=401)
    response["WWW-Authenticate"] = f'Bearer realm="{word}"'
    response["Vary"] = "Authorization"
    response["Cache-Control"] = "no-store"
    response.set_cookie("basket", word, httponly=True)
    response.set_cookie("seen", word)
    return response


def posts_only(request, word):
    return HttpResponseNotAllowed(["POST", "PURGE"])


views_of_ours = [
    path("<slug:word>/raises/<slug:name>/", raises),
    path("<slug:word>/answers/<int:status>/", answers),
    path("<slug:word>/adorned/", adorned),
    path("<slug:word>/posts-only/", posts_only),
]
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
] + [
    path(f"{prefix}/{each.pattern._route}", each.callback)
    for prefix in ("api", "api-guide", "guide/api", "apiary")
    for each in views_of_ours
]
`,
};
