"""CSL-JSON, the hub on disk and on the wire: Record <-> item, and the reading and writing of files.

Reads arrays, a single item, ``{"items": […]}`` and JSON lines, tolerates numbers for strings and odd dates, and
writes CSL-JSON 1.0.2. What CSL has no variable for stands under ``custom``: further wordings, origin, links.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import Format
from mhlit.formats.portions import json_items, streaming
from mhlit.model import Date, Issue, Name, Origin, ReadResult, Record, Text
from mhlit.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Record field <-> CSL variable, for the variables that are plain strings.
STRINGS = {
    "id": "id", "type": "type", "volume": "volume", "issue": "issue", "pages": "page", "number": "number",
    "number_of_pages": "number-of-pages", "edition": "edition", "collection_title": "collection-title",
    "publisher": "publisher", "publisher_place": "publisher-place", "genre": "genre", "event_title": "event-title",
    "doi": "DOI", "url": "URL", "pmid": "PMID", "pmcid": "PMCID", "issn": "ISSN", "isbn": "ISBN",
    "abstract": "abstract", "note": "note", "language": "language",
}  # fmt: skip
NAMES = {"authors": "author", "editors": "editor"}
DATES = {"issued": "issued", "accessed": "accessed"}
WORDINGS = {"titles": "title", "containers": "container-title"}
NAME_PARTS = {
    "family": "family", "given": "given", "suffix": "suffix", "literal": "literal",
    "particle": "non-dropping-particle", "orcid": "ORCID",
}  # fmt: skip
# Every variable that a record has a field for.
VARIABLES = frozenset({*STRINGS.values(), *NAMES.values(), *DATES.values(), *WORDINGS.values(), "keyword", "custom"})
# The other way round, for reading.
FIELD_OF = {variable: name for name, variable in STRINGS.items()}
NAME_FIELD_OF = {variable: name for name, variable in NAMES.items()}
NAME_PART_OF = {variable: part for part, variable in NAME_PARTS.items()}
# "rehabilitation; stigma" and "rehabilitation, stigma": a list in one string, the semicolon wins.
SEMICOLON = re.compile(r"\s*;\s*")
COMMA = re.compile(r"\s*,\s+")
# "2019-03-15", "2019-3", "2019", "2019-03/2019-05"
ISO_DATE = re.compile(r"^-?\d{1,4}(?:-\d{1,2}){0,2}(?:/-?\d{1,4}(?:-\d{1,2}){0,2})?$")


# ---------------------------------------------------------------- record -> item


def to_csl(record: Record) -> dict[str, Any]:
    """Return the record as a CSL-JSON item; ``from_csl`` gives the same record back."""
    item: dict[str, Any] = {}
    for name, variable in STRINGS.items():
        if value := getattr(record, name):
            item[variable] = value
    for name, variable in WORDINGS.items():
        if wordings := getattr(record, name):
            item[variable] = wordings[0].value
    for name, variable in NAMES.items():
        if names := getattr(record, name):
            item[variable] = [name_to_csl(each) for each in names]
    for name, variable in DATES.items():
        if (date := getattr(record, name)) is not None:
            item[variable] = date_to_csl(date)
    if record.keywords:
        item["keyword"] = join_keywords(record.keywords)
    fields = {name: value for name, value in record.extra.items() if ":" in name}
    item.update((name, value) for name, value in record.extra.items() if name not in fields)
    custom = dict(item.get("custom") or {}) | custom_of(record)
    if fields:
        custom["fields"] = fields
    if custom:
        item["custom"] = custom
    return item


def join_keywords(keywords: Iterable[Text]) -> str:
    """Return keywords as CSL's one string, ``; `` between them."""
    return "; ".join(keyword.value for keyword in keywords)


def custom_of(record: Record) -> dict[str, Any]:
    """Return what CSL has no variable for: wordings beyond the plain one, links, origin."""
    custom: dict[str, Any] = {}
    for name in (*WORDINGS, "keywords"):
        wordings = getattr(record, name)
        if any(w.lang or w.role != "original" for w in wordings) or not derivable(name, wordings):
            custom[name] = [wording_to_json(w) for w in wordings]
    for name in ("cites", "related"):
        if links := getattr(record, name):
            custom[name] = list(links)
    if record.origin:
        custom["origin"] = {n: v for n in ("file", "line", "format", "raw") if (v := getattr(record.origin, n))}
    return custom


