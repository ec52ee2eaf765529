"""Templates as a whole: what `render()` and a `TemplateResponse` render, and not what these include."""

from __future__ import annotations

from typing import Any

from django.template.base import UNKNOWN_SOURCE
from django.template.backends.django import Template

from inside_out.tracer.recorder import Recorder, raised
from inside_out.tracer.watch import watch_method


class _Rendering:
    def __init__(self, recorder: Recorder, args: tuple[Any, ...]) -> None:
        self._recorder = recorder
        # A template made of a string has no name.
        self._template: str = args[0].template.name or UNKNOWN_SOURCE
        recorder.note("render-started", template=self._template)

    def returned(self, result: object) -> None:
        self._recorder.note("render-finished", template=self._template)

    def raised(self, exception: BaseException) -> None:
        self._recorder.note(
            "render-raised", template=self._template, **raised(exception)
        )


def install() -> None:
    """Watches `django.template.backends.django.Template.render`."""
    watch_method(Template, "render", _Rendering)
