/**
 * Whose call it is that the server answers: what a suite's request can't say by itself, since every client of the
 * sandbox calls from one address.
 */
import type { RunningSite, SiteResponse } from '#suite/django';
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
  readonly server?: 'wsgi' | 'asgi';
}

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
        return
    headers = dict(scope["headers"])
    address = headers.pop(name.encode(), b"").decode()
    scope["headers"] = list(headers.items())
    scope["client"] = None if address == "nobody" else (address, 0)


request_started.connect(call_from, dispatch_uid="call_from")
`;

/** As the shop has it. */
const bannerMiddleware = `
from shop.models import Book


class BannerMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.book_of_the_day = Book.objects.order_by("?").first()
        return self.get_response(request)
`;

/** Sends the visit. What comes back shows it as the visitor sent it. */
export async function visit(site: RunningSite, asked: Visit): Promise<SiteResponse> {
  const { from, forwarded, path = '/books/', method = 'GET', server = 'wsgi' } = asked;
  const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const response = await site.request({
    method,
    path,
    headers: { ...headers, [CALLS_FROM]: from ?? 'nobody' },
    server,
  });
  const request = { ...response.exchange.request, headers };
  return { ...response, exchange: { ...response.exchange, request } };
}
