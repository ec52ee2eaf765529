import type { ExceptionName, Layer, Scene } from './scene.ts';

type Response = { status: number; content: string | null; layerHeader: string | null };
export type Expected = { readonly trace: readonly string[]; readonly response: Response };

export const statusOf: Record<ExceptionName, number> = {
  BadRequest: 400,
  Error: 500,
  Http404: 404,
  PermissionDenied: 403,
  SuspiciousOperation: 400,
};

/**
 * What Django does with a request to a scene's stack: BaseHandler.load_middleware (django/core/handlers/base.py) and
 * response_for_exception (django/core/handlers/exception.py). A `content` of null is not compared.
 */
export function djangoAnswers(scene: Scene, path: string): Expected {
  const trace: string[] = [];
  /** A boundary's response. Its text is the project's own affair. */
  const converted = (exception: ExceptionName): Response => ({
    status: statusOf[exception],
    content: null,
    layerHeader: null,
  });

  function view(path: string): Response {
    if ('raises' in scene.view) {
      trace.push(`view raises ${scene.view.raises}`);
      return converted(scene.view.raises);
    }
    trace.push(`view answers ${scene.view.status}`);
    return { status: scene.view.status, content: `The view saw GET ${path}`, layerHeader: null };
  }

  function through([layer, ...inside]: readonly Layer[], path: string): Response {
    if (layer === undefined) return view(path);
    if (layer.does === 'not-used') return through(inside, path);
    trace.push(`${layer.name} in`);
    if (layer.does === 'short-circuit') {
      trace.push(`${layer.name} short-circuits with ${layer.status}`);
      return { status: layer.status, content: `${layer.name} answered`, layerHeader: null };
    }
    if (layer.does === 'raise-before') {
      trace.push(`${layer.name} raises ${layer.exception}`);
      return converted(layer.exception);
    }
    if (layer.does === 'ask-for') trace.push(`${layer.name} asks for ${layer.path}`);
    const passedOn = layer.does === 'ask-for' ? layer.path : path;
    let response = through(inside, passedOn);
    if (layer.does === 'ask-twice') {
      trace.push(`${layer.name} asks again after ${response.status}`);
      response = through(inside, passedOn);
    }
    trace.push(`${layer.name} out ${response.status}`);
    if (layer.does === 'raise-after') {
      trace.push(`${layer.name} raises ${layer.exception}`);
      return converted(layer.exception);
    }
    if (layer.does === 'set-header') response.layerHeader = layer.name;
    return response;
  }

  const response = through(scene.layers, path);
  return { trace, response };
}
