"""What the client of a served request has received so far."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Received:
    """Header values are Latin-1 text, as HTTP's bytes are."""

    status: int = 0
    reason: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    body: bytes = b""
