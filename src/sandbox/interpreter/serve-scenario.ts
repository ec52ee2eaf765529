import { createBirpc } from 'birpc';
import type { Door } from '../room.ts';
import { createScenarioRoom } from './scenario/room.ts';

/** Serves the scenario interpreter's verbs at `door`, from inside its room. */
export function serveScenario(door: Door): void {
  const verbs = { boot: async () => ({ ok: true, value: null }), ...createScenarioRoom() };
  createBirpc(verbs, { post: door.post, on: door.onMessage });
}
