// The small zod: the playground's page loads it, and every lesson page shares what it brings.
import * as z from 'zod/mini';

/**
 * A stack described as data: layers, views, settings and one request. The replica runs it, Python is written from it
 * for real Django, the diagrams draw it, and a link carries it. Every own layer and view is a short list of actions.
 */

/** The small zod brings no words of its own. */
function atMost(length: number) {
  return z.maxLength(length, `may have ${length} characters at most`);
}

const pythonName = z
  .string()
  .check(
    z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a Python name: letters, digits and _, no digit first'),
    atMost(40),
  );

const headerName = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a header name, such as X-Stamp'), atMost(60));

const text = z.string().check(atMost(2000));

const status = z
  .int('must be a status from 200 to 599')
  .check(z.gte(200, 'must be a status from 200 to 599'), z.lte(599, 'must be a status from 200 to 599'));

/** Those that Django has an answer of its own for, and two that it hasn't. */
export const exceptionNames = [
  'Http404',
  'PermissionDenied',
  'BadRequest',
  'SuspiciousOperation',
  'RuntimeError',
  'ValueError',
] as const;

const exceptionName = z.enum(exceptionNames);

export const actionSchema = z.discriminatedUnion('do', [
  z
    .strictObject({ do: z.literal('set-header'), name: headerName, value: text })
    .check(z.describe('`response[name] = value`; only where there is a response')),
  z
    .strictObject({ do: z.literal('answer'), status, body: text })
    .check(z.describe('returns `HttpResponse(body, status=status)`')),
  z
    .strictObject({
      do: z.literal('answer-template'),
      status,
      template: text.check(z.describe("the template's text; `{{ name }}` is all that it may use")),
      context: z.record(pythonName, text),
      raises: z
        .exactOptional(exceptionName)
        .check(z.describe('a last variable of the template raises this when it is rendered')),
    })
    .check(z.describe('returns an unrendered `TemplateResponse`')),
  z
    .strictObject({
      do: z.literal('render'),
      status,
      template: text,
      context: z.record(pythonName, text),
      raises: z.exactOptional(exceptionName),
    })
    .check(z.describe('returns `render(…)`: the template is rendered here and now')),
  z
    .strictObject({
      do: z.literal('stream'),
      chunks: z.array(text).check(z.maxLength(10, 'may have 10 entries at most')),
      raises: z.exactOptional(exceptionName).check(z.describe('raised after the last chunk')),
    })
    .check(z.describe('returns a `StreamingHttpResponse`')),
  z.strictObject({ do: z.literal('raise'), exception: exceptionName }).check(z.describe('raises')),
  z.strictObject({ do: z.literal('return-none') }).check(z.describe('a forgotten `return response`')),
  z
    .strictObject({ do: z.literal('set-context'), name: pythonName, value: text })
    .check(z.describe('`response.context_data[name] = value`, in `process_template_response`')),
  z
    .strictObject({ do: z.literal('set-kwarg'), name: pythonName, value: text })
    .check(z.describe('`view_kwargs[name] = value`, in `process_view`')),
  z
    .strictObject({ do: z.literal('read-session'), key: pythonName })
    .check(z.describe('`request.session.get(key)`')),
  z
    .strictObject({ do: z.literal('write-session'), key: pythonName, value: text })
    .check(z.describe('`request.session[key] = value`')),
  z
    .strictObject({ do: z.literal('read-user') })
    .check(z.describe('`str(request.user)`, which fetches the user')),
  z
    .strictObject({ do: z.literal('get-token') })
    .check(z.describe('`get_token(request)`, which asks for the CSRF cookie')),
]);

const actions = z.array(actionSchema).check(z.maxLength(8, 'may have 8 entries at most'));

/** Django's own middleware by dotted path. */
export const shippedLayerSchema = z.strictObject({
  shipped: z.string().check(z.regex(/^django\.[a-z_.]+\.[A-Za-z]+$/)),
});

