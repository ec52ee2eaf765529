import type { Action, Layer, OwnLayer, Stack, View } from './schema.ts';
import { layerPlaces } from './template-names.ts';

/**
 * A stack in a few lines: server and request, then the layers from the outermost in, then the views.
 *
 *     wsgi  GET /books/7/
 *       Stamp (class): after: set-header X-Stamp
 *       view book at books/<int:pk>/: raise Http404
 */
export function describeStack(stack: Stack): string {
  const { server, request, settings = {}, handler500 } = stack;
  const facts = [
    ...(request.signedIn ? ['signed in'] : []),
    ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...Object.entries(request.cookies ?? {}).map(([name, value]) => `cookie ${name}=${value}`),
    ...(request.body ? [`body ${request.body}`] : []),
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ...(handler500 === undefined ? [] : ['the error page raises']),
  ];
  const head = `${server}  ${request.method} ${request.path}`;
  return [
    [head, ...facts].join(', '),
    ...stack.middleware.map((layer) => `  ${layerLine(layer)}`),
    ...stack.views.map((view) => `  ${viewLine(view, stack)}`),
  ].join('\n');
}

function layerLine(layer: Layer): string {
  if (!('own' in layer)) return layer.shipped;
  const places = layerPlaces.flatMap((place) => placeWords(layer, place));
  const kind = [
    layer.mode === 'sync' ? layer.style : `${layer.mode} ${layer.style}`,
    ...(layer.unused ? ['unused'] : []),
  ];
  return `${layer.own} (${kind.join(', ')})${places.length > 0 ? `: ${places.join('; ')}` : ''}`;
}

function placeWords(layer: OwnLayer, place: (typeof layerPlaces)[number]): string[] {
  const actions = layer[place];
  if (actions === undefined) return [];
  if (actions.length === 0) return place === 'before' || place === 'after' ? [] : [`${place}: nothing`];
  return [`${place}: ${actions.map(words).join(', ')}`];
}

function viewLine(view: View, stack: Stack): string {
  const routes = stack.routes.filter((route) => route.view === view.name).map(({ route }) => route || "''");
  const traits = [
    ...(view.mode === 'async' ? ['async'] : []),
    ...(view.csrf_exempt ? ['csrf_exempt'] : []),
    ...(view.login_not_required ? ['login_not_required'] : []),
  ];
  const kind = traits.length > 0 ? ` (${traits.join(', ')})` : '';
  const place = routes.length > 0 ? ` at ${routes.join(' and ')}` : ', nowhere';
  return `view ${view.name}${kind}${place}: ${view.does.map(words).join(', ')}`;
}

/** An action in words: what it does and to what. */
function words(action: Action): string {
  switch (action.do) {
    case 'set-header':
      return `set-header ${action.name}`;
    case 'answer':
      return `answer ${action.status}`;
    case 'answer-template':
    case 'render':
      return `${action.do} ${action.status}${raising(action)}`;
    case 'stream':
      return `stream ${action.chunks.length} chunks${raising(action)}`;
    case 'raise':
      return `raise ${action.exception}`;
    case 'set-context':
    case 'set-kwarg':
      return `${action.do} ${action.name}`;
    case 'read-session':
    case 'write-session':
      return `${action.do} ${action.key}`;
    case 'return-none':
    case 'read-user':
    case 'get-token':
      return action.do;
  }
}

function raising({ raises }: { readonly raises?: string | undefined }): string {
  return raises === undefined ? '' : ` that raises ${raises}`;
}
