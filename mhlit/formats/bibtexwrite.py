"""Records -> BibTeX or BibLaTeX that compiles and that ``bibtex.read`` turns back into the same records.

Each entry begins on a line of its own with ``@type{key,``; fields follow the order of ``data/bibtex_fields.tsv``.
Wordings beyond the first stand in fields of their own (see ``bibtexwordings``). The same records give the same bytes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.citekey import UNKNOWN, keyed
from mhlit.formats.bibtexfields import ATTRIBUTES, ORCIDS, VERBATIM, row_of, rows, types, written_type
from mhlit.formats.bibtexfields import keywords as read_keywords
from mhlit.formats.bibtexnames import write_names
from mhlit.formats.bibtexwordings import ANNOTATED, annotation, further, keyword_fields, plain_value
from mhlit.formats.csljson import date_from_csl, names_from_csl
from mhlit.formats.dates import edtf, parse_date
from mhlit.formats.latexwrite import encode, encode_title, encode_verbatim
from mhlit.formats.values import languages, noted
from mhlit.model import Date, Record
from mhlit.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.bibtexfields import Field

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What BibTeX or biber takes for the end of a key, or refuses: "smith 2004", "a,b{c}"
UNSAFE = re.compile(r"[\s{}(),=\\\"#%~'@]+")
# "7-14", "431-456, 791-823": a hyphen between pages, which TeX prints from two
PAGE_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
# a name of a field that BibTeX and biber can read
FIELD_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_.+:/-]*$")
# Fields whose text is an address or a key: written as they are
VERBATIM_KINDS = frozenset(("verbatim", "doi"))
UNWRITTEN = frozenset(("bibtex:type", "bibtex:crossref", "bibtex:xdata"))


def write_bibtex(records: Iterable[Record]) -> str:
    """Return the records as BibTeX."""
    return write(records, "bibtex")


def write_biblatex(records: Iterable[Record]) -> str:
    """Return the records as BibLaTeX."""
    return write(records, "biblatex")


def write(records: Iterable[Record], dialect: str) -> str:
    """Return the records as a file of one dialect; keys are made safe, and unique without regard to case.

    A record without an id gets a key of its author and year.
    """
    taken: dict[str, int] = {}
    return "\n".join(entry(record, unique_key(record.id, taken), dialect) for record in keyed(records))


def unique_key(key: str, taken: dict[str, int]) -> str:
    """Return a key that no other entry of the file has, in whatever case; ``taken`` counts the keys so far."""
    safe = UNSAFE.sub("", key) or UNKNOWN
    found, number = safe, taken.get(safe.casefold(), 0)
    while found.casefold() in taken:
        number += 1
        found = f"{safe}-{number}"
    taken[safe.casefold()] = max(number, 1)
    taken.setdefault(found.casefold(), 1)
    return found


def entry(record: Record, key: str, dialect: str) -> str:
    """Return one entry."""
    type_ = entry_type(record, dialect)
    lines = [f"  {name} = {value},\n" for name, value in fields_of(record, type_, dialect).items()]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def entry_type(record: Record, dialect: str) -> str:
    """Return the type of entry: the source's own where it still says what the record is and the dialect has it."""
    own = str(record.extra.get("bibtex:type", ""))
    csl, _, known_to = types().get(own, ("document", "", "both"))
    if re.fullmatch(r"[a-z][\w-]*", own) and csl == record.type and known_to in ("both", dialect):
        return own
    if record.type == "thesis" and dialect == "bibtex" and record.genre == types()["mastersthesis"][1]:
        return "mastersthesis"
    return written_type(record.type, dialect)


def fields_of(record: Record, type_: str, dialect: str) -> dict[str, str]:
    """Return the fields of an entry in their order, each value in its delimiters."""
    found: dict[str, str] = {}
    spare: dict[str, Any] = {}
    if types().get(type_, ("document",))[0] != record.type:
        found["entrysubtype"] = braced(record.type)
    values = values_of(record, type_)
    for row in written_rows(dialect):
        if row.variable in values and row is field_for(row.variable, record.type, dialect):
            write_field(row, values.pop(row.variable), record, found, dialect)
    spare.update(values)
    write_wordings(record, found, dialect)
    write_extra(record.extra, spare, found)
    return found


