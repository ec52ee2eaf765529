import { serveExaminer } from '../examiner/room.ts';
import { browserDoor } from './browser-door.ts';

/** Every hidden suite, each a chunk of its own that is fetched when it is to be run. */
const suites = import.meta.glob('/tests/exercises/*/*/suite.test.ts');

serveExaminer(browserDoor(), async (exercise) => {
  const load = suites[`/tests/exercises/${exercise}/suite.test.ts`];
  if (load === undefined) throw new Error(`there is no hidden suite for "${exercise}".`);
  return load();
});