def derivable(name: str, wordings: tuple[Text, ...]) -> bool:
    """Return whether plain CSL is enough: one title, or keywords that splitting gives back."""
    if name == "keywords":
        return split_keywords(join_keywords(wordings)) == tuple(w.value for w in wordings)
    return len(wordings) < 2 and all(w.value for w in wordings)


def wording_to_json(wording: Text) -> dict[str, str]:
    """Return a wording as a JSON object without empty members."""
    parts = {"value": wording.value, "lang": wording.lang, "role": wording.role}
    return {name: part for name, part in parts.items() if part or name == "value"}


def name_to_csl(name: Name) -> dict[str, Any]:
    """Return a name as CSL's object."""
    parts = {variable: getattr(name, part) for part, variable in NAME_PARTS.items()}
    return {variable: value for variable, value in parts.items() if value} | name.extra


def date_to_csl(date: Date) -> dict[str, Any]:
    """Return a date as CSL's object: ``date-parts``, ``literal``, ``season``, ``circa``."""
    parts = [list(part) for part in (date.start, date.end) if part]
    value: dict[str, Any] = {"date-parts": parts} if parts else {}
    if date.season:
        value["season"] = int(date.season) if date.season.isascii() and date.season.isdigit() else date.season
    if date.circa:
        value["circa"] = True
    if date.literal:
        value["literal"] = date.literal
    return value


# ---------------------------------------------------------------- item -> record


def from_csl(item: dict[str, Any]) -> Record:
    """Return the record of a CSL-JSON item. Odd shapes are read, not refused; unknown members are kept."""
    custom, rest = split_custom(item.get("custom"))
    fields: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    # an item has few of the variables there are, so the item is gone through and not the variables
    for variable, value in item.items():
        if name := FIELD_OF.get(variable):
            fields[name] = value if type(value) is str else text_of(value)
        elif variable in NAME_FIELD_OF:
            fields[NAME_FIELD_OF[variable]] = names_from_csl(value)
        elif variable not in VARIABLES:
            extra[variable] = value
    fields["type"] = fields.get("type") or "document"
    for name, variable in DATES.items():
        if variable in item:
            fields[name] = date_from_csl(item[variable])
    for name, variable in WORDINGS.items():
        if variable in item or name in custom:
            fields[name] = wordings_from_csl(item.get(variable), custom.get(name))
    if "keyword" in item or "keywords" in custom:
        fields["keywords"] = keywords_from_csl(item.get("keyword"), custom.get("keywords"))
    fields |= {name: tuple(custom[name]) for name in ("cites", "related") if name in custom}
    origin = Origin(**custom["origin"]) if "origin" in custom else None
    return Record(**fields, extra=extra | rest, origin=origin)


