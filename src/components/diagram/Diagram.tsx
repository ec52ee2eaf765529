import { useEffect, useState } from 'preact/hooks';
import { DiagramBody, type View } from './DiagramBody.tsx';
import { createDiagram } from './diagram.ts';
import { mayMove } from './motion.ts';
import type { Played } from './played.ts';

interface Props {
  /** A stack and its run: `playStack(stack)` of play-stack.ts makes one. */
  readonly played: Played;
  readonly show?: readonly View[] | undefined;
  readonly caption?: string | undefined;
}

/** A diagram with a state of its own: what a lesson shows. Rendered by the build in its final state. */
export function Diagram({ played, show = ['onion'], caption }: Props) {
  const [diagram] = useState(() => createDiagram(played, { mayMove }));
  useEffect(() => diagram.dispose, [diagram]);
  return <DiagramBody diagram={diagram} show={show} caption={caption} />;
}
