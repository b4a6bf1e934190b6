"""RIS <-> records. What RIS cannot say stands in ``N1  - mhlit:{…}`` lines, which are read back: nothing is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import apart
from mhlit.formats.csljson import date_from_csl, from_csl, names_from_csl, to_csl
from mhlit.formats.dates import parse_date
from mhlit.formats.mapping import row_of, rows, types
from mhlit.formats.procite import translated
from mhlit.formats.risdialects import TIME, finish, proceedings
from mhlit.formats.taglines import Stray, Tagged, cut_off, keep, record_of, ris_entries
from mhlit.formats.values import bare_doi, language_tag, noted, page_range, standard_number
from mhlit.model import Date, Issue, Name, Origin, ReadResult, Record
from mhlit.names import looks_like_organisation, parse_name
from mhlit.tables import table
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.mapping import Row

# "2004/02/15/other", "2012///", "2016/01/"
RIS_DATE = re.compile(r"^(\d{4})(?:/(\d{0,2}))?(?:/(\d{0,2}))?(?:/(.*))?$")
# "26957754[pmid]", "PMC4756000[pmcid]"
NUMBERED = re.compile(r"^\s*(PMC\d+|\d+)\s*\[(pmid|pmcid)\]\s*$", re.IGNORECASE)
# "544", "xii, 141 p.": how long a book is; "12-31" under the same tag is a part of it
EXTENT = re.compile(r"^[ivxlc\s,+]*\d+[\s,+\divxlc]*(?:p|pp|pages|с|стр|s|S)?\.?$")
# "26327899 (ISSN)", "15487768", "978-3-16-148410-0 (ISBN)"
NUMBER = re.compile(r"^\s*(?:(\d{4})-?(\d{3}[\dXx])|([\dXx-]{10,17}))(?:\s*\([^()]*\))?\s*$")
OURS = "mhlit:"


# ---------------------------------------------------------------- reading


def read(text: str) -> ReadResult:
    """Return the records of a RIS file, and issues for text that belongs to none."""
    records: list[Record] = []
    issues: list[Issue] = []
    for entry in ris_entries(text):
        if isinstance(entry, Stray):
            issues.append(Issue("unread-text", "text outside of all entries", entry.line, raw=entry.raw))
        elif entry.fields[0][0] != "TY" and not {"TI", "T1", "AU", "A1"} & {tag for tag, _ in entry.fields}:
            issues.append(Issue("unread-text", "tags without an entry (TY is missing)", entry.line, raw=entry.raw))
        else:
            records.append(read_entry(entry))
            issues.extend(cut_off(entry))
    return ReadResult(tuple(records), tuple(issues))


def read_entry(entry: Tagged) -> Record:
    """Return the record of one entry."""
    extra: dict[str, Any] = {}
    fields = translated(entry.fields)
    name = dict(fields).get("TY", "").upper()
    type_ = types("ris").get(name.casefold(), "document")
    if name and written_type(type_) != name:
        extra["ris:TY"] = name
    found: dict[str, Any] = {"type": type_}
    ranks: dict[str, int] = {}
    ours: list[str] = []
    for tag, value in fields:
        row = row_of("ris", tag, type_)
        if tag == "N1" and value.startswith(OURS):
            ours.append(value)
        elif row is None or (tag == "DB" and value.casefold() == "pubmed"):
            read_rare(tag, value, found, extra)
        elif value:
            take(row, value, found, ranks, extra)
    finish(found, extra)
    record = restored(record_of(found, extra), ours)
    return placed(record, entry)


def take(row: Row, value: str, found: dict[str, Any], ranks: dict[str, int], extra: dict[str, Any]) -> None:
    """Put one value where its tag belongs; a second value for a single place is kept under its tag."""
    variable = row.variable
    if row.kind in ("names", "keyword") or variable in ("container-title", "issued"):
        found.setdefault(variable, []).extend(several(row, value))
        return
    if row.kind == "standard-number":
        value = bare_number(value)
        variable = standard_number(value) or "ISSN"
    if row.kind == "extent" and not EXTENT.match(value):
        variable = "page"
    new = single(row, value)
    if variable not in found:
        found[variable], ranks[variable] = new, row.rank
    elif row.kind == "prose" and row.tag == "N1":
        found[variable] = f"{found[variable]}\n\n{new}"
    elif row.kind == "standard-number":
        found[variable] = f"{found[variable]}, {new}" if new not in found[variable] else found[variable]
    elif row.rank < ranks[variable]:
        keep_if_new(extra, variable, found[variable], new)
        found[variable], ranks[variable] = new, row.rank
    elif new != found[variable]:
        keep(extra, f"ris:{row.tag}", value)


def keep_if_new(extra: dict[str, Any], variable: str, old: object, new: object) -> None:
    """Keep a value that gives way to a better one."""
    if old != new and isinstance(old, str):
        keep(extra, f"ris:{variable}", old)


def several(row: Row, value: str) -> list[Any]:
    """Return the values of a tag that may come more than once; dates with the rank of their tag."""
    if row.kind == "names":
        return [name_of(value)]
    if row.kind == "keyword":
        return [squeeze(word) for word in re.split(r"\s*[;\n]\s*", value) if word.strip()]
    return [(-row.rank, date_of(value))] if row.kind == "date" else [squeeze(value)]


def single(row: Row, value: str) -> Any:
    """Return the value of a tag by its kind."""
    if row.kind == "doi":
        return bare_doi(value)
    if row.kind == "date":
        return date_of(value)
    if row.kind == "page" or (row.kind == "extent" and not EXTENT.match(value)):
        return page_range(value)
    if row.kind == "language":
        return language_tag(squeeze(value))
    if row.kind == "prose":
        return "\n".join(map(squeeze, value.split("\n"))).strip()
    return squeeze(value)


def name_of(value: str) -> Name:
    """Return a name: "Family, Given, Suffix"; without a comma an organisation or a name in reading order.

    EndNote ends the name of an organisation with a comma: "Ministry of Health,".
    """
    parts = [squeeze(part) for part in value.split(",")]
    if len(parts) == 1:
        return parse_name(value)
    if not any(parts[1:]):
        return Name(literal=parts[0])
    if looks_like_organisation(value) and len(parts[1].split()) > 2:
        return Name(literal=squeeze(value))
    return Name(parts[0], parts[1], ", ".join(parts[2:]))


def date_of(value: str) -> Date:
    """Return a date; RIS's own form may leave parts empty and add prose behind the day."""
    found = RIS_DATE.match(value.strip())
    if not found:
        return parse_date(value) or Date()
    year, month, day, rest = found.groups()
    start = [int(year)]
    for part in (month, day):
        if not part or not 0 < int(part) <= (12 if len(start) == 1 else 31):
            break
        start.append(int(part))
    season = {"spring": "1", "summer": "2", "autumn": "3", "fall": "3", "winter": "4"}.get(
        (rest or "").strip().casefold(), ""
    )
    told = "" if season or TIME.match((rest or "").strip()) else (rest or "").strip()
    return Date(tuple(start), literal=told, season=season)


