"""What a citation style is: names, and one pure function from a record to a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mhlit.model import Record


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style; ``cite`` gives one entry of its list of references, without a number."""

    name: str
    title: str
    aliases: tuple[str, ...]
    cite: Callable[[Record], str]
