import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../stack/problems.ts';
import { type OwnLayer, type Stack, stackSchema } from '../../stack/schema.ts';
import { type ActionPlace, actionForms, fieldText, kindsAt, withField } from './actions.ts';
import { newLayer, startStack } from './start.ts';

const places = [
  'before',
  'after',
  'process_view',
  'process_exception',
  'process_template_response',
  'view',
] as const;

function stackWith(place: ActionPlace, style: OwnLayer['style'], kind: keyof typeof actionForms): Stack {
  const { start } = actionForms[kind];
  if (place === 'view') {
    const ends = { do: 'answer', status: 200, body: '' } as const;
    const does = /^(answer|render|stream|raise|return)/.test(kind) ? [start] : [start, ends];
    return { ...startStack, views: [{ name: 'book', mode: 'sync', does }] };
  }
  return { ...startStack, middleware: [{ ...newLayer([]), style, [place]: [start] }] };
}

describe('what the form offers', () => {
  it.each(places)('in %s is what a stack may hold there', (place) => {
    for (const style of ['class', 'mixin'] as const) {
      for (const kind of kindsAt(place, style)) {
        const stack = stackWith(place, style, kind);
        expect(stackSchema.safeParse(stack).error, kind).toBe(undefined);
        expect(problemsOf(stack), kind).toEqual([]);
      }
    }
  });

  it('a new layer has a name of its own', () => {
    expect(newLayer(['Stamp']).own).toBe('Mine');
    expect(newLayer(['Mine', 'Mine2']).own).toBe('Mine3');
  });
});

describe('a field', () => {
  it('is shown as text and read back', () => {
    for (const { start, fields } of Object.values(actionForms)) {
      for (const field of fields) expect(withField(start, field, fieldText(start, field))).toEqual(start);
    }
  });
});