@cache
def written_rows(dialect: str) -> tuple[Field, ...]:
    """Return the fields that a dialect has, in the order in which they are written."""
    return tuple(row for row in rows() if dialect in row.written)


@cache
def field_for(variable: str, type_: str, dialect: str) -> Field | None:
    """Return the field for a variable: one that reads back as that variable in a record of this type."""
    fitting = (r for r in written_rows(dialect) if r.variable == variable and (not r.types or type_ in r.types))
    return next((row for row in fitting if row_of(row.name, type_) is row), None)


def values_of(record: Record, type_: str) -> dict[str, Any]:
    """Return the values of a record by CSL variable, as far as they have a value."""
    values: dict[str, Any] = {variable: getattr(record, name) for variable, name in ATTRIBUTES.items()}
    title = plain_value(record.titles[0], title=True) if record.titles else ""
    values |= {"title": title, "container-title": record.container, "keyword": record.keywords}
    values |= {"author": record.authors, "editor": record.editors}
    values["genre"] = genre(record, type_)
    values["note"] = noted(record)
    known = {row.variable for row in rows()}
    values |= {name: value for name, value in record.extra.items() if name in known and name not in values}
    return {name: value for name, value in values.items() if value and name not in ("id", "type")}


def genre(record: Record, type_: str) -> str:
    """Return what the field ``type`` says: the genre, unless the entry's type says it; a thesis of no kind says so."""
    default = types().get(type_, ("", "", ""))[1]
    if record.genre == default:
        return ""
    return record.genre or "Thesis"


def write_field(row: Field, value: Any, record: Record, found: dict[str, str], dialect: str) -> None:
    """Add one field, or the several that a date or a language needs."""
    if row.kind == "names" and (names := value if isinstance(value, tuple) else names_from_csl(value)):
        found[row.name] = braced(write_names(names, row.variable in record.extra.get("mhlit:et-al", ())))
        if numbers := [f'{place}="{name.orcid}"' for place, name in enumerate(names, 1) if name.orcid]:
            found[row.name + ORCIDS] = braced("; ".join(numbers))
    elif row.kind in ("date", "year") and (date := value if isinstance(value, Date) else date_from_csl(value)):
        write_date(row, date, found)
    elif row.kind == "keywords":
        found[row.name] = braced(write_keywords([word.value for word in value]))
    elif row.kind == "language":
        write_language(str(value), found, dialect)
    elif row.kind == "title":
        found[row.name] = braced(encode_title(str(value)))
    elif row.kind == "pages":
        found[row.name] = braced(encode(str(value)).replace("-{}-", "--") if "--" in str(value) else paged(str(value)))
    elif row.kind in VERBATIM_KINDS:
        found[row.name] = braced(encode_verbatim(str(value)))
    elif isinstance(value, str | int | float):
        found[row.name] = braced(encode(str(value)))


def braced(value: str) -> str:
    """Return a value in braces."""
    return "{" + value + "}"


def paged(text: str) -> str:
    """Return pages with TeX's en dash."""
    return PAGE_HYPHEN.sub("--", encode(text))


# ---------------------------------------------------------------- dates, keywords


def write_date(row: Field, date: Date, found: dict[str, str]) -> None:
    """Add a date: ``year`` and ``month`` where these say all, otherwise ``date`` as well; prose stands in ``year``."""
    if row.kind == "date":
        say_date(row.name, date, found)
        return
    if not date.start:
        found["year"] = braced(encode(date.literal))
        return
    found["year"] = braced(encode(date.literal) if parse_date(date.literal) == date else year_of(date))
    if parse_date(date.literal) == date:
        return
    if len(date.start) > 1 and not date.end and 0 < date.start[1] <= 12:
        found["month"] = MONTHS[date.start[1] - 1]
        if len(date.start) > 2:
            found["day"] = braced(str(date.start[2]))
    if (date.end and (len(date.start) > 1 or len(date.end) > 1)) or date.circa or date.season or date.literal:
        say_date("date", date, found)


