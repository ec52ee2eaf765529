import { serveScenario } from '../interpreter/serve-scenario.ts';
import { nodeDoor } from './node-door.ts';

serveScenario(nodeDoor());
