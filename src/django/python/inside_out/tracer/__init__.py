"""Watches requests on their way through Django, from outside.

Django calls each seam by its module-level or class-level name; each is replaced by a function that notes what passes
and then calls the original. What Django decides is never changed.
"""

from __future__ import annotations

from inside_out.tracer import (
    adapters,
    core,
    layers,
    loading,
    queries,
    responses,
    signals,
    templates,
)


def install() -> None:
    """Watches every handler that is built from now on. Call it once, before the first one."""
    for part in (
        layers,
        loading,
        core,
        templates,
        queries,
        signals,
        adapters,
        responses,
    ):
        part.install()
