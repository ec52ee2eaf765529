import type { Mark } from '../workbench/results.ts';
import type { EditorAdapter, EditorEvents, EditorProject } from './adapter.ts';

const description =
  'A plain text field. Tab moves to the next control. Enter keeps the indentation. Control Enter or Command Enter checks.';

/** A text field with line numbers: for fingers, small screens, screen readers, and when Monaco can't be had. */
export function createPlainEditor(host: HTMLElement, events: EditorEvents): EditorAdapter {
  const gutter = element('div', { className: 'plain-gutter', ariaHidden: 'true' });
  const area = element('textarea', {
    className: 'plain-area',
    // Until a file is shown in it, which gives it that file's name.
    ariaLabel: 'Code',
    spellcheck: false,
    autocapitalize: 'off',
    autocomplete: 'off',
    wrap: 'off',
  });
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('aria-description', description);
  const root = element('div', { className: 'plain-editor' });
  root.append(gutter, area);
  host.append(root);

  const places = new Map<string, { top: number; cursor: number }>();
  let shown: { project: EditorProject; path: string } | null = null;
  let marks: readonly Mark[] = [];
  const keyOf = (project: EditorProject, path: string) => `${project.id}/${path}`;

  function drawGutter(): void {
    const bad = new Map(
      marks.filter(({ path }) => path === shown?.path).map((mark) => [mark.line, mark.message]),
    );
    const count = area.value.split('\n').length;
    gutter.replaceChildren(
      ...Array.from({ length: count }, (_, index) => {
        const message = bad.get(index + 1);
        const line = element('span', { textContent: String(index + 1) });
        if (message !== undefined) {
          line.className = 'marked';
          line.title = message;
        }
        return line;
      }),
    );
    gutter.scrollTop = area.scrollTop;
  }

  function keepIndentation(event: KeyboardEvent): void {
    const before = area.value.slice(0, area.selectionStart);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
    const deeper = /[:{([]\s*$/.test(line) ? indentUnit(shown?.path ?? '') : '';
    if (indentation + deeper === '') return;
    event.preventDefault();
    // The one way to insert text that the field's own undo knows of.
    document.execCommand('insertText', false, `\n${indentation}${deeper}`);
  }

  area.addEventListener('input', () => {
    if (shown === null) return;
    drawGutter();
    events.onEdit(shown.path, area.value);
  });
  area.addEventListener('scroll', () => {
    gutter.scrollTop = area.scrollTop;
  });
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      events.onCheck();
    } else if (!event.shiftKey && !area.readOnly) keepIndentation(event);
  });

  return {
    show(project, path) {
      const file = project.files.find((candidate) => candidate.path === path);
      if (file === undefined) return;
      if (shown !== null) {
        places.set(keyOf(shown.project, shown.path), { top: area.scrollTop, cursor: area.selectionStart });
      }
      shown = { project, path };
      const place = places.get(keyOf(project, path));
      area.value = file.text;
      area.readOnly = !file.editable;
      area.ariaLabel = file.editable ? path : `${path}, read-only`;
      area.setSelectionRange(place?.cursor ?? 0, place?.cursor ?? 0);
      area.scrollTop = place?.top ?? 0;
      drawGutter();
    },
    replace(path, text) {
      if (shown?.path !== path) return;
      area.value = text;
      drawGutter();
    },
    mark(next) {
      marks = next;
      drawGutter();
    },
    reveal(line) {
      const lines = area.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      area.focus();
      area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      area.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight));
    },
    focus: () => area.focus(),
    setDark: () => undefined,
    dispose: () => root.remove(),
  };
}

function indentUnit(path: string): string {
  return path.endsWith('.py') ? '    ' : '  ';
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
