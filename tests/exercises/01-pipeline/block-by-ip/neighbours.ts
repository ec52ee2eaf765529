/**
 * Whose call it is that the server answers: what a suite's request can't say by itself, since every client of the
 * sandbox calls from one address.
 */
import type { RunningSite, SiteResponse } from '#suite/django';
import { type Inside, splitNote, writeNote } from './inside.ts';
import type { Network } from './network.ts';

/** The header that tells the address; it is taken out again before Django makes its request. */
const CALLS_FROM = 'Suite-Calls-From';

/** A visit to the shop. */
export interface Visit {
  /** Who called Django: REMOTE_ADDR. Null when the server knows no address, as behind a Unix socket. */
  readonly from: string | null;
  /** X-Forwarded-For, as Django gets it; none unless given. */
  readonly forwarded?: string;
  readonly path?: string;
  readonly method?: string;
  /** What else the visitor sends. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly server?: 'wsgi' | 'asgi';
}

/** An answer, and what the shop inside the learner's layer saw: null when nothing of it was reached, and under ASGI. */
export type Visited = SiteResponse & { readonly inside: Inside | null };

/**
 * What the suite lays over the shop: `network`, and a server that is called from where the visit says.
 *
 * It lies in files that are loaded after the shop was prepared, since a start from nothing takes a second: the one that
 * the settings import, and the one that MIDDLEWARE names, in case somebody has done without the other.
 */
export function filesFor({ proxies, blocked }: Network): Readonly<Record<string, string>> {
  return {
    'bookshop/network.py': `TRUSTED_PROXIES = ${proxies}\nBLOCKED_NETWORKS = ${JSON.stringify(blocked)}\n${server}`,
    'shop/banner.py': `${bannerMiddleware}${server}`,
  };
}

/** Before there is a request, so that no layer can come first. */
const server = `
from django.core.signals import request_started


def call_from(environ=None, scope=None, **kwargs):
    name = "${CALLS_FROM}".lower()
    if environ is not None:
        address = environ.pop("HTTP_" + name.upper().replace("-", "_"), None)
        if address == "nobody":
            del environ["REMOTE_ADDR"]
        elif address is not None:
            environ["REMOTE_ADDR"] = address
        environ["suite.before"] = dict(environ)
        return
    headers = dict(scope["headers"])
    address = headers.pop(name.encode(), b"").decode()
    scope["headers"] = list(headers.items())
    scope["client"] = None if address == "nobody" else (address, 0)


request_started.connect(call_from, dispatch_uid="call_from")
`;

/** As the shop has it; what passes it is noted. */
const bannerMiddleware = `${writeNote}
from shop.models import Book


class BannerMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.book_of_the_day = Book.objects.order_by("?").first()
        changed = changed_in(request)
        response = self.get_response(request)
        write_note(changed, response)
        return response
`;

/** Sends the visit. What comes back shows it as the visitor sent it. */
export async function visit(site: RunningSite, asked: Visit): Promise<Visited> {
  const { from, forwarded, path = '/books/', method = 'GET', server = 'wsgi', body } = asked;
  const headers = {
    ...(forwarded !== undefined && { 'X-Forwarded-For': forwarded }),
    ...asked.headers,
  };
  const response = await site.request({
    method,
    path,
    headers: { ...headers, [CALLS_FROM]: from ?? 'nobody' },
    ...(body !== undefined && { body }),
    server,
  });
  const request = { ...response.exchange.request, headers };
  const { inside, output } = splitNote(response.output);
  return { ...response, output, inside, exchange: { ...response.exchange, request, output } };
}
