/** The shop as the suite meets it: views that count how often they ran, and customers who have logged in. */
import fc from 'fast-check';
import { bootSite, fail, type RunningSite, type SiteResponse } from '#suite/django';

export const word = fc.stringMatching(/^[a-z]{6,12}$/);
/** Keys as clients make them up, each of another form. */
export const key = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/));

export function bootShop(): Promise<RunningSite> {
  return bootSite({ files: ours });
}

export interface Customer {
  post(path: string, options?: { key?: string; body?: string; token?: boolean }): Promise<SiteResponse>;
  get(path: string, options?: { key?: string }): Promise<SiteResponse>;
}

/** A customer who logs in under that name. */
export async function customer(site: RunningSite, name: string): Promise<Customer> {
  const { cookies, status } = await site.get(`/${name}/join/`);
  if (status !== 200) fail(`A customer can't even log in: GET /${name}/join/ came back ${status}.`);
  const { csrftoken = '' } = cookies;
  const keyed = (key: string | undefined) => (key === undefined ? {} : { 'Idempotency-Key': key });
  return {
    post: (path, { key, body = '', token = true } = {}) =>
      site.request({
        method: 'POST',
        path,
        cookies,
        body,
        headers: {
          ...keyed(key),
          ...(token && { 'X-CSRFToken': csrftoken }),
          'Content-Type': 'application/x-www-form-urlencoded',
        },
      }),
    get: (path, { key } = {}) => site.request({ method: 'GET', path, cookies, headers: keyed(key) }),
  };
}

const ours: Readonly<Record<string, string>> = {
  'shop/urls.py': `
from collections import Counter

from django.contrib.auth import get_user_model, login
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path
from django.views.generic import RedirectView

from inside_out import server, site
from shop import checkout, views

app_name = "shop"
ran = Counter()


def join(request, word):
    user, _ = get_user_model().objects.get_or_create(username=word)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    get_token(request)
    return HttpResponse("Welcome.")


def answer(request, word, status):
    ran[word] += 1
    response = HttpResponse(f"{word}, run {ran[word]}", status=status, content_type="text/plain")
    response["Location"] = f"/receipts/{word}/{ran[word]}/"
    return response


def flaky(request, word):
    ran[word] += 1
    if ran[word] == 1:
        raise RuntimeError("The bank is down.")
    return HttpResponse(f"{word}, run {ran[word]}", status=201)


def slow(request, word):
    ran[word] += 1
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


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("<slug:word>/join/", join),
    path("<slug:word>/flaky/", flaky),
    path("<slug:word>/slow/", slow),
    path("<slug:word>/<int:status>/", answer),
]
`,
};
