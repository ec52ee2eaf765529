// Mirrors Template of django/template/backends/django.py: what a response needs to know of it.

/** What a template may use. */
export type Context = Readonly<Record<string, string>>;

/** A template that was found and parsed, ready to be rendered as often as you like. */
export interface Template {
  /** The page. Throws whatever goes wrong while it is made. */
  render(context: Context | null): string;
}