def split_custom(value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return mhlit's own members of ``custom``, and what goes into ``extra`` (other programs' members, fields)."""
    if not isinstance(value, dict):
        return {}, {} if value is None else {"custom": value}
    ours = {"titles", "containers", "keywords", "cites", "related", "origin"}
    own = {name: member for name, member in value.items() if name in ours and well_shaped(name, member)}
    fields = value.get("fields")
    extra = dict(fields) if isinstance(fields, dict) and all(":" in name for name in fields) else {}
    foreign = {n: m for n, m in value.items() if n not in own and not (n == "fields" and extra)}
    return own, extra | ({"custom": foreign} if foreign else {})


def well_shaped(name: str, member: Any) -> bool:
    """Return whether a member of ``custom`` is what mhlit writes under that name."""
    if name == "origin":
        return isinstance(member, dict) and set(member) <= {"file", "line", "format", "raw"}
    kind = str if name in {"cites", "related"} else dict
    return isinstance(member, list) and all(isinstance(part, kind) for part in member)


def text_of(value: Any) -> str:
    """Return a CSL string variable as text: numbers are written out, lists joined."""
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    return value if isinstance(value, str) else str(value)


def names_from_csl(value: Any) -> tuple[Name, ...]:
    """Return the names of a CSL name variable; strings are taken as literal names."""
    if isinstance(value, dict | str):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(name_from_csl(each) for each in value if each)


def name_from_csl(value: Any) -> Name:
    """Return one name of a CSL name variable."""
    if not isinstance(value, dict):
        return Name(literal=text_of(value))
    parts: dict[str, Any] = {}
    extra = {}
    for variable, member in value.items():
        if part := NAME_PART_OF.get(variable):
            parts[part] = member if type(member) is str else text_of(member)
        else:
            extra[variable] = member
    return Name(**parts, extra=extra)


def date_from_csl(value: Any) -> Date | None:
    """Return a CSL date variable, also one given as a string, a number or with parts as strings."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return parse_date(str(value))
    if not isinstance(value, dict):
        return None
    pairs = value.get("date-parts")
    spans = [numbers(part) for part in pairs if isinstance(part, list)] if isinstance(pairs, list) else []
    start, end = (*spans, (), ())[:2]
    literal = text_of(value.get("literal"))
    if not start and (raw := text_of(value.get("raw"))):
        return parse_date(raw)
    season, circa = text_of(value.get("season")), bool(value.get("circa"))
    return shared_date(start, end, literal, circa, season) if start or end or literal or circa or season else None


@lru_cache(maxsize=4096)
def shared_date(start: tuple[int, ...], end: tuple[int, ...], literal: str, circa: bool, season: str) -> Date:
    """Return one object for equal dates: a million records have a hundred years between them."""
    return Date(start, end, literal, circa, season)


def parse_date(text: str) -> Date | None:
    """Return an ISO-like date or span as numbers, anything else that is not blank as ``literal``."""
    text = text.strip()
    if not ISO_DATE.match(text):
        return Date(literal=text) if text else None
    start, end = (
        tuple(map(int, re.findall(r"\d+", part))) for part in (text.partition("/")[0], text.partition("/")[2])
    )
    return Date(start, end)


def numbers(parts: list[Any]) -> tuple[int, ...]:
    """Return the leading numbers of one of CSL's ``date-parts``."""
    found: list[int] = []
    for part in parts[:3]:
        if not re.fullmatch(r"-?\d{1,6}", str(part).strip()):
            break
        found.append(int(part))
    return tuple(found)


def wordings_from_csl(value: Any, wordings: Any) -> tuple[Text, ...]:
    """Return the wordings kept under ``custom`` if they begin with the plain value, else the plain one."""
    plain = text_of(value[0] if isinstance(value, list) and value else value)
    kept = tuple(wording for each in wordings or () if (wording := wording_from_json(each)) is not None)
    if kept and kept[0].value == plain:
        return kept
    return shared_wording(plain) if plain else ()


@lru_cache(maxsize=4096)
def shared_wording(value: str) -> tuple[Text]:
    """Return one object for equal single wordings: many records have one journal."""
    return (Text(value),)


def wording_from_json(each: dict[str, Any]) -> Text | None:
    """Return a wording kept under ``custom``, or None where it is not one of ours."""
    role = each.get("role", "original")
    if role not in ("original", "romanised", "translated"):
        return None
    return Text(text_of(each.get("value")), text_of(each.get("lang")), role)


