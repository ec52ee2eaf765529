/**
 * Files of the suite's own that it lays over the shop: a clock that it moves, a `record` that it reads, a report that
 * takes as long as it is told, and a server with a client that may go away.
 */

type Files = Readonly<Record<string, string>>;

export const ourShop: Files = {
  'shop/clock.py': `
from shop import probe


def now() -> float:
    return probe.time
`,

  'shop/timings.py': `
from shop import probe


def record(request, response, milliseconds, size):
    visit = probe.visit_of(request)
    milliseconds, size = float(milliseconds), int(size)
    probe.records.append(
        {"visit": visit, "status": response.status_code, "milliseconds": milliseconds, "size": size}
    )
    probe.note("recorded", visit, f"{response.status_code} took {milliseconds:.0f} ms, {size} bytes")
`,

  'shop/reports.py': `
import io

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

from shop import probe


class Lines:
    """A body that takes its time, and that knows when it is closed."""

    def __init__(self, plan, visit):
        self.plan, self.visit = plan, visit

    def __iter__(self):
        for number, chunk in enumerate(self.plan["chunks"], 1):
            probe.pass_time(chunk["takes"])
            probe.note("made", self.visit, f"chunk {number}")
            yield chunk["text"]
        if self.plan["breaks"]:
            raise ZeroDivisionError("an author without books")

    def close(self):
        probe.note("released", self.visit)


class File(io.BytesIO):
    visit = ""

    def close(self):
        if not self.closed:
            probe.note("released", self.visit)
        super().close()


def sales(request, name=""):
    visit = probe.visit_of(request)
    plan = probe.plans[visit]
    probe.pass_time(plan["works"])
    if plan["kind"] == "raises":
        raise RuntimeError("The till is stuck.")
    if plan["kind"] == "missing":
        raise Http404
    options = {"content_type": plan["type"], "status": plan["status"]}
    if plan["kind"] == "file":
        file = File("".join(chunk["text"] for chunk in plan["chunks"]).encode())
        file.visit = visit
        response = FileResponse(file, **options)
    elif plan["kind"] == "stream":
        response = StreamingHttpResponse(Lines(plan, visit), **options)
    else:
        response = HttpResponse("".join(chunk["text"] for chunk in plan["chunks"]), **options)
    response.headers["X-Report"] = plan["mark"]
    response.set_cookie("report", plan["mark"])
    return response
`,

  'shop/urls.py': `
from django.urls import path
from django.views.generic import RedirectView

from shop import reports, views

app_name = "shop"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="shop:book-list")),
    path("books/", views.book_list, name="book-list"),
    path("books/<int:pk>/", views.book_detail, name="book-detail"),
    path("authors/<int:pk>/", views.author_detail, name="author-detail"),
    path("orders/", views.order_list, name="order-list"),
    path("reports/sales.csv", reports.sales, name="sales-report"),
    path("exports/<str:name>/", reports.sales, name="export"),
]
`,

  'shop/probe.py': `
import json

from django.core.signals import request_finished

from inside_out import faults, server, site

time = 0.0
events = []
records = []
plans = {}


def pass_time(milliseconds):
    global time
    time += milliseconds


def visit_of(request):
    return request.headers.get("X-Visit", "")


def note(what, visit, detail=""):
    events.append({"at": time, "what": what, "visit": visit, "detail": detail})


class Delivery:
    """What a server does with one request, step by step: PEP 3333."""

    def __init__(self, asked):
        self.asked = asked
        self.visit = asked["visit"]
        self.chunks = None
        self.happened = {
            "visit": self.visit, "status": 0, "headers": [], "body": "", "given": 0,
            "began": 0.0, "ended": 0.0, "broke": None, "escaped": None, "finished": 0,
        }

    def begin(self):
        self.happened["began"] = time
        note("began", self.visit, self.asked["request"]["method"])
        self.guarded(self.call)

    def call(self):
        self.result = site.handler()(server.environ(self.asked["request"]), self.start_response)
        self.chunks = iter(self.result)
        note("returned", self.visit, str(self.happened["status"]))

    def start_response(self, status, headers, exc_info=None):
        self.happened["status"] = int(status.split()[0])
        self.happened["headers"] = [[name, value.strip()] for name, value in headers]

    def step(self):
        """Asks for one more chunk and sends it; says whether there may be another."""
        left = self.asked["leavesAfter"]
        if self.chunks is None or (left is not None and self.happened["given"] >= left):
            return False
        try:
            chunk = next(self.chunks)
        except StopIteration:
            return False
        except Exception as exception:
            self.happened["broke"] = f"{type(exception).__name__}: {exception}"
            note("broke", self.visit, type(exception).__name__)
            return False
        self.happened["given"] += 1
        self.happened["body"] += chunk.decode()
        pass_time(self.asked["sends"])
        note("sent", self.visit, f"chunk {self.happened['given']}, {len(chunk)} bytes")
        return True

    def end(self):
        if self.chunks is None:
            return
        self.happened["ended"] = time
        note("closing", self.visit)
        finished = []
        listen = lambda **_: finished.append(1)
        request_finished.connect(listen)
        try:
            self.guarded(self.result.close)
        finally:
            request_finished.disconnect(listen)
        self.happened["finished"] = len(finished)

    def guarded(self, action):
        try:
            action()
        except Exception as exception:
            fault = faults.describe(exception)
            self.happened["escaped"] = {"exception": fault["exception"], "message": fault["message"], "at": fault["at"]}


def deliver(asked):
    """Serves all requests, a chunk of each in turn."""
    deliveries = [Delivery(each) for each in asked]
    for each in asked:
        if each["plan"] is not None:
            plans[each["visit"]] = each["plan"]
    for delivery in deliveries:
        delivery.begin()
    waiting = list(deliveries)
    while waiting:
        for delivery in list(waiting):
            if not delivery.step():
                waiting.remove(delivery)
                delivery.end()
    happened = [delivery.happened for delivery in deliveries]
    print("\\x1e" + json.dumps({"deliveries": happened, "events": events, "records": records}) + "\\x1f")
`,
};
