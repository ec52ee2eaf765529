import type { ThemeRegistration } from 'shiki';

/**
 * The colours of code, `[on light, on dark]`: one source for Shiki in the prose, the editor's placeholder and Monaco.
 * Few on purpose, and only kinds of token that Shiki and Monaco tell apart alike, so nothing changes colour when
 * the editor takes the placeholder's place.
 */
export const codeColours = {
  foreground: ['#2b2630', '#e2dde8'],
  comment: ['#6b6474', '#9c94a8'],
  keyword: ['#7a2f8f', '#cfa5ee'],
  string: ['#1d6a45', '#9bd4b0'],
  number: ['#9a4a0b', '#efb183'],
  type: ['#0f5c8c', '#8fc6f0'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

const variable = (name: keyof typeof codeColours) => `var(--code-${name})`;

/** One theme for light and dark: its colours are custom properties that `codeVariables` defines. */
export const shikiTheme: ThemeRegistration = {
  name: 'inside-out',
  type: 'light',
  colors: { 'editor.foreground': variable('foreground'), 'editor.background': 'var(--sunken)' },
  tokenColors: [
    {
      scope: ['comment', 'punctuation.definition.comment'],
      settings: { foreground: variable('comment') },
    },
    { scope: ['string', 'punctuation.definition.string'], settings: { foreground: variable('string') } },
    { scope: ['constant.numeric'], settings: { foreground: variable('number') } },
    {
      scope: [
        'keyword',
        'storage',
        'constant.language',
        'variable.language.this',
        'support.type.primitive',
        'punctuation.definition.template-expression',
        'entity.name.tag',
      ],
      settings: { foreground: variable('keyword') },
    },
    { scope: ['keyword.operator'], settings: { foreground: variable('foreground') } },
    {
      scope: ['keyword.operator.logical.python', 'keyword.operator.new', 'keyword.operator.expression'],
      settings: { foreground: variable('keyword') },
    },
    {
      scope: [
        'entity.name.type.ts',
        'entity.name.type.class.ts',
        'entity.other.inherited-class.ts',
        'support.class',
      ],
      settings: { foreground: variable('type') },
    },
    { scope: ['markup.inserted'], settings: { foreground: variable('string') } },
    { scope: ['markup.deleted'], settings: { foreground: variable('number') } },
  ],
};

/** The custom properties that the theme refers to, as CSS. */
export function codeVariables(): string {
  const lines = Object.entries(codeColours).map(
    ([name, [light, dark]]) => `--code-${name}:light-dark(${light},${dark})`,
  );
  return `:root{${lines.join(';')}}`;
}
