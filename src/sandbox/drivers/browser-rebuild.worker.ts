import { serveScenario } from '../interpreter/serve-scenario.ts';
import { browserDoor } from './browser-door.ts';

serveScenario(browserDoor());
