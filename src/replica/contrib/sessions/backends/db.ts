/**
 * Mirrors `SessionStore` of `django/contrib/sessions/backends/db.py` and `SessionBase` of
 * `django/contrib/sessions/backends/base.py`.
 */

import type { Recorder } from '../../../../trace/recorder.ts';
import type { Database } from '../../../db.ts';
import { type Coroutine, syncToAsync } from '../../../sync.ts';

const validKeyCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The session of one request. Nothing is read from the database until somebody asks for a value. */
export class SessionStore {
  accessed = false;
  modified = false;
  sessionKey: string | null;
  #cache: Record<string, string> | null = null;
  readonly #database: Database;
  readonly #recorder: Recorder;

  constructor(sessionKey: string | null, database: Database, recorder: Recorder) {
    // A key of fewer than eight characters is no key.
    this.sessionKey = sessionKey !== null && sessionKey.length >= 8 ? sessionKey : null;
    this.#database = database;
    this.#recorder = recorder;
  }

  get(key: string): string | null {
    return this.#session()[key] ?? null;
  }

  set(key: string, value: string): void {
    this.#session()[key] = value;
    this.modified = true;
  }

  /** `aget` */
  *aget(key: string): Coroutine<string | null> {
    return (yield* this.#asession())[key] ?? null;
  }

  /** `aset` */
  *aset(key: string, value: string): Coroutine<void> {
    (yield* this.#asession())[key] = value;
    this.modified = true;
  }

  /** No key, and nothing in it. */
  isEmpty(): boolean {
    return this.sessionKey === null && Object.keys(this.#cache ?? {}).length === 0;
  }

  /** Writes the session; a new one gets a key that no other session has. */
  save(): void {
    if (this.sessionKey === null) {
      this.sessionKey = this.#newSessionKey();
      this.#database.insertSession(this.sessionKey, { ...this.#session() });
      this.modified = true;
    } else {
      this.#database.updateSession(this.sessionKey, { ...this.#session() });
    }
  }

  #newSessionKey(): string {
    for (;;) {
      const key = Array.from({ length: 32 }, () => validKeyCharacters[Math.floor(Math.random() * 36)]).join(
        '',
      );
      if (!this.#database.sessionExists(key)) return key;
    }
  }

  /** `_get_session` */
  #session(): Record<string, string> {
    this.accessed = true;
    this.#cache ??= this.sessionKey === null ? {} : this.#load();
    return this.#cache;
  }

  /** `_aget_session` */
  *#asession(): Coroutine<Record<string, string>> {
    this.accessed = true;
    if (this.#cache === null && this.sessionKey !== null) {
      this.#cache = yield* syncToAsync(() => this.#load(), 'QuerySet.get', this.#recorder)();
    }
    this.#cache ??= {};
    return this.#cache;
  }

  #load(): Record<string, string> {
    const data = this.sessionKey === null ? null : this.#database.selectSession(this.sessionKey);
    // A key without a row is forgotten: nobody may choose the key of a session to come.
    if (data === null) this.sessionKey = null;
    return { ...data };
  }
}
