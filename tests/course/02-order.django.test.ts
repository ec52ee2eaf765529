import { testExercisesOf } from './exercises-of.ts';

testExercisesOf('02-order', 'django');
