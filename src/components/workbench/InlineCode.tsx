import { inlinePieces } from '../lesson/inline-code.ts';

/** A text in which `backticks` mark code. */
export function InlineCode({ text }: { readonly text: string }) {
  return (
    <>
      {inlinePieces(text).map((piece) =>
        piece.code ? <code key={piece.text}>{piece.text}</code> : piece.text,
      )}
    </>
  );
}
