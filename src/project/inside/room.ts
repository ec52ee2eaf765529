/** The worker thread in which the learner's modules run; `runner.ts` opens it. */
import { nodeDoor } from '../../sandbox/drivers/node-door.ts';
import { serveScenario } from '../../sandbox/interpreter/serve-scenario.ts';

serveScenario(nodeDoor());
