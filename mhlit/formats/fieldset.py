"""Fields of any export -> ``Record``, by the rows of ``data/field_map.tsv``: format, tag, variable, kind, types.

A reader of a format only has to find its entries and their tags; what a tag means stands in the table. A variable that
two tags give takes the one of the earlier row; the other is kept under ``format:tag``. Names may come as text or,
where a format gives their parts, as ``Name``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.dates import parse_date
from mhlit.formats.mapping import row_of
from mhlit.formats.nbib import settle_titles
from mhlit.formats.taglines import keep, record_of
from mhlit.formats.values import bare_doi, language_tag, page_range, standard_number, without_notice
from mhlit.model import Date, Name, Origin, Text
from mhlit.names import looks_like_organisation, parse_name
from mhlit.text import squeeze, without_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mhlit.formats.mapping import Row
    from mhlit.model import Record

    Value = str | Name | Date

# "Smith, L. J.; Schwark, W. S." and "Gong B.; Wang L."
SEMICOLON = re.compile(r"\s*;\s*")
# "Орлова М.П.", "van der Berg A", "O'Neill S.-J."
INITIALLED = re.compile(r"^.*[^\W\d_]{2,}\s+(?:(?:[^\W\d_]{1,2}\.[ -]?){1,3}|[A-ZА-ЯЁ]{1,3})$")
# "Gong, Bin (57321683800)" of Scopus, "Kangur, Andu [E-mail: …]" of Ovid: what stands behind a name
BEHIND = re.compile(r"\s*(?:\(\d{6,}\)|\[[^\]]*\])$")
# "Procrastination. [References]": a note of PsycINFO
NOTED = re.compile(r"\.\s*\[References\]\.?$")
# "0955-2359 (Print)", "978-3-86680-192-9", "[9785000000000]"
STANDARD = re.compile(r"(?<![\dXx])[\dXx][\dXx-]{6,}[\dXx](?![\dXx])")
# "p. 170-176", "pp. 5-9", "С. 7-14", "стр. 5"
PAGE_LABEL = re.compile(r"^(?:pp?|pgs?|pages?|[сc]|стр)\.?\s*(?=[A-Za-z]?\d)", re.IGNORECASE)
# "173 s.", "xii, 141 p. :", "253 p"
EXTENT = re.compile(r"(\d+)\s*(?:p|s|с|стр|pages|стор|S)\b\.?", re.IGNORECASE)
# "[Electronic resource]", "c2004.", "©2012", "1999-"
YEARS = re.compile(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
# "BEYOND THE CLINIC": titles in old exports
SHOUTED = re.compile(r"^[^a-zа-яё]*[A-ZА-ЯЁ]{2}[^a-zа-яё]*$")
SMALL = frozenset(("A", "AN", "AND", "AT", "BY", "DE", "FOR", "IN", "OF", "ON", "THE", "TO", "UND", "DER", "И", "В"))
# "PsycINFO"'s "Family, Given M" and Ovid's "AHMED, Mughees."
LAST_STOP = re.compile(r"(?<=\w{3})\.$")


def record_of_fields(
    format_: str, fields: Iterable[tuple[str, Value]], type_: str, line: int = 0, raw: str = ""
) -> Record:
    """Return the record of an entry. Tags that the table does not have are kept under ``format:tag``."""
    found: dict[str, Any] = {"type": type_}
    ranks: dict[str, int] = {}
    extra: dict[str, Any] = {}
    for tag, value in fields:
        row = row_of(format_, tag, type_)
        if row is None or not row.variable:
            if isinstance(value, str) and (row is None or row.kind != "drop"):
                keep(extra, f"{format_}:{tag}", squeeze(value))
        elif value:
            take(row, value, found, ranks, extra, format_)
    finish(found)
    status, found["note"] = without_notice(found.get("note", ""))
    if status:
        extra["status"] = status
    return replace(record_of(found, extra), origin=Origin(line=line, format=format_, raw=raw))


def take(
    row: Row, value: Value, found: dict[str, Any], ranks: dict[str, int], extra: dict[str, Any], format_: str
) -> None:
    """Put one value where its tag belongs."""
    variable = row.variable
    if row.kind in LISTS:
        several = [value] if isinstance(value, Name) else LISTS[row.kind](text_of(value))
        add_list(row, several, found, ranks)
        return
    if row.kind == "standard-number":
        add_numbers(text_of(value), variable, found)
        return
    new = value if isinstance(value, Date) else SINGLES[row.kind](text_of(value))
    if not new:
        return
    if variable not in found or row.rank < ranks.get(variable, -1):
        found[variable], ranks[variable] = new, row.rank
    elif row.kind == "prose":
        found[variable] = f"{found[variable]}\n\n{new}" if new not in found[variable] else found[variable]
    elif new != found[variable]:
        keep(extra, f"{format_}:{row.tag}", text_of(value))


def add_list(row: Row, several: list[Any], found: dict[str, Any], ranks: dict[str, int]) -> None:
    """Add names or keywords; of two columns that each hold all names, the better one counts."""
    rank = ranks.get(row.variable, row.rank)
    if row.kind == "names" and rank != row.rank:
        if rank < row.rank:
            return
        found[row.variable] = []
    ranks[row.variable] = row.rank
    found.setdefault(row.variable, []).extend(several)


def text_of(value: Value) -> str:
    """Return a value as text."""
    return value if isinstance(value, str) else str(value)


def add_numbers(text: str, variable: str, found: dict[str, Any]) -> None:
    """Add every ISSN or ISBN of a text, each once, to the variable that its length tells."""
    numbers = STANDARD.findall(text)
    for number in numbers:
        kind = standard_number(number) or variable
        written = f"{number[:4]}-{number[4:]}" if kind == "ISSN" and len(number) == 8 else number
        known = found.get(kind, "")
        if written not in known:
            found[kind] = f"{known}, {written}" if known else written


# ---------------------------------------------------------------- kinds of values


def name(text: str) -> Name:
    """Return a name: "Family, Given, Suffix"; without a comma an organisation or a name in whatever order."""
    text = BEHIND.sub("", LAST_STOP.sub("", squeeze(text)))
    pieces = [squeeze(piece) for piece in text.split(",")]
    if len(pieces) == 1 or (looks_like_organisation(text) and len(pieces[1].split()) > 2):
        return Name(literal=text.rstrip(",")) if looks_like_organisation(text) else parse_name(text)
    return Name(pieces[0], pieces[1], ", ".join(filter(None, pieces[2:]))) if pieces[1] else parse_name(pieces[0])


def names(text: str) -> list[Name]:
    """Return the names of a list with semicolons, or with commas where each part is a whole name."""
    if is_printed_list(text):
        return [name(part) for part in text.split(",") if part.strip()]
    return [name(part) for part in SEMICOLON.split(text) if part.strip(" ,")]


def is_printed_list(text: str) -> bool:
    """Return whether commas part the names: "Орлова М.П., Ким А.В." and "Ann Roe, Ben Lee, Carl Ode" do."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if ";" in text or len(parts) < 2:
        return False
    return all(map(INITIALLED.match, parts)) or (len(parts) > 2 and all(" " in part for part in parts))


