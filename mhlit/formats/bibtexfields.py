"""The fields of one BibTeX or BibLaTeX entry -> ``Record``, by the tables of types and fields.

Fields for which neither the record nor CSL has a place stay in ``extra`` as ``bibtex:field``. Wordings beyond the
first stand in fields of their own (see ``bibtexwordings``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.formats.bibtexnames import read_names
from mhlit.formats.bibtexwordings import CONTAINERS, TITLE, added_title, is_wording, keyword_wordings, with_wordings
from mhlit.formats.csljson import DATES, STRINGS, date_to_csl, name_to_csl, split_keywords
from mhlit.formats.dates import month, parse_date
from mhlit.formats.latex import SPECIAL, decode, verbatim
from mhlit.formats.values import NOTICES, bare_doi, language_tag, page_range, without_notice
from mhlit.model import Date, Issue, Name, Origin, Record
from mhlit.tables import parts, table
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from mhlit.model import Text

ATTRIBUTES = {variable: name for name, variable in (STRINGS | DATES).items()}
# "2019-03~/2019-05", "19XX"
EDTF_SIGNS = re.compile(r"[-0-9/~?%.X]+")
# "431--456", "S12-19"
PAGES = re.compile(r"[A-Za-z]?\d+--?[A-Za-z]?\d+")
# a blank line parts paragraphs
PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
ADDRESS = re.compile(r"^https?://\S+$")
VERBATIM = frozenset((
    "url", "doi", "eprint", "file", "pdf", "issn", "isbn", "urldate", "pmid", "pmcid", "crossref", "xdata", "ids",
    "xref", "related",
))  # fmt: skip
# BibLaTeX's data annotation of a list of names (manual, s. 3.7): author+an:orcid = {1="0000-0002-1825-0097"}
ORCIDS = "+an:orcid"
ANNOTATION = re.compile(r'(\d{1,4})\s*=\s*"([^"]*)"')
# where the lists of names wait that commas part, until the issue that tells of them
PARTED = "mhlit:names-parted"
SUBTITLES = (("title", "subtitle"), ("booktitle", "booksubtitle"), ("journaltitle", "journalsubtitle"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in a file: macros expanded, LaTeX and names untouched, field names in lower case."""

    type: str
    key: str
    fields: dict[str, str] = field(hash=False)
    line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the table of fields: the CSL variable, how to read it, for which types, who writes it."""

    name: str
    variable: str
    kind: str
    types: frozenset[str]
    written: frozenset[str]
    rank: int


@cache
def rows() -> tuple[Field, ...]:
    """Return the table of fields; of two rows that give one variable the earlier wins."""
    return tuple(
        Field(r["field"], r["variable"], r["kind"], frozenset(parts(r["types"])), frozenset(parts(r["written"])), rank)
        for rank, r in enumerate(table("bibtex_fields.tsv"))
    )


@cache
def row_of(name: str, type_: str) -> Field | None:
    """Return what a field means in an entry of a CSL type."""
    return next((row for row in rows() if row.name == name and (not row.types or type_ in row.types)), None)


@cache
def types() -> dict[str, tuple[str, str, str]]:
    """Return (CSL type, genre, dialect) of every type of entry."""
    return {row["type"]: (row["csl"], row["genre"], row["dialect"]) for row in table("bibtex_types.tsv")}


@cache
def csl_types() -> frozenset[str]:
    """Return the types that CSL has."""
    return frozenset(row["csl"] for row in table("types.tsv"))


@cache
def written_type(csl: str, dialect: str = "bibtex") -> str:
    """Return the type of entry that stands for a CSL type in a dialect."""
    return next((row[dialect] for row in table("types.tsv") if row["csl"] == csl), "misc")


# ---------------------------------------------------------------- kinds of values


def plain(raw: str) -> str:
    """Return a value as one line of text; most need no decoding, and most lines no squeezing."""
    return " ".join((decode(raw) if SPECIAL.search(raw) else raw).split())


def prose(raw: str) -> str:
    """Return a long text, paragraphs kept."""
    if "\n" not in raw:
        return plain(raw)
    return "\n\n".join(filter(None, map(plain, PARAGRAPH.split(raw))))


def address(raw: str) -> str:
    """Return an address or identifier, only line breaks and exporters' escapes taken out."""
    return re.sub(r"\s*\n\s*", "", verbatim(raw)).strip() if "\n" in raw or "\\" in raw else raw.strip()


