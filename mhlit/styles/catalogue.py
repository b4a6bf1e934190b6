"""The citation styles that mhlit writes itself.

To add one: write a module with a ``STYLE`` and put it into the tuple.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.styles import apa, gost, gost100, harvard, iso690, rpj, vancouver
from mhlit.text import fold, squeeze, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Record
    from mhlit.styles.base import Style

STYLES: tuple[Style, ...] = (
    vancouver.STYLE, rpj.STYLE, apa.STYLE, harvard.STYLE, iso690.STYLE, gost.STYLE, gost100.STYLE,
)  # fmt: skip


@cache
def index() -> dict[str, Style]:
    """Return every style by its name and aliases."""
    return {name: style for style in reversed(STYLES) for name in (style.name, *style.aliases)}


def native(name: str) -> Style | None:
    """Return the style of a name or alias, or None where mhlit has none of its own."""
    return index().get(name.strip().lower())


def style_by_name(name: str) -> Style:
    """Return the style of a name or alias. Raises UsageError, with the known names, where there is none."""
    found = native(name)
    if found is None:
        known = ", ".join(style.name for style in STYLES)
        raise UsageError(f"unknown citation style '{name}'", hint=f"known styles: {known}")
    return found


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one formatted citation a record, in the order given, without numbers.

    What was retracted says so at its end in every style, as the National Library of Medicine marks it.
    """
    chosen = style_by_name(style)
    return [
        squeeze(chosen.cite(untagged(once(record)))) + (f" [{record.notice}]" if record.notice else "")
        for record in records
    ]


def once(record: Record) -> Record:
    """Return a record without its author where that is an organisation whose name is the title too.

    A page of an organisation has both, and no reader wants to see them twice.
    """
    if len(record.authors) != 1 or not record.authors[0].literal:
        return record
    same = fold(record.authors[0].literal) == fold(record.title)
    return replace(record, authors=()) if same and record.title else record


def untagged(record: Record) -> Record:
    """Return a record whose titles have no ``<i>`` or ``<sub>``: a line is text. A DOI may have such brackets."""
    if not any("<" in text.value for text in (*record.titles, *record.containers)):
        return record
    titles = tuple(replace(text, value=without_tags(text.value)) for text in record.titles)
    containers = tuple(replace(text, value=without_tags(text.value)) for text in record.containers)
    return replace(record, titles=titles, containers=containers)
