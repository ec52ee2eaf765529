/** What the interpreter runs, for the page to say: pinned by a test to what is shipped. */
export const PYTHON_VERSION = '3.14.2';
export const DJANGO_VERSION = '5.2.18';
