import { atom, computed } from 'nanostores';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { RecordedExchange } from '../../sandbox/protocol.ts';
import { toHttpRequest } from '../../stack/http-request.ts';
import { layerName } from '../../stack/layer-name.ts';
import type { Layer, Stack } from '../../stack/schema.ts';
import { readFragment, type Shared, toFragment } from '../../stack/share.ts';
import { stackFiles } from '../../stack/to-python.ts';
import type { SourceLine } from '../../trace/events.ts';
import { createDiagram, type DiagramOptions } from '../diagram/diagram.ts';
import { playStack } from '../diagram/play-stack.ts';
import type { Sandboxes } from '../workbench/sandboxes.ts';
import type { $draft, PlaygroundDraft } from './draft.ts';
import { startStack } from './start.ts';
import { createKeyed, type KeyedLayer, movedTo, problemsIn } from './state.ts';

type Files = Readonly<Record<string, string>>;

/** A run of the code on real Django. */
export type CodeRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'answered'; readonly exchange: RecordedExchange; readonly stale: boolean }
  | { readonly kind: 'broken'; readonly reason: string; readonly at: SourceLine | null };

/** What the page has to say about where its stack came from. */
export type Notice =
  | { readonly kind: 'from-link'; readonly hasDraft: boolean }
  | { readonly kind: 'bad-link'; readonly problem: string };

export interface PlaygroundOptions extends DiagramOptions {
  readonly sandboxes: Sandboxes;
  readonly $draft: typeof $draft;
}

export type Playground = ReturnType<typeof createPlayground>;

const pause = 300;

