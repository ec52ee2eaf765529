/** Exercises of one lesson are switched without a reload; each keeps an address of its own. */
import type { Session } from './session.ts';

interface Place {
  readonly id: string;
  readonly url: string;
}

/** The exercise that an address stands for, on a lesson's page; the lesson's own address stands for the first. */
export function exerciseAt(pathname: string, exercises: readonly Place[], lessonUrl: string): string | null {
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  if (path === lessonUrl) return exercises[0]?.id ?? null;
  return exercises.find(({ url }) => url === path)?.id ?? null;
}

/** Follows links to the lesson's exercises, wherever they are on the page, and the back button. Returns how to stop. */
export function followLinks(session: Session, lesson: { url: string; title: string }): () => void {
  function show(id: string): void {
    session.select(id);
    const exercise = session.exercises.find((candidate) => candidate.id === id);
    document.title = `${exercise?.title} · ${lesson.title} · Inside Out`;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('#contents a')) {
      if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  function onClick(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.origin !== location.origin || link.target !== '' || link.hash !== '') return;
    const id = link.pathname === lesson.url ? null : exerciseAt(link.pathname, session.exercises, lesson.url);
    if (id === null) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname);
    show(id);
    document.getElementById('contents')?.hidePopover();
    const workbench = document.getElementById('workbench');
    // Side by side it is in view already; this scrolls only where the two are stacked.
    if (workbench && !workbench.contains(link)) workbench.scrollIntoView({ block: 'nearest' });
  }

  function onPopState(): void {
    const id = exerciseAt(location.pathname, session.exercises, lesson.url);
    if (id !== null) show(id);
  }

  document.addEventListener('click', onClick);
  window.addEventListener('popstate', onPopState);
  return () => {
    document.removeEventListener('click', onClick);
    window.removeEventListener('popstate', onPopState);
  };
}
