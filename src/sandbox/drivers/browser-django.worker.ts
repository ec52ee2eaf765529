import { serveDjango } from '../interpreter/serve-django.ts';
import { browserDoor } from './browser-door.ts';
import { browserRuntime, type SharedRuntime } from './browser-runtime.ts';

serveDjango(browserDoor(), async (shared) => browserRuntime(shared as SharedRuntime | null));
