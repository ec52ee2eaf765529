"""What is done once, for the memory that a snapshot keeps, so that no request has to do it. No project can tell."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
from typing import Any, TypedDict

import django.middleware


class Loaded(TypedDict):
    """What an interpreter has loaded so far."""

    modules: list[str]
    # Regular expressions with their flags.
    patterns: list[tuple[str, int]]


# Of the standard library, what Django itself doesn't import and middleware often does.
_OFTEN_IMPORTED = (
    "calendar",
    "csv",
    "hmac",
    "ipaddress",
    "queue",
    "secrets",
    "statistics",
    "uuid",
)


def loaded() -> Loaded:
    """What there is to be settled in another interpreter; modules of the project are left out."""
    # typeshed leaves it out. Keys: the pattern's type, the pattern, its flags (re/__init__.py, _compile).
    cache: dict[tuple[type, str | bytes, int], Any] = vars(re)["_cache"]
    return {
        "modules": [
            name
            for name, module in sys.modules.items()
            if "/lib/" in (getattr(module, "__file__", None) or "")
        ],
        "patterns": [
            (pattern, int(flags))
            for _, pattern, flags in cache
            if isinstance(pattern, str)
        ],
    }


def settle(wanted: Loaded) -> None:
    """Loads `wanted`, and takes everything there is out of what the garbage collector looks at again."""
    stock = pkgutil.iter_modules(
        django.middleware.__path__, f"{django.middleware.__name__}."
    )
    for name in (*_OFTEN_IMPORTED, *(module.name for module in stock)):
        importlib.import_module(name)
    for name in wanted["modules"]:
        importlib.import_module(name)
    for pattern, flags in wanted["patterns"]:
        re.compile(pattern, flags)
    gc.collect()
    gc.freeze()
