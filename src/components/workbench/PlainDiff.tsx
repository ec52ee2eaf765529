import { diffLines } from 'diff';

interface Props {
  readonly path: string;
  readonly mine: string;
  readonly theirs: string;
}

/** One column: what is yours alone is struck, what is the reference's alone is added. */
export function PlainDiff({ path, mine, theirs }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section class="plain-diff" tabIndex={0} aria-label={`${path}: yours against the reference`}>
      <pre>
        {diffLines(mine, theirs).map(({ added, removed, value }, index) => {
          const Tag = added ? 'ins' : removed ? 'del' : 'span';
          return <Tag key={index}>{value}</Tag>;
        })}
      </pre>
    </section>
  );
}
