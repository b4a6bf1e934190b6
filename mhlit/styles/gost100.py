"""GOST R 7.0.100-2018: the full bibliographic description of a list of literature.

The first author heads the description (up to three authors; four and more stand behind the title only), all areas are
parted by ``. – ``, the title is followed by the names behind a slash, and the kind of content and medium close it:
``– Текст : непосредственный.`` (s. 5.2–5.9; the dash stands between areas, 5.1.3). A part of a journal stands before
``//`` (s. 7). Labels follow the language of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mhlit.styles import gost
from mhlit.styles.base import Style
from mhlit.styles.genitive import genitive
from mhlit.styles.gost import (
    container,
    day_and_month,
    edition,
    in_own_script,
    is_russian,
    kind,
    numeric,
    parted,
    title,
    upright,
)
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    SITES,
    dashed,
    dropping,
    has_more,
    joined,
    listed,
    names_of,
    spaced_initials,
    text_of,
    year,
)
from mhlit.text import script

if TYPE_CHECKING:
    from mhlit.model import Name, Record

# Of four names all are printed behind the slash, of five and more the first three (s. 5.2.6.3).
HEADED, LISTED, SHOWN = 3, 4, 3
# "Психообразование: опыт": the sign before other information on the title has a blank on both sides (s. 4.7)
SUBTITLE = re.compile(r"(?<=[^\s:]):\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a description in one language."""

    others: str
    printed: str
    online: str
    seen: str
    isbn: str
    pages: str
    editor: str
    site: str
    translator: str


RUSSIAN = Words(
    "[и др.]",
    "Текст : непосредственный",
    "Текст : электронный",
    "дата обращения",
    "ISBN",
    "с.",
    "под редакцией",
    "сайт",
    "переводчик",
)
LATIN = Words(
    "[et al.]", "Text : unmediated", "Text : electronic", "date of access", "ISBN", "p.", "ed. by", "site", "transl. by"
)


def cite(record: Record) -> str:
    """Return the description of a record."""
    words = RUSSIAN if is_russian(record) else LATIN
    record = in_own_script(record)
    part = record.type in ARTICLES | CHAPTERS | SITES and bool(record.containers)
    areas = part_areas(record, words) if part else whole_areas(record, words)
    return ended(" – ".join(ended(area) for area in areas if area))


