/** Which traces there are to look at, and which one is shown: pure questions. */
import type { RecordedExchange, Report, TestResult } from '../../sandbox/protocol.ts';
import { failuresFirst } from './results.ts';

/** The key of the learner's own request. */
export const ownKey = 'own';

/** One trace on offer. */
export interface TraceChoice {
  readonly key: string;
  /** The test that sent the request; null for the learner's own. */
  readonly test: string | null;
  /** `GET /books/7/ → 404` */
  readonly label: string;
  readonly exchange: RecordedExchange;
}

/** The traces of the last check and of the last request of one's own, which comes first. */
export function traceChoices(report: Report | null, own: RecordedExchange | null): readonly TraceChoice[] {
  const mine = own === null ? [] : [{ key: ownKey, test: null, label: labelOf(own), exchange: own }];
  return [...mine, ...failuresFirst(report?.tests ?? []).flatMap(choicesOfTest)];
}

/** The wanted one, else the first; null when there is none. */
export function chosenTrace(choices: readonly TraceChoice[], wanted: string | null): TraceChoice | null {
  return choices.find(({ key }) => key === wanted) ?? choices.find(isDefault) ?? choices[0] ?? null;
}

/** The key of the trace that a test's result is about: its failure's, else its last one; null when it sent nothing. */
export function traceKeyOf(test: TestResult): string | null {
  const { exchanges } = test;
  if (exchanges.length === 0) return null;
  const evidence = exchanges.findIndex((exchange) => exchange.evidence);
  return keyOf(test, evidence === -1 ? exchanges.length - 1 : evidence);
}

function choicesOfTest(test: TestResult): readonly TraceChoice[] {
  return test.exchanges.map((exchange, index) => ({
    key: keyOf(test, index),
    test: test.name,
    label: labelOf(exchange),
    exchange,
  }));
}

/** What a check shows unasked: what the first failure is about. */
function isDefault({ exchange }: TraceChoice): boolean {
  return exchange.evidence;
}

function keyOf({ name }: TestResult, index: number): string {
  return `test ${index} ${name}`;
}

function labelOf({ request, response }: RecordedExchange): string {
  return `${request.method} ${request.path} → ${response?.status ?? 'no response'}`;
}
