import { endsList } from './actions.ts';
import type { Action, OwnLayer } from './schema.ts';
import { type LayerPlace, layerTemplate } from './template-names.ts';
import { type ActionPlace, actionStatements } from './to-python-actions.ts';
import {
  type Block,
  branch,
  classDefinition,
  definition,
  printModule,
  type Statement,
} from './to-python-code.ts';
import { Imports } from './to-python-imports.ts';

/**
 * `stack/layers.py`: each own layer as a Django developer writes it.
 *
 * A function and a class are `async def` throughout when their mode is async, hooks included. Those of mode both choose
 * by `get_response`, as Django's `MiddlewareMixin` does (`django/utils/deprecation.py`); their hooks are plain functions,
 * which Django adapts. The methods of a mixin are plain functions in every mode.
 */
export function layersModule(layers: readonly OwnLayer[]): string {
  const imports = new Imports();
  const definitions = layers.map((layer) => styles[layer.style](layer, imports));
  return printModule(imports.statements(), definitions);
}

type Write = (layer: OwnLayer, imports: Imports) => Block;

const styles: Readonly<Record<OwnLayer['style'], Write>> = {
  function: functionLayer,
  class: classLayer,
  mixin: mixinLayer,
};

function functionLayer(layer: OwnLayer, imports: Imports): Block {
  const decorators = {
    sync: () => [],
    async: () => [`@${imports.use('async_only_middleware')}`],
    both: () => [`@${imports.use('sync_and_async_middleware')}`],
  }[layer.mode]();
  const inner = (isAsync: boolean): Block =>
    definition('middleware', ['request'], around(layer, 'get_response', isAsync, imports), {
      async: isAsync,
    });
  const body = layer.unused
    ? [notUsed(imports)]
    : [
        ...(layer.mode === 'both'
          ? [
              branch(`if ${imports.use('iscoroutinefunction')}(get_response):`, [inner(true)]),
              branch('else:', [inner(false)]),
            ]
          : [inner(layer.mode === 'async')]),
        'return middleware',
      ];
  return definition(layer.own, ['get_response'], body, { decorators });
}

function classLayer(layer: OwnLayer, imports: Imports): Block {
  const flags = {
    sync: [],
    async: ['sync_capable = False', 'async_capable = True'],
    both: ['async_capable = True'],
  }[layer.mode];
  return classDefinition(layer.own, null, [
    ...flags,
    definition(
      '__init__',
      ['self', 'get_response'],
      layer.unused ? [notUsed(imports)] : ['self.get_response = get_response', ...markings(layer, imports)],
    ),
    ...calls(layer, imports),
    ...hooks(layer, layer.mode === 'async', imports),
  ]);
}

function markings(layer: OwnLayer, imports: Imports): Statement[] {
  if (layer.mode === 'sync') return [];
  const mark = `${imports.use('markcoroutinefunction')}(self)`;
  if (layer.mode === 'async') return [mark];
  return [branch(`if ${imports.use('iscoroutinefunction')}(get_response):`, [mark])];
}

function calls(layer: OwnLayer, imports: Imports): Block[] {
  const method = (name: string, isAsync: boolean, first: readonly Statement[] = []): Block =>
    definition(
      name,
      ['self', 'request'],
      [...first, ...around(layer, 'self.get_response', isAsync, imports)],
      {
        async: isAsync,
      },
    );
  if (layer.mode !== 'both') return [method('__call__', layer.mode === 'async')];
  const choice = branch(`if ${imports.use('iscoroutinefunction')}(self):`, [
    'return self.__acall__(request)',
  ]);
  return [method('__call__', false, [choice]), method('__acall__', true)];
}

/** What stands around the call of get_response: `before`, the call, `after`. */
function around(layer: OwnLayer, getResponse: string, isAsync: boolean, imports: Imports): Statement[] {
  const at = (place: LayerPlace): ActionPlace => placeOf(layer, place, isAsync, imports);
  const before = actionStatements(layer.before, at('before'));
  if (before.ends) return [...before.statements];
  const inner = `${isAsync ? 'await ' : ''}${getResponse}(request)`;
  if (layer.after.length === 0) return [...before.statements, `return ${inner}`];
  const after = actionStatements(layer.after, at('after'));
  const used = !after.ends || reached(layer.after).some(({ do: kind }) => kind === 'set-header');
  return [
    ...before.statements,
    used ? `response = ${inner}` : inner,
    ...withoutReturnNone(after.statements),
    ...(after.ends ? [] : ['return response']),
  ];
}

function mixinLayer(layer: OwnLayer, imports: Imports): Block {
  const flags = { sync: ['async_capable = False'], async: ['sync_capable = False'], both: [] }[layer.mode];
  const init = (): Block => definition('__init__', ['self', 'get_response'], [notUsed(imports)]);
  const requestHook = (): Block =>
    method(layer, 'before', 'process_request', ['request'], 'return None', false, imports);
  const responseHook = (): Block =>
    method(layer, 'after', 'process_response', ['request', 'response'], 'return response', false, imports);
  return classDefinition(layer.own, imports.use('MiddlewareMixin'), [
    ...flags,
    ...(layer.unused ? [init()] : []),
    ...(layer.before.length > 0 ? [requestHook()] : []),
    ...(layer.after.length > 0 ? [responseHook()] : []),
    ...hooks(layer, false, imports),
  ]);
}

const hookSignatures = {
  process_view: { parameters: ['request', 'view_func', 'view_args', 'view_kwargs'], last: 'return None' },
  process_exception: { parameters: ['request', 'exception'], last: 'return None' },
  process_template_response: { parameters: ['request', 'response'], last: 'return response' },
} as const;

const hookNames = ['process_view', 'process_exception', 'process_template_response'] as const;

function hooks(layer: OwnLayer, isAsync: boolean, imports: Imports): Block[] {
  return hookNames
    .filter((hook) => layer[hook] !== undefined)
    .map((hook) => {
      const { parameters, last } = hookSignatures[hook];
      return method(layer, hook, hook, parameters, last, isAsync, imports);
    });
}

/** A method of a list of actions. `last` follows a list that doesn't end it. */
function method(
  layer: OwnLayer,
  place: LayerPlace,
  name: string,
  parameters: readonly string[],
  last: string,
  isAsync: boolean,
  imports: Imports,
): Block {
  const { statements, ends } = actionStatements(layer[place] ?? [], placeOf(layer, place, isAsync, imports));
  const body = ends ? withoutReturnNone(statements) : [...statements, last];
  return definition(name, ['self', ...parameters], body.length > 0 ? body : ['pass'], { async: isAsync });
}

/** A forgotten `return response` is a line that isn't there. */
function withoutReturnNone(statements: readonly Statement[]): readonly Statement[] {
  return statements.at(-1) === 'return None' ? statements.slice(0, -1) : statements;
}

function reached(actions: readonly Action[]): readonly Action[] {
  const ending = actions.findIndex(endsList);
  return ending === -1 ? actions : actions.slice(0, ending);
}

function placeOf(layer: OwnLayer, place: LayerPlace, isAsync: boolean, imports: Imports): ActionPlace {
  return { owner: layer.own, async: isAsync, template: layerTemplate(layer, place), imports };
}

function notUsed(imports: Imports): string {
  return `raise ${imports.use('MiddlewareNotUsed')}`;
}
