import { type Layer, type Response, type Scene, type Sent, sentOf } from './scene.ts';

/** Why a response was not kept. */
export type NotKept =
  | 'not looked for'
  | 'status'
  | 'private'
  | 'varies on all'
  | 'cookie'
  | 'zero'
  | 'no such layer';
/** Why nothing was found for a request. */
export type NotFound =
  | 'method'
  | 'nothing there'
  | 'too old'
  | 'another header'
  | 'made for HEAD'
  | 'no such layer';

export interface Expected {
  readonly trace: readonly string[];
  readonly response: Response;
  /** The request whose page this one was given, by its index. */
  readonly servedFrom: number | null;
  readonly notFound: NotFound | null;
  readonly notKept: NotKept | null;
  /** For how many seconds the page was kept. */
  readonly timeout: number | null;
}

interface Kept {
  readonly response: Mutable;
  readonly expires: number;
  readonly by: number;
}
type Mutable = { status: number; content: string; headers: Record<string, string> };
type Story = { -readonly [Key in keyof Expected]: Expected[Key] };

/**
 * What Django does with a scene's requests: UpdateCacheMiddleware and FetchFromCacheMiddleware
 * (django/middleware/cache.py), learn_cache_key and get_cache_key (django/utils/cache.py).
 */
export function djangoAnswers(scene: Scene): readonly Expected[] {
  const lists = new Map<string, { readonly names: readonly string[]; readonly expires: number }>();
  const pages = new Map<string, Kept>();
  const stories: Story[] = [];
  const meanwhile: { sent: Sent | null } = { sent: scene.meanwhile ?? null };
  let now = 0;
  let made = 0;

  function send(sent: Sent, index: number): void {
    now += sent.later;
    const trace: string[] = [];
    const story: Story = {
      trace,
      response: { status: 0, content: '', headers: {} },
      servedFrom: null,
      notFound: 'no such layer',
      notKept: 'no such layer',
      timeout: null,
    };
    stories[index] = story;
    const visit = { user: 'nobody', askedForUser: false, mark: null as boolean | null };

    function view(): Mutable {
      made += 1;
      const number = made;
      const other = meanwhile.sent;
      meanwhile.sent = null;
      if (other !== null) send(other, scene.requests.length);
      visit.askedForUser ||= scene.view.personal;
      trace.push(`view answers ${scene.view.status}`);
      const whose = scene.view.personal ? visit.user : 'everybody';
      return {
        status: scene.view.status,
        content: `Page ${number}, for ${whose}`,
        headers: { ...scene.view.headers },
      };
    }

    function through([layer, ...inside]: readonly Layer[]): Mutable {
      if (layer === undefined) return view();
      trace.push(`${layer.name} in`);
      const own = ownAnswer(layer);
      if (own !== null) {
        trace.push(`${layer.name} answers ${own.status} by itself`);
        return own;
      }
      if (layer.does === 'session')
        visit.user = /user=(\w+)/.exec(sent.META['HTTP_COOKIE'] ?? '')?.[1] ?? 'nobody';
      const response = through(inside);
      if (layer.does === 'session' && visit.askedForUser) addVary(response, 'Cookie');
      if (layer.does === 'stamp') response.headers['X-Stamp'] = layer.name;
      if (layer.does === 'update') keep(response);
      trace.push(`${layer.name} out ${response.status}`);
      return response;
    }

    function ownAnswer(layer: Layer): Mutable | null {
      if (layer.does === 'block' && sent.META['REMOTE_ADDR'] === layer.address) {
        return { status: layer.status, content: `${layer.name} answered`, headers: {} };
      }
      return layer.does === 'fetch' ? find() : null;
    }

    function find(): Mutable | null {
      visit.mark = false;
      if (sent.method !== 'GET' && sent.method !== 'HEAD') {
        story.notFound = 'method';
        return null;
      }
      const list = lists.get(url(sent));
      const tried = sent.method === 'HEAD' ? ['GET', 'HEAD'] : ['GET'];
      const hit = list && tried.map((method) => pages.get(pageKey(sent, method, list.names))).find(isFresh);
      if (list && list.expires > now && hit) {
        story.servedFrom = hit.by;
        story.notFound = null;
        return structuredClone(hit.response);
      }
      visit.mark = true;
      story.notFound = whyNotFound(sent, list?.names ?? null);
      return null;
    }

    function keep(response: Mutable): void {
      story.notKept = whyNotKept(response, visit.mark);
      if (story.notKept !== null) return;
      const control = (response.headers['Cache-Control'] ?? '').toLowerCase();
      const timeout = Number(/max-age=(\d+)/.exec(control)?.[1] ?? 600);
      if (sent.META['HTTP_AUTHORIZATION'] && !control.includes('public')) addVary(response, 'Authorization');
      const names = varyOf(response)
        .map((name) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`)
        .sort();
      story.timeout = timeout;
      lists.set(url(sent), { names, expires: now + timeout });
      const kept = { response: structuredClone(response), expires: now + timeout, by: index };
      pages.set(pageKey(sent, sent.method, names), kept);
    }

    story.response = through(scene.layers);
  }

  const isFresh = (page: Kept | undefined): page is Kept => page !== undefined && page.expires > now;

  function whyNotFound(sent: Sent, names: readonly string[] | null): NotFound {
    if (names === null) return 'nothing there';
    const same = pages.get(pageKey(sent, 'GET', names));
    if (same !== undefined && !isFresh(same)) return 'too old';
    if (same === undefined && sent.method === 'GET' && isFresh(pages.get(pageKey(sent, 'HEAD', names)))) {
      return 'made for HEAD';
    }
    return names.length > 0 ? 'another header' : 'too old';
  }

  for (const [index, sent] of scene.requests.entries()) send(sent, index);
  return sentOf(scene).map((_, index) => stories[index] ?? never());
}

function whyNotKept({ status, headers }: Mutable, mark: boolean | null): NotKept | null {
  const control = (headers['Cache-Control'] ?? '').toLowerCase();
  const vary = varyOf({ headers }).map((name) => name.toLowerCase());
  if (mark !== true) return 'not looked for';
  if (status !== 200) return 'status';
  if (headers['Set-Cookie'] !== undefined && vary.includes('cookie')) return 'cookie';
  if (/private|no-cache|no-store/.test(control)) return 'private';
  if (vary.includes('*')) return 'varies on all';
  return /max-age=0\b/.test(control) ? 'zero' : null;
}

/** The address that a request asks for, query string and all. */
export function url({ path, META }: Sent): string {
  return META['QUERY_STRING'] ? `${path}?${META['QUERY_STRING']}` : path;
}

function pageKey(sent: Sent, method: string, names: readonly string[]): string {
  return JSON.stringify([url(sent), method, names.map((name) => sent.META[name] ?? '').join('')]);
}

export function varyOf({
  headers,
}: {
  readonly headers: Readonly<Record<string, string>>;
}): readonly string[] {
  return headers['Vary']?.split(/\s*,\s*/) ?? [];
}

function addVary(response: Mutable, name: string): void {
  const names = varyOf(response);
  if (names.some((each) => each.toLowerCase() === name.toLowerCase())) return;
  response.headers['Vary'] = names.includes('*') ? '*' : [...names, name].join(', ');
}

function never(): never {
  throw new Error('A request of the scene was never sent.');
}
