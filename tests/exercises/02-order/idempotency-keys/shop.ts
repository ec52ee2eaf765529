/** The shop as the suite meets it: views that count how often they ran, and customers who have logged in. */
import fc from 'fast-check';
import { bootSite, fail, type RunningSite, type SiteResponse } from '#suite/django';

export const word = fc.stringMatching(/^[a-z]{6,12}$/);
/** Keys as clients make them up, each of another form. */
export const key = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/));

export function bootShop(): Promise<RunningSite> {
  return bootSite({ files: ours });
}

export interface Posted {
  readonly key?: string;
  readonly body?: string;
  /** Of the body; a form's unless told. */
  readonly type?: string;
  /** Whether the CSRF token goes along, in its header. */
  readonly token?: boolean;
}

export interface Customer {
  post(path: string, options?: Posted): Promise<SiteResponse>;
  get(path: string, options?: { key?: string }): Promise<SiteResponse>;
}

/** A customer who logs in under that name, whose account has that number if there isn't one yet. */
export function customer(site: RunningSite, name: string, pk?: number): Promise<Customer> {
  return arrive(site, `/${name}/join/${pk === undefined ? '' : `?pk=${pk}`}`);
}

/** Somebody with a CSRF token who hasn't logged in. */
export function visitor(site: RunningSite, name: string): Promise<Customer> {
  return arrive(site, `/${name}/visit/`);
}

async function arrive(site: RunningSite, door: string): Promise<Customer> {
  const { cookies, status } = await site.get(door);
  if (status !== 200) fail(`A customer can't even come in: GET ${door} came back ${status}.`);
  const { csrftoken = '' } = cookies;
  const keyed = (key: string | undefined) => (key === undefined ? {} : { 'Idempotency-Key': key });
  return {
    post: (path, { key, body = '', token = true, type = 'application/x-www-form-urlencoded' } = {}) =>
      site.request({
        method: 'POST',
        path,
        cookies,
        body,
        headers: {
          ...keyed(key),
          ...(token && { 'X-CSRFToken': csrftoken }),
          'Content-Type': type,
        },
      }),
    get: (path, { key } = {}) => site.request({ method: 'GET', path, cookies, headers: keyed(key) }),
  };
}

const ours: Readonly<Record<string, string>> = {
  'shop/urls.py': `
import io
from collections import Counter

from django.contrib.auth import get_user_model, login, logout
from django.core.cache.backends.locmem import LocMemCache
from django.core.signals import request_started
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path
from django.views.generic import RedirectView

from inside_out import server, site
from shop import checkout, views
from shop.models import Book

app_name = "shop"
ran = Counter()


def join(request, word):
    user, _ = get_user_model().objects.get_or_create(username=word, defaults={"pk": request.GET.get("pk")})
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    get_token(request)
    return HttpResponse("Welcome.")


def visit(request, word):
    get_token(request)
    return HttpResponse("Welcome.")


def run(word):
    ran[word] += 1
    # A query has its line in the trace, whoever called the view.
    return Book.objects.count()


def answer(request, word, status):
    run(word)
    response = HttpResponse(f"{word}, run {ran[word]}", status=status, content_type="text/plain")
    response["Location"] = f"/receipts/{word}/{ran[word]}/"
    response.set_cookie("receipt", f"{word}-{ran[word]}")
    return response


def leave(request, word):
    logout(request)
    return answer(request, word, 200)


def flaky(request, word):
    run(word)
    if ran[word] == 1:
        raise RuntimeError("The bank is down.")
    return HttpResponse(f"{word}, run {ran[word]}", status=201)


def slow(request, word):
    run(word)
    if ran[word] > 1:
        return HttpResponse(f"{word}, run {ran[word]}", status=201)
    again = {
        "method": "POST",
        "path": request.get_full_path(),
        "headers": {
            "Idempotency-Key": request.headers.get("Idempotency-Key", ""),
            "X-CSRFToken": request.headers["X-CSRFToken"],
            "Content-Type": request.headers["Content-Type"],
        },
        "cookies": request.COOKIES,
        "body": request.body.decode(),
    }
    told = []
    result = site.handler()(server.environ(again), lambda status, headers, exc_info=None: told.append(status))
    b"".join(result)
    result.close()
    return HttpResponse(f"{word}, run 1, meanwhile {told[0]}", status=201)


# The environ of a request that is to be sent once more as soon as the cache says that it has nothing.
waiting = []


def wait_for(sender, environ=None, **kwargs):
    if environ and environ["PATH_INFO"].endswith("/race/") and environ["PATH_INFO"] not in raced:
        raced.add(environ["PATH_INFO"])
        sent = environ["wsgi.input"].read()
        environ["wsgi.input"] = io.BytesIO(sent)
        waiting.append({**environ, "wsgi.input": io.BytesIO(sent)})


raced = set()
request_started.connect(wait_for)


def overtaken(look):
    def looks(self, *args, **kwargs):
        found = look(self, *args, **kwargs)
        if waiting and not found:
            result = site.handler()(waiting.pop(), lambda status, headers, exc_info=None: None)
            b"".join(result)
            result.close()
        return found

    return looks


LocMemCache.get = overtaken(LocMemCache.get)
LocMemCache.has_key = overtaken(LocMemCache.has_key)


def race(request, word):
    waiting.clear()
    run(word)
    return HttpResponse(f"{word}, run {ran[word]}", status=201)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("<slug:word>/join/", join),
    path("<slug:word>/visit/", visit),
    path("<slug:word>/leave/", leave),
    path("<slug:word>/race/", race),
    path("<slug:word>/flaky/", flaky),
    path("<slug:word>/slow/", slow),
    path("<slug:word>/<int:status>/", answer),
]
`,
};
