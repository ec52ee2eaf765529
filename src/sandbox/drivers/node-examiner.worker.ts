import { serveExaminer } from '../examiner/room.ts';
import { nodeDoor } from './node-door.ts';

const tests = new URL('../../../tests/exercises/', import.meta.url);

serveExaminer(nodeDoor(), (exercise) => import(new URL(`${exercise}/suite.test.ts`, tests).href));
