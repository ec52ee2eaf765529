import { testExercisesOf } from './exercises-of.ts';

testExercisesOf('01-pipeline', 'django');
