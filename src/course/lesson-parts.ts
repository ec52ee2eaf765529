import { type MdastNode, mdxToMdast } from 'satteri';

/** A component as it stands in a lesson's MDX. */
export interface LessonPart {
  /** `Term`, `Predict` */
  readonly component: string;
  /** Its attributes; of one in braces what stands between them, of one without a value an empty text. */
  readonly props: Readonly<Record<string, string>>;
  /** What stands inside it, without markup, blanks as single spaces. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The components of a lesson in the order in which they stand, read by the parser that the site is built with. */
export function lessonParts(mdx: string): readonly LessonPart[] {
  const parts: LessonPart[] = [];
  collect(mdxToMdast(mdx), parts);
  return parts;
}

function collect(node: MdastNode, parts: LessonPart[]): void {
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
    const props = node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' ? [[attribute.name, attributeText(attribute.value)] as const] : [],
    );
    parts.push({
      component: node.name ?? '',
      props: Object.fromEntries(props),
      text: textOf(node).replace(/\s+/g, ' ').trim(),
      line: node.position?.start.line ?? 1,
    });
  }
  if ('children' in node) for (const child of node.children) collect(child, parts);
}

function attributeText(value: string | { readonly value: string } | null | undefined): string {
  if (typeof value === 'string') return value;
  const expression = value?.value.trim() ?? '';
  return /^(['"`])(.*)\1$/s.exec(expression)?.[2] ?? expression;
}

function textOf(node: MdastNode): string {
  if ('children' in node) return node.children.map(textOf).join('');
  return 'value' in node && typeof node.value === 'string' ? node.value : '';
}
