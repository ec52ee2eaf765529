import { endsList } from './actions.ts';
import type { Action, ExceptionName } from './schema.ts';
import {
  assignment,
  type Bracketed,
  branch,
  call,
  definition,
  dict,
  list,
  pythonString,
  type Statement,
} from './to-python-code.ts';
import type { Imports } from './to-python-imports.ts';

/** Where a list of actions stands, and what its Python may use there. */
export interface ActionPlace {
  /** The layer or view, for the words of what it raises. */
  readonly owner: string;
  /** Whether the function is an `async def`. */
  readonly async: boolean;
  /** The template that an answer with a template renders. */
  readonly template: string;
  readonly imports: Imports;
}

/**
 * The statements of a list of actions, and whether the last of them ends the function. What stands after an ending
 * action is left out: `actionProblems` tells of it.
 */
export function actionStatements(
  actions: readonly Action[],
  place: ActionPlace,
): { readonly statements: readonly Statement[]; readonly ends: boolean } {
  const ending = actions.findIndex(endsList);
  const reached = ending === -1 ? actions : actions.slice(0, ending + 1);
  return { statements: reached.flatMap((action) => statementsOf(action, place)), ends: ending !== -1 };
}

function statementsOf(action: Action, place: ActionPlace): Statement[] {
  const awaited = place.async ? 'await ' : '';
  switch (action.do) {
    case 'set-header':
      return [assignment(`response[${pythonString(action.name)}]`, pythonString(action.value))];
    case 'set-context':
      return [assignment(`response.context_data[${pythonString(action.name)}]`, pythonString(action.value))];
    case 'set-kwarg':
      return [assignment(`view_kwargs[${pythonString(action.name)}]`, pythonString(action.value))];
    case 'read-session':
      return [
        `${awaited}request.session.${place.async ? 'aget' : 'get'}(${pythonString(action.key)})  # reads the session`,
      ];
    case 'write-session': {
      const [key, value] = [pythonString(action.key), pythonString(action.value)];
      return [
        place.async
          ? line('await ', call('request.session.aset', key, value))
          : assignment(`request.session[${key}]`, value),
      ];
    }
    case 'read-user':
      return [`${place.async ? 'str(await request.auser())' : 'str(request.user)'}  # fetches the user`];
    case 'get-token':
      return [`${place.imports.use('get_token')}(request)`];
    case 'raise':
      return [raising(action.exception, `raised by ${place.owner}`, place.imports)];
    case 'return-none':
      return ['return None'];
    case 'answer': {
      const status = action.status === 200 ? [] : [`status=${action.status}`];
      return [returning(call(place.imports.use('HttpResponse'), pythonString(action.body), ...status))];
    }
    case 'answer-template':
    case 'render':
      return templateAnswer(action, place);
    case 'stream':
      return streamAnswer(action, place);
  }
}

type TemplateAction = Extract<Action, { do: 'answer-template' | 'render' }>;

function templateAnswer(action: TemplateAction, place: ActionPlace): Statement[] {
  const context = Object.entries(action.context).map(([name, value]) => [name, pythonString(value)] as const);
  const broken = brokenVariable(action);
  const callee = place.imports.use(action.do === 'render' ? 'render' : 'TemplateResponse');
  const answer = returning(
    call(
      callee,
      'request',
      pythonString(place.template),
      dict(broken === null ? context : [...context, [broken, broken]]),
      ...(action.status === 200 ? [] : [`status=${action.status}`]),
    ),
  );
  if (broken === null || action.raises === undefined) return [answer];
  const raise = raising(action.raises, `raised by the template of ${place.owner}`, place.imports);
  return [definition(broken, [], [raise]), answer];
}

/** The template's text. A last variable calls what raises: the engine calls whatever is callable. */
export function templateText(action: TemplateAction): string {
  const broken = brokenVariable(action);
  return broken === null ? action.template : `${action.template}{{ ${broken} }}`;
}

function brokenVariable(action: TemplateAction): string | null {
  if (action.raises === undefined) return null;
  let name = 'broken';
  while (name in action.context) name += '_again';
  return name;
}

function streamAnswer(action: Extract<Action, { do: 'stream' }>, place: ActionPlace): Statement[] {
  const response = place.imports.use('StreamingHttpResponse');
  const chunks = list(action.chunks.map(pythonString));
  if (!place.async && action.raises === undefined) return [returning(call(response, chunks))];
  const loop: Statement[] = place.async
    ? [{ ...branch('', ['yield chunk']), header: { before: 'for chunk in ', bracketed: chunks, after: ':' } }]
    : [line('yield from ', chunks)];
  const raise =
    action.raises === undefined
      ? []
      : [raising(action.raises, `raised by the stream of ${place.owner}`, place.imports)];
  return [
    definition('chunks', [], [...loop, ...raise], { async: place.async }),
    returning(call(response, 'chunks()')),
  ];
}

const builtins: ReadonlySet<ExceptionName> = new Set(['RuntimeError', 'ValueError']);

function raising(exception: ExceptionName, message: string, imports: Imports): Statement {
  const name = isImported(exception) ? imports.use(exception) : exception;
  return line('raise ', call(name, pythonString(message)));
}

function isImported(
  exception: ExceptionName,
): exception is Exclude<ExceptionName, 'RuntimeError' | 'ValueError'> {
  return !builtins.has(exception);
}

function returning(bracketed: Bracketed): Statement {
  return line('return ', bracketed);
}

function line(before: string, bracketed: Bracketed): Statement {
  return { before, bracketed, after: '' };
}
