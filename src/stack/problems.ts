import { endsList } from './actions.ts';
import { routeProblems } from './route.ts';
import type { Action, OwnLayer, Stack, StackRequest, View } from './schema.ts';
import { type LayerPlace, layerPlaces } from './template-names.ts';
import { importedNames } from './to-python-imports.ts';
import { BROKEN_ERROR_PAGE } from './to-python-views.ts';

/**
 * What is wrong with a stack as a description, beyond what the schema can tell: one sentence each, with its place.
 * Empty for a stack that can be played and written as Python. What Django itself would complain about, such as a
 * session that is read without SessionMiddleware, is none of this: playing the stack shows it.
 */
export function problemsOf(stack: Stack): string[] {
  const own = stack.middleware.filter((layer) => 'own' in layer);
  const views = stack.views.map((view) => view.name);
  return [
    ...nameProblems(
      'layer',
      own.map((layer) => layer.own),
    ),
    ...nameProblems('view', views),
    ...own.flatMap(layerProblems),
    ...requestProblems(stack.request),
    ...stack.views.flatMap(viewProblems),
    ...stack.routes.flatMap(({ route, view }) => [
      ...routeProblems(route).map((problem) => `the route "${route}": ${problem}`),
      ...(views.includes(view) ? [] : [`the route "${route}" leads to "${view}", and there is no such view`]),
    ]),
  ];
}

/** What Python keeps for itself, and what the written modules import or call. */
const taken: ReadonlySet<string> = new Set([
  ...importedNames,
  BROKEN_ERROR_PAGE,
  ...'False None True and as assert async await break class continue def del elif else except finally'.split(
    ' ',
  ),
  ...'for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
  ...'RuntimeError ValueError __init__ __name__ str super'.split(' '),
]);

function nameProblems(what: 'layer' | 'view', names: readonly string[]): string[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...[...twice].map((name) => `two ${what}s are called "${name}": each needs a name of its own`),
    ...names
      .filter((name) => taken.has(name))
      .map((name) => `a ${what} can't be called "${name}": Python or Django uses that name`),
  ];
}

function layerProblems(layer: OwnLayer): string[] {
  return layerPlaces.flatMap((place) => {
    const actions = layer[place];
    if (actions === undefined) return [];
    const where = `${layer.own}, ${place}`;
    if (layer.style === 'function' && place !== 'before' && place !== 'after') {
      return [`${where}: a function has no methods; make it a class`];
    }
    return listProblems(
      where,
      actions,
      layer.style === 'mixin' && place === 'before' ? 'process_request' : place,
    );
  });
}

function viewProblems({ name, does }: View): string[] {
  const last = does.at(-1);
  const noEnd =
    last !== undefined && !endsList(last)
      ? [`the view ${name} answers nothing: let it end with an answer`]
      : [];
  return [...listProblems(`the view ${name}`, does, 'view'), ...noEnd];
}

const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const printable = /^[\x20-\x7e]*$/;

/** What no client would send, and what the replica can't read (docs/replica.md). */
function requestProblems({ path, headers = {}, cookies = {} }: StackRequest): string[] {
  const names = [...Object.keys(headers), ...Object.keys(cookies)];
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return [
    ...names.filter((name) => !token.test(name)).map((name) => `no header or cookie can be called "${name}"`),
    ...Object.entries(headers)
      .filter(([, value]) => !printable.test(value))
      .map(([name]) => `the value of ${name} may hold printable ASCII characters only`),
    ...(isUtf8(path) ? [] : [`the path ${path}: its percent signs don't spell UTF-8`]),
    ...(type.startsWith('multipart/') ? ['a multipart form is beyond the model: send it urlencoded'] : []),
  ];
}

function isUtf8(path: string): boolean {
  try {
    // A percent sign that begins no escape stands for itself.
    decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}

type ListPlace = LayerPlace | 'process_request' | 'view';

function listProblems(where: string, actions: readonly Action[], place: ListPlace): string[] {
  const ending = actions.findIndex(endsList);
  const late = ending === -1 ? undefined : actions[ending + 1];
  return [
    ...actions
      .flatMap((action) => [misplaced(action, place), ...contentProblems(action)])
      .flatMap((problem) => (problem === null ? [] : [`${where}: ${problem}`])),
    ...(late === undefined ? [] : [`${where}: ${late.do} can't be reached after ${actions[ending]?.do}`]),
  ];
}

/** Why an action makes no sense where it stands; null when it does. */
function misplaced({ do: kind }: Action, place: ListPlace): string | null {
  const hasResponse = place === 'after' || place === 'process_template_response';
  if (kind === 'set-header' && !hasResponse) return 'set-header needs a response, and there is none yet';
  if (kind === 'set-context' && place !== 'process_template_response') {
    return 'set-context belongs in process_template_response: only there a layer can still change a context';
  }
  if (kind === 'set-kwarg' && place !== 'process_view') {
    return "set-kwarg belongs in process_view: only there a layer has the view's arguments";
  }
  const noneGoesOn = place === 'process_request' || place === 'process_view' || place === 'process_exception';
  if (kind === 'return-none' && noneGoesOn)
    return `return-none changes nothing: ${place} returns None anyway`;
  return null;
}

/** A pair of braces with one name inside is all that the templates here may use. */
const variable = /\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}/g;

/** What the context processors put into every template: the replica's contexts hold only what an action puts there. */
const processed: ReadonlySet<string> = new Set(
  'csrf_token request user perms messages DEFAULT_MESSAGE_LEVELS True False None block'.split(' '),
);

function contentProblems(action: Action): string[] {
  const broken = textsIn(action).some((text) => !text.isWellFormed());
  const problems = broken ? [`${action.do}: half a character can't be sent`] : [];
  if (action.do === 'set-header' && !printable.test(action.value)) {
    problems.push(`the value of ${action.name} may hold printable ASCII characters only`);
  }
  if (action.do === 'answer-template' || action.do === 'render') {
    if (/\{[{%#]/.test(action.template.replace(variable, ''))) {
      problems.push('a template may use {{ name }}, and no tag, filter or comment');
    }
    for (const [, name = ''] of action.template.matchAll(variable)) {
      if (processed.has(name) && !(name in action.context)) {
        problems.push(`{{ ${name} }} is Django's own variable here: choose another name`);
      }
    }
    for (const name of Object.keys(action.context).filter((name) => name.startsWith('_'))) {
      problems.push(`"${name}": a template can't read a name that starts with _`);
    }
  }
  return problems;
}

/** Every text in a piece of plain data. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