export const ownLayerSchema = z.strictObject({
  own: pythonName.check(z.describe('the name of the class or factory; unique in its stack')),
  style: z
    .enum(['class', 'mixin', 'function'])
    .check(z.describe('`mixin` has process_request and process_response')),
  mode: z.enum(['sync', 'async', 'both']).check(z.describe('what it declares: sync_capable, async_capable')),
  unused: z.exactOptional(z.boolean()).check(z.describe('raises `MiddlewareNotUsed` when it is built')),
  before: actions.check(
    z.describe('before get_response; in a mixin, process_request. An answer here is a short-circuit'),
  ),
  after: actions.check(
    z.describe('after get_response; in a mixin, process_response. An answer here replaces the response'),
  ),
  process_view: z.exactOptional(actions).check(z.describe('absent: no such method; empty: it returns None')),
  process_exception: z.exactOptional(actions),
  process_template_response: z.exactOptional(actions),
});

export const layerSchema = z.union([shippedLayerSchema, ownLayerSchema]);

export const viewSchema = z.strictObject({
  name: pythonName,
  mode: z.enum(['sync', 'async']),
  csrf_exempt: z.exactOptional(z.boolean()),
  login_not_required: z.exactOptional(z.boolean()),
  does: actions
    .check(z.minLength(1, 'needs one entry at least'))
    .check(z.describe('the last one answers, streams or raises')),
});

export const routeSchema = z.strictObject({
  route: z.string().check(atMost(200)).check(z.describe("as in `path()`: 'books/<int:pk>/'")),
  view: pythonName.check(z.describe('one of `views`')),
});

export const requestSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  path: z.string().check(z.regex(/^\//, 'must start with /'), atMost(500)),
  headers: z.exactOptional(z.record(z.string(), z.string())),
  cookies: z.exactOptional(z.record(z.string(), z.string())),
  body: z.exactOptional(text),
  signedIn: z.exactOptional(z.boolean()).check(z.describe('sends the session cookie of the user ada')),
});

/** The settings that a stack may change, besides MIDDLEWARE. */
export const settingsSchema = z.strictObject({
  APPEND_SLASH: z.exactOptional(z.boolean()),
  PREPEND_WWW: z.exactOptional(z.boolean()),
  SECURE_SSL_REDIRECT: z.exactOptional(z.boolean()),
  SECURE_HSTS_SECONDS: z.exactOptional(z.int().check(z.gte(0))),
  SESSION_SAVE_EVERY_REQUEST: z.exactOptional(z.boolean()),
  CSRF_USE_SESSIONS: z.exactOptional(z.boolean()),
  DEBUG_PROPAGATE_EXCEPTIONS: z.exactOptional(z.boolean()),
});

export const stackSchema = z.strictObject({
  server: z.enum(['wsgi', 'asgi']),
  middleware: z
    .array(layerSchema)
    .check(z.maxLength(24, 'may have 24 entries at most'))
    .check(z.describe('outermost first, as in MIDDLEWARE')),
  views: z
    .array(viewSchema)
    .check(z.minLength(1, 'needs one entry at least'), z.maxLength(12, 'may have 12 entries at most')),
  routes: z
    .array(routeSchema)
    .check(z.maxLength(24, 'may have 24 entries at most'))
    .check(z.describe('tried from the first on')),
  request: requestSchema,
  settings: z.exactOptional(settingsSchema),
  handler500: z.exactOptional(z.literal('raises')).check(z.describe('the error page itself breaks')),
});

type Immutable<Type> = Type extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Type extends object
    ? { readonly [Key in keyof Type]: Immutable<Type[Key]> }
    : Type;

export type ExceptionName = (typeof exceptionNames)[number];
export type Action = Immutable<z.infer<typeof actionSchema>>;
export type ShippedLayer = Immutable<z.infer<typeof shippedLayerSchema>>;
export type OwnLayer = Immutable<z.infer<typeof ownLayerSchema>>;
export type Layer = Immutable<z.infer<typeof layerSchema>>;
export type View = Immutable<z.infer<typeof viewSchema>>;
export type Route = Immutable<z.infer<typeof routeSchema>>;
export type StackRequest = Immutable<z.infer<typeof requestSchema>>;
export type StackSettings = Immutable<z.infer<typeof settingsSchema>>;
export type Stack = Immutable<z.infer<typeof stackSchema>>;