def keywords_from_csl(value: Any, wordings: Any) -> tuple[Text, ...]:
    """Return the keywords of a CSL item, with the languages kept under ``custom`` if they agree."""
    plain = tuple(map(text_of, value)) if isinstance(value, list) else split_keywords(text_of(value))
    kept = tuple(w for each in wordings or () if (w := wording_from_json(each)) is not None)
    if kept and join_keywords(kept) == text_of(value):
        return kept
    return tuple(Text(word) for word in plain if word)


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the keywords of one string, separated by semicolons or, where there is none, by commas."""
    separator = SEMICOLON if ";" in text else COMMA
    return tuple(word for word in separator.split(text.strip()) if word)


# ---------------------------------------------------------------- files


def read(text: str) -> ReadResult:
    """Return the records of an array, an object, or JSON lines; a broken line costs itself only."""
    records: list[Record] = []
    issues: list[Issue] = []
    for line, raw, item in items(text):
        if isinstance(item, dict):
            record = from_csl(item)
            format_ = "csl-json" if record.origin is None else record.origin.format
            origin = record.origin or Origin(line=line, format=format_, raw=raw or json.dumps(item, ensure_ascii=False))
            records.append(replace(record, origin=origin))
        else:
            message = item if isinstance(item, str) else "not a CSL-JSON object; kept as it stands"
            issues.append(Issue("json-unreadable", message, line, raw=raw))
    return ReadResult(tuple(records), tuple(issues))


def items(text: str) -> Iterator[tuple[int, str, Any]]:
    """Yield (line, raw text, item) for each item; an item that cannot be read is an error message (a string).

    The text of an item inside a document is left for the reader to write, since most keep only a part of it.
    """
    body = text.lstrip("\ufeff \t\r\n")
    shift = text.count("\n", 0, len(text) - len(body))
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError) as error:
        yield from broken_array(body, shift, error) if body.startswith("[") else json_lines(body, shift)
        return
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        whole = whole["items"]
    at, line = 0, shift + 1
    for item in whole if isinstance(whole, list) else [whole]:
        found = place_of(body, item, at)
        line += body.count("\n", at, found)
        at = found
        yield (line, "", item) if isinstance(item, dict) else (line, json.dumps(item, ensure_ascii=False), None)


def place_of(body: str, item: Any, start: int) -> int:
    """Return where an item's id stands, as near as JSON lets us say; ``start`` where it has none."""
    identifier = item.get("id") if isinstance(item, dict) else None
    found = body.find(json.dumps(identifier, ensure_ascii=False), start) if identifier else -1
    return max(found, start)


def json_lines(body: str, shift: int) -> Iterator[tuple[int, str, Any]]:
    """Yield the items of JSON lines."""
    for number, line in enumerate(body.splitlines(), shift + 1):
        if line.strip():
            try:
                yield number, line, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, line, f"not JSON: {error}"


def broken_array(body: str, shift: int, error: Exception) -> Iterator[tuple[int, str, Any]]:
    """Yield the whole items at the start of an array that breaks off, then the error and what is left."""
    decoder = json.JSONDecoder()
    at = 1
    while match := re.compile(r"[\s,]*(?=\{)").match(body, at):
        try:
            item, end = decoder.raw_decode(body, match.end())
        except (ValueError, RecursionError):
            break
        yield shift + body.count("\n", 0, match.end()) + 1, body[match.end() : end], item
        at = end
    yield shift + body.count("\n", 0, at) + 1, body[at:].strip(), f"JSON breaks off here: {error}"


def write(records: Iterable[Record]) -> str:
    """Return a CSL-JSON array, one item after the other, readable and diffable."""
    return json.dumps([to_csl(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def write_lines(records: Iterable[Record]) -> str:
    """Return JSON lines: one CSL item a line."""
    return "".join(lines_of(records))


def lines_of(records: Iterable[Record]) -> Iterator[str]:
    """Yield the line of each record."""
    return (json.dumps(to_csl(record), ensure_ascii=False) + "\n" for record in records)


def sniff(head: str) -> bool:
    """Return whether the text begins like CSL-JSON, whole or as lines."""
    body = head.lstrip("\ufeff \t\r\n[")
    return (
        body.startswith("{")
        and re.search(r'"(?:type|title|id|DOI|author|issued|items)"\s*:', clean(body[:65536])) is not None
    )


FORMAT = Format(
    "csl-json", "CSL-JSON (array, object or JSON lines)", ("csl", "json"), (".json", ".csljson"), sniff, read, write,
    stream=streaming(json_items, read),
)  # fmt: skip
LINES = Format(
    "jsonl", "JSON lines of CSL items", ("ndjson", "jsonlines"), (".jsonl", ".ndjson"), read=read, write=write_lines,
    stream=streaming(json_items, read), write_parts=lines_of,
)  # fmt: skip
