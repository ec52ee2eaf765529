// Mirrors BaseHandler.get_response of django/core/handlers/base.py.
import type { GetResponse } from './http.ts';
import { logResponse, reasonPhrase } from './log.ts';

/** What the server calls: the whole chain, and after its outermost layer one last look at the response. */
export function baseGetResponse(middlewareChain: GetResponse): GetResponse {
  return (request) => {
    const response = middlewareChain(request);
    if (response.statusCode >= 400) {
      logResponse(`${reasonPhrase(response.statusCode)}: ${request.path}`, { request, response });
    }
    return response;
  };
}