def year_of(date: Date) -> str:
    """Return the year, or the years from and to, as BibTeX styles print them."""
    years = dict.fromkeys(str(part[0]) for part in (date.start, date.end) if part)
    return "--".join(years)


def say_date(name: str, date: Date, found: dict[str, str]) -> None:
    """Add a date in EDTF; what EDTF cannot say stands as text."""
    found[name] = braced(edtf(date) if date.start else encode(date.literal))
    if date.start and date.literal:
        found[f"{name}-literal"] = braced(encode(date.literal))


def write_language(tag: str, found: dict[str, str], dialect: str) -> None:
    """Add the language under the name that babel has for it; a tag that the name does not say stands beside it."""
    name = babel_names().get(tag) or babel_names().get(tag.split("-", maxsplit=1)[0])
    field = "language" if dialect == "bibtex" else "langid"
    found[field] = braced(name or encode(tag))
    if name and languages()[name] != tag:
        found["langtag"] = braced(encode(tag))


@cache
def babel_names() -> dict[str, str]:
    """Return babel's name of each language, by its tag; ``ngerman``, since ``german`` means the old spelling."""
    found = {row["tag"]: row["name"] for row in reversed(table("languages.tsv")) if row["source"] == "babel"}
    return found | {"de": "ngerman", "fr": "french", "pt-BR": "brazil", "en-GB": "british", "en-US": "american"}


def write_keywords(words: list[str]) -> str:
    """Return keywords in one string that gives them back: commas between, unless a keyword has one."""
    joined = (", " if not any("," in word for word in words) else "; ").join(map(encode, words))
    if list(read_keywords(joined)) == words:
        return joined
    return ", ".join(braced(encode(word)) if "," in word or ";" in word else encode(word) for word in words)


# ---------------------------------------------------------------- wordings and the rest


def write_wordings(record: Record, found: dict[str, str], dialect: str) -> None:
    """Add the further wordings of title and container, what a reader would guess wrong, and languages of keywords."""
    row = field_for("container-title", record.type, dialect)
    book = row.name if row else "journal"
    for base, wordings in (("title", record.titles), (book, record.containers)):
        if wordings and (mark := annotation(wordings, record.language, base == "title")):
            found[base + ANNOTATED] = braced(mark)
        standard = base == "title" and dialect == "biblatex"
        taken = {*found, "titleaddon"} if "bibtex:titleaddon" in record.extra else found
        for name, value in further(base, wordings, taken, standard).items():
            found[name] = braced(encode_title(value) if name in ("titleaddon", "origtitle") else encode(value))
    for name, value in keyword_fields(record.keywords, write_keywords).items():
        found[name] = braced(value)


def write_extra(extra: dict[str, Any], spare: dict[str, Any], found: dict[str, str]) -> None:
    """Add what BibTeX had said and CSL has no place for, and other variables of CSL as ``csl-name``."""
    for name, value in extra.items():
        prefix, _, field = name.partition(":")
        if prefix == "bibtex" and field and name not in UNWRITTEN and isinstance(value, str | int | float):
            spare_name = field if FIELD_NAME.match(field) else ""
        elif ":" not in name and isinstance(value, str | int | float) and not isinstance(value, bool):
            spare_name = "" if any(row.variable == name for row in rows()) else f"csl-{name}"
        else:
            continue
        if spare_name:  # a field that the record itself needed is kept under a second name
            spare_name = spare_name if spare_name not in found else f"{spare_name}-n2"
            found[spare_name] = braced(kept(field, str(value)))
    for name, value in spare.items():
        if isinstance(value, str) and f"csl-{name}" not in found:
            found[f"csl-{name}"] = braced(encode(value))


def kept(field: str, value: str) -> str:
    """Return a kept field's value: addresses and keys as they are, text encoded."""
    return encode_verbatim(value) if field in VERBATIM or field.startswith("bdsk-") else encode(value)
