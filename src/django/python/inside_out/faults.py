"""Python exceptions as data: the class, the message, and the learner's line."""

from __future__ import annotations

import linecache
import traceback
from types import FrameType
from typing import Any, TypedDict

PROJECT_ROOT = "/project"


class SourceLine(TypedDict):
    """`SourceLine` of src/trace/events.ts."""

    file: str
    line: int
    function: str
    text: str


class PythonError(TypedDict):
    """`PythonError` of src/django/exchange.ts."""

    exception: str
    message: str
    at: SourceLine | None
    traceback: str


def source_line(filename: str, line: int, function: str) -> SourceLine | None:
    """The place as the learner knows it; None for a file outside the project."""
    # Asked of every frame of a traceback: no Path for those that are none of ours.
    if not filename.startswith(f"{PROJECT_ROOT}/"):
        return None
    return {
        "file": filename.removeprefix(f"{PROJECT_ROOT}/"),
        "line": line,
        "function": function,
        "text": linecache.getline(filename, line).strip(),
    }


def learner_line(frame: FrameType | None) -> SourceLine | None:
    """The innermost line of the project on the stack of `frame`."""
    while frame is not None:
        code = frame.f_code
        line = source_line(code.co_filename, frame.f_lineno, code.co_name)
        if line is not None:
            return line
        frame = frame.f_back
    return None


def awaiting_line(awaitable: Any) -> SourceLine | None:
    """The innermost line of the project where a suspended coroutine waits."""
    innermost: SourceLine | None = None
    while awaitable is not None:
        frame = getattr(awaitable, "cr_frame", None)
        if frame is not None:
            code = frame.f_code
            innermost = (
                source_line(code.co_filename, frame.f_lineno, code.co_name) or innermost
            )
        awaitable = getattr(awaitable, "cr_await", None)
    return innermost


def exception_name(exception: BaseException) -> str:
    """`ValueError` for a builtin, the dotted path for everything else."""
    cls = type(exception)
    return (
        cls.__name__
        if cls.__module__ == "builtins"
        else f"{cls.__module__}.{cls.__qualname__}"
    )


def describe(exception: BaseException) -> PythonError:
    """`exception` as data, with the learner's frames and Django's but none of this package's."""
    return {
        "exception": exception_name(exception),
        "message": _message(exception),
        "at": raised_at(exception),
        "traceback": _traceback(exception),
    }


def _message(exception: BaseException) -> str:
    if isinstance(exception, SyntaxError):
        return exception.msg
    # The class may be the learner's, and so may its __str__.
    try:
        return str(exception)
    except Exception as broken:
        return f"no message, because its __str__ raised {exception_name(broken)}"


def raised_at(exception: BaseException) -> SourceLine | None:
    """The innermost line of the project on the way to where `exception` was raised."""
    # A SyntaxError names the file that Python could not parse; the frame that raised it is the importer's.
    if (
        isinstance(exception, SyntaxError)
        and exception.filename
        and exception.lineno is not None
    ):
        linecache.checkcache(exception.filename)
        return source_line(exception.filename, exception.lineno, "<module>")
    innermost: SourceLine | None = None
    link = exception.__traceback__
    while link is not None:
        code = link.tb_frame.f_code
        innermost = (
            source_line(code.co_filename, link.tb_lineno, code.co_name) or innermost
        )
        link = link.tb_next
    return innermost


def _traceback(exception: BaseException) -> str:
    """Python's traceback with the learner's frames and Django's; what Python and this package did is left out."""
    summary = traceback.TracebackException.from_exception(exception)
    link: traceback.TracebackException | None = summary
    while link is not None:
        link.stack = traceback.StackSummary.from_list(
            [frame for frame in link.stack if _is_readable(frame.filename)]
        )
        # Django often meets one error several times over while it looks for somebody to handle it.
        link.__context__ = None
        link = link.__cause__
    return "".join(summary.format())


def _is_readable(filename: str) -> bool:
    return filename.startswith(PROJECT_ROOT) or "/site-packages/django/" in filename
