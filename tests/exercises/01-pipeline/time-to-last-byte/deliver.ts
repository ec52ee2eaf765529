/** Serves requests to the learner's shop chunk by chunk, on a clock that the suite moves. */
import { bootSite, fail, takeTold } from '#suite/django';
import { ourShop } from './shop.ts';

export interface Chunk {
  readonly text: string;
  /** How long it takes the view to make it, in ms. */
  readonly takes: number;
}

/** What the view does. */
export interface Plan {
  readonly kind: 'plain' | 'stream' | 'file' | 'raises' | 'missing';
  readonly status: number;
  /** How long the view itself takes, in ms. */
  readonly works: number;
  readonly chunks: readonly Chunk[];
  readonly type: string;
  /** Whether a stream raises when its chunks are made. */
  readonly breaks: boolean;
  /** What the view writes into a header and a cookie. */
  readonly mark: string;
}

export interface Asked {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** What the suite knows the request by: two may ask for the same path. */
  readonly visit: string;
  /** Null where the shop's own view or nobody answers. */
  readonly plan: Plan | null;
  /** How long it takes to send a chunk to the client, in ms. */
  readonly sends: number;
  /** The client goes away when it has that many chunks; null when it stays. */
  readonly leavesAfter: number | null;
}

export interface Delivery {
  readonly visit: string;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** How many chunks the server was given. */
  readonly given: number;
  /** On the suite's clock, in ms: when the request came, and when the server closed the response. */
  readonly began: number;
  readonly ended: number;
  /** The exception with which the body broke off, as the server saw it. */
  readonly broke: string | null;
  /** An exception that left the handler, or `close()`. */
  readonly escaped: {
    readonly exception: string;
    readonly message: string;
    readonly at: { readonly file: string; readonly line: number; readonly text: string } | null;
  } | null;
  /** How often close() sent request_finished. */
  readonly finished: number;
}

export interface Event {
  readonly at: number;
  readonly what: 'began' | 'returned' | 'made' | 'sent' | 'broke' | 'closing' | 'released' | 'recorded';
  readonly visit: string;
  readonly detail: string;
}

export interface Recorded {
  readonly visit: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly size: number;
}

export interface Happened {
  readonly deliveries: readonly Delivery[];
  readonly events: readonly Event[];
  readonly records: readonly Recorded[];
  readonly output: string;
}

/** Boots the shop and serves `asked`: one request, or several at a time. */
export async function deliver(asked: readonly Asked[]): Promise<Happened> {
  const site = await bootSite({ files: ourShop });
  const code = `import json; from shop.probe import deliver; deliver(json.loads(${JSON.stringify(JSON.stringify(asked))}))`;
  const { output } = await site.manage('shell', '--no-imports', '-c', code);
  const { told, printed } = takeTold(output);
  if (told === null) fail('The shop could not be served.', [printed]);
  return { ...(JSON.parse(told) as Omit<Happened, 'output'>), output: printed };
}
