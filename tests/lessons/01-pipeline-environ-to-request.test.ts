/** What the Rebuild exercise calls Django's answers is what Django's own WSGIRequest answers, scene by scene. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import { djangoAnswers } from '../exercises/01-pipeline/environ-to-request/django.ts';
import type { Happened } from '../exercises/01-pipeline/environ-to-request/scene.ts';
import { scenes } from '../exercises/01-pipeline/environ-to-request/scenes.ts';

const coldBoot = 120_000;
const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
afterAll(() => host.close());

/** A view that plays scenes, as exercises/01-pipeline/environ-to-request/scenario.ts does. */
const player = `
import io
import json

from django.core.handlers.wsgi import WSGIRequest
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def play(request):
    return JsonResponse([played(scene) for scene in json.loads(request.body)], safe=False)


def played(scene):
    environs = [
        {**sent["variables"], "wsgi.input": io.BytesIO(sent["input"].encode("latin-1"))}
        for sent in scene["sent"]
    ]
    # Django lets go of the stream when it has read the body.
    streams = [environ["wsgi.input"] for environ in environs]
    requests = [WSGIRequest(environ) for environ in environs]
    at_first = [stream.tell() for stream in streams]
    answers = [answer(step, environs, requests) for step in scene["steps"]]
    read = [{"atFirst": first, "finally": stream.tell()} for first, stream in zip(at_first, streams)]
    return {"answers": answers, "read": read}


def answer(step, environs, requests):
    request, environ = requests[step["request"]], environs[step["request"]]
    match step:
        case {"set": name, "to": value}:
            environ[name] = value
        case {"ask": "body"}:
            return request.body.decode("latin-1")
        case {"ask": "pathInfo"}:
            return request.path_info
        case {"ask": "header names"}:
            return sorted(request.headers)
        case {"ask": "META is the environ"}:
            return request.META is environ
        case {"ask": "META", "name": name}:
            return request.META.get(name)
        case {"ask": "GET.get", "name": name}:
            return request.GET.get(name)
        case {"ask": "GET.getlist", "name": name}:
            return request.GET.getlist(name)
        case {"ask": "headers.get", "name": name}:
            return request.headers.get(name)
        case {"ask": name}:
            return getattr(request, name)


def refused(request):
    def error(variable, value):
        environ = {"REQUEST_METHOD": "GET", "wsgi.input": io.BytesIO(b"more"), variable: value}
        try:
            return len(WSGIRequest(environ).body)
        except ValueError as raised:
            return type(raised).__name__

    variables = [("SCRIPT_NAME", "/caf\\xe9"), ("CONTENT_LENGTH", "7x"), ("CONTENT_LENGTH", "")]
    return JsonResponse([error(*each) for each in variables], safe=False)


urlpatterns = [path("play/", play), path("refused/", refused)]
`;

beforeAll(() => django.write({ 'bookshop/urls.py': player }), coldBoot);

test('what the exercise leaves out raises in Django', async () => {
  const { response } = await django.request({ method: 'GET', path: '/refused/' });
  const answers: unknown = JSON.parse(new TextDecoder().decode(response?.body));
  expect(answers).toEqual(['UnicodeDecodeError', 'ValueError', 0]);
});

test('WSGIRequest answers every scene as the exercise says', { timeout: coldBoot }, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const all = fc.sample(scenes, { seed, numRuns: 500 });
  const { response } = await django.request({ method: 'POST', path: '/play/', body: JSON.stringify(all) });
  const answers = JSON.parse(new TextDecoder().decode(response?.body)) as Happened[];
  expect(answers).toHaveLength(all.length);
  for (const [index, scene] of all.entries())
    expect(djangoAnswers(scene), `seed ${seed}: ${JSON.stringify(scene)}`).toEqual(answers[index]);
});
