/** The process in which the learner's modules run, for a page that talks to it over its input and output. */
import { serveScenario } from '../interpreter/serve-scenario.ts';
import { processDoor } from './process-door.ts';

serveScenario(processDoor());
