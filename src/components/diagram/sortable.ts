/** Where a dragged row is let go: for the list's own state to follow. */
export interface Drop {
  readonly key: string;
  readonly to: number;
}

/**
 * Lets the rows of a list (children with `data-key`) be dragged by their handle (`data-handle`), by mouse, pen or
 * finger. While a row is dragged it follows the pointer and the others make room, by transforms alone; the order of the
 * elements changes only when `onDrop` changes what renders them. Escape lets everything slide back.
 * Returns how to stop listening.
 */
export function makeSortable(list: HTMLElement, onDrop: (drop: Drop) => void): () => void {
  function start(event: PointerEvent): void {
    const handle = (event.target as Element).closest<HTMLElement>('[data-handle]');
    const row = handle?.closest<HTMLElement>('[data-key]');
    if (!handle || !row || event.button !== 0) return;
    // No selecting of text on the way; the focus comes by hand then.
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const rows = [...list.querySelectorAll<HTMLElement>(':scope > [data-key]')];
    const boxes = rows.map((one) => one.getBoundingClientRect());
    const from = rows.indexOf(row);
    const own = boxes[from];
    if (own === undefined) return;
    const shift = own.height + gapOf(boxes);
    let to = from;
    row.dataset['dragged'] = '';
    list.dataset['sorting'] = '';

    const move = ({ clientY }: PointerEvent): void => {
      const way = clientY - event.clientY;
      to = placeAt(own.top + way, from, boxes);
      row.style.translate = `0 ${way}px`;
      for (const [index, other] of rows.entries()) {
        if (other === row) continue;
        const makesRoom = index > from && index <= to ? -1 : index < from && index >= to ? 1 : 0;
        other.style.translate = makesRoom === 0 ? '' : `0 ${makesRoom * shift}px`;
      }
    };
    const end = (dropped: boolean): void => {
      leaving.abort();
      delete row.dataset['dragged'];
      delete list.dataset['sorting'];
      for (const one of rows) one.style.translate = '';
      const key = row.dataset['key'];
      if (dropped && to !== from && key !== undefined) onDrop({ key, to });
    };
    const leaving = new AbortController();
    const { signal } = leaving;
    handle.addEventListener('pointermove', move, { signal });
    handle.addEventListener('pointerup', () => end(true), { signal });
    handle.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal });
  }

  list.addEventListener('pointerdown', start);
  return () => list.removeEventListener('pointerdown', start);
}

/**
 * The place in the list of the row `from` when its upper edge has come to `top`, in pixels from the top of the window:
 * it passes another row once it covers half of it.
 */
export function placeAt(
  top: number,
  from: number,
  boxes: readonly { readonly top: number; readonly height: number }[],
): number {
  const bottom = top + (boxes[from]?.height ?? 0);
  return boxes.filter((box, index) => {
    const middle = box.top + box.height / 2;
    return index !== from && (index < from ? middle < top : middle <= bottom);
  }).length;
}

function gapOf(boxes: readonly DOMRect[]): number {
  const [first, second] = boxes;
  return first && second ? second.top - first.bottom : 0;
}