def doi(raw: str) -> str:
    """Return a DOI without the resolver's address."""
    return bare_doi(address(raw))


def pages(raw: str) -> str:
    """Return pages with one hyphen and whole numbers."""
    return page_range(raw if PAGES.fullmatch(raw) else plain(raw))


def language(raw: str) -> str:
    """Return the BCP 47 tag of a language, however it is named."""
    return language_tag(plain(raw))


def keywords(raw: str) -> tuple[str, ...]:
    """Return keywords; a comma or semicolon in braces parts nothing."""
    if "{" not in raw:
        return split_keywords(plain(raw))
    text, level = [], 0
    for sign in raw:
        level += (sign == "{") - (sign == "}")
        text.append({",": "\x01", ";": "\x02"}.get(sign, sign) if level > 0 else sign)
    words = "".join(text).split(";" if ";" in text else ",")
    return tuple(filter(None, (plain(word.replace("\x01", ",").replace("\x02", ";")) for word in words)))


READERS: dict[str, Callable[[str], str]] = {
    "text": plain, "title": plain, "prose": prose, "verbatim": address, "doi": doi, "pages": pages,
    "language": language,
}  # fmt: skip


# ---------------------------------------------------------------- entry -> record


def record_of(entry: Entry, issues: list[Issue]) -> Record:
    """Return the record of an entry; nothing of it is dropped, and what is doubtful goes to ``issues`` as well."""
    fields = dict(entry.fields)
    extra: dict[str, Any] = {}
    type_, genre = type_of(entry.type, fields, extra)
    issued = date_of(fields, extra)
    join_subtitles(fields)
    full_journal(fields)
    wordings = {
        name: fields.pop(name)
        for name in [name for name in fields if ("-" in name or "+" in name) and is_wording(name)]
    }
    found = variables(type_, fields, extra)
    found.setdefault("genre", genre)
    if PARTED in extra:
        issues.append(parted_names(entry, extra.pop(PARTED)))
    values = record_fields(found, extra)
    values["issued"] = issued or None
    values |= wordings_of(found, wordings, extra)
    origin = Origin(line=entry.line, format="bibtex", raw=entry.raw)
    return Record(**{**values, "id": entry.key, "type": type_}, extra=extra, origin=origin)


def wordings_of(found: dict[str, Any], raws: dict[str, str], extra: dict[str, Any]) -> dict[str, tuple[Text, ...]]:
    """Return titles, containers and keywords with their wordings."""
    spoken = str(found.get("language", ""))
    fields = {name: plain(raw) for name, raw in raws.items() if not name.startswith("keywords-")}
    titles = with_wordings(found.get("title", ""), fields, TITLE, spoken)
    addon, original = extra.get("bibtex:titleaddon", ""), extra.get("original-title", "")
    if addon or original:
        titles, *taken = added_title(titles, addon, original)
        for name in [
            name for name, is_title in zip(("bibtex:titleaddon", "original-title"), taken, strict=True) if is_title
        ]:
            del extra[name]
    containers = with_wordings(found.get("container-title", ""), fields, CONTAINERS, spoken)
    spread = {name: keywords(raw) for name, raw in raws.items() if name.startswith("keywords-")}
    return {"titles": titles, "containers": containers, "keywords": keyword_wordings(found.get("keyword", ()), spread)}


