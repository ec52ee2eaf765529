import { type ArgsDef, type CommandDef, runMain } from 'citty';
import { WheelError } from '../django/wheel.ts';

/** Something a person can mend. Its message says what, where, and what to do. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Runs an entry point. What a person can mend is told in its own words; anything else is a bug and shows its stack. */
export function runEntry<T extends ArgsDef>(command: CommandDef<T>): Promise<void> {
  return runMain<T>({
    ...command,
    async run(context) {
      try {
        await command.run?.(context);
      } catch (error) {
        if (!(error instanceof UserError || error instanceof WheelError)) throw error;
        console.error(`\n${error.message}`);
        process.exitCode = 1;
      }
    },
  });
}
