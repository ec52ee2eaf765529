import * as z from 'zod';

/**
 * A stack described as data: layers, views, settings and one request. The replica runs it, Python is written from it
 * for real Django, the diagrams draw it, and a link carries it. Every own layer and view is a short list of actions.
 */

const pythonName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a Python name: letters, digits and _, no digit first')
  .max(40);

const headerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a header name, such as X-Stamp')
  .max(60);

const text = z.string().max(2000);

const status = z.int().min(200).max(599);

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
    .describe('`response[name] = value`; only where there is a response'),
  z
    .strictObject({ do: z.literal('answer'), status, body: text })
    .describe('returns `HttpResponse(body, status=status)`'),
  z
    .strictObject({
      do: z.literal('answer-template'),
      status,
      template: text.describe("the template's text; `{{ name }}` is all that it may use"),
      context: z.record(pythonName, text),
      raises: exceptionName
        .exactOptional()
        .describe('a last variable of the template raises this when it is rendered'),
    })
    .describe('returns an unrendered `TemplateResponse`'),
  z
    .strictObject({
      do: z.literal('render'),
      status,
      template: text,
      context: z.record(pythonName, text),
      raises: exceptionName.exactOptional(),
    })
    .describe('returns `render(…)`: the template is rendered here and now'),
  z
    .strictObject({
      do: z.literal('stream'),
      chunks: z.array(text).max(10),
      raises: exceptionName.exactOptional().describe('raised after the last chunk'),
    })
    .describe('returns a `StreamingHttpResponse`'),
  z.strictObject({ do: z.literal('raise'), exception: exceptionName }).describe('raises'),
  z.strictObject({ do: z.literal('return-none') }).describe('a forgotten `return response`'),
  z
    .strictObject({ do: z.literal('set-context'), name: pythonName, value: text })
    .describe('`response.context_data[name] = value`, in `process_template_response`'),
  z
    .strictObject({ do: z.literal('set-kwarg'), name: pythonName, value: text })
    .describe('`view_kwargs[name] = value`, in `process_view`'),
  z.strictObject({ do: z.literal('read-session'), key: pythonName }).describe('`request.session.get(key)`'),
  z
    .strictObject({ do: z.literal('write-session'), key: pythonName, value: text })
    .describe('`request.session[key] = value`'),
  z.strictObject({ do: z.literal('read-user') }).describe('`str(request.user)`, which fetches the user'),
  z
    .strictObject({ do: z.literal('get-token') })
    .describe('`get_token(request)`, which asks for the CSRF cookie'),
]);

const actions = z.array(actionSchema).max(8);

/** Django's own middleware by dotted path. */
export const shippedLayerSchema = z.strictObject({
  shipped: z.string().regex(/^django\.[a-z_.]+\.[A-Za-z]+$/),
});

export const ownLayerSchema = z.strictObject({
  own: pythonName.describe('the name of the class or factory; unique in its stack'),
  style: z.enum(['class', 'mixin', 'function']).describe('`mixin` has process_request and process_response'),
  mode: z.enum(['sync', 'async', 'both']).describe('what it declares: sync_capable, async_capable'),
  unused: z.boolean().exactOptional().describe('raises `MiddlewareNotUsed` when it is built'),
  before: actions.describe(
    'before get_response; in a mixin, process_request. An answer here is a short-circuit',
  ),
  after: actions.describe(
    'after get_response; in a mixin, process_response. An answer here replaces the response',
  ),
  process_view: actions.exactOptional().describe('absent: no such method; empty: it returns None'),
  process_exception: actions.exactOptional(),
  process_template_response: actions.exactOptional(),
});

export const layerSchema = z.union([shippedLayerSchema, ownLayerSchema]);

export const viewSchema = z.strictObject({
  name: pythonName,
  mode: z.enum(['sync', 'async']),
  csrf_exempt: z.boolean().exactOptional(),
  login_not_required: z.boolean().exactOptional(),
  does: actions.min(1).describe('the last one answers, streams or raises'),
});

export const routeSchema = z.strictObject({
  route: z.string().max(200).describe("as in `path()`: 'books/<int:pk>/'"),
  view: pythonName.describe('one of `views`'),
});

export const requestSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  path: z.string().regex(/^\//, 'must start with /').max(500),
  headers: z.record(z.string(), z.string()).exactOptional(),
  cookies: z.record(z.string(), z.string()).exactOptional(),
  body: text.exactOptional(),
  signedIn: z.boolean().exactOptional().describe('sends the session cookie of the user ada'),
});

/** The settings that a stack may change, besides MIDDLEWARE. */
export const settingsSchema = z.strictObject({
  APPEND_SLASH: z.boolean().exactOptional(),
  PREPEND_WWW: z.boolean().exactOptional(),
  SECURE_SSL_REDIRECT: z.boolean().exactOptional(),
  SECURE_HSTS_SECONDS: z.int().min(0).exactOptional(),
  SESSION_SAVE_EVERY_REQUEST: z.boolean().exactOptional(),
  CSRF_USE_SESSIONS: z.boolean().exactOptional(),
  DEBUG_PROPAGATE_EXCEPTIONS: z.boolean().exactOptional(),
});

export const stackSchema = z.strictObject({
  server: z.enum(['wsgi', 'asgi']),
  middleware: z.array(layerSchema).max(24).describe('outermost first, as in MIDDLEWARE'),
  views: z.array(viewSchema).min(1).max(12),
  routes: z.array(routeSchema).max(24).describe('tried from the first on'),
  request: requestSchema,
  settings: settingsSchema.exactOptional(),
  handler500: z.literal('raises').exactOptional().describe('the error page itself breaks'),
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
