import type { Action, OwnLayer } from '../../stack/schema.ts';

/** What a layer does as its stack describes it, in a few words: `sets X-Stamp`, `raises after get_response`. */
export function asWrittenWords(layer: OwnLayer): string {
  if (layer.unused) return 'leaves itself out';
  const said = [
    ...layer.before.flatMap((action) => words(action, 'before get_response')),
    ...layer.after.flatMap((action) => words(action, 'after get_response')),
    ...(['process_view', 'process_exception', 'process_template_response'] as const).flatMap((hook) =>
      (layer[hook] ?? []).flatMap((action) => words(action, `in ${hook}`)),
    ),
  ];
  return said.length === 0 ? 'passes it through' : said.join(', ');
}

function words(action: Action, where: string): readonly string[] {
  switch (action.do) {
    case 'set-header':
      return [`sets ${action.name}`];
    case 'answer':
    case 'answer-template':
    case 'render':
      // Before get_response an answer is what everyone expects of it.
      return [`answers ${action.status}${where.startsWith('before') ? '' : ` ${where}`}`];
    case 'stream':
      return [`answers with a stream${where.startsWith('before') ? '' : ` ${where}`}`];
    case 'raise':
      return [`raises ${where}`];
    case 'return-none':
      return [`returns None ${where}`];
    case 'set-context':
    case 'set-kwarg':
      return [`sets ${action.name} ${where}`];
    case 'read-session':
      return ['reads the session'];
    case 'write-session':
      return ['writes the session'];
    case 'read-user':
      return ['reads the user'];
    case 'get-token':
      return ['asks for the CSRF token'];
  }
}