def ended(text: str) -> str:
    """Return an area with its full stop."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}." if text else ""


def heading(record: Record) -> str:
    """Return the first author, whose name is inverted behind a comma; a work of four or more authors has none."""
    names = names_of(record, "author")
    if not names or len(names) > HEADED:
        return ""
    name = names[0]
    if name.literal:
        return ""
    own, particle = parted(name)
    return joined(" ", joined(", ", own, spaced_initials(name)), particle, dropping(name), name.suffix)


def responsible(record: Record, words: Words) -> str:
    """Return who the work is by, behind the slash: authors in reading order, then editors."""
    authors = cut(listed(names_of(record, "author"), upright), words, has_more(record, "author"))
    translators = cut(listed(names_of(record, "translator"), upright), words)
    translated = f"{words.translator} {translators}" if translators else ""
    return joined(" ; ", authors, editors(record, words), translated)


def cut(names: list[str], words: Words, more: bool = False) -> str:
    """Return a list of names; of more than four the first three and "[и др.]"."""
    shown = names[:SHOWN] if len(names) > LISTED else names
    return ", ".join(shown) + (f" {words.others}" if names and (more or len(names) > LISTED) else "")


def editors(record: Record, words: Words) -> str:
    """Return the editors: in the genitive where it is certain, else in brackets behind their names."""
    if not record.editors:
        return ""
    more = has_more(record, "editor")
    if words is LATIN:
        return f"{words.editor} {cut(listed(record.editors, upright), words, more)}"
    forms = [in_genitive(name) for name in record.editors]
    if all(forms):
        return f"{words.editor} {cut(forms, words, more)}"
    label = "редакторы:" if len(record.editors) > 1 else "редактор"
    return f"{label} {cut(listed(record.editors, upright), words, more)}"


def in_genitive(name: Name) -> str:
    """Return an editor in the genitive, ``""`` where it is not certain."""
    if name.literal or script(name.family) != "Cyrl":
        return "" if name.literal else upright(name)
    family = genitive(name.family, name.given)
    return joined(" ", spaced_initials(name), name.particle, family) if family else ""


def head(record: Record, words: Words, what: str = "") -> str:
    """Return heading, title and statement of responsibility."""
    shown = joined(" : ", SUBTITLE.sub(" : ", title(record)), what)
    return joined(" ", ended_heading(heading(record)), joined(" / ", shown, responsible(record, words)))


def ended_heading(text: str) -> str:
    """Return the heading with a full stop, which initials have already."""
    return text if not text or text.endswith(".") else f"{text}."


def imprint(record: Record) -> str:
    """Return place, publisher and year: ``Москва : Медпрактика-М, 2004``."""
    return joined(", ", joined(" : ", record.publisher_place, record.publisher), year(record).replace("-", "–"))


def identifiers(record: Record, words: Words) -> list[str]:
    """Return DOI and address, with the day on which it was seen."""
    seen = f" ({words.seen}: {numeric(record.accessed)})" if record.accessed else ""
    address = f"URL: {record.url}{seen}" if record.url else ""
    return [f"DOI {record.doi}" if record.doi else "", address]


def medium(record: Record, words: Words) -> str:
    """Return the kind of content and medium: what has an address, or cannot be printed, is electronic."""
    return words.online if record.url or record.type in ("dataset", "software") else words.printed


def part_areas(record: Record, words: Words) -> list[str]:
    """Return the areas of a part of a journal or book."""
    labels = gost.RUSSIAN if words is RUSSIAN else gost.LATIN
    by = f" / {editors(record, words)}" if record.type in CHAPTERS and record.editors else ""
    without = head_without_editors(record, words)
    site = f" : [{words.site}]" if record.type in SITES else ""
    first = f"{ended(without)} – {medium(record, words)} // {container(record)}{site}{by}"
    day = day_and_month(record, labels)
    issue = f"{labels.issue} {dashed(record.issue)}" + (f" ({day})" if day else "") if record.issue else day
    numbers = joined(", ", f"{labels.volume} {record.volume}" if record.volume else "", issue)
    when = imprint(record) if record.type in CHAPTERS else year(record).replace("-", "–")
    pages = f"{labels.page} {dashed(record.pages)}" if record.pages else record.number
    return [first, edition(record, labels), when, numbers, pages, *identifiers(record, words)]


def head_without_editors(record: Record, words: Words) -> str:
    """Return the head of a part: editors belong to the whole."""
    return head(replace(record, editors=()), words)


def whole_areas(record: Record, words: Words) -> list[str]:
    """Return the areas of a book, thesis, report or page."""
    labels = gost.RUSSIAN if words is RUSSIAN else gost.LATIN
    what = kind(record, labels) or (words.site if record.type in SITES and words is RUSSIAN else "")
    extent = (
        f"{record.number_of_pages} {words.pages}" if record.number_of_pages[-1:].isdigit() else record.number_of_pages
    )
    number_in_series = text_of(record, "collection-number") if record.collection_title else ""
    inside = joined(" ; ", record.collection_title, number_in_series)
    series = f"({inside})" if inside else ""
    number = f"{labels.volume} {record.volume}" if record.volume else ""
    volume = joined(" : ", number, text_of(record, "volume-title"))
    isbn = f"{words.isbn} {record.isbn}" if record.isbn else ""
    return [
        head(record, words, what), edition(record, labels), volume, imprint(record), extent, series, isbn,
        *identifiers(record, words), medium(record, words),
    ]  # fmt: skip


STYLE = Style(
    "gost-r-7-0-100-2018", "GOST R 7.0.100-2018 (bibliographic description)", ("gost-7.0.100", "gost100"), cite,
    order="cyrillic-first", numbered=True,
    cyrillic=True,
)  # fmt: skip
