import { serveExaminer } from '../examiner/room.ts';
import { browserDoor } from './browser-door.ts';
import { loadSuite } from './browser-suites.ts';

serveExaminer(browserDoor(), loadSuite);
