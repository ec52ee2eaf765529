/**
 * Mirrors `setup` of `django/__init__.py` and what Django keeps in the globals of a process: settings, `MIDDLEWARE` of
 * `django/conf/global_settings.py` among them, `request_started` and the other signals of `django/core/signals.py`, the
 * database connection. Here it is a value, so that two sites can live side by side.
 */

import { Recorder } from '../trace/recorder.ts';
import { createDatabase, type Database, type Rows } from './db.ts';
import { Signal } from './dispatch/dispatcher.ts';
import type { MiddlewareFactory } from './middleware.ts';
import type { Pattern } from './urls/resolvers.ts';
import type { ErrorHandlers } from './views/defaults.ts';

/** The settings that the replica knows, under their own names. */
export interface Settings {
  /** Outermost first. */
  readonly MIDDLEWARE: readonly MiddlewareFactory[];
  /** The urlpatterns themselves, in place of their module's path. */
  readonly ROOT_URLCONF: readonly Pattern[];
  readonly ALLOWED_HOSTS: readonly string[];
  readonly APPEND_SLASH: boolean;
  readonly PREPEND_WWW: boolean;
  readonly DEBUG_PROPAGATE_EXCEPTIONS: boolean;
  readonly SECURE_SSL_REDIRECT: boolean;
  readonly SECURE_HSTS_SECONDS: number;
  readonly SESSION_SAVE_EVERY_REQUEST: boolean;
  readonly CSRF_USE_SESSIONS: boolean;
  readonly LOGIN_URL: string;
  readonly X_FRAME_OPTIONS: string;
}

export const globalSettings = {
  MIDDLEWARE: [],
  ROOT_URLCONF: [],
  ALLOWED_HOSTS: ['bookshop.example', 'testserver', 'localhost'],
  APPEND_SLASH: true,
  PREPEND_WWW: false,
  DEBUG_PROPAGATE_EXCEPTIONS: false,
  SECURE_SSL_REDIRECT: false,
  SECURE_HSTS_SECONDS: 0,
  SESSION_SAVE_EVERY_REQUEST: false,
  CSRF_USE_SESSIONS: false,
  LOGIN_URL: '/accounts/login/',
  X_FRAME_OPTIONS: 'DENY',
} satisfies Settings;

export interface Process {
  readonly settings: Settings;
  readonly errorHandlers: ErrorHandlers;
  readonly signals: {
    readonly requestStarted: Signal;
    readonly gotRequestException: Signal;
    readonly requestFinished: Signal;
  };
  readonly database: Database;
  readonly recorder: Recorder;
}

/** `django.setup()`, with the rows that the database holds. */
export function setUp(settings: Partial<Settings>, errorHandlers: ErrorHandlers, rows?: Rows): Process {
  const recorder = new Recorder();
  const requestStarted = new Signal('request_started', recorder);
  // Django's own receivers: reset_queries, close_old_connections and others (`django/db/__init__.py`).
  requestStarted.connect(() => {});
  return {
    settings: { ...globalSettings, ...settings },
    errorHandlers,
    signals: {
      requestStarted,
      gotRequestException: new Signal('got_request_exception', recorder),
      requestFinished: new Signal('request_finished', recorder),
    },
    database: createDatabase(recorder, rows),
    recorder,
  };
}
