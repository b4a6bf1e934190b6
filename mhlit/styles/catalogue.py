"""The citation styles that mhlit writes itself.

To add one: write a module with a ``STYLE`` and put it into the tuple.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.styles import apa, gost, vancouver
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Record
    from mhlit.styles.base import Style

STYLES: tuple[Style, ...] = (vancouver.STYLE, apa.STYLE, gost.STYLE)


@cache
def index() -> dict[str, Style]:
    """Return every style by its name and aliases."""
    return {name: style for style in reversed(STYLES) for name in (style.name, *style.aliases)}


def style_by_name(name: str) -> Style:
    """Return the style of a name or alias. Raises UsageError, with the known names, where there is none."""
    found = index().get(name.strip().lower())
    if found is None:
        known = ", ".join(style.name for style in STYLES)
        raise UsageError(f"unknown citation style '{name}'", hint=f"known styles: {known}")
    return found


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one formatted citation a record, in the order given, without numbers."""
    chosen = style_by_name(style)
    return [squeeze(chosen.cite(record)) for record in records]
