"""What a piece of work reads of the project: the files it opens, the folders it lists."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TypedDict

from inside_out.faults import PROJECT_ROOT


class Reads(TypedDict):
    """Paths relative to the project's root; the root itself is the empty path."""

    files: list[str]
    folders: list[str]


@contextmanager
def watched_reads() -> Generator[Reads]:
    """Fills the reads while the context is entered.

    An audit hook can't be taken off again: it goes when the heap it lives in is put back.
    """
    reads: Reads = {"files": [], "folders": []}
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if not watching or event not in ("open", "os.listdir", "os.scandir"):
            return
        path = str(args[0])
        if path != PROJECT_ROOT and not path.startswith(f"{PROJECT_ROOT}/"):
            return
        kind = "files" if event == "open" else "folders"
        relative = path[len(PROJECT_ROOT) + 1 :].rstrip("/")
        if relative not in reads[kind]:
            reads[kind].append(relative)

    sys.addaudithook(watch)
    try:
        yield reads
    finally:
        watching = False