def words(text: str) -> list[str]:
    """Return keywords, parted by semicolons or line breaks."""
    return [squeeze(word).rstrip(".,") for word in re.split(r"[;\n]", text) if word.strip(" .,;")]


def title(text: str) -> str:
    """Return a title in one line, without markup and the full stop of databases; capitals only become a sentence."""
    text = NOTED.sub("", squeeze(without_tags(text)))
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return text.capitalize() if SHOUTED.match(text) and " " in text else text


def journal(text: str) -> str:
    """Return the name of a journal; one in capitals is written like a title."""
    text = squeeze(without_tags(text)).rstrip(",")
    if not SHOUTED.match(text) or (" " not in text and len(text) < 6):
        return text
    low = [word.lower() if at and word in SMALL else word.capitalize() for at, word in enumerate(text.split())]
    return " ".join(low)


def prose(text: str) -> str:
    """Return a long text, its lines kept."""
    return "\n".join(filter(None, map(squeeze, text.split("\n"))))


def pages(text: str) -> str:
    """Return pages without a label."""
    return page_range(PAGE_LABEL.sub("", squeeze(text)))


def extent(text: str) -> str:
    """Return the number of pages that an extent tells: "141 p. :" is 141."""
    found = EXTENT.search(text)
    return found[1] if found else squeeze(text)


