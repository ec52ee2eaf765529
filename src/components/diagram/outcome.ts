import type { StackRun } from '../../stack/run.ts';
import type { Stack } from '../../stack/schema.ts';

/** What a client gets, as far as a diagram tells it. */
export interface Outcome {
  /** Null when the server had to answer by itself. */
  readonly status: number | null;
  readonly escaped: string | null;
  /** The headers that the stack's layers are about; null says that the response lacks one. */
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

export function outcomeOf(run: StackRun, stack: Stack): Outcome {
  const { response } = run;
  return {
    status: response?.status ?? null,
    escaped: run.escaped,
    headers: [...new Set([...headersSet(stack), 'Location'])].flatMap((name): Outcome['headers'] => {
      const values = (response?.headers ?? [])
        .filter(([header]) => header.toLowerCase() === name.toLowerCase())
        .map(([, value]) => value);
      if (values.length > 0) return [[name, values.join(', ')]];
      return name === 'Location' || response === null ? [] : [[name, null]];
    }),
  };
}

/** `The client gets 503, with X-Stamp: bookshop.` */
export function outcomeWords({ status, escaped, headers }: Outcome): string {
  if (status === null) return `${escaped ?? 'An exception'} leaves Django: the client gets no answer of it.`;
  const parts = headers.map(([name, value]) =>
    value === null ? `without ${name}` : `with ${name}: ${value}`,
  );
  return `The client gets ${[status, ...parts].join(', ')}.`;
}

/** The headers that layers of the stack set, each once. */
function headersSet(stack: Stack): readonly string[] {
  const actions = stack.middleware.flatMap((layer) =>
    'own' in layer
      ? [
          ...layer.before,
          ...layer.after,
          ...(layer.process_view ?? []),
          ...(layer.process_exception ?? []),
          ...(layer.process_template_response ?? []),
        ]
      : [],
  );
  return actions.flatMap((action) => (action.do === 'set-header' ? [action.name] : []));
}
