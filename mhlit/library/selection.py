"""Which works a command is about: keywords, a query, years, types, authors, citekeys, all of them at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.library import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.library.store import Store
    from mhlit.model import Work

# "2005..2019", "2005-2019", "2005..", "..2019", "2019"
YEARS = re.compile(r"^\s*(\d{4})?\s*(?P<span>\.\.|-|–)?\s*(\d{4})?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; empty members ask for nothing. ``any`` joins several keywords by "or"."""

    keys: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    any: bool = False
    query: str = ""
    years: str = ""
    types: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def select(store: Store, wanted: Selection) -> list[Work]:
    """Return the works that a selection asks for, by citekey; all works where it asks for nothing.

    Raises NotFound for a citekey that does not exist and UsageError for years or a query that cannot be read.
    """
    span = year_span(wanted.years)
    if wanted.keys:
        named = {work.id: work for work in map(store.work, wanted.keys)}
        signed = written_by(store, wanted.authors)
        works: Iterable[Work] = (work for id, work in named.items() if all(id in each for each in signed))
    else:
        works = store.works(candidates(store, wanted))
    return [work for work in works if fits(work, wanted, span)]


def candidates(store: Store, wanted: Selection) -> list[int] | None:
    """Return the ids of the works with the keywords, the query and the authors, or None where none limits them."""
    sets = [set(store.works_by_keyword(keyword)) for keyword in wanted.keywords]
    found = [set.union(*sets)] if sets and wanted.any else sets
    if wanted.query:
        found.append(set(search.matching(store, wanted.query)))
    found += written_by(store, wanted.authors)
    return sorted(set.intersection(*found)) if found else None


def written_by(store: Store, authors: Iterable[str]) -> list[set[int]]:
    """Return for each author the ids of the works, under every spelling of the person; a surname alone is enough."""
    return [set(search.by_author(store, author)) for author in authors]


def fits(work: Work, wanted: Selection, span: tuple[int, int] | None) -> bool:
    """Return whether a work is of the wanted years and types."""
    record = work.view
    if span and not (record.year and span[0] <= record.year <= span[1]):
        return False
    return not wanted.types or record.type in wanted.types


def year_span(years: str) -> tuple[int, int] | None:
    """Return the first and last year of ``2005..2019``, ``2005..``, ``..2019`` or ``2019``."""
    if not years:
        return None
    found = YEARS.match(years)
    if not found or not (found[1] or found[3]):
        raise UsageError(f"cannot read the years '{years}'", hint="write 2019, 2005..2019, 2005.. or ..2019")
    first = int(found[1] or 0)
    last = int(found[3] or (9999 if found["span"] else first))
    return first, last


def known_types(types: Sequence[str], store: Store) -> tuple[str, ...]:
    """Return CSL types asked for, checked against those in the library. Raises UsageError with the types there are."""
    rows = store.connection.execute("SELECT DISTINCT type FROM work ORDER BY type").fetchall()
    present = [row[0] for row in rows]
    for each in types:
        if each not in present:
            raise UsageError(f"no work has the type '{each}'", hint=f"types in this library: {', '.join(present)}")
    return tuple(types)
