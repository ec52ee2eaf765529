// Mirrors one line of django/conf/global_settings.py.
export const settings = {
  /** When true, an exception that nobody foresaw isn't made a response: it goes on to whoever called. */
  DEBUG_PROPAGATE_EXCEPTIONS: false,
};