def type_of(name: str, fields: dict[str, str], extra: dict[str, Any]) -> tuple[str, str]:
    """Return (CSL type, genre). The entry's own type is kept, since several mean one CSL type."""
    type_, genre, _ = types().get(name, ("document", "", ""))
    if name != written_type(type_):
        extra["bibtex:type"] = name
    if fields.get("entrysubtype", "") in csl_types():
        type_ = fields.pop("entrysubtype")
    if "type" in fields and (known := types().get(plain(fields["type"]).casefold())) and known[1]:
        genre = known[1]
        del fields["type"]
    elif type_ == "thesis" and plain(fields.get("type", "")) == "Thesis":
        genre = ""
        del fields["type"]
    return type_, genre


def date_of(fields: dict[str, str], extra: dict[str, Any]) -> Date | None:
    """Return the date of issue: ``date`` if it is one, else ``year``, ``month`` and ``day``."""
    literal = plain(fields.pop("date-literal", ""))
    date = parse_date(date_text(fields.get("date", "")))
    if date is None or (not date.start and "year" in fields):
        date = year_of(fields)
    else:
        del fields["date"]
        for name in ("year", "month", "day"):
            if name in fields and says_same(name, plain(fields[name]), date):
                del fields[name]
    for name in ("date", "year", "month", "day"):
        if name in fields:
            extra[f"bibtex:{name}"] = plain(fields.pop(name))
    return Date(date.start, date.end, literal, date.circa, date.season) if date and literal else date


def says_same(name: str, text: str, date: Date) -> bool:
    """Return whether ``year``, ``month`` or ``day`` says nothing beyond the date."""
    place = ("year", "month", "day").index(name)
    number = month(text) if name == "month" else int(text) if text.isdecimal() else None
    return (len(date.start) > place and date.start[place] == number) or (name == "year" and text == date.literal)


def year_of(fields: dict[str, str]) -> Date | None:
    """Return the date that ``year``, ``month`` and ``day`` say; what does not fit stays in ``fields``."""
    if "year" not in fields:
        return None
    date = parse_date(plain(fields.pop("year")))
    if date is None or date.end or len(date.start) != 1 or date.literal or "month" not in fields:
        return date
    text, day = plain(fields["month"]), plain(fields.get("day", ""))
    number = month(text)
    if 0 < number <= 12:
        del fields["month"]
        if day.isdecimal() and 0 < int(day) <= 31:
            del fields["day"]
            return Date((*date.start, number, int(day)), circa=date.circa)
        return Date((*date.start, number), circa=date.circa)
    whole = parse_date(f"{text} {date.start[0]}")
    if whole is None or whole.literal:
        return date
    del fields["month"]
    return whole


def join_subtitles(fields: dict[str, str]) -> None:
    """Put subtitles where CSL has them: behind the title, after a colon."""
    for title, subtitle in SUBTITLES:
        if subtitle in fields and title in fields:
            main = fields[title].strip()
            fields[title] = main + (" " if main.endswith((":", "?", "!", ".")) else ": ") + fields.pop(subtitle)


def full_journal(fields: dict[str, str]) -> None:
    """Take the journal's full title from ``fjournal`` (MathSciNet), which makes ``journal`` the short one."""
    if "fjournal" in fields and "journal" in fields:
        fields.setdefault("shortjournal", fields["journal"])
        fields["journal"] = fields.pop("fjournal")


def variables(type_: str, fields: dict[str, str], extra: dict[str, Any]) -> dict[str, Any]:
    """Return the values by CSL variable; fields that mean none, or one already taken, go to ``extra``."""
    found: dict[str, Any] = {}
    taken: dict[str, tuple[int, str]] = {}
    read_eprint(fields)
    numbers = {name: fields.pop(name) for name in [name for name in fields if name.endswith(ORCIDS)]}
    for name, raw in fields.items():
        row = row_of(name, type_)
        if row is None:
            keep(name, raw, extra)
            continue
        value = value_of(row, raw, extra)
        if not value:
            continue
        rank, other = taken.get(row.variable, (row.rank + 1, ""))
        if rank < row.rank:
            keep_second(name, raw, value, found[row.variable], extra)
            continue
        if other:
            keep_second(other, fields[other], found[row.variable], value, extra)
        found[row.variable], taken[row.variable] = value, (row.rank, name)
    for name, raw in numbers.items():
        found[name.removesuffix(ORCIDS)] = with_orcids(found.get(name.removesuffix(ORCIDS), ()), raw)
    address_of(found, extra)
    if found.get("status") in NOTICES and "note" in found:
        found["note"] = without_notice(found["note"])[1]
    return found


