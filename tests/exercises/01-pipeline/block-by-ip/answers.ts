/** What has to come back to a visit, and which words answer it when something else does. */
import {
  bootSite,
  exchangeEvidence,
  fail,
  paragraph,
  type RunningSite,
  type SiteResponse,
} from '#suite/django';
import { filesFor, type Visit, visit } from './neighbours.ts';
import type { Network } from './network.ts';

/** The shop in a network of its own. */
export interface Shop {
  /** Fails unless the visit is answered with a 403. */
  refuses(asked: Visit, because: string): Promise<SiteResponse>;
  /** Fails when the visit is refused, or breaks. */
  serves(asked: Visit, because: string, status?: number): Promise<SiteResponse>;
  /** What a failure shows of a visit and its answer. */
  evidence(asked: Visit, response: SiteResponse): string[];
}

/** Starts the learner's shop in `network`. */
export async function openShop(network: Network): Promise<Shop> {
  const site: RunningSite = await bootSite({ files: filesFor(network) });

  const evidence = (asked: Visit, response: SiteResponse): string[] => [
    paragraph('bookshop/network.py', [
      `TRUSTED_PROXIES = ${network.proxies}`,
      `BLOCKED_NETWORKS = ${JSON.stringify(network.blocked)}`,
    ]),
    paragraph('REMOTE_ADDR', [asked.from ?? '(none: the server knows no address)']),
    ...exchangeEvidence(response.exchange),
  ];

  async function expectStatus(asked: Visit, status: number, because: string): Promise<SiteResponse> {
    const response = await visit(site, asked);
    if (response.status === status) return response;
    const line = `${asked.method ?? 'GET'} ${asked.path ?? '/books/'}`;
    const raised = whatRaised(response);
    const sentence =
      raised === null
        ? `${line} came back ${response.status}, not ${status}. ${because}`
        : `${line} came back ${response.status}: ${raised}. ${because}`;
    fail(sentence, evidence(asked, response));
  }

  return {
    refuses: (asked, because) => expectStatus(asked, 403, because),
    serves: (asked, because, status = 200) => expectStatus(asked, status, because),
    evidence,
  };
}

/** `BlocklistMiddleware raised KeyError: 'REMOTE_ADDR' (shop/middleware.py, line 31)`, null when no layer raised. */
function whatRaised({ trace, output }: SiteResponse): string | null {
  const raised = trace.find((event) => event.kind === 'layer-raised');
  if (raised?.kind !== 'layer-raised') return null;
  const { layer, exception, at } = raised;
  const short = exception.split('.').at(-1) ?? exception;
  const logged = output.split('\n').findLast((line) => line.startsWith(`${exception}: `));
  const message = logged?.slice(exception.length) ?? '';
  const place = at === null ? '' : ` (${at.file}, line ${at.line})`;
  return `${layer} itself raised ${short}${message}${place}`;
}
