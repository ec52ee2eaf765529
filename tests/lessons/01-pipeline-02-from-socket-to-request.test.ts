/** What the lesson says of Django and no recording shows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Exchange, HttpRequest } from '../../src/django/exchange.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';

const coldBoot = 120_000;
const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
afterAll(() => host.close());

/** Views that answer with what they find out, in JSON, and a layer that keeps what passes it. */
const probe = `
from django.http import HttpResponse, JsonResponse

passed = []


class Keeps:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        passed.append((request, sorted({"GET", "COOKIES", "headers", "_body"} & set(vars(request)))))
        return self.get_response(request)


def applications(request):
    from bookshop import asgi, wsgi

    websocket = asgi.application({"type": "websocket"}, None, None)
    try:
        websocket.send(None)
    except ValueError as refused:
        said = str(refused)
    names = [type(module.application).__name__ for module in (wsgi, asgi)]
    return JsonResponse({"names": names, "websocket": said})


def requests(request):
    last, made = passed[-1]
    before = [earlier for earlier, _ in passed[:-1]]
    return JsonResponse({
        "the layer's": last is request,
        "an earlier one": request in before,
        "made on entry": made,
        "kept": request.GET is request.GET and request.headers is request.headers,
    })


def method(request):
    return HttpResponse("read" if request.method == "GET" else "asked")


def kept(request):
    return JsonResponse({"in a file": request._stream._rolled, "environ": hasattr(request, "environ")})


def page(request):
    return HttpResponse("Seven!!")
`;
const settings = `
from bookshop.given import *

MIDDLEWARE = ["shop.probe.Keeps"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 10
`;
const urls = `
from django.urls import path
from django.middleware.common import CommonMiddleware
from django.utils.decorators import decorator_from_middleware

from shop import probe

urlpatterns = [
    path("applications/", probe.applications),
    path("requests/", probe.requests),
    path("page/", decorator_from_middleware(CommonMiddleware)(probe.page)),
    path("any-host/", probe.page),
    path("method/", probe.method),
    path("kept/", probe.kept),
]
`;

beforeAll(async () => {
  const { 'bookshop/settings.py': given = '' } = await loadBase('django');
  await django.write({
    'bookshop/given.py': given,
    'bookshop/settings.py': settings,
    'bookshop/urls.py': urls,
    'shop/probe.py': probe,
  });
}, coldBoot);

function get(path: string, more: Partial<HttpRequest> = {}): Promise<Exchange> {
  return django.request({ method: 'GET', path, ...more });
}

function json({ response }: Exchange): unknown {
  return JSON.parse(new TextDecoder().decode(response?.body));
}

test('the applications are handlers of Django, and the one for ASGI refuses a WebSocket', async () => {
  expect(json(await get('/applications/'))).toEqual({
    names: ['WSGIHandler', 'ASGIHandler'],
    websocket: 'Django can only handle ASGI/HTTP connections, not websocket.',
  });
});

test('each request is an object of its own, which makes most of itself when asked', async () => {
  await get('/requests/');
  expect(json(await get('/requests/'))).toEqual({
    "the layer's": true,
    'an earlier one': false,
    'made on entry': [],
    kept: true,
  });
});

test('Django answers HEAD with the whole body, and the server leaves it out', async () => {
  const { response, trace } = await get('/page/', { method: 'HEAD' });
  expect(trace).toContainEqual(expect.objectContaining({ kind: 'body-sent', bytes: 7 }));
  expect(response?.headers).toContainEqual(['Content-Length', '7']);
  expect(response?.body).toHaveLength(0);
});

test('a view that looks at the method answers HEAD with another body', async () => {
  const { trace } = await get('/method/', { method: 'HEAD' });
  expect(trace).toContainEqual(expect.objectContaining({ kind: 'body-sent', bytes: 'asked'.length }));
});

test('under ASGI the body is kept in memory up to FILE_UPLOAD_MAX_MEMORY_SIZE, and in a file beyond', async () => {
  const post = { method: 'POST', server: 'asgi' } as const;
  expect(json(await get('/kept/', { ...post, body: 'stars=5' }))).toEqual({
    'in a file': false,
    environ: false,
  });
  expect(json(await get('/kept/', { ...post, body: 'stars=five, at least' }))).toMatchObject({
    'in a file': true,
  });
});

test('ALLOWED_HOSTS stops nobody where nothing calls get_host', async () => {
  const strange = { headers: { Host: 'evil.example' } };
  expect((await get('/any-host/', strange)).response?.status).toBe(200);
  expect((await get('/page/', strange)).response?.status).toBe(400);
});
