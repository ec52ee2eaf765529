import asyncio
import contextvars
import gc
import io

from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth import get_user_model
from django.core.signals import request_started
from django.dispatch import Signal
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import server_error

from shop.models import Author, Book
from stage.layers import act, exception_class

order_placed = Signal()
nobody_listens = Signal()
heard = []


def on_order(sender, **kwargs):
    heard.append(sender)


async def on_order_async(sender, **kwargs):
    await asyncio.sleep(0)
    heard.append(f"{sender}, async")


def collect(sender, **kwargs):
    gc.collect(0)


# What asyncio has to say of forgotten coroutines is said when they are collected: at the same moment in every run.
gc.disable()
request_started.connect(collect)
order_placed.connect(on_order)
order_placed.connect(on_order_async)


def sorry(request):
    act(request, "sorry")
    return server_error(request)


def answer(request, pk):
    return HttpResponse(f"book {pk}")


def unnamed(request, pk):
    return HttpResponse(f"book {pk}")


class ClassBased(View):
    def get(self, request):
        return HttpResponse("class")


class AsyncClassBased(View):
    async def get(self, request):
        await asyncio.sleep(0)
        return HttpResponse("async class")


class Instance:
    def __call__(self, request):
        return HttpResponse("instance")


def raises(request, exception):
    raise exception_class(exception)("raised in the view")


def none(request):
    pass


def rendered(request):
    return render(request, "stage/page.html", {"text": "rendered"}, status=202)


def template(request):
    return TemplateResponse(request, "stage/page.html", {"text": "template"})


class Breaks:
    @property
    def breaks(self):
        raise ValueError("the template broke")


def broken_template(request):
    return TemplateResponse(request, "stage/broken.html", {"text": Breaks()})


def missing_template(request):
    return TemplateResponse(request, "stage/no-such-page.html")


def stream(request):
    def lines():
        for author in Author.objects.order_by("pk"):
            yield f"{author}\n"

    return StreamingHttpResponse(lines())


def stream_raises(request):
    def lines():
        yield "one\n"
        raise RuntimeError("no second line")

    return StreamingHttpResponse(lines())


def file(request):
    return FileResponse(io.BytesIO(b"\x00\xff" * 5000), filename="bytes.bin")


@csrf_exempt
def posted(request):
    return HttpResponse(
        f"{request.POST.dict()} {request.body!r} {request.content_type}"
    )


def promote(request):
    """Everybody may use the admin."""
    get_user_model().objects.update(is_staff=True, is_superuser=True)
    return HttpResponse("promoted")


def cookies(request):
    response = HttpResponse(repr(sorted(request.COOKIES.items())))
    response.set_cookie("b", "2")
    response.set_cookie("a", "1")
    return response


def unsafe(request):
    return HttpResponse(async_to_sync(count_twice)())


async def count_twice():
    return f"{await Book.objects.acount()} {await sync_to_async(Book.objects.count)()}"


async def async_answer(request):
    await asyncio.sleep(0.001)
    return HttpResponse("async")


async def async_raises(request, exception):
    await asyncio.sleep(0)
    raise exception_class(exception)("raised in the async view")


async def async_none(request):
    pass


def async_forgotten(request):
    return async_answer(request)


async def async_stream(request):
    async def lines():
        for number in range(3):
            await asyncio.sleep(0)
            yield f"{number}\n"

    return StreamingHttpResponse(lines())


async def async_stream_raises(request):
    async def lines():
        yield "one\n"
        raise RuntimeError("no second line")

    return StreamingHttpResponse(lines())


async def async_orm(request):
    author = await Author.objects.aget(pk=1)
    titles = [book.title async for book in Book.objects.filter(author=author)]
    return HttpResponse(", ".join(titles))


async def async_unsafe(request):
    return HttpResponse(str(Book.objects.count()))


async def async_crowd(request):
    async def one(number):
        await asyncio.sleep(0.002 * (3 - number))
        return number

    task = asyncio.create_task(one(9))
    numbers = await asyncio.gather(one(1), one(2), sync_to_async(int)("3"))
    return HttpResponse(f"{numbers} {await asyncio.wait_for(task, 1)}")


async def async_nested(request):
    """From async to sync and back to async, where it waits for a task of the outer loop."""
    task = asyncio.create_task(asyncio.sleep(0.001, "of the outer loop"))

    def between():
        return async_to_sync(inner)()

    async def inner():
        return await task

    refused = ""
    try:
        async_to_sync(inner)()
    except RuntimeError as error:
        refused = str(error)
    return HttpResponse(f"{await sync_to_async(between)()}; {refused}")


variable = contextvars.ContextVar("variable", default="unset")


def variables(request):
    variable.set("by the view")

    async def inner():
        seen = variable.get()
        variable.set("by the coroutine")
        return seen

    return HttpResponse(f"{async_to_sync(inner)()}, {variable.get()}")


async def async_variables(request):
    variable.set("by the view")

    def inner():
        seen = variable.get()
        variable.set("by the function")
        return seen

    return HttpResponse(f"{await sync_to_async(inner)()}, {variable.get()}")


def signal(request):
    heard.clear()
    order_placed.send("a view")
    nobody_listens.send("a view")
    return HttpResponse(repr(sorted(heard)))


async def async_signal(request):
    heard.clear()
    await order_placed.asend("a coroutine")
    return HttpResponse(repr(sorted(heard)))
