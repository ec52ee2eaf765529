/**
 * As much of Vitest's types as a visible test of an exercise uses. Vitest's own are thousands of files, too many to
 * load into an editor.
 */
export const vitestTypes = `declare module 'vitest' {
  interface Matchers {
    readonly not: Matchers;
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toStrictEqual(expected: unknown): void;
    toMatchObject(expected: object): void;
    toContain(item: unknown): void;
    toHaveLength(length: number): void;
    toMatch(expected: string | RegExp): void;
    toThrow(expected?: string | RegExp | Error | (new (...args: never[]) => Error)): void;
    toBeNull(): void;
    toBeUndefined(): void;
    toBeDefined(): void;
    toBeTruthy(): void;
    toBeFalsy(): void;
    toBeInstanceOf(type: abstract new (...args: never[]) => unknown): void;
    toBeGreaterThan(expected: number): void;
    toBeLessThan(expected: number): void;
  }
  type Body = () => void | Promise<void>;
  export function expect(value: unknown, message?: string): Matchers;
  export function test(name: string, body: Body): void;
  export function it(name: string, body: Body): void;
  export function describe(name: string, body: () => void): void;
  export function beforeEach(body: Body): void;
  export function afterEach(body: Body): void;
}
`;
