/** What the shop inside the learner's layer is given of a request, and what it gives back. */

/** What BannerMiddleware noted. Names are the learner's: `request.COOKIES`, `request.META["REMOTE_ADDR"]`. */
export interface Inside {
  /** What differs from the request as Django made it. */
  readonly changed: readonly string[];
  /** Of the response, as it left for the layers outside. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** No line that a learner would print. */
const NOTE = 'noted inside the shop: ';

/** Python that writes the note. A response header would show in the trace; what is printed can be taken out again. */
export const writeNote = `
import json

from django.core.handlers.wsgi import WSGIRequest


def changed_in(request):
    before = request.META.get("suite.before")
    if before is None:
        return None
    sent = WSGIRequest(dict(before))
    changed = [
        f'request.META["{name}"]' for name, value in sent.META.items() if request.META.get(name) != value
    ]
    names = ("method", "path", "path_info", "GET", "COOKIES", "headers")
    changed += [f"request.{name}" for name in names if getattr(request, name) != getattr(sent, name)]
    return changed + (["request.body"] if request._read_started else [])


def write_note(changed, response):
    if changed is not None:
        names = [*response.headers, *(["Set-Cookie"] if response.cookies else [])]
        note = {"changed": changed, "headers": names, "body": response.content.decode()}
        print("${NOTE}" + json.dumps(note))
`;

/** Takes the note out of what the site has printed. */
export function splitNote(output: string): { inside: Inside | null; output: string } {
  const lines = output.split('\n');
  const note = lines.find((line) => line.startsWith(NOTE));
  return {
    inside: note === undefined ? null : (JSON.parse(note.slice(NOTE.length)) as Inside),
    output: lines.filter((line) => line !== note).join('\n'),
  };
}

/** The headers that the shop's own layers may put on a response, in lower case. */
const OURS = [
  'content-type',
  'content-length',
  'location',
  'vary',
  'set-cookie',
  'x-frame-options',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cache-control',
  'expires',
];

/** What a layer did to a request or its response that isn't its business, in a sentence; null when it did nothing, or nothing was noted. */
export function meddling(
  inside: Inside | null,
  { headers, text }: { readonly headers: readonly (readonly [string, string])[]; readonly text: string },
  method: string,
): string | null {
  if (inside === null) return null;
  if (inside.changed.includes('request.body')) {
    return 'Your layer read the body. All that it has to know arrives before that, and a view may want to read a large one bit by bit.';
  }
  const [changed] = inside.changed;
  if (changed !== undefined) {
    return `Your layer changed \`${changed}\`, and all layers and views after it are given that for what the server said.`;
  }
  const names = headers.map(([name]) => name.toLowerCase());
  const more = headers.find(([name]) => !OURS.includes(name.toLowerCase()));
  if (more !== undefined) return `Your layer put the header ${more[0]} on the response.`;
  if (method !== 'HEAD' && text !== inside.body)
    return "The response isn't the one that the shop gave to your layer.";
  const less = inside.headers.find((name) => !names.includes(name.toLowerCase()));
  if (less !== undefined) return `Your layer took the header ${less} off the response.`;
  return null;
}
