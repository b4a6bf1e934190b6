"""ISO 690:2021, name and date: ``LYUBOV, E. B. and KULIKOV, A. N., 2019. Title. Journal. Vol. 3, no. 2, pp. 18–24.``

Family names in capitals, up to three names in full (more become the first and "et al."), the identifier last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.styles.apa import title
from mhlit.styles.base import Style
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
    text_of,
    year,
)

if TYPE_CHECKING:
    from mhlit.model import Name, Record

MOST_NAMES = 3
# Types that their number tells apart.
NUMBERED = frozenset(("report", "patent", "standard", "legislation", "bill"))


def cite(record: Record) -> str:
    """Return the citation of a record."""
    who = people(record, "author")
    if not who and record.editors and record.type not in CHAPTERS | ARTICLES:
        who = f"{people(record, 'editor')} ({editor_label(record)})"
    dated = joined(", ", who, year(record).replace("-", "–") or "n.d.")
    whole = record.type not in ARTICLES and not (record.type in CHAPTERS and record.container)
    name = title(record).rstrip(".") + (online(record) if whole else "")
    head = sentences((dated, name)) if who else sentences((joined(", ", name, dated),))
    return joined(" ", head, body(record), tail(record))


def person(name: Name) -> str:
    """Return a name, the family name in capitals, so that an organisation's is too."""
    if name.literal:
        return name.literal.upper()
    return joined(", ", family(name).upper(), joined(" ", spaced_initials(name), dropping(name)), name.suffix)


def people(record: Record, variable: str) -> str:
    """Return a list of names with "and" before the last."""
    names = listed(names_of(record, variable), person)
    if len(names) > MOST_NAMES or (has_more(record, variable) and names):
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def editor_label(record: Record) -> str:
    """Return ``ed.`` or ``eds.``."""
    return "eds." if len(record.editors) > 1 else "ed."


def body(record: Record) -> str:
    """Return where the work stands or who published it."""
    volume, pages = (f"Vol. {record.volume}" if record.volume else "", span(record))
    if record.type in ARTICLES:
        dated = record.type in DAILY and record.issued and len(record.issued.start) > 1
        day = day_first(record.issued) if dated else ""
        numbers = joined(", ", volume, f"no. {dashed(record.issue)}" if record.issue else "", pages or record.number)
        numbers = f"N{numbers[1:]}" if numbers.startswith("no.") else numbers
        return sentences((record.container + online(record), day, numbers))
    if record.type in CHAPTERS and record.container:
        by = f"{people(record, 'editor')} ({editor_label(record)})" if record.editors else ""
        by = by or people(record, "container-author")
        host = joined(", ", by, record.container) + online(record)
        return sentences((f"In: {host}", edition(record), imprint(record), joined(", ", volume, pages)))
    extent = f"{record.number_of_pages} p." if record.number_of_pages.isdecimal() else ""
    site = record.container if record.type in SITES else ""
    kind = joined(" ", record.genre, record.number if record.type in NUMBERED else "")
    number = text_of(record, "collection-number")
    series = joined(", ", record.collection_title, number if record.collection_title else "")
    return sentences((site, kind, edition(record), volume, imprint(record), extent, series))


def online(record: Record) -> str:
    """Return the mark of the medium of what is cited by its address."""
    return " [online]" if record.url and not record.doi else ""


def span(record: Record) -> str:
    """Return the pages with their label."""
    if not record.pages:
        return ""
    return f"{'pp.' if any(mark in record.pages for mark in '-–,') else 'p.'} {dashed(record.pages)}"


def edition(record: Record) -> str:
    """Return the edition."""
    return f"{ordinal(record.edition)} ed." if record.edition.isdecimal() else record.edition


def imprint(record: Record) -> str:
    """Return place and publisher."""
    return joined(": ", record.publisher_place, record.publisher)


def tail(record: Record) -> str:
    """Return the identifier and the address; no full stop follows an address."""
    seen = f" [viewed {day_first(record.accessed)}]" if record.accessed else ""
    doi = f"DOI {record.doi}." if record.doi else ""
    return joined(" ", doi, f"Available from: {record.url}{seen}" if record.url and not record.doi else "")


STYLE = Style("iso690", "ISO 690:2021 (name and date)", ("iso-690", "iso690-author-date"), cite, order="author")
