"""Where Django without threads can't do what it does with threads. `inside_out/threadless.py` names each."""

import asyncio
import sys
import threading
import traceback

from asgiref.sync import async_to_sync, sync_to_async
from django.http import HttpResponse

# Seconds. Where there are threads nothing waits to its end; where there are none everything does.
PATIENCE = 0.1 if sys.platform == "emscripten" else 10


async def asynchronous(request, name):
    return HttpResponse(repr(await DIFFERENT[name]()))


async def sync_functions_side_by_side():
    """Whether each of two functions sees the other begin."""
    begun = {"a": threading.Event(), "b": threading.Event()}

    def one(own, other):
        begun[own].set()
        return begun[other].wait(PATIENCE)

    function = sync_to_async(one, thread_sensitive=False)
    return await asyncio.gather(function("a", "b"), function("b", "a"))


async def loop_while_sync_code_runs():
    """Whether a task goes on while sync code waits for it."""
    went_on = threading.Event()

    async def other():
        went_on.set()

    task = asyncio.create_task(other())
    seen = await sync_to_async(went_on.wait)(PATIENCE)
    await task
    return seen


async def timeout_of_sync_code():
    """Whether a time limit ends the wait for a function that is longer."""
    enough = threading.Event()
    try:
        async with asyncio.timeout(0.01):
            await sync_to_async(enough.wait, thread_sensitive=False)(PATIENCE)
    except TimeoutError:
        return "TimeoutError"
    finally:
        enough.set()
    return "no TimeoutError"


async def in_the_main_thread():
    """Whether a function that may go to any thread runs in the main one."""

    def ask():
        return threading.current_thread() is threading.main_thread()

    return await sync_to_async(ask, thread_sensitive=False)()


async def thread_locals():
    """Whether what one thread keeps to itself is there on a call that may go to any thread."""
    own = threading.local()
    own.value = "here"
    return await sync_to_async(hasattr, thread_sensitive=False)(own, "value")


async def frames_of_adapters():
    """Whether a traceback shows the way through asgiref."""

    async def breaks():
        raise ValueError

    def between():
        async_to_sync(breaks)()

    try:
        await sync_to_async(between)()
    except ValueError as error:
        files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return any("asgiref" in name for name in files)


async def wait_without_end():
    """What ends a wait for something that nobody will do."""

    def between():
        try:
            async_to_sync(asyncio.Event().wait)()
        except RuntimeError as error:
            return str(error)

    return await sync_to_async(between)()


DIFFERENT = {
    function.__name__.replace("_", "-"): function
    for function in (
        sync_functions_side_by_side,
        loop_while_sync_code_runs,
        timeout_of_sync_code,
        in_the_main_thread,
        thread_locals,
        frames_of_adapters,
        wait_without_end,
    )
}
