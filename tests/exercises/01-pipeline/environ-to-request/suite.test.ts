import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { expectDjango } from './answers.ts';
import type { Scene, Sent, Step } from './scene.ts';
import { foreign, scenes, word, written } from './scenes.ts';

describe('when the request is made', () => {
  test('method, path and path info are there', async () => {
    const path = `/${fresh(word)}/${fresh(word)}/`;
    await expectDjango(
      asking(
        get({ PATH_INFO: path, SCRIPT_NAME: '' }),
        { ask: 'method' },
        { ask: 'path' },
        { ask: 'pathInfo' },
      ),
    );
    await expectDjango(
      asking(get({ REQUEST_METHOD: 'post', PATH_INFO: path }), { ask: 'method' }),
      "Views compare it with 'POST', so Django turns into upper case whatever a client sent.",
    );
  });

  test('a path begins where the server has mounted Django', async () => {
    const mounted = `/${fresh(word)}`;
    const path = `/${fresh(word)}/`;
    const both = [{ ask: 'path' }, { ask: 'pathInfo' }] as const;
    await expectDjango(
      asking(get({ SCRIPT_NAME: mounted, PATH_INFO: path }), ...both),
      'SCRIPT_NAME is where the server has mounted Django, PATH_INFO the rest. The resolver matches the rest; `path` is what ' +
        'the client asked for, and that is both.',
    );
    await expectDjango(
      asking(get({ SCRIPT_NAME: `${mounted}/`, PATH_INFO: path }), ...both),
      'SCRIPT_NAME ends with a slash and PATH_INFO begins with one: between them stands one.',
    );
    await expectDjango(
      asking(get({ SCRIPT_NAME: `/a/${mounted}//`, PATH_INFO: path }), ...both),
      'No slash at the end of SCRIPT_NAME stays, however many there are. Those in the middle do: two are another path than one.',
    );
    await expectDjango(
      asking(get({ PATH_INFO: `/${path}` }), ...both),
      "A path with two slashes is another path than one with one: only PATH_INFO's first slash gives way to the one between " +
        'script name and path info.',
    );
  });

  test('an empty path info is the root', async () => {
    const mounted = `/${fresh(word)}`;
    for (const variables of [{ SCRIPT_NAME: mounted, PATH_INFO: '' }, { SCRIPT_NAME: mounted }]) {
      await expectDjango(
        asking(get(variables), { ask: 'pathInfo' }, { ask: 'path' }),
        `The client asked for ${mounted} without a slash at its end: PATH_INFO may be empty then, or missing.`,
      );
    }
  });

  test('paths are UTF-8 in Latin-1 clothing', async () => {
    const [mounted, name] = [fresh(foreign), fresh(foreign)];
    await expectDjango(
      asking(
        get({ SCRIPT_NAME: written(`/${mounted}`), PATH_INFO: written(`/${name}/`) }),
        { ask: 'pathInfo' },
        { ask: 'path' },
      ),
      'A server writes each byte as one character, and a character that ASCII lacks is several bytes in UTF-8: what stands ' +
        'in the environ has to become bytes again, and then text.',
    );
  });

  test('the server has percent-decoded a path already', async () => {
    for (const path of [`/a%2F${fresh(word)}/`, '/100%25/', '/100%/']) {
      await expectDjango(
        asking(get({ PATH_INFO: path }), { ask: 'pathInfo' }, { ask: 'path' }),
        'The server percent-decodes the path, once: a percent sign in PATH_INFO is a percent sign of the path.',
      );
    }
  });

  test('method and paths are made at once', async () => {
    const path = `/${fresh(word)}/`;
    await expectDjango(
      asking(
        get({ PATH_INFO: path }),
        { set: 'REQUEST_METHOD', to: 'PUT' },
        { set: 'PATH_INFO', to: `/a${path}` },
        { set: 'SCRIPT_NAME', to: `/b${path}` },
        { ask: 'method' },
        { ask: 'pathInfo' },
        { ask: 'path' },
      ),
      'A layer has changed META afterwards. The three are made in the constructor, and stay as they are.',
    );
  });

  test('a byte that is no UTF-8 stays percent-encoded', async () => {
    await expectDjango(
      asking(
        get({ PATH_INFO: `/${fresh(word)}\xe9/${written(fresh(foreign))}/` }),
        { ask: 'pathInfo' },
        { ask: 'path' },
      ),
      'An é of a client that knows only Latin-1 is one byte, which is no UTF-8. Django keeps it as %E9, so that nothing of a ' +
        'path is lost and no request fails for it: `decodePath` does that.',
    );
  });

  test('META is the environ itself, its paths as text', async () => {
    const [path, address] = [`/${fresh(foreign)}/`, fresh(word)];
    const scene = asking(
      get({ SCRIPT_NAME: written(`/${fresh(foreign)}`), PATH_INFO: written(path), REMOTE_ADDR: address }),
      { ask: 'META is the environ' },
      { ask: 'META', name: 'REMOTE_ADDR' },
    );
    await expectDjango(
      scene,
      'META is no copy: the server, the middleware around Django and Django itself have one dictionary in common.',
    );
    await expectDjango(
      { ...scene, steps: [...scene.steps, meta('PATH_INFO'), meta('SCRIPT_NAME')] },
      'Once the request is made, both paths stand in META as the text that they mean.',
    );
    await expectDjango(
      asking(
        get({ SCRIPT_NAME: '/shop/', REQUEST_METHOD: 'post', HTTP_X_TAG: written(fresh(foreign)) }),
        ...[
          { ask: 'META' as const, name: 'SCRIPT_NAME' },
          { ask: 'META' as const, name: 'REQUEST_METHOD' },
          { ask: 'META' as const, name: 'HTTP_X_TAG' },
        ],
      ),
      'META keeps what the server wrote: only the two paths are decoded in it, and nothing else is done to them.',
    );
  });
});

