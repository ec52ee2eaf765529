"""What the first requests of a process would do once, done before them, where nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inside_out.faults import PROJECT_ROOT


def look_ahead() -> bool:
    """Imports the URLconf and compiles the project's templates, as first requests would.

    Says whether nothing of it would have shown in those requests.
    """
    from django.template import engines
    from django.template.backends.django import DjangoTemplates
    from django.urls import get_resolver

    from inside_out.tracer.recorder import recording

    with recording() as recorder:
        # What reverse() needs; it visits every pattern.
        _ = get_resolver().reverse_dict
        for engine in engines.all():
            if isinstance(engine, DjangoTemplates):
                _compile_templates(engine)
    return not recorder.events


def _compile_templates(engine: Any) -> None:
    for folder in engine.template_dirs:
        if not str(folder).startswith(PROJECT_ROOT):
            continue
        for path in Path(folder).rglob("*.html"):
            try:
                engine.get_template(path.relative_to(folder).as_posix())
            except Exception:
                # Whoever asks for it will hear of it: nothing is kept of one that is broken.
                pass