def bare_number(value: str) -> str:
    """Return an ISSN with its hyphen, and any standard number without a remark: "26327899 (ISSN)" of Scopus."""
    found = NUMBER.match(value)
    return value if not found else f"{found[1]}-{found[2]}" if found[1] else found[3]


def read_rare(tag: str, value: str, found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Read PubMed numbers out of the drawers that exporters put them in; keep all other tags."""
    numbered = NUMBERED.match(value)
    if numbered:
        found.setdefault(numbered[2].upper(), numbered[1])
    elif tag != "TY":
        keep(extra, f"ris:{tag}", value)


def placed(record: Record, entry: Tagged) -> Record:
    """Return a record that knows where it was read."""
    return replace(record, origin=Origin(line=entry.line, format="ris", raw=entry.raw))


def restored(record: Record, ours: list[str]) -> Record:
    """Return the record with what the ``mhlit:`` lines of an entry say beyond RIS."""
    item = to_csl(record)
    for line in ours:
        try:
            members = json.loads(line[len(OURS) :])
        except ValueError:
            continue
        if isinstance(members, dict):
            item |= members
    return from_csl({name: value for name, value in item.items() if value is not None}) if ours else record


# ---------------------------------------------------------------- writing


@cache
def written_type(type_: str) -> str:
    """Return the RIS type of a CSL type."""
    return next((row["ris"] for row in table("types.tsv") if row["csl"] == type_), "GEN")


def write(records: Iterable[Record]) -> str:
    """Return the records as RIS, each entry closed by ``ER``."""
    return "".join(write_parts(records))


def write_parts(records: Iterable[Record]) -> Iterator[str]:
    """Yield the entries of records."""
    return apart(map(entry, records))


def entry(record: Record) -> str:
    """Return one entry; what its tags do not give back stands in a note of ours."""
    own = record.extra.get("ris:TY", "")
    name = own if types("ris").get(str(own).casefold()) == record.type else written_type(record.type)
    lines = [("TY", str(name)), *tags_of(replace(record, note=noted(record)))]
    back = to_csl(read_entry(Tagged(tuple(lines), 0, "")))
    wanted = {name: value for name, value in to_csl(record).items() if name != "custom" or value}
    missing = missing_members(wanted, back)
    if missing:
        lines.append(("N1", OURS + json.dumps(missing, ensure_ascii=False, sort_keys=True)))
    return "".join(f"{tag}  - {one_line(value)}\n" for tag, value in [*lines, ("ER", "")])


def missing_members(wanted: dict[str, Any], back: dict[str, Any]) -> dict[str, Any]:
    """Return the members of an item that reading gives otherwise, None for those that it makes up."""
    wanted, back = without_origin(wanted), without_origin(back)
    changed = {name: value for name, value in wanted.items() if back.get(name) != value}
    return changed | {name: None for name in back if name not in wanted}


def without_origin(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item without the place where it was read."""
    custom = {name: value for name, value in item.get("custom", {}).items() if name != "origin"}
    rest = {name: value for name, value in item.items() if name != "custom"}
    return rest | ({"custom": custom} if custom else {})


def one_line(value: str) -> str:
    """Return a value whose further lines cannot be taken for tags."""
    first, *rest = value.splitlines() or [""]
    return "\n".join([first, *(f"      {line}" if line.strip() else "" for line in rest)])


def tags_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of a record, in the order of the table."""
    item = {"type": "", **to_csl(record)}
    proceedings(item)
    done: set[str] = set()
    for row in rows("ris"):
        if not row.written or row_of("ris", row.tag, record.type) is not row:
            continue
        for value in values_of(row, item, record, done):
            if value:
                yield row.tag, value
    if record.pmid:
        yield "AN", record.pmid
        yield "DB", "PubMed"
    for name, kept in record.extra.items():
        if re.fullmatch(r"ris:[A-Z][A-Z0-9]", name) and name not in ("ris:TY", "ris:ER"):
            yield from ((name[4:], str(value)) for value in (kept if isinstance(kept, list) else [kept]))


def values_of(row: Row, item: dict[str, Any], record: Record, done: set[str]) -> list[str]:
    """Return what a tag says of an item; each variable is written once, dates as year and in full."""
    if row.variable in done and row.tag != "DA":
        return []
    done.add(row.variable)
    value = item.get(row.variable)
    if row.kind == "names":
        return [written_name(name) for name in names_from_csl(value)]
    if row.kind == "date":
        return [written_date(date_from_csl(value), row.tag)]
    own = {
        "ISSN": [record.issn, record.isbn],
        "title-translated": [text.value for text in record.titles[1:] if text.role == "translated"][:1],
        "keyword": [word.value for word in record.keywords],
        "page": [record.pages],
    }
    return own.get(row.variable) or ([str(value)] if isinstance(value, str | int | float) else [])


def written_name(name: Name) -> str:
    """Return a name as RIS has it."""
    family = f"{name.particle} {name.family}".strip()
    return name.literal or ", ".join(part for part in (family, name.given, name.suffix) if part)


def written_date(date: Date | None, tag: str) -> str:
    """Return the year for PY, the whole date with slashes for the other tags where there is more than a year."""
    if date is None or not date.start:
        return "" if date is None or tag == "DA" else date.literal
    if tag == "PY":
        return f"{date.start[0]:04d}"
    if len(date.start) == 1 and tag == "DA":
        return ""
    return "/".join(f"{part:02d}" for part in date.start) + "/" * (3 - len(date.start))


def sniff(head: str) -> bool:
    """Return whether a line of the text opens an entry."""
    return re.search(r"^[\ufeff \t]*TY[ \t]{1,4}-[ \t]", head, re.MULTILINE) is not None
