"""Metadata inside a web page: which tags tell which field, the best source first.

Highwire ``citation_*`` (what Google Scholar reads), then JSON-LD of schema.org, Dublin Core, PRISM and EPrints, COinS
(OpenURL in a span), Open Graph; the names stand in ``data/meta_tags.tsv``. Each gives the same kind of answer:
field -> printed values, in order.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from mhlit.tables import table
from mhlit.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fields = dict[str, list[str]]

# The sources whose names are names of meta tags.
META_SOURCES = ("citation", "dc", "og")
# Fields that may be told by several tags at once.
SEVERAL = ("issn", "identifier")
# In a page with several descriptions the work is the article, not the web page around it.
LEAST = ("webpage", "aboutpage")


def fields_of(metas: Iterable[tuple[str, str]], scripts: Iterable[str], spans: Iterable[str]) -> dict[str, Fields]:
    """Return the fields of each source of metadata, best first.

    Where several tags of a source give one field (``citation_publication_date`` and ``citation_year``), the table's
    order decides.
    """
    by_name: dict[str, list[str]] = {}
    for name, content in metas:
        values = by_name.setdefault(name.strip().lower(), [])
        if (value := clean(unescape(content))) and value not in values:
            values.append(value)
    sources: dict[str, Fields] = {
        "citation": {},
        "json-ld": json_ld(scripts),
        "dc": {},
        "coins": coins(spans),
        "og": {},
    }
    for row in table("meta_tags.tsv"):
        if (found := by_name.get(row["name"])) and row["source"] in META_SOURCES:
            fields = sources[row["source"]]
            fields[row["field"]] = (
                fields.get(row["field"], []) + found if row["field"] in SEVERAL else fields.get(row["field"], found)
            )
    return {source: fields for source, fields in sources.items() if fields}


@cache
def rows_of(source: str) -> dict[str, str]:
    """Return field (or CSL type) by name for a source in the table: ``json-ld``, ``coins``, ``schema-type``."""
    return {row["name"]: row["field"] for row in table("meta_tags.tsv") if row["source"] == source}


def first(sources: Iterable[Fields], field: str) -> list[str]:
    """Return the values of a field from the best source that has it."""
    return next((fields[field] for fields in sources if fields.get(field)), [])


# ---------------------------------------------------------------- JSON-LD


def json_ld(scripts: Iterable[str]) -> Fields:
    """Return the fields of the work described in JSON-LD; scripts that are no JSON are passed over."""
    described = [(kind, thing) for script in scripts for thing in things(loaded(script)) if (kind := work_type(thing))]
    described.sort(key=lambda pair: pair[0] in LEAST)
    if not described:
        return {}
    kind, thing = described[0]
    fields: Fields = {"type": [rows_of("schema-type")[kind]]}
    for name, field in rows_of("json-ld").items():
        if values := [value for value in map(clean, strings(thing.get(name))) if value]:
            fields.setdefault(field, []).extend(value for value in values if value not in fields.get(field, ()))
    for name, value in part_of(thing.get("isPartOf")):
        fields.setdefault(name, []).append(value)
    pages = [text for name in ("pageStart", "pageEnd") for text in strings(thing.get(name))]
    if pages and "pages" not in fields:
        fields["pages"] = ["-".join(dict.fromkeys(pages))]
    fields["doi"] = [text for text in identifiers(thing) if "10." in text] or fields.pop("sameas", [])
    return fields


def loaded(script: str) -> Any:
    """Return the JSON of a script, or None; comments round it are taken off."""
    try:
        return json.loads(re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", script), strict=False)
    except (ValueError, RecursionError):
        return None


def things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the described things of JSON-LD: an object, a list, the members of ``@graph``, a page's main entity."""
    if depth > 5:
        return
    if isinstance(value, list):
        for each in value:
            yield from things(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from things(value.get(name), depth + 1)


def work_type(thing: dict[str, Any]) -> str:
    """Return the schema.org type of a thing, lower case, if it is a work to cite, else ``""``."""
    kinds = [kind.lower().rsplit("/", 1)[-1] for kind in strings(thing.get("@type"))]
    return next((kind for kind in kinds if kind in rows_of("schema-type")), "")


def strings(value: Any) -> list[str]:
    """Return the texts of a value of JSON-LD: strings, numbers, objects with a name or a value, lists of these."""
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    if isinstance(value, dict):
        family, given = strings(value.get("familyName")), strings(value.get("givenName"))
        if family:
            return [", ".join((*family[:1], *given[:1]))]
        return next((found for name in ("name", "@value", "value", "@id") if (found := strings(value.get(name)))), [])
    return [unescape(str(value))] if isinstance(value, str | int) and not isinstance(value, bool) else []


def part_of(value: Any) -> Iterator[tuple[str, str]]:
    """Yield volume, issue, journal and ISSN from the nest of ``isPartOf``: issue in volume in periodical."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            return
        for name, field in (("issueNumber", "issue"), ("volumeNumber", "volume"), ("issn", "issn")):
            yield from ((field, text) for text in strings(value.get(name))[:1])
        if "periodical" in " ".join(strings(value.get("@type"))).lower() or (
            "isPartOf" not in value and value.get("name")
        ):
            yield from (("journal", text) for text in strings(value.get("name"))[:1])
        value = value.get("isPartOf")


def identifiers(thing: dict[str, Any]) -> list[str]:
    """Return what a thing gives as its identifiers."""
    return [
        text for name in ("identifier", "doi", "@id", "sameAs") for text in strings(thing.get(name)) if "10." in text
    ]


# ---------------------------------------------------------------- COinS


def coins(spans: Iterable[str]) -> Fields:
    """Return the fields of the first OpenURL context object that describes a work, if there is one."""
    for span in spans:
        values = {name: [clean(v) for v in found] for name, found in parse_qs(span, errors="replace").items()}
        fields: Fields = {}
        for name, field in rows_of("coins").items():
            if found := values.get(name):
                fields.setdefault(field, list(found))
        family, given = values.get("rft.aulast"), values.get("rft.aufirst", [""])
        if family and "author" not in fields:
            fields["author"] = [f"{family[0]}, {given[0]}".rstrip(", ")]
        if dois := [v.removeprefix("info:doi/") for v in values.get("rft_id", []) if v.startswith("info:doi/")]:
            fields["doi"] = dois
        if fields.get("title"):
            return fields
    return {}
