import type { SourceLine } from '../trace/events.ts';
import type { Fault } from './protocol.ts';

const MEGABYTE = 2 ** 20;

/** A fault in a few sentences: what happened, where, and what to look for. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'code':
      return `${fault.exception}: ${fault.message}${fault.at ? ` (${fault.at.file}, line ${fault.at.line})` : ''}`;
    case 'timeout':
      return timeoutWords(fault);
    case 'output':
      return (
        `Your code had printed ${Math.round(fault.bytes / MEGABYTE)} MB when it was stopped${place(fault.at)}. ` +
        'Look for a `print` in a loop that never ends, or of far too much at once.'
      );
    case 'memory':
      return (
        `Your code asked for more memory than there is${place(fault.at)}: with it, Python would have had ` +
        `${Math.round(fault.bytes / MEGABYTE)} MB. Look for something that grows without end, or is built far too large.`
      );
    case 'exit':
      return `Your code ended Python itself${place(fault.at)}: ${exitWords(fault.status)} A site must never do that.`;
    case 'overflow':
      return (
        `Python ran out of stack${place(fault.at)}. Look for a function that calls itself without end, or for data ` +
        'that is nested thousands of levels deep.'
      );
    case 'crash':
      return (
        `The interpreter stopped working${place(fault.at)} (${fault.detail || 'nobody knows why'}). ` +
        'A new one is started for the next run.'
      );
    case 'boot':
      return `The interpreter could not start: ${fault.detail}`;
    case 'closed':
      return 'The sandbox is closed. Reload the page to open a new one.';
  }
}

function timeoutWords({ milliseconds, asked, at = null }: Extract<Fault, { kind: 'timeout' }>): string {
  const limit = seconds(milliseconds / 1000);
  if (typeof asked === 'number') {
    return (
      `Your code asked to sleep for ${seconds(asked)}${place(at)}, and a run may take ${limit} in all. ` +
      'A request that sleeps keeps its client waiting: look for what it waits for.'
    );
  }
  return (
    `Your code was still running after ${limit}${at ? `${place(at)},` : ''} and was stopped. ` +
    'Look for a loop that never ends, or for a wait for something that never comes.'
  );
}

function exitWords(status: number): string {
  return status > 128
    ? `signal ${status - 128} was sent to the process.`
    : `the process exited with status ${status}.`;
}

function seconds(count: number): string {
  const shown = Number(count.toPrecision(3));
  return shown === 1 ? '1 second' : `${shown} seconds`;
}

/** `, in shop/views.py, line 3: \`while True:\`` */
function place(at: SourceLine | null | undefined): string {
  if (!at) return '';
  const where = `, in ${at.file}, line ${at.line}`;
  return at.text === '' ? where : `${where} (\`${at.text.replaceAll('`', "'")}\`)`;
}