describe('GET', () => {
  test('has every value of a name, and the last one on its own', async () => {
    const [one, two, three] = [fresh(word), fresh(word), fresh(word)];
    const QUERY_STRING = `tag=${one}&page=${three}&tag=${two}+${one}%26&flag`;
    await expectDjango(
      asking(
        get({ QUERY_STRING }),
        { ask: 'GET.getlist', name: 'tag' },
        { ask: 'GET.get', name: 'tag' },
        { ask: 'GET.get', name: 'flag' },
        { ask: 'GET.get', name: 'no-such' },
        { ask: 'GET.getlist', name: 'no-such' },
      ),
    );
    await expectDjango(
      asking(get({}), { ask: 'GET.get', name: 'tag' }, { ask: 'GET.getlist', name: 'tag' }),
      'A server may leave out QUERY_STRING when there is none: a request without parameters has a QueryDict too.',
    );
  });

  test('is UTF-8, percent-encoded or not', async () => {
    const [one, two] = [fresh(foreign), fresh(foreign)];
    await expectDjango(
      asking(
        get({ QUERY_STRING: `q=${encodeURIComponent(one)}&raw=${written(two)}` }),
        { ask: 'GET.get', name: 'q' },
        { ask: 'GET.get', name: 'raw' },
      ),
      'Not every client percent-encodes what it should. What stands raw in QUERY_STRING is bytes, written as characters: ' +
        'QueryDict takes the bytes.',
    );
    await expectDjango(
      asking(get({ QUERY_STRING: `q=${fresh(word)}\xe9` }), { ask: 'GET.get', name: 'q' }),
      'An é of a client that knows only Latin-1 is one byte. In a path Django keeps it as %E9, and in QUERY_STRING it reads ' +
        'the whole as Latin-1: QueryDict does that, when it is given the bytes as they are.',
    );
  });
});

describe('headers', () => {
  test('are the HTTP_ variables, and the two without it', async () => {
    const variables = {
      HTTP_USER_AGENT: fresh(word),
      HTTP_X_REQUEST_ID: fresh(word),
      HTTP_X_HTTP_METHOD_OVERRIDE: fresh(word),
      CONTENT_TYPE: 'text/plain',
      CONTENT_LENGTH: '',
      HTTPS: 'on',
      REMOTE_ADDR: '192.0.2.7',
      SERVER_NAME: 'bookshop.example',
    };
    await expectDjango(
      asking(get(variables), { ask: 'header names' }),
      'A header of the client is called HTTP_ something in the environ; only CONTENT_TYPE and CONTENT_LENGTH stand there ' +
        'without it. All the rest is what the server says (HTTPS too), and no header.',
    );
    const each = ['User-Agent', 'user-agent', 'X-REQUEST-ID', 'x-request-id', 'content-type', 'REMOTE-ADDR'];
    const tag = written(fresh(foreign));
    await expectDjango(
      asking(get(variables), ...each.map((name) => ({ ask: 'headers.get' as const, name }))),
      'A header is found whatever the case of its name, and what is no header is not found.',
    );
    await expectDjango(
      asking(get({ HTTP_X_TAG: tag }), { ask: 'headers.get', name: 'X-Tag' }),
      'Nobody knows how a header is encoded, so its value is the one of META, a character for each byte.',
    );
  });
});

