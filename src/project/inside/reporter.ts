import type { Reporter } from 'vitest/node';
import { type Frame, frameLine } from '../../sandbox/container/frames.ts';
// Tells TypeScript what the runner leaves on the suite's file.
import type {} from './runner.ts';

/**
 * Tells how the hidden suite comes along, and its verdict, as frames: one a line, among what Vitest prints. A run that
 * comes to no verdict ends without a `report`; Vitest's own output says why.
 * @param write takes a line to the process's output
 */
export function frameReporter(write: (line: string) => void): Reporter {
  const tell = (frame: Frame): void => write(frameLine(frame));
  let finished = 0;
  let total = 0;
  return {
    onTestModuleCollected(module) {
      total = [...module.children.allTests()].length;
    },
    onTestCaseResult() {
      finished += 1;
      tell({ kind: 'progress', finished, total });
    },
    onTestRunEnd([suite]) {
      const report = suite?.meta().report;
      if (report !== undefined) tell({ kind: 'report', report });
    },
  };
}
