"""What code on both sides of asgiref's adapters can see: each function tells it, and the view answers with it."""

import asyncio
import contextvars
import sys
from contextlib import suppress

from asgiref.local import Local
from asgiref.sync import (
    AsyncToSync,
    ThreadSensitiveContext,
    async_to_sync,
    iscoroutinefunction,
    sync_to_async,
)
from django.core.exceptions import SynchronousOnlyOperation
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from shop.models import Author, Book

variable = contextvars.ContextVar("variable", default="unset")
local = Local()
left_behind = []

# Seconds; nothing here waits to their end.
LONG = 2


async def asynchronous(request, name):
    # Under WSGI requests share a context.
    variable.set("unset")
    return answer(await ASYNC[name]())


def synchronous(request, name):
    variable.set("unset")
    return answer(SYNC[name]())


def answer(told):
    return told if isinstance(told, HttpResponseBase) else HttpResponse(repr(told))


async def later(value, seconds=0.001):
    await asyncio.sleep(seconds)
    return value


def raised(call):
    try:
        return call()
    except BaseException as exception:
        return repr(exception)


async def raised_in(coroutine):
    try:
        return await coroutine
    except BaseException as exception:
        return repr(exception)


def broken(exception):
    def breaks():
        raise exception

    return breaks


# Asked of a view that is a coroutine.


async def nested():
    """async → sync → async → sync → async, each leaving its mark on the way in and on the way out."""
    steps = []

    def layer(depth):
        if depth == 4:
            steps.append("innermost")
            return later
        inner = layer(depth + 1)
        if depth % 2:

            async def step(*args):
                steps.append(f"async {depth} in")
                variable.set(f"{variable.get()} {depth}")
                result = await (inner(1) if depth == 3 else sync_to_async(inner)())
                steps.append(f"async {depth} out")
                return result
        else:

            def step():
                steps.append(f"sync {depth} in")
                variable.set(f"{variable.get()} {depth}")
                result = async_to_sync(inner)()
                steps.append(f"sync {depth} out")
                return result

        return step

    result = await sync_to_async(layer(0))()
    return steps, result, variable.get()


async def context_both_ways():
    seen = []
    token = variable.set("async")

    async def innermost():
        seen.append(variable.get())
        variable.set("innermost")

    def between():
        seen.append(variable.get())
        variable.set("sync")
        async_to_sync(innermost)()
        seen.append(variable.get())
        return raised(lambda: variable.reset(token))

    foreign = await sync_to_async(between)()
    seen.append(variable.get())
    refused = "refused" if foreign.startswith("ValueError") else foreign
    return seen, refused, variable.reset(token), variable.get()


async def context_of_a_task():
    """A task has a copy: what it sets stays in it."""
    variable.set("parent")

    def change():
        variable.set("changed")
        return "sync"

    told = await asyncio.create_task(sync_to_async(change)())
    return told, variable.get()


async def context_given():
    context = contextvars.copy_context()
    set_there = sync_to_async(lambda: variable.set("there"), context=context)
    await set_there()
    return variable.get(), context[variable]


async def locals_both_ways():
    local.value = "async"

    def change():
        before, local.value = local.value, "sync"
        return before

    return await sync_to_async(change)(), local.value


async def thread_sensitivity():
    """What a function returns and sets doesn't depend on where it ran."""
    told = []
    for options in ({}, {"thread_sensitive": True}, {"thread_sensitive": False}):
        told.append(await sync_to_async(lambda a, b: (a, b), **options)(1, b=2))
        await sync_to_async(variable.set, **options)(str(options))
        told.append(variable.get())
    async with ThreadSensitiveContext():
        told.append(await sync_to_async(variable.get)())
    return told


async def gathered():
    order = []

    async def one(name, seconds):
        await asyncio.sleep(seconds)
        order.append(name)
        return name

    results = await asyncio.gather(one("slow", 0.02), one("fast", 0.001), later(3))
    return results, order


async def gathered_with_sync():
    """Functions of one thread come one after the other, in their order."""
    order = []

    def one(name):
        order.append(name)
        return name

    calls = [sync_to_async(one)(name) for name in "abc"]
    return await asyncio.gather(*calls, later("d")), order


async def gathered_exceptions():
    calls = [sync_to_async(broken(KeyError("a")))(), later("b")]
    everything = await asyncio.gather(*calls, return_exceptions=True)
    first = await raised_in(
        asyncio.gather(sync_to_async(broken(ValueError("first")))(), later("b"))
    )
    return everything, first


async def task_group():
    told = []

    async def sleeper():
        try:
            await asyncio.sleep(LONG)
        except asyncio.CancelledError:
            told.append("the sleeper is cancelled")
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper())
            group.create_task(sync_to_async(broken(ValueError("in the group")))())
    except* ValueError as caught:
        told += map(repr, caught.exceptions)
    return told


async def turn_of_others():
    """While a coroutine waits for sync code, tasks that are ready have their turn."""
    order = []

    async def other():
        order.append("other")

    task = asyncio.create_task(other())
    await sync_to_async(int)()
    order.append("after the call")
    await task
    return order


