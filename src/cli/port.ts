import { UserError } from './command.ts';

/** @throws {UserError} when it isn't a whole number from 0 to 65535 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(
    `--port takes a number from 0 to 65535, not "${text}". For example: npm start -- --port 4321`,
  );
}
