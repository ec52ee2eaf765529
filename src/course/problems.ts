import { parseDocument } from 'yaml';
import type { z } from 'zod';

/** Everything that is wrong with the course, one sentence each: `path: what is wrong. What to do.` */
export class CourseError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The course has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'CourseError';
    this.problems = problems;
  }
}

export type Read<T> = { readonly value: T } | { readonly problems: readonly string[] };

/** Reads YAML; the problems name the line. */
export function readYaml(path: string, text: string): Read<unknown> {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length === 0) return { value: document.toJS() };
  const problems = document.errors.map((error) => {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    const reason = error.message.charAt(0).toLowerCase() + error.message.slice(1).replace(/\.$/, '');
    return `${path}: line ${line} is not YAML: ${reason}. Correct it; put quotes around a text that holds \`: \` or \` #\`.`;
  });
  return { problems };
}

/** Checks `value` against a schema of `schema.ts`; `noun` names the thing, “an exercise”. */
export function readFields<S extends z.ZodObject>(
  path: string,
  noun: string,
  schema: S,
  value: unknown,
): Read<z.infer<S>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [`${path}: it holds no fields. Write ${Object.keys(schema.shape).join(', ')}.`] };
  }
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.flatMap((issue) => describeIssue(path, noun, schema, value, issue)),
  };
}

function describeIssue(
  path: string,
  noun: string,
  schema: z.ZodObject,
  value: object,
  issue: z.core.$ZodIssue,
): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const fields = Object.keys(schema.shape).join(', ');
    return issue.keys.map(
      (key) =>
        `${path}: \`${key}\` is no field of ${noun}. Correct the spelling or remove it; the fields are ${fields}.`,
    );
  }
  const field = String(issue.path[0]);
  const about = schema.shape[field]?.description ?? '';
  const given = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  const name = issue.path.length > 1 ? `entry ${Number(issue.path[1]) + 1} of \`${field}\`` : `\`${field}\``;
  if (given === undefined || given === null) return [`${path}: ${name} is missing. Add it: ${about}.`];
  if (issue.code === 'invalid_format') return [`${path}: ${name}, \`${given}\`, ${issue.message}.`];
  if (issue.code === 'too_small' && given !== 0 && typeof given !== 'number') {
    return [`${path}: ${name} is empty. Fill it in: ${about}.`];
  }
  return [`${path}: ${name} is ${JSON.stringify(given)}. It must be ${wanted(issue)}: ${about}.`];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.map((value) => `\`${String(value)}\``).join(' or ');
  if (issue.code === 'too_small') return `greater than ${issue.minimum}`;
  if (issue.code !== 'invalid_type') return 'something else';
  const names: Record<string, string> = {
    array: 'a list',
    int: 'a whole number',
    number: 'a number',
    string: 'text',
  };
  return names[issue.expected] ?? issue.expected;
}