def with_orcids(names: tuple[Name, ...], raw: str) -> tuple[Name, ...]:
    """Return the names with the ORCIDs that a data annotation gives them by their place: ``1="0000-…"; 3="0000-…"``."""
    numbers = {int(place): number for place, number in ANNOTATION.findall(raw)}
    return tuple(replace(name, orcid=numbers.get(place, name.orcid)) for place, name in enumerate(names, 1))


def keep_second(name: str, raw: str, value: object, better: object, extra: dict[str, Any]) -> None:
    """Keep what a second field says about a variable, unless it says the same."""
    same_language = name in ("langid", "language") and str(value)[:2] == str(better)[:2]
    if value != better and not same_language:
        keep(name, raw, extra)


def keep(name: str, raw: str, extra: dict[str, Any]) -> None:
    """Keep a field that the record has no place for, decoded unless an address; ``csl-…`` is a variable of CSL."""
    if name.startswith("csl-"):
        extra[name[4:]] = plain(raw)
    elif text := address(raw) if name in VERBATIM or name.startswith("bdsk-") else prose(raw):
        extra[f"bibtex:{name}"] = text


def value_of(row: Field, raw: str, extra: dict[str, Any]) -> Any:
    """Return the value of a field, by its kind."""
    reader = READERS.get(row.kind)
    if reader is not None:
        return reader(raw)
    if row.kind == "names":
        names, others, at_commas = read_names(raw)
        if at_commas:
            extra[PARTED] = [*extra.get(PARTED, ()), squeeze(raw)]
        if others:
            extra["mhlit:et-al"] = [*extra.get("mhlit:et-al", ()), row.variable]
        return names
    if row.kind == "keywords":
        return keywords(raw)
    return parse_date(date_text(raw))


def parted_names(entry: Entry, lists: list[str]) -> Issue:
    """Return the issue of lists that were parted at commas, which BibTeX itself would take for one name each."""
    what = f"{entry.key or entry.type} has commas between its names"
    message = f'{what}; they are read as several persons, but BibTeX and biber need " and " there'
    return Issue("names-parted", message, entry.line, raw="\n".join(lists))


def date_text(raw: str) -> str:
    """Return the text of a date: the tilde of EDTF's "1950~" is no blank."""
    return raw.strip() if EDTF_SIGNS.fullmatch(raw.strip()) else plain(raw)


def read_eprint(fields: dict[str, str]) -> None:
    """Give ``eprint`` its own name where it is a PubMed number."""
    kind = fields.get("eprinttype", fields.get("archiveprefix", "")).casefold()
    name = {"pmid": "pmid", "pubmed": "pmid", "pmcid": "pmcid", "pmc": "pmcid"}.get(kind)
    if name and name not in fields and "eprint" in fields:
        fields[name] = fields.pop("eprint")
        fields.pop("eprinttype", None)
        fields.pop("archiveprefix", None)


def address_of(found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Take the address from ``howpublished`` (``\\url{…}``) where there is no field for it."""
    value = extra.get("bibtex:howpublished", "")
    if "URL" not in found and ADDRESS.match(value):
        found["URL"] = extra.pop("bibtex:howpublished")


def record_fields(found: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Return the record's own fields; other CSL variables go to ``extra`` in CSL's shape."""
    values: dict[str, Any] = {}
    for variable, value in found.items():
        if variable in ATTRIBUTES:
            values[ATTRIBUTES[variable]] = value
        elif variable in ("author", "editor"):
            values[f"{variable}s"] = value
        elif isinstance(value, Date):
            extra[variable] = date_to_csl(value)
        elif variable not in ("title", "container-title", "keyword"):
            extra[variable] = value if isinstance(value, str) else [name_to_csl(name) for name in value]
    return values