async def turn_of_others_after_exception():
    order = []

    async def other():
        order.append("other")

    task = asyncio.create_task(other())
    order.append(await raised_in(sync_to_async(broken(KeyError("k")))()))
    await task
    return order


async def timeouts():
    told = [await raised_in(asyncio.wait_for(asyncio.sleep(LONG), 0.005))]
    try:
        async with asyncio.timeout(0.005):
            await asyncio.Event().wait()
    except TimeoutError as error:
        told.append(repr(error))
    async with asyncio.timeout(LONG):
        told.append(await sync_to_async(int)("7"))
    return told


async def timeout_through_sync_code():
    """The limit reaches a coroutine that sync code waits for."""
    order = []

    async def slow():
        expire_now(limit)
        try:
            await asyncio.sleep(LONG)
            order.append("slow ended")
        except asyncio.CancelledError:
            order.append("slow cancelled")
            raise

    def between():
        try:
            async_to_sync(slow)()
        except asyncio.CancelledError:
            order.append("between cancelled")
            raise

    try:
        async with asyncio.timeout(None) as limit:
            await sync_to_async(between)()
    except TimeoutError as error:
        order.append(repr(error))
    return order


async def cancellation_refused_by_sync_code():
    async def slow():
        expire_now(limit)
        await asyncio.sleep(LONG)

    def between():
        try:
            async_to_sync(slow)()
        except asyncio.CancelledError:
            return "refused"

    async with asyncio.timeout(None) as limit:
        told = await sync_to_async(between)()
    return told


def expire_now(limit):
    """Once what it is to end has begun: threads take their time."""
    limit.reschedule(asyncio.get_running_loop().time())


async def cancelled_through_sync_code():
    begun, order = asyncio.Event(), []

    async def slow():
        begun.set()
        try:
            await asyncio.sleep(LONG)
        finally:
            order.append("slow ends")

    task = asyncio.create_task(sync_to_async(async_to_sync(slow))())
    await begun.wait()
    task.cancel()
    return await raised_in(task), order, task.cancelled()


async def cancelled():
    order = []

    async def sleeper():
        try:
            await asyncio.sleep(LONG)
        except asyncio.CancelledError:
            order.append("cancelled")
            raise
        finally:
            order.append("finally")

    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    task.cancel("enough")
    told = await raised_in(task)
    shielded = asyncio.create_task(later("survives"))
    outer = asyncio.ensure_future(asyncio.shield(shielded))
    outer.cancel()
    with suppress(asyncio.CancelledError):
        await outer
    return told, order, await shielded


async def cancelled_before_it_began():
    order = []
    task = asyncio.create_task(sync_to_async(order.append)("called"))
    task.cancel()
    return await raised_in(task), order


async def left_to_the_loop():
    """A task that nobody awaits is cancelled when its loop ends."""

    async def sleeper():
        try:
            await asyncio.sleep(LONG)
        except asyncio.CancelledError:
            left_behind.append("cancelled at the end")
            raise

    left_behind.clear()
    left_behind.append(asyncio.create_task(sleeper()))
    await asyncio.sleep(0)
    return "left"


async def was_left_to_the_loop():
    return left_behind[1:], left_behind[0].cancelled()


async def exceptions_keep_their_story():
    cause = KeyError("cause")

    def breaks():
        try:
            raise cause
        except KeyError as error:
            raise ValueError("from sync code") from error

    async def between():
        await sync_to_async(breaks)()

    try:
        await sync_to_async(async_to_sync(between))()
    except ValueError as error:
        return repr(error), error.__cause__ is cause


async def end_of_iteration():
    # Not StopIteration: before Python 3.12 nobody ever hears of one that a thread raises.
    return await raised_in(sync_to_async(broken(StopAsyncIteration("s")))())


async def exc_info_is_seen():
    def seen():
        return repr(sys.exc_info()[1])

    async def seen_by_async():
        return repr(sys.exc_info()[1])

    def between():
        try:
            raise KeyError("sync")
        except KeyError:
            return async_to_sync(seen_by_async)()

    try:
        raise ValueError("async")
    except ValueError:
        inside = await sync_to_async(seen)()
    return inside, await sync_to_async(seen)(), await sync_to_async(between)()


async def loops():
    """The coroutine that sync code calls runs on the loop that waits for that code, unless another is asked for."""
    outer = asyncio.get_running_loop()

    async def running():
        return asyncio.get_running_loop() is outer

    def ask():
        return [
            raised(asyncio.get_running_loop),
            async_to_sync(running)(),
            AsyncToSync(running, force_new_loop=True)(),
            asyncio.run(running()),
        ]

    sensitive = await sync_to_async(ask)()
    return sensitive, await sync_to_async(ask, thread_sensitive=False)()


async def loop_of_a_plain_thread():
    """A function of `asyncio.to_thread` has no loop that waits for it, however deep it is called."""
    outer = asyncio.get_running_loop()

    async def running():
        return asyncio.get_running_loop() is outer

    async def inner():
        return await asyncio.to_thread(async_to_sync(running))

    direct = await asyncio.to_thread(async_to_sync(running))
    return direct, await sync_to_async(async_to_sync(inner))()


