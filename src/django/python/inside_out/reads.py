"""What a piece of work reads of the project: files it opens, folders it lists, modules it looks for."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TypedDict

from inside_out.faults import PROJECT_ROOT


class Reads(TypedDict):
    """Paths are relative to the project's root; the root itself is the empty path. Modules by dotted name."""

    files: list[str]
    folders: list[str]
    modules: list[str]


@contextmanager
def watched_reads() -> Generator[Reads]:
    """Fills the reads while the context is entered.

    An audit hook can't be taken off again: it goes when the heap it lives in is put back.
    """
    reads: Reads = {"files": [], "folders": [], "modules": []}
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if not watching or event not in ("open", "os.listdir", "os.scandir"):
            return
        path = str(args[0])
        if path != PROJECT_ROOT and not path.startswith(f"{PROJECT_ROOT}/"):
            return
        if event == "open":
            kind = "files"
        elif _is_import_system(sys._getframe(1).f_code.co_filename):
            # It lists whole folders to look for one module, which `_Lookups` notes.
            return
        else:
            kind = "folders"
        relative = path[len(PROJECT_ROOT) + 1 :].rstrip("/")
        if relative not in reads[kind]:
            reads[kind].append(relative)

    lookups = _Lookups(reads["modules"])
    sys.addaudithook(watch)
    sys.meta_path.insert(0, lookups)
    try:
        yield reads
    finally:
        watching = False
        sys.meta_path.remove(lookups)


class _Lookups:
    """A finder that finds nothing, and so hears of every module that is looked for."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        if fullname not in self._names:
            self._names.append(fullname)


def _is_import_system(filename: str) -> bool:
    return filename.startswith("<frozen importlib")
