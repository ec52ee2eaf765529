/**
 * The error pages of a stack's site, by template name. `django/views/defaults.py` looks four of them up, and
 * `django/views/csrf.py` the last: Django's own page for it runs to a hundred lines.
 */
export const errorPages = {
  '400.html': '<h1>Bad request</h1>\n',
  '403.html': '<h1>Forbidden</h1>\n',
  '404.html': '<h1>Not found</h1>\n',
  '500.html': '<h1>Server error</h1>\n',
  '403_csrf.html': '<h1>Forbidden</h1>\n',
} as const;
