/** A text with `code` in backticks, in pieces: for props, where MDX doesn't reach. */
export function inlinePieces(text: string): readonly { readonly code: boolean; readonly text: string }[] {
  return text
    .split('`')
    .map((piece, index) => ({ code: index % 2 === 1, text: piece }))
    .filter((piece) => piece.text !== '');
}