/** The playground: one stack, built by forms or written as Python, its diagram, its link and its draft. */
export function createPlayground({ sandboxes, $draft, ...options }: PlaygroundOptions) {
  const keyed = createKeyed();
  const $layers = atom<readonly KeyedLayer[]>(keyed(startStack.middleware));
  const $rest = atom<Omit<Stack, 'middleware'>>(startStack);
  const $stack = computed(
    [$layers, $rest],
    (layers, rest): Stack => ({
      ...rest,
      middleware: layers.map(({ layer }) => layer),
    }),
  );
  const $problems = computed($stack, problemsIn);
  /** Path → text of the files that were edited by hand; then the forms rest. */
  const $edits = atom<Files>({});
  const $edited = computed($edits, (edits) => Object.keys(edits).length > 0);
  /** The Python of the stack as the forms have it. */
  const $written = computed(
    [$stack, $problems],
    (stack, problems): Files => (problems.length === 0 ? stackFiles(stack) : {}),
  );
  /** Counts the changes of the Python that no editor made, so that editors take them over. */
  const $revision = atom(0);
  const $code = atom<CodeRun>({ kind: 'none' });
  const $notice = atom<Notice | null>(null);
  const $announcement = atom('');
  const diagram = createDiagram(playStack(startStack), options);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function save(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const files = $edits.get();
    const draft = { version: 1, stack: $stack.get(), ...(Object.keys(files).length > 0 && { files }) };
    try {
      if ($problems.get().length === 0) $draft.set(draft as PlaygroundDraft);
    } catch {
      // A browser that refuses to store anything: a link keeps the stack as well.
    }
  }

  function changed(): void {
    const code = $code.get();
    if (code.kind === 'answered') $code.set({ ...code, stale: true });
    $notice.set(null);
    // What the address says is no longer what is shown.
    if (typeof location !== 'undefined' && location.hash !== '')
      history.replaceState(null, '', location.pathname);
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function redraw(): void {
    $revision.set($revision.get() + 1);
    if ($problems.get().length === 0) diagram.load(playStack($stack.get()));
  }

  function setLayers(layers: readonly KeyedLayer[]): void {
    $layers.set(layers);
    redraw();
    changed();
  }

  function open({ stack, files = {} }: Shared): void {
    $layers.set(keyed(stack.middleware));
    $rest.set(stack);
    $edits.set(files);
    $code.set({ kind: 'none' });
    redraw();
  }

  /** The files that real Django gets. */
  const filesNow = (): Files => ({ ...$written.get(), ...$edits.get() });

  return {
    diagram,
    sandboxes,
    $layers,
    $stack,
    $problems,
    $edits,
    $edited,
    $written,
    $revision,
    $code,
    $notice,
    /** What the live region says. */
    $announcement,
    filesNow,
    open,
    save,

    move(key: string, to: number): void {
      const layers = movedTo($layers.get(), key, to);
      if (layers === $layers.get()) return;
      setLayers(layers);
      const place = layers.findIndex((one) => one.key === key);
      const layer = layers[place]?.layer;
      if (layer) $announcement.set(`${layerName(layer)} is now ${place + 1} of ${layers.length}.`);
    },
    /** Puts a layer at the inner end. Returns its key. */
    add(layer: Layer): string {
      const [added] = keyed([layer]);
      if (added === undefined) return '';
      setLayers([...$layers.get(), added]);
      $announcement.set(`${layerName(layer)} was added, ${$layers.get().length} of ${$layers.get().length}.`);
      return added.key;
    },
    remove(key: string): void {
      const gone = $layers.get().find((one) => one.key === key);
      setLayers($layers.get().filter((one) => one.key !== key));
      if (gone) $announcement.set(`${layerName(gone.layer)} was removed.`);
    },
    replace: (key: string, layer: Layer): void =>
      setLayers($layers.get().map((one) => (one.key === key ? { key, layer } : one))),
    /** Changes the request, the view, the server or the settings. */
    change(changes: Partial<Omit<Stack, 'middleware'>>): void {
      $rest.set({ ...$rest.get(), ...changes });
      redraw();
      changed();
    },
    /** Everything as it is for somebody who comes first. */
    startOver(): void {
      open({ stack: startStack });
      changed();
    },

    edit(path: string, text: string): void {
      const written = $written.get()[path];
      const { [path]: _, ...others } = $edits.get();
      $edits.set(text === written ? others : { ...others, [path]: text });
      changed();
    },
    discardEdits(): void {
      $edits.set({});
      $revision.set($revision.get() + 1);
      $code.set({ kind: 'none' });
      changed();
    },
    /** Sends the stack's request to the code as it stands, on real Django. */
    async runCode(): Promise<void> {
      if ($code.get().kind === 'running') return;
      const files = filesNow();
      $code.set({ kind: 'running' });
      try {
        const exchange = await sandboxes.request(files, toHttpRequest($stack.get()));
        const stale = JSON.stringify(files) !== JSON.stringify(filesNow());
        $code.set({ kind: 'answered', exchange, stale });
        const { response } = exchange;
        $announcement.set(
          response ? `${response.status} ${response.reason}. Its trace is below.` : 'No response came back.',
        );
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const at = error instanceof SandboxError ? error.at : null;
        $code.set({ kind: 'broken', reason, at });
        $announcement.set(`Not answered. ${reason}`);
      }
    },

    /** The fragment of a link to what is shown. @throws {RangeError} when it would be too long */
    link(): string {
      const files = $edits.get();
      return toFragment({ stack: $stack.get(), ...(Object.keys(files).length > 0 && { files }) });
    },
    /** Opens what a link's fragment holds, or else the draft; says so when the link can't be read. */
    arrive(fragment: string): void {
      const draft = $draft.get();
      const read = fragment.length > 1 ? readFragment(fragment) : null;
      if (read?.ok) {
        open(read.shared);
        $notice.set({ kind: 'from-link', hasDraft: draft !== null });
        return;
      }
      if (read !== null) {
        open({ stack: startStack });
        $notice.set({ kind: 'bad-link', problem: read.problem });
      } else if (draft !== null) open(draft as Shared);
    },
    /** Opens what this browser keeps, in the place of what came by a link. */
    openDraft(): void {
      const draft = $draft.get();
      if (draft !== null) open(draft as Shared);
      $notice.set(null);
    },
    /** Stops every timer; for a page that is left. */
    dispose(): void {
      save();
      diagram.dispose();
    },
  };
}
