"""Records -> NBIB, as PubMed's MEDLINE display has it, from the rows of ``data/field_map.tsv`` marked as written.

A translated title stands in square brackets, the original one in ``TT``, the language in ``LA``.
"""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING

from mhlit.formats.base import apart
from mhlit.formats.csljson import to_csl
from mhlit.formats.mapping import row_of, rows, written_type
from mhlit.formats.ris import written_name
from mhlit.formats.values import NOTICES, languages
from mhlit.styles.pieces import long_date, short_range
from mhlit.styles.vancouver import person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.mapping import Row
    from mhlit.model import Name, Record

WIDTH = 88
# PubMed's publication type of what was retracted, withdrawn or removed.
RETRACTED = "Retracted Publication"


def write(records: Iterable[Record]) -> str:
    """Return the records as NBIB, a blank line between."""
    return "".join(write_parts(records))


def write_parts(records: Iterable[Record]) -> Iterator[str]:
    """Yield the entries of records."""
    return apart(map(entry, records))


def entry(record: Record) -> str:
    """Return one entry, its long lines wrapped as PubMed wraps them."""
    lines = ((tag, " ".join(value.split())) for tag, value in tags_of(record))
    return "".join(wrapped(tag, value) for tag, value in lines if value)


def wrapped(tag: str, value: str) -> str:
    """Return the lines of one value, the further ones indented."""
    text = textwrap.wrap(value, WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    return f"{tag:<4}- " + "\n      ".join(text) + "\n"


def tags_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of a record in the order of the table; ``PMID`` opens the entry, ``PT`` closes it."""
    yield "PMID", record.pmid or record.id
    for row in rows("nbib"):
        if row.written and row.tag != "PMID" and row_of("nbib", row.tag, record.type) is row:
            if row.kind in ("names", "literal"):
                yield from names_of(record, row)
            else:
                yield from ((row.tag, value) for value in values_of(record, row))
    yield from (("PT", kind) for kind in [kind_of(record.type)] if kind)
    status = record.extra.get("status", "")
    if status in NOTICES:
        yield ("PT", RETRACTED) if status in ("retracted", "withdrawn", "removed") else ("GN", NOTICES[status])


def names_of(record: Record, row: Row) -> Iterator[tuple[str, str]]:
    """Yield a name in full and in PubMed's short form, organisations as ``CN``."""
    for name in record.authors if row.variable == "author" else record.editors:
        yield from literal(name) if name.literal else [(row.tag, written_name(name)), (row.tag[1:], person(name))]


def literal(name: Name) -> list[tuple[str, str]]:
    """Return the tag of an organisation."""
    return [("CN", name.literal)]


def values_of(record: Record, row: Row) -> list[str]:
    """Return what a tag says of a record."""
    first = record.titles[0] if record.titles else None
    further = next((text.value for text in record.titles[1:] if text.role != "translated"), "")
    book = record.type in ("chapter", "entry", "entry-encyclopedia", "paper-conference")
    item = to_csl(record)
    own = {
        "TI": [f"[{first.value}]." if first.role == "translated" else f"{first.value}"] if first else [],
        "TT": [further],
        "BTI": [record.container] if book else [],
        "JT": [record.publisher if row.variable == "publisher" else "" if book else record.container],
        "DP": [long_date(record.issued)],
        "PG": [short_range(record.pages) if row.kind == "page" else extent(record)],
        "AID": [f"{record.url} [url]" if record.url else ""],
        "LID": [f"{record.doi} [doi]" if record.doi else ""],
        "IS": [f"{number} (Print)" for number in record.issn.split(", ") if number],
        "ISBN": record.isbn.split(", "),
        "OT": [word.value for word in record.keywords],
        "LA": [three_letters().get(record.language.split("-", maxsplit=1)[0], record.language)],
    }
    value = item.get(row.variable)
    return own.get(row.tag, [str(value)] if isinstance(value, str | int) else [])


def extent(record: Record) -> str:
    """Return the number of pages of a book."""
    return f"{record.number_of_pages} p" if record.number_of_pages else ""


@cache
def three_letters() -> dict[str, str]:
    """Return the three letters of PubMed (ISO 639-2/B) for a language's tag."""
    found = {tag: name for name, tag in reversed(languages().items()) if len(name) == 3}
    return found | {"ru": "rus", "en": "eng", "de": "ger", "fr": "fre", "uk": "ukr", "es": "spa"}


@cache
def kind_of(type_: str) -> str:
    """Return the publication type of PubMed for a CSL type, or ``""``."""
    if type_ == "article-journal":
        return "Journal Article"
    return written_type("nbib", type_).title()
