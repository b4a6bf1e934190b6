"""Harvard after Cite Them Right: ``Lyubov, E.B. and Kulikov, A.N. (2019) ‘Title’, Journal, 3(2), pp. 18–24.``

Up to three names, of more the first and "et al."; titles of parts in single quotation marks; the identifier last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.styles.apa import title
from mhlit.styles.base import Style
from mhlit.styles.iso690 import edition, editor_label, span
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    dashed,
    family,
    has_more,
    joined,
    listed,
    long_date,
    names_of,
    spaced_initials,
    stopped,
    year,
)

if TYPE_CHECKING:
    from mhlit.model import Name, Record

MOST_NAMES = 3


def cite(record: Record) -> str:
    """Return the citation of a record."""
    part = record.type in ARTICLES or (record.type in CHAPTERS and bool(record.container))
    who = people(record, "author")
    if not who and record.editors and not part:
        who = f"{people(record, 'editor')} ({editor_label(record)})"
    when = f"({year(record).replace('-', '–') or 'no date'})"
    name = title(record).rstrip(".")
    shown = f"‘{name}’" if part and name else name
    head = joined(" ", who, when, shown) if who else joined(" ", shown, when)
    return joined(" ", stopped(joined(", ", head, *(article(record) if part else book(record)))), address(record))


def person(name: Name) -> str:
    """Return a name, initials without blanks."""
    return name.literal or joined(", ", family(name), spaced_initials(name).replace(" ", ""), name.suffix)


def people(record: Record, variable: str) -> str:
    """Return a list of names with "and" before the last."""
    names = listed(names_of(record, variable), person)
    if len(names) > MOST_NAMES or (has_more(record, variable) and names):
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def article(record: Record) -> tuple[str, ...]:
    """Return what follows the title of a part."""
    if record.type in ARTICLES:
        volume = joined("", record.volume, f"({dashed(record.issue)})" if record.issue else "")
        return (record.container, volume, span(record))
    by = f"{people(record, 'editor')} ({editor_label(record)})" if record.editors else ""
    host = joined(" ", f"in {by}" if by else "in", record.container)
    return (joined(". ", joined(", ", host, edition(record)), imprint(record)), span(record))


def book(record: Record) -> tuple[str, ...]:
    """Return what follows the title of a whole work."""
    return (joined(". ", edition(record).rstrip("."), joined(". ", record.genre, imprint(record))),)


def imprint(record: Record) -> str:
    """Return place and publisher."""
    return joined(": ", record.publisher_place, record.publisher)


def address(record: Record) -> str:
    """Return the identifier, else the address with the day it was seen."""
    if record.doi:
        return f"Available at: https://doi.org/{record.doi}."
    seen = f" (Accessed: {long_date(record.accessed)})" if record.accessed else ""
    return f"Available at: {record.url}{seen}." if record.url else ""


STYLE = Style("harvard", "Harvard (Cite Them Right)", ("harvard-cite-them-right",), cite, order="author")
