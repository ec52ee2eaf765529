/**
 * Mirrors `execute_sql` of `django/db/models/sql/compiler.py`, in the SQL that it sends for two tables. The
 * statements are those of Django 5.2 on SQLite, which the conformance tests compare letter by letter.
 */
import type { Recorder } from '../trace/recorder.ts';

export interface UserRow {
  readonly id: string;
  readonly username: string;
}

/** What is in the database before the first request: session key → data, and the users. */
export interface Rows {
  readonly sessions?: Readonly<Record<string, SessionData>>;
  readonly users?: readonly UserRow[];
}

export type SessionData = Readonly<Record<string, string>>;

export interface Database {
  selectSession(key: string): SessionData | null;
  sessionExists(key: string): boolean;
  insertSession(key: string, data: SessionData): void;
  updateSession(key: string, data: SessionData): void;
  selectUser(id: string): UserRow | null;
}

const session = '"django_session"';
const user = '"auth_user"';
const columns = (table: string, names: readonly string[]): string =>
  names.map((name) => `${table}."${name}"`).join(', ');
const sessionColumns = columns(session, ['session_key', 'session_data', 'expire_date']);
const userColumns = columns(user, [
  'id',
  'password',
  'last_login',
  'is_superuser',
  'username',
  'first_name',
  'last_name',
  'email',
  'is_staff',
  'is_active',
  'date_joined',
]);

export function createDatabase(recorder: Recorder, { sessions = {}, users = [] }: Rows = {}): Database {
  const stored = new Map(Object.entries(sessions));
  const run = (sql: string): void => recorder.note({ kind: 'query', sql, milliseconds: 0, at: null });
  return {
    selectSession(key) {
      run(
        `SELECT ${sessionColumns} FROM ${session} WHERE (${session}."expire_date" > %s AND ${session}."session_key" = %s) LIMIT 21`,
      );
      return stored.get(key) ?? null;
    },
    sessionExists(key) {
      run(`SELECT %s AS "a" FROM ${session} WHERE ${session}."session_key" = %s LIMIT 1`);
      return stored.has(key);
    },
    insertSession(key, data) {
      run('BEGIN');
      run(`INSERT INTO ${session} ("session_key", "session_data", "expire_date") VALUES (%s, %s, %s)`);
      stored.set(key, data);
    },
    updateSession(key, data) {
      run('BEGIN');
      run(
        `UPDATE ${session} SET "session_data" = %s, "expire_date" = %s WHERE ${session}."session_key" = %s`,
      );
      stored.set(key, data);
    },
    selectUser(id) {
      run(`SELECT ${userColumns} FROM ${user} WHERE ${user}."id" = %s LIMIT 21`);
      return users.find((row) => row.id === id) ?? null;
    },
  };
}
