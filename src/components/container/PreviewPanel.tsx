import { useStore } from '@nanostores/preact';
import { RotateCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Bench } from './bench.ts';

interface Props {
  readonly bench: Bench;
}

/** What a server of the container serves. */
export function PreviewPanel({ bench }: Props) {
  const servers = useStore(bench.$servers);
  const [chosen, setChosen] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const server = servers.find(({ port }) => port === chosen) ?? servers[0];
  if (server === undefined) return null;

  return (
    <div class="tool-panel">
      <div class="tool-bar" role="toolbar" aria-label="Preview">
        {servers.length > 1 && (
          <label class="port">
            Port
            <select
              value={server.port}
              onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
            >
              {servers.map(({ port }) => (
                <option key={port} value={port}>
                  {port}
                </option>
              ))}
            </select>
          </label>
        )}
        <span class="tool-note address">{server.url}</span>
        <button type="button" class="button quiet" onClick={() => setRound(round + 1)}>
          <RotateCw size={14} aria-hidden="true" />
          Reload
        </button>
      </div>
      {/* Its vendor serves it with headers of its own; within an isolated page it must be isolated too. */}
      <iframe
        key={`${server.url} ${round}`}
        class="preview"
        src={server.url}
        title={`What listens on port ${server.port}`}
        allow="cross-origin-isolated"
      />
    </div>
  );
}
