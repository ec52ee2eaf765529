"""
Whether the shop is closed. `manage.py maintenance on` and `off` turn the switch,
at any moment, while the shop runs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Maintenance:
    """What staff said when they closed the shop."""

    # In how many seconds a client may try again.
    retry_after: int
    # Addresses of staff: for them the shop is open.
    let_in: frozenset[str]


def current() -> Maintenance | None:
    """The maintenance that is going on right now, None when the shop is open."""
    return cache.get("maintenance")


def switch(to: Maintenance | None) -> None:
    cache.set("maintenance", to, timeout=None)


def open_during_maintenance(view: View) -> View:
    """Marks a view that works while the shop is closed."""
    view.open_during_maintenance = True
    return view
