import { loadPyodide } from 'pyodide';
import { nodeRuntimeSource } from '../../django/assets.ts';
import { serveDjango } from '../interpreter/serve-django.ts';
import { nodeDoor } from './node-door.ts';

serveDjango(nodeDoor(), { loadPyodide, ...nodeRuntimeSource() });
