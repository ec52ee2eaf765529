/** The shop as the suite meets it: views of its own, and clients that come from an address of one's choice. */
import fc from 'fast-check';
import { bootSite, fail, paragraph, type RunningSite } from '#suite/django';

export const word = fc.stringMatching(/^[a-z]{6,12}$/);
/** Pages that anybody may see while the shop is open. */
export const page = fc.oneof(
  fc.constantFrom('/books/', '/login/'),
  fc.integer({ min: 1, max: 10 }).map((pk) => `/books/${pk}/`),
  fc.integer({ min: 1, max: 4 }).map((pk) => `/authors/${pk}/`),
);
/** An address that no view answers. */
export const unknown = word.map((name) => `/no-such-${name}/`);
export const seconds = fc.integer({ min: 61, max: 86_399 });
/** Of a network that belongs to nobody, and none of them the suite's usual client. */
export const address = fc.integer({ min: 100, max: 250 }).map((host) => `198.51.100.${host}`);

/** What the client's end of the connection is, in a request of the suite. A server fills in REMOTE_ADDR from there. */
export const from = (client: string): { readonly headers: Readonly<Record<string, string>> } => ({
  headers: { 'Remote-Addr': client },
});

/** The learner's shop with a few views more, below an address that is another one in each check. */
export function bootShop(): Promise<RunningSite> {
  return bootSite({ files: ours });
}

/** Closes the shop as staff do. */
export async function close(
  site: RunningSite,
  retryAfter: number,
  letIn: readonly string[] = [],
): Promise<void> {
  const staff = letIn.length > 0 ? ['--let-in', ...letIn] : [];
  await maintenance(site, ['on', '--retry-after', String(retryAfter), ...staff]);
}

export async function open(site: RunningSite): Promise<void> {
  await maintenance(site, ['off']);
}

async function maintenance(site: RunningSite, args: readonly string[]): Promise<void> {
  const { exitCode, output } = await site.manage('maintenance', ...args);
  if (exitCode === 0) return;
  fail(`manage.py maintenance ${args.join(' ')} failed: the shop can't even be closed.`, [
    paragraph('Printed', output.trimEnd().split('\n')),
  ]);
}

const ours: Readonly<Record<string, string>> = {
  'shop/apps.py': `
from django.apps import AppConfig
from django.core.signals import request_started


def take_address(sender, environ=None, **kwargs):
    if environ and "HTTP_REMOTE_ADDR" in environ:
        environ["REMOTE_ADDR"] = environ.pop("HTTP_REMOTE_ADDR")
    if environ and "HTTP_SCRIPT_NAME" in environ:
        environ["SCRIPT_NAME"] = environ.pop("HTTP_SCRIPT_NAME")


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self):
        request_started.connect(take_address)
`,
  'shop/urls.py': `
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import path, register_converter
from django.urls.converters import SlugConverter
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from inside_out import server, site
from shop import maintenance, partners, views
from shop.maintenance import open_during_maintenance
from shop.models import Author

app_name = "shop"


@csrf_exempt
@open_during_maintenance
def hook(request, word):
    return HttpResponse(f"{request.method} {word}", status=201)


@login_required
@open_during_maintenance
def board(request, word):
    return HttpResponse(word)


@open_during_maintenance
def feed(request, word):
    return StreamingHttpResponse(iter([word, " ", word]))


@open_during_maintenance
def gone(request, word):
    raise Http404(word)


@open_during_maintenance
def broken(request, word):
    return HttpResponse(word, status=503)


@method_decorator(open_during_maintenance, name="dispatch")
class Panel(View):
    def get(self, request, word):
        return HttpResponse(word)


def report(request, word):
    return StreamingHttpResponse(author.name for author in Author.objects.all())


@csrf_exempt
def order(request, word):
    Author.objects.create(name=word, born=1900)
    return HttpResponse(word, status=201)


overtaken = set()


class Overtaken(SlugConverter):
    def to_python(self, value):
        closed = maintenance.current()
        if closed and value not in overtaken:
            overtaken.add(value)
            other = {
                "method": "GET",
                "path": f"/no-such-{value}/",
                "headers": {"Remote-Addr": next(iter(closed.let_in))},
            }
            result = site.handler()(server.environ(other), lambda status, headers, exc_info=None: None)
            b"".join(result)
            result.close()
        return value


register_converter(Overtaken, "overtaken")


def late(request, word):
    return HttpResponse(word)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("status/", partners.status, name="status"),
    path("payments/<slug:reference>/", partners.payment, name="payment"),
    path("<slug:word>/hook/", hook),
    path("<slug:word>/board/", board),
    path("<slug:word>/feed/", feed),
    path("<slug:word>/gone/", gone),
    path("<slug:word>/broken/", broken),
    path("<slug:word>/panel/", Panel.as_view()),
    path("<slug:word>/report/", report),
    path("<slug:word>/order/", order),
    path("<overtaken:word>/late/", late),
]
`,
};