def year(text: str) -> str:
    """Return the first year of a text, else the text."""
    found = YEARS.search(text)
    return found[0] if found else squeeze(text).strip("[]. ")


def trimmed(text: str) -> str:
    """Return a text of a library catalogue without the punctuation that parts it from the next."""
    text = re.sub(r"[\s/:;,=]+$", "", squeeze(text))
    if text.endswith(".") and not re.search(r"(?:\b\w{1,3}|\.\.)\.$", text):
        text = text[:-1]
    return text[1:-1] if text.startswith("[") and text.endswith("]") and "[" not in text[1:] else text


def pmid(text: str) -> str:
    """Return a number of PubMed; other accession numbers are none."""
    return text.strip() if text.strip().isdecimal() and len(text.strip()) < 9 else ""


def pmcid(text: str) -> str:
    """Return a number of PubMed Central with its letters."""
    digits = text.strip().upper().removeprefix("PMC")
    return f"PMC{digits}" if digits.isdecimal() else ""


LISTS: dict[str, Callable[[str], list[Any]]] = {
    "name": lambda text: [name(text)],
    "person": lambda text: [name(text)],
    "names": names,
    "literal": lambda text: [Name(literal=trimmed(text))],
    "keyword": words,
}
SINGLES: dict[str, Callable[[str], Any]] = {
    "text": squeeze, "title": title, "journal": journal, "prose": prose, "doi": lambda text: bare_doi(squeeze(text)),
    "page": pages, "extent": extent, "date": lambda text: parse_date(squeeze(text)), "year": year, "trimmed": trimmed,
    "language": lambda text: language_tag(squeeze(text)), "parts": prose, "pmid": pmid, "pmcid": pmcid,
}  # fmt: skip


# ---------------------------------------------------------------- what several tags say together


def finish(found: dict[str, Any]) -> None:
    """Settle pages, dates, titles, containers and keywords."""
    first, last = found.get("page", ""), found.pop("page-end", "")
    if last and last != first and "-" not in first:
        found["page"] = page_range(f"{first}-{last}" if first else last)
    if not found.get("page") and (number := found.pop("article-number", "")):
        found["page"] = number
    settle_date(found)
    if subtitle := found.pop("subtitle", ""):
        found["title"] = f"{found.get('title', '').rstrip(' :')}: {subtitle}" if found.get("title") else subtitle
    settle_titles(found)
    if second := found.pop("title-translated", ""):
        found["titles"].append(Text(second, "", "translated"))
    found["keywords"] = [Text(word) for word in dict.fromkeys(found.pop("keyword", []))]


def settle_date(found: dict[str, Any]) -> None:
    """Put a year and what is told of month and day into one date; the date that says most wins."""
    told, rest = found.pop("year", ""), found.pop("month-day", "")
    whole = parse_date(rest) if rest and YEARS.search(rest) else None
    dates = [
        whole,
        found.pop("issued", None),
        parse_date(f"{rest} {told}") if rest and told else None,
        parse_date(told),
    ]
    sound = [date for date in dates if date is not None]
    plain = [date for date in sound if date.start and not date.literal] or [date for date in sound if date.start]
    best = max(plain or sound, key=lambda date: len(date.start), default=None)
    if best is not None:
        found["issued"] = best