describe('what waits until somebody asks', () => {
  test('GET and headers are made of META as it is then, and kept', async () => {
    const [early, late, later] = [fresh(word), `${fresh(word)}1`, `${fresh(word)}2`];
    const sent = get({ QUERY_STRING: `q=${early}`, HTTP_X_TAG: early });
    const set = (to: string): Bare[] => [
      { set: 'QUERY_STRING', to: `q=${to}` },
      { set: 'HTTP_X_TAG', to },
    ];
    const both: Bare[] = [
      { ask: 'GET.get', name: 'q' },
      { ask: 'headers.get', name: 'X-Tag' },
    ];
    await expectDjango(
      asking(sent, ...set(late), ...both),
      'A layer has changed META before anybody asked. Both are made of META when somebody first asks for them, and not before.',
    );
    await expectDjango(
      asking(sent, ...both, ...set(later), ...both),
      'Somebody had asked already when META was changed. Both are made once, and then kept (`cached_property` in Django).',
    );
    await expectDjango(
      asking(sent, ...both.slice(0, 1), ...set(late), ...both),
      'Somebody had asked for GET before META was changed, and for headers after it. Each is made when that one is first asked for.',
    );
  });

  test('the body is not touched before', async () => {
    const body = fresh(word);
    await expectDjango(
      asking(
        post(body),
        { ask: 'method' },
        { ask: 'path' },
        { ask: 'GET.get', name: 'q' },
        { ask: 'headers.get', name: 'Host' },
      ),
    );
  });

  test('the body ends after CONTENT_LENGTH bytes', async () => {
    for (const body of [fresh(word), written(fresh(foreign))]) {
      await expectDjango(
        asking(post(body), { ask: 'body' }),
        `CONTENT_LENGTH is ${body.length}. What follows in the stream is the next request on the same connection.`,
      );
    }
    await expectDjango(
      asking(post('\xff\x00\xe9'), { ask: 'body' }),
      'A body is bytes, of an image perhaps. They need not be the UTF-8 of any text.',
    );
  });

  test('the body is there each time it is asked for', async () => {
    await expectDjango(
      asking(post(fresh(word)), { ask: 'body' }, { ask: 'body' }),
      'What has been read from a stream is gone from there, so it has to be kept: a layer may look at the body, and the view ' +
        'gets it all the same.',
    );
  });

  test('without a CONTENT_LENGTH there is no body', async () => {
    for (const variables of [{}, { CONTENT_LENGTH: '' }]) {
      await expectDjango(
        asking({ ...get(variables), input: 'GET /the-next-request/ HTTP/1.1' }, { ask: 'body' }),
        'When CONTENT_LENGTH is missing or empty there is nothing to read, and a read that waits for it waits for ever.',
      );
    }
  });
});

test('two requests at a time know nothing of each other', async () => {
  const sent = [0, 1].map(() => ({
    variables: { ...post(fresh(word)).variables, QUERY_STRING: `q=${fresh(word)}`, HTTP_X_TAG: fresh(word) },
    input: fresh(word),
  }));
  const asks: Bare[] = [
    { ask: 'path' },
    { ask: 'GET.get', name: 'q' },
    { ask: 'headers.get', name: 'X-Tag' },
    { ask: 'body' },
  ];
  await expectDjango(
    {
      sent: sent.map(({ variables, input }) => ({
        variables: { ...variables, CONTENT_LENGTH: `${input.length}` },
        input,
      })),
      steps: asks.flatMap((ask) => [0, 1].map((request) => ({ request, ...ask }) as Step)),
    },
    'Two requests were there at the same time, as they are in a server with threads. Whatever one of them keeps belongs ' +
      'to that object, and not to the class or the module.',
  );
});

test('any environ becomes what Django makes of it', async () => {
  await forEvery(scenes, (scene) => expectDjango(scene), { runs: 40 });
});

type Bare = Step extends infer Each ? (Each extends unknown ? Omit<Each, 'request'> : never) : never;

function get(variables: Readonly<Record<string, string>>): Sent {
  return { variables: { REQUEST_METHOD: 'GET', PATH_INFO: '/', ...variables }, input: '' };
}

/** A request with a body, and with the next request waiting behind it. */
function post(body: string): Sent {
  return {
    variables: { REQUEST_METHOD: 'POST', PATH_INFO: '/orders/', CONTENT_LENGTH: `${body.length}` },
    input: `${body}GET /the-next-request/ HTTP/1.1`,
  };
}

function asking(sent: Sent, ...steps: readonly Bare[]): Scene {
  return { sent: [sent], steps: steps.map((step) => ({ request: 0, ...step }) as Step) };
}

function meta(name: string): Step {
  return { request: 0, ask: 'META', name };
}
