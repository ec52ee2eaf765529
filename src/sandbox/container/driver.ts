import type { Track } from '../protocol.ts';
import type { Death, Driver, Room } from '../room.ts';
import type { Container, ContainerProcess } from './api.ts';
import { readAll } from './process.ts';
import { HIDDEN_FOLDER } from './project-folder.ts';
import { createTail } from './tail.ts';
import { createMessageReader, messageLine } from './wire.ts';

/** Where the programs of the rooms lie in the container, bundled. */
export const ROOM_PROGRAMS: Readonly<Record<Track, string>> = {
  rebuild: `${HIDDEN_FOLDER}/rebuild-room.js`,
  django: `${HIDDEN_FOLDER}/django-room.js`,
};

/**
 * Rooms as processes in a container, for an examiner in the page. The check of an exercise needs none of them: there the
 * suite runs in the container itself, beside its own rooms.
 * @param container must hold the `ROOM_PROGRAMS`
 */
export function createContainerDriver(container: Container): Driver {
  return {
    shared: { value: null },
    openInterpreter: (track) => openProcess(container, ROOM_PROGRAMS[track]),
    openExaminer: () => {
      throw new Error('The examiner of a container is Vitest: no room is opened for it.');
    },
  };
}

function openProcess(container: Container, program: string): Room {
  const listeners: ((message: unknown) => void)[] = [];
  const mourners: ((death: Death) => void)[] = [];
  const tail = createTail();
  let ended = false;

  function die(detail: string): void {
    if (ended) return;
    ended = true;
    const evidence = tail.paragraphs('it').map((paragraph) => `\n${paragraph}`);
    for (const mourner of mourners) mourner({ detail: [detail, ...evidence].join('') });
  }

  const reader = createMessageReader(
    'from the room',
    (message) => {
      if (!ended) for (const listener of listeners) listener(message);
    },
    tail.write,
  );

  async function serve(room: ContainerProcess): Promise<void> {
    if (ended) return room.kill();
    await Promise.all([readAll(room, reader.write), room.exit]);
    die(`its process ended with exit code ${await room.exit}`);
  }

  const spawning = container.spawn('node', [program]);
  const input = spawning.then((room) => room.input.getWriter());
  input.catch(() => undefined);
  spawning.then(serve).catch((error: unknown) => die(error instanceof Error ? error.message : String(error)));
  return {
    post(message) {
      input.then((writer) => writer.write(messageLine('to the room', message))).catch(() => undefined);
    },
    onMessage: (listener) => void listeners.push(listener),
    onDeath: (mourner) => void mourners.push(mourner),
    kill() {
      ended = true;
      spawning.then((room) => room.kill()).catch(() => undefined);
    },
  };
}
