"""Harvard after Cite Them Right: ``Lyubov, E.B. and Kulikov, A.N. (2019) ‘Title’, Journal, 3(2), pp. 18–24.``

Up to three names, of more the first and "et al."; titles of parts in single quotation marks; the identifier last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.styles.apa import title
from mhlit.styles.base import Style
from mhlit.styles.iso690 import editor_label, span
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    DAILY,
    SITES,
    dashed,
    day_first,
    dropping,
    family,
    has_more,
    joined,
    listed,
    names_of,
    ordinal,
    sentences,
    spaced_initials,
    stopped,
    text_of,
    year,
)

if TYPE_CHECKING:
    from mhlit.model import Name, Record

MOST_NAMES = 3


def cite(record: Record) -> str:
    """Return the citation of a record."""
    part = is_part(record)
    who = people(record, "author")
    if not who and record.editors and not part:
        who = f"{people(record, 'editor')} ({editor_label(record).replace('eds.', 'eds')})"
    when = f"({year(record).replace('-', '–') or 'no date'})"
    name = title(record).rstrip(".")
    shown = f"‘{name}’" if part and name else name
    head = joined(" ", who, when, shown) if who else joined(" ", shown, when)
    if part:
        return joined(" ", stopped(joined(", ", head, *source(record))), address(record))
    return joined(" ", sentences((head, *book(record))), address(record))


def is_part(record: Record) -> bool:
    """Return whether a work stands in a journal, a book or a blog."""
    within = record.type in CHAPTERS or record.type in ("post", "post-weblog")
    return record.type in ARTICLES or (within and bool(record.container))


def person(name: Name) -> str:
    """Return a name, initials without blanks."""
    given = joined(" ", spaced_initials(name).replace(" ", ""), dropping(name))
    return name.literal or joined(", ", family(name), given, name.suffix)


def upright(name: Name) -> str:
    """Return a name with the initials first, as of editors."""
    return name.literal or joined(
        " ", spaced_initials(name).replace(" ", ""), dropping(name), family(name), name.suffix
    )


def series_of(names: list[str], more: bool) -> str:
    """Return names with "and" before the last; of more than three the first."""
    if len(names) > MOST_NAMES or (more and names):
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def people(record: Record, variable: str) -> str:
    """Return a list of inverted names."""
    return series_of(listed(names_of(record, variable), person), has_more(record, variable))


def helpers(record: Record, variable: str) -> str:
    """Return a list of names in reading order."""
    return series_of(listed(names_of(record, variable), upright), has_more(record, variable))


def source(record: Record) -> tuple[str, ...]:
    """Return what follows the title of a part."""
    if record.type in CHAPTERS:
        by = f"in {helpers(record, 'editor')} ({editor_label(record).replace('eds.', 'eds')})" if record.editors else ""
        owners = helpers(record, "container-author")
        by = by or (f"in {owners}," if owners else "")
        host = joined(" ", by, record.container)
        return (sentences((host, edition(record), volume(record), imprint(record))).rstrip("."), span(record))
    if record.type in DAILY and record.issued and len(record.issued.start) > 1:
        return (record.container, day_first(record.issued, with_year=False), span(record))
    numbers = joined("", record.volume, f"({dashed(record.issue)})" if record.issue else "")
    return (record.container, numbers, span(record) or record.number)


def book(record: Record) -> tuple[str, ...]:
    """Return what follows the title of a whole work: who helped, edition, kind and number, imprint, series."""
    by = f"Edited by {helpers(record, 'editor')}" if record.authors and record.editors else ""
    translators = helpers(record, "translator")
    kind = joined(" ", record.genre, record.number if record.type in ("report", "patent") else "")
    number = text_of(record, "collection-number")
    series = f" ({joined(', ', record.collection_title, number)})" if record.collection_title else ""
    owner = imprint(record) or (record.container if record.type in SITES else "")
    translated = f"Translated by {translators}" if translators else ""
    parts = (by, translated, edition(record), volume(record), kind, owner + series)
    return tuple(part.rstrip(".") for part in parts if part)


def edition(record: Record) -> str:
    """Return the edition: ``2nd edn``."""
    return f"{ordinal(record.edition)} edn" if record.edition.isdecimal() else record.edition.rstrip(".")


def volume(record: Record) -> str:
    """Return the volume of a book, with its title."""
    return joined(", ", f"Vol. {record.volume}" if record.volume else "", text_of(record, "volume-title"))


def imprint(record: Record) -> str:
    """Return place and publisher; a thesis has its school alone."""
    if record.type == "thesis":
        return record.publisher or record.publisher_place
    return joined(": ", record.publisher_place, record.publisher)


def address(record: Record) -> str:
    """Return the identifier, else the address with the day it was seen."""
    if record.doi:
        return f"Available at: https://doi.org/{record.doi}."
    seen = f" (Accessed: {day_first(record.accessed)})" if record.accessed else ""
    return f"Available at: {record.url}{seen}." if record.url else ""


STYLE = Style("harvard", "Harvard (Cite Them Right)", ("harvard-cite-them-right",), cite, order="author")
