import { useStore } from '@nanostores/preact';
import { normalizeProps, useMachine } from '@zag-js/preact';
import * as treeView from '@zag-js/tree-view';
import { ChevronRight, Lock } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Attempt } from '../workbench/attempt.ts';
import { ConfirmDialog } from '../workbench/ConfirmDialog.tsx';
import { PathDialog } from '../workbench/PathDialog.tsx';
import type { Bench } from './bench.ts';
import { foldersOf, type TreeNode, treeOf } from './tree.ts';

interface Props {
  readonly bench: Bench;
  readonly attempt: Attempt;
  /** A file of the learner's own was removed, which can be undone. */
  onRemove(path: string): void;
}

type Asked = { readonly what: 'rename' | 'remove'; readonly path: string };
type Api = ReturnType<typeof treeView.connect>;

/** All files of the project in the container. What is open in the editor is selected. */
export function FileTree({ bench, attempt, onRemove }: Props) {
  const listed = useStore(bench.$paths);
  const texts = useStore(attempt.$texts);
  const open = useStore(attempt.$open);
  const [asked, setAsked] = useState<Asked | null>(null);
  const paths = useMemo(
    () => [...new Set([...listed, ...attempt.exercise.shown.map(({ path }) => path), ...Object.keys(texts)])],
    [listed, texts, attempt],
  );
  const collection = useMemo(
    () =>
      treeView.collection<TreeNode>({
        rootNode: treeOf(paths),
        nodeToValue: ({ path }) => path,
        nodeToString: ({ name }) => name,
        nodeToChildren: ({ children }) => [...(children ?? [])],
        isNodeDisabled: () => false,
      }),
    [paths],
  );
  const service = useMachine(treeView.machine, {
    id: 'project-files',
    collection,
    selectedValue: [open],
    onSelectionChange({ selectedValue: [path] }) {
      if (path !== undefined && paths.includes(path)) void bench.show(attempt, path);
    },
    translations: { treeLabel: 'Files of the project' },
  });
  const api = treeView.connect(service, normalizeProps);

  // The open file is to be seen; a folder that the learner closes after that stays closed.
  useEffect(() => {
    const closed = foldersOf(open).filter((folder) => !api.expandedValue.includes(folder));
    if (closed.length > 0) api.expand([...closed]);
  }, [open]);

  function ask(event: KeyboardEvent): void {
    const what = ({ F2: 'rename', Delete: 'remove' } as const)[event.key];
    const path = (event.target as HTMLElement).closest<HTMLElement>('[data-part=item]')?.dataset['value'];
    if (what === undefined || path === undefined || !bench.isLoose(attempt, path)) return;
    event.preventDefault();
    if (what === 'rename' || !attempt.isOwn(path)) setAsked({ what, path });
    else onRemove(path);
  }

  return (
    <div {...api.getRootProps()} class="file-tree">
      <p {...api.getLabelProps()} class="visually-hidden">
        Files of the project
      </p>
      <div {...api.getTreeProps()} class="tree" onKeyDownCapture={ask}>
        {collection.rootNode.children?.map((node, index) => (
          <Node key={node.path} api={api} node={node} indexPath={[index]} isLocked={isLocked} />
        ))}
      </div>
      {asked?.what === 'rename' && (
        <PathDialog
          title={`Rename ${asked.path}`}
          text="Its new path"
          initial={asked.path}
          yes="Rename"
          problemWith={(to) => bench.problemWith(attempt, asked.path, to)}
          onPath={(to) => bench.rename(attempt, asked.path, to)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.what === 'remove' && (
        <RemoveDialog bench={bench} attempt={attempt} path={asked.path} onClose={() => setAsked(null)} />
      )}
    </div>
  );

  function isLocked(path: string): boolean {
    return texts[path] === undefined && !bench.isLoose(attempt, path);
  }
}

interface NodeProps {
  readonly api: Api;
  readonly node: TreeNode;
  readonly indexPath: number[];
  isLocked(path: string): boolean;
}

function Node({ api, node, indexPath, isLocked }: NodeProps) {
  const place = { node, indexPath };
  if (node.children === null) {
    return (
      <div {...api.getItemProps(place)} class="tree-row">
        <span {...api.getItemTextProps(place)}>{node.name}</span>
        {isLocked(node.path) && (
          <>
            <Lock size={11} aria-hidden="true" />
            <span class="visually-hidden">, read-only</span>
          </>
        )}
      </div>
    );
  }
  return (
    <div {...api.getBranchProps(place)}>
      <div {...api.getBranchControlProps(place)} class="tree-row">
        <ChevronRight size={12} aria-hidden="true" {...api.getBranchIndicatorProps(place)} />
        <span {...api.getBranchTextProps(place)}>{node.name}</span>
      </div>
      <div {...api.getBranchContentProps(place)}>
        {node.children.map((child, index) => (
          <Node
            key={child.path}
            api={api}
            node={child}
            indexPath={[...indexPath, index]}
            isLocked={isLocked}
          />
        ))}
      </div>
    </div>
  );
}

interface RemoveProps extends Pick<Props, 'bench' | 'attempt'> {
  readonly path: string;
  onClose(): void;
}

/** Asks before a file is removed that no draft holds. */
export function RemoveDialog({ bench, attempt, path, onClose }: RemoveProps) {
  return (
    <ConfirmDialog
      title={`Remove ${path}?`}
      text="Only the container has this file, so it can’t be brought back."
      yes="Remove"
      no="Keep it"
      onYes={() => bench.remove(attempt, path)}
      onClose={onClose}
    />
  );
}
