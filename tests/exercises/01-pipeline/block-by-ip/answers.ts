/** What has to come back to a visit, and which words answer it when something else does. */
import { bootSite, exchangeEvidence, fail, paragraph, type RunningSite } from '#suite/django';
import { meddling } from './inside.ts';
import { filesFor, type Visit, type Visited, visit } from './neighbours.ts';
import type { Network } from './network.ts';

/** The layers that the shop has beside the learner's. */
export const SHOP_LAYERS: readonly string[] = [
  'SecurityMiddleware',
  'BannerMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
];

/** The shop in a network of its own. */
export interface Shop {
  /** Fails unless the visit is answered with a 403. */
  refuses(asked: Visit, because: string): Promise<Visited>;
  /** Fails when the visit is refused, or breaks. */
  serves(asked: Visit, because: string, status?: number): Promise<Visited>;
  /** Fails as well when the layer changed the request or the response; a visit under WSGI. */
  leavesAlone(asked: Visit, because: string, status?: number): Promise<Visited>;
  /** What a failure shows of a visit and its answer. */
  evidence(asked: Visit, response: Visited): string[];
}

/** Starts the learner's shop in `network`. */
export async function openShop(network: Network): Promise<Shop> {
  const site: RunningSite = await bootSite({ files: filesFor(network) });

  const evidence = (asked: Visit, response: Visited): string[] => [
    paragraph('bookshop/network.py', [
      `TRUSTED_PROXIES = ${network.proxies}`,
      `BLOCKED_NETWORKS = ${JSON.stringify(network.blocked)}`,
    ]),
    paragraph('REMOTE_ADDR', [asked.from ?? '(none: the server knows no address)']),
    ...exchangeEvidence(response.exchange),
  ];

  async function expectStatus(asked: Visit, status: number, because: string): Promise<Visited> {
    const response = await visit(site, asked);
    if (response.status === status) return response;
    const line = lineOf(asked);
    if (status === 403 && isRefusal(response)) {
      fail(
        `${line} came back ${response.status}: your layer refused it, and with the wrong status. A refusal is a 403.`,
        evidence(asked, response),
      );
    }
    const raised = whatRaised(response);
    const sentence =
      raised === null
        ? `${line} came back ${response.status}, not ${status}. ${because}`
        : `${line} came back ${response.status}: ${raised}. ${because}`;
    fail(sentence, evidence(asked, response));
  }

  async function refuses(asked: Visit, because: string): Promise<Visited> {
    const response = await expectStatus(asked, 403, because);
    if (response.trace.some(isCsrf)) {
      fail(
        `Your layer let ${lineOf(asked)} through: the 403 is CsrfViewMiddleware's, which refuses any POST without a token. ${because}`,
        evidence(asked, response),
      );
    }
    return response;
  }

  async function leavesAlone(asked: Visit, because: string, status = 200): Promise<Visited> {
    const response = await expectStatus(asked, status, because);
    const wrong = meddling(response.inside, response, asked.method ?? 'GET');
    if (wrong !== null) {
      fail(`${lineOf(asked)} of a visitor who is on no list: ${wrong} ${because}`, evidence(asked, response));
    }
    return response;
  }

  return {
    refuses,
    serves: (asked, because, status = 200) => expectStatus(asked, status, because),
    leavesAlone,
    evidence,
  };
}

function lineOf({ method = 'GET', path = '/books/' }: Visit): string {
  return `${method} ${path}`;
}

function isCsrf(event: Visited['trace'][number]): boolean {
  return event.kind === 'short-circuited' && event.layer === 'CsrfViewMiddleware';
}

/** Whether the learner's own layer refused the visit, with whatever status. */
function isRefusal({ status, trace }: Visited): boolean {
  const answered = trace.find((event) => event.kind === 'short-circuited');
  if (answered?.kind === 'short-circuited') return !SHOP_LAYERS.includes(answered.layer);
  // Http404 of a layer: nothing of the core was asked.
  return status === 404 && !trace.some(({ kind }) => kind === 'url-not-resolved' || kind === 'url-resolved');
}

/** `BlocklistMiddleware raised KeyError: 'REMOTE_ADDR' (shop/middleware.py, line 31)`, null when no layer raised. */
function whatRaised({ trace, output }: Visited): string | null {
  const raised = trace.find((event) => event.kind === 'layer-raised');
  if (raised?.kind !== 'layer-raised') return null;
  const { layer, exception, at } = raised;
  const short = exception.split('.').at(-1) ?? exception;
  const logged = output.split('\n').findLast((line) => line.startsWith(`${exception}: `));
  const message = logged?.slice(exception.length).replace(/\.$/, '') ?? '';
  const place = at === null ? '' : ` (${at.file}, line ${at.line})`;
  return `${layer} itself raised ${short}${message}${place}`;
}
