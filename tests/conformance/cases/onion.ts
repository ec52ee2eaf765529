import {
  A,
  answer,
  B,
  C,
  does,
  layer,
  mixin,
  type NamedCase,
  raise,
  setHeader,
  shipped,
  stack,
  watching,
} from './build.ts';

const Short = layer('Short', { before: [answer(418)] });

/** How layers wrap each other, and whose way out runs. */
export const onion: readonly NamedCase[] = [
  {
    title: 'layers are built from the last entry of MIDDLEWARE to the first',
    facts: '§2.1, 1, 37, 49, P1.init',
    stack: stack({ middleware: [A, B, C] }),
    sees: { built: ['C', 'B', 'A'], status: 200 },
  },
  {
    title: 'a request goes in from top to bottom, and its response out from bottom to top',
    facts: '§2.1, 9, 12, 36, 38, 44, 45, 70, P1.plain',
    stack: stack({ middleware: [A, B, C] }),
    sees: { story: ['A in', 'B in', 'C in', 'view', 'C out 200', 'B out 200', 'A out 200'] },
  },
  {
    title: 'process_view runs from top to bottom when every layer has been entered',
    facts: '§2.3, 36, 79, P1.plain',
    stack: stack({ middleware: [watching('A'), watching('B')] }),
    sees: {
      story: ['A in', 'B in', 'A process_view', 'B process_view', 'view', 'B out 200', 'A out 200'],
    },
  },
  {
    title: 'without any middleware the view answers alone',
    facts: '10, P1.empty',
    stack: stack({}),
    sees: { story: ['view'], status: 200, body: 'hello' },
  },
  {
    title: 'a function is a middleware as good as a class',
    facts: '50, 75, P1.fn',
    stack: stack({
      middleware: [layer('stamp', { style: 'function', after: [setHeader('X-Stamp', 'one')] })],
    }),
    sees: { story: ['stamp in', 'view', 'stamp out 200'], headers: { 'X-Stamp': 'one' } },
  },
  {
    title: 'a short-circuit skips what lies inside it, on both ways, and the URLs',
    facts: '§2.6, 13, 22, 31, 39, 40, 65, 83, H1',
    stack: stack({ middleware: [A, Short, B] }),
    sees: { story: ['A in', 'Short in', 'Short out 418', 'A out 418'], status: 418, resolved: false },
  },
  {
    title: 'a mixin that answers in process_request still runs its own process_response',
    facts: '§2.2, §2.6, 77, H2',
    stack: stack({
      middleware: [
        mixin('OA', { after: [setHeader('X-OA', '1')] }),
        mixin('OShort', { before: [answer(418)], after: [setHeader('X-OShort', '1')] }),
        mixin('OB', { after: [setHeader('X-OB', '1')] }),
      ],
    }),
    sees: {
      story: [
        'OA in',
        'OShort in',
        'OShort process_request',
        'OShort process_request → 418',
        'OShort process_response',
        'OShort out 418',
        'OA process_response',
        'OA out 418',
      ],
      headers: { 'X-OA': '1', 'X-OShort': '1', 'X-OB': null },
    },
  },
  {
    title:
      'process_request and process_response are calls inside the call of a mixin, not phases of the handler',
    facts: '§2.2, 46, 47, 74, G1',
    stack: stack({
      middleware: [
        mixin('OA', { before: [{ do: 'get-token' }], after: [setHeader('X-OA', '1')] }),
        mixin('OB', { before: [{ do: 'get-token' }], after: [setHeader('X-OB', '1')] }),
      ],
    }),
    sees: {
      story: [
        'OA in',
        'OA process_request',
        'OB in',
        'OB process_request',
        'view',
        'OB process_response',
        'OB out 200',
        'OA process_response',
        'OA out 200',
      ],
    },
  },
  {
    title: 'an answer of process_view travels out through every layer, also those listed below it',
    facts: '§2.3, §2.6, 81, H3',
    stack: stack({
      middleware: [watching('A'), layer('PVShort', { process_view: [answer(202)] }), watching('B')],
    }),
    sees: {
      story: [
        'A in',
        'PVShort in',
        'B in',
        'A process_view',
        'PVShort process_view',
        'PVShort process_view → 202',
        'B out 202',
        'PVShort out 202',
        'A out 202',
      ],
      resolved: true,
    },
  },
  {
    title: 'a layer that raises on its way in is left as if it had answered with the error page',
    facts: '§2.6, X3',
    stack: stack({ middleware: [A, layer('RaisesIn', { before: [raise()] }), B] }),
    sees: {
      story: [
        'A in',
        'RaisesIn in',
        'RaisesIn raises RuntimeError',
        'RuntimeError became 500 at RaisesIn',
        'A out 500',
      ],
    },
  },
  {
    title: 'a layer that raises on its way out spoils what the layers inside it have finished',
    facts: '§2.6, X4',
    stack: stack({ middleware: [A, layer('RaisesOut', { after: [raise()] }), B] }),
    sees: {
      story: [
        'A in',
        'RaisesOut in',
        'B in',
        'view',
        'B out 200',
        'RaisesOut raises RuntimeError',
        'RuntimeError became 500 at RaisesOut',
        'A out 500',
      ],
    },
  },
  {
    title: 'MiddlewareNotUsed takes a layer out, and the others close the gap',
    facts: '§2.7, P1.notused',
    stack: stack({ middleware: [A, layer('Gone', { unused: true }), B] }),
    sees: { story: ['A in', 'B in', 'view', 'B out 200', 'A out 200'], built: ['B', 'A'] },
  },
  {
    title: 'the outermost layer has the last word on a header',
    facts: '56, 66, B15b',
    stack: stack({
      middleware: [
        layer('Outer', { after: [setHeader('X-Layer', 'outer')] }),
        layer('Inner', { after: [setHeader('X-Layer', 'inner')] }),
      ],
    }),
    sees: { headers: { 'X-Layer': 'outer' } },
  },
  {
    title: 'a layer may put a response of its own in the place of the one it got',
    facts: '§2.1, 66',
    stack: stack({
      middleware: [
        layer('Replaces', { after: [answer(202, 'mine')] }),
        layer('Stamp', { after: [setHeader('X-Stamp', 'one')] }),
      ],
    }),
    sees: {
      status: 202,
      body: 'mine',
      headers: { 'X-Stamp': null },
      story: ['Replaces in', 'Stamp in', 'view', 'Stamp out 200', 'Replaces out 202'],
    },
  },
  {
    title: 'a layer that forgets its return lets an AttributeError escape to the server',
    facts: '60, 84, H4, H4b, H4c',
    stack: stack({ middleware: [A, layer('Forgets', { after: [{ do: 'return-none' }] })] }),
    sees: {
      story: ['A in', 'Forgets in', 'view', 'Forgets out None', 'A out None', 'AttributeError escapes'],
      status: null,
      escaped: 'AttributeError',
    },
  },
  {
    title: 'an outer layer that touches the None of a forgotten return makes a 500 of it',
    facts: '84, H4d',
    stack: stack({ middleware: [shipped.Common, layer('Forgets', { after: [{ do: 'return-none' }] })] }),
    sees: { status: 500 },
  },
  {
    title: 'a layer that returns None instead of calling get_response ends the request there',
    facts: '84, H4b',
    stack: stack({ middleware: [layer('Forgets', { before: [{ do: 'return-none' }] }), A] }),
    sees: { story: ['Forgets in', 'Forgets out None', 'AttributeError escapes'], escaped: 'AttributeError' },
  },
  {
    title: 'a view that returns None is caught in the core, and becomes a 500',
    facts: '8, 84, H4e',
    stack: stack({ middleware: [A], view: does({ do: 'return-none' }) }),
    sees: { status: 500, story: ['A in', 'view', 'ValueError became 500 at the core', 'A out 500'] },
  },
  {
    title: 'the same class of middleware listed twice runs twice',
    facts: 'B32',
    stack: stack({ middleware: [shipped.XFrame, shipped.XFrame] }),
    sees: {
      built: ['XFrameOptionsMiddleware', 'XFrameOptionsMiddleware'],
      headers: { 'X-Frame-Options': 'DENY' },
    },
  },
];
