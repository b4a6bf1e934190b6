"""What a citation style is: names, one pure function from a record to a line, and how its list is arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from mhlit.model import Record


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style; ``cite`` gives one entry of its list of references, without a number.

    ``order`` is that of a whole list: as ``given`` (the sequence of citations), by ``author``, or ``cyrillic-first``,
    by author with the works in Cyrillic before those in Latin letters. ``cyrillic`` tells that the authors of a work
    with a Cyrillic title stand in Cyrillic too, if any source has them so.
    """

    name: str
    title: str
    aliases: tuple[str, ...]
    cite: Callable[[Record], str]
    order: Literal["given", "author", "cyrillic-first"] = "given"
    numbered: bool = False
    cyrillic: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A work cited within a text: the record, its number in the list of references, and the pages meant."""

    record: Record
    number: int = 0
    pages: str = ""
