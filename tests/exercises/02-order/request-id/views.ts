/**
 * Files of the suite's own that it lays over the shop. The learner's MIDDLEWARE stands around them as around any view.
 */

type Files = Readonly<Record<string, string>>;

/**
 * `/bestsellers/` as a view that answers what it is asked for:
 * - `?status=503&type=text/csv` with that status and content type, streamed
 * - `?meanwhile=/books/` with a page, after another request has come and gone; its id is in X-Meanwhile
 * - `?others=60` with the ids of that many requests for `/books`, as JSON
 */
export const ourView: Files = {
  'shop/reports.py': `
import contextvars
import gc
import threading

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from inside_out import server, site


def bestsellers(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    if "others" in asked:
        return JsonResponse([id_of("/books") for _ in range(int(asked["others"]))], safe=False)
    if "meanwhile" in asked:
        other = on_another_thread(lambda: id_of(asked["meanwhile"]))
        response = render(request, "shop/book_list.html", {"books": []})
        response.headers["X-Meanwhile"] = other or ""
        return response
    return StreamingHttpResponse(["The answer."], status=int(asked["status"]), content_type=asked["type"])


def id_of(path):
    """The id of a request of its own, through the very handler that serves this one."""
    answered = []

    def start_response(status, headers, exc_info=None):
        answered.extend(headers)

    result = site.handler()(server.environ({"method": "GET", "path": path}), start_response)
    b"".join(result)
    result.close()
    return next((value for name, value in answered if name.lower() == "x-request-id"), None)


def on_another_thread(work):
    """Runs \`work\` as if on a thread of its own: what a thread has to itself is afterwards as it was before."""
    own = [
        (local, dict(vars(local)))
        for local in gc.get_objects()
        if issubclass(type(local), threading.local)
    ]
    try:
        return contextvars.copy_context().run(work)
    finally:
        for local, values in own:
            vars(local).clear()
            vars(local).update(values)
`,
};

/**
 * The same in a process that loads everything again, settings and all. A second start of the same files is a copy of the
 * first one's memory, and what was drawn by lot while it loaded would be the same there.
 */
export const ourViewInAnotherProcess: Files = {
  ...ourView,
  'bookshop/__init__.py': 'import random\n\nrandom.seed()\n',
};
