// Runs two sets of tests: your own *.test.ts, and the check of the exercise.
import { projectConfig } from './.inside-out/config.js';

export default projectConfig(process.env);