async def refusals():
    async def coroutine():
        pass

    begun = coroutine()
    nested_run = raised(lambda: asyncio.run(begun))
    begun.close()
    return [
        raised(async_to_sync(coroutine)),
        nested_run,
        raised(lambda: sync_to_async(coroutine)),
        raised(lambda: sync_to_async(int, executor=object())),
        raised(lambda: Book.objects.count()).startswith(
            SynchronousOnlyOperation.__name__
        ),
    ]


async def task_of_the_outer_loop():
    task = asyncio.create_task(later("of the outer loop", 0.005))

    async def inner():
        return await task

    return await sync_to_async(async_to_sync(inner))()


async def queue_between_tasks():
    queue, got = asyncio.Queue(maxsize=1), []

    def square(number):
        return number * number

    async def produce():
        for number in range(4):
            await queue.put(await sync_to_async(square)(number))
        await queue.put(None)

    async def consume():
        while (number := await queue.get()) is not None:
            got.append(number)

    await asyncio.gather(produce(), consume())
    return got


async def lock_around_sync_code():
    lock, inside, most = asyncio.Lock(), [], []

    async def one(number):
        async with lock:
            inside.append(number)
            await sync_to_async(int)()
            most.append(len(inside))
            inside.remove(number)

    await asyncio.gather(*(one(number) for number in range(4)))
    return most


async def callbacks_in_order():
    order, loop = [], asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_later(0.01, order.append, "10 ms")
    loop.call_later(0.002, order.append, "2 ms")
    loop.call_later(0.02, done.set_result, None)
    loop.call_soon(order.append, "soon").cancel()
    loop.call_soon(order.append, "soon")
    await done
    return order


async def orm():
    author = await Author.objects.aget(pk=1)

    def rename():
        with transaction.atomic():
            Author.objects.filter(pk=1).update(name="Jane")
            return Author.objects.get(pk=1).name

    renamed = await sync_to_async(rename)()
    await Author.objects.filter(pk=1).aupdate(name=author.name)
    names = [each.name async for each in Author.objects.order_by("pk")[:2]]
    return author.name, renamed, names


async def async_stream():
    async def lines():
        for number in range(3):
            yield f"{await sync_to_async(str)(number)}\n"

    return StreamingHttpResponse(lines())


async def sync_stream():
    return StreamingHttpResponse(f"{number}\n" for number in range(3))


async def marks():
    @sync_to_async
    def function():
        """Its words."""

    class Callable:
        def __call__(self, value):
            return value

        @sync_to_async
        def method(self):
            return type(self).__name__

        @async_to_sync
        async def async_method(self):
            return type(self).__name__

    instance = Callable()
    return [
        iscoroutinefunction(function),
        (function.__name__, function.__doc__),
        await sync_to_async(instance)(5),
        await instance.method(),
        await sync_to_async(instance.async_method)(),
    ]


ASYNC = {
    function.__name__.replace("_", "-"): function
    for function in (
        nested,
        context_both_ways,
        context_of_a_task,
        context_given,
        locals_both_ways,
        thread_sensitivity,
        gathered,
        gathered_with_sync,
        gathered_exceptions,
        task_group,
        turn_of_others,
        turn_of_others_after_exception,
        timeouts,
        timeout_through_sync_code,
        cancellation_refused_by_sync_code,
        cancelled_through_sync_code,
        cancelled,
        cancelled_before_it_began,
        left_to_the_loop,
        was_left_to_the_loop,
        exceptions_keep_their_story,
        end_of_iteration,
        exc_info_is_seen,
        loops,
        loop_of_a_plain_thread,
        refusals,
        task_of_the_outer_loop,
        queue_between_tasks,
        lock_around_sync_code,
        callbacks_in_order,
        orm,
        async_stream,
        sync_stream,
        marks,
    )
}


# Asked of a view that is a function.


def runs_a_loop():
    return asyncio.run(later("its own")), asyncio.run(later("and another"))


def calls_async_code():
    async def both():
        return await asyncio.gather(later(1, 0.005), sync_to_async(int)("2"))

    return async_to_sync(both)(), raised(asyncio.get_running_loop)


def calls_breaking_async_code():
    async def breaks():
        await asyncio.sleep(0)
        raise ValueError("from async code")

    return raised(async_to_sync(breaks))


def context_of_async_code():
    variable.set("sync")
    seen = []

    async def change():
        seen.append(variable.get())
        variable.set("async")
        await sync_to_async(variable.set)("sync in async")

    async_to_sync(change)()
    return seen, variable.get()


def streams_async():
    async def lines():
        for number in range(3):
            await asyncio.sleep(0)
            yield f"{number}\n"

    return StreamingHttpResponse(lines())


SYNC = {
    function.__name__.replace("_", "-"): function
    for function in (
        runs_a_loop,
        calls_async_code,
        calls_breaking_async_code,
        context_of_async_code,
        streams_async,
    )
}
