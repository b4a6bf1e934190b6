"""Crossref's JSON: an answer about one work, a list of works, a bare work, the public data file (whole or as lines).

The members and their quirks: Crossref REST API documentation, "API JSON format", and counts over recorded works. What
CSL has no variable for stays under ``crossref:member``; the whole work stays in ``origin.raw``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import Format
from mhlit.formats.csljson import items
from mhlit.formats.deposit import abstract, csl_types, date, one_per_person, readable, strings, wordings
from mhlit.formats.portions import json_items, streaming
from mhlit.identifiers import issn_of, normalise_doi, orcid_of
from mhlit.model import Issue, Name, Origin, ReadResult, Record
from mhlit.text import fold, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Date, Text

# The dates of a work, the one to cite first: volume and issue belong to the print year; "issued" is the earliest.
CITED = ("published-print", "issued", "published", "published-online", "published-other")
LATER = ("posted", "accepted", "approved", "content-created", "created", "deposited")
ONLINE = ("published-online", "published", "issued")
# What says that a work should not be relied on as it stands, the gravest first.
GRAVE = ("retraction", "removal", "withdrawal", "partial_retraction", "expression_of_concern", "erratum", "correction")
STATUS = {"retraction": "retracted", "removal": "removed", "withdrawal": "withdrawn"}
# Members that are read into fields of their own, and those about the deposit and not about the work.
READ = {
    "DOI", "type", "title", "subtitle", "original-title", "container-title", "author", "editor", "translator",
    "volume", "issue", "page", "article-number", "edition-number", "publisher", "publisher-location", "abstract",
    "language", "ISSN", "ISBN", "short-container-title", "event", "subtype", "short-title", *CITED, *LATER,
}  # fmt: skip
DEPOSIT = {
    "indexed", "content-domain", "score", "prefix", "member", "source", "reference-count", "references-count",
    "reference", "link", "resource", "URL", "issn-type", "isbn-type", "journal-issue", "update-policy", "assertion",
    "alternative-id",
}  # fmt: skip
KNOWN = READ | DEPOSIT
# Members of deposits that CSL-JSON lacks: they tell a Crossref work from a CSL item.
OWN = "deposited|is-referenced-by-count|reference-count|references-count|content-domain|short-container-title"


def from_work(work: dict[str, Any]) -> Record:
    """Return the record of one work. Missing and odd members are absent in the record; it never raises on content."""
    kind = str(work.get("type") or "")
    language = str(work.get("language") or "")
    issued = cited_date(work)
    containers = strings(work.get("container-title"))
    # a chapter of a series has two containers: the series, then the book
    series = containers[:-1] if csl_types("crossref").get(kind) == "chapter" and len(containers) == 2 else ()
    titles = titles_of(work, language)
    return Record(
        id=doi_of(work),
        type=csl_types("crossref").get(kind, "document"),
        titles=titles,
        containers=wordings(containers[len(series) :], language if len(containers) == 1 else ""),
        collection_title=series[0] if series else "",
        authors=one_per_person(people(work.get("author")), bool(titles) and script(titles[0].value) == "Cyrl"),
        editors=people(work.get("editor")),
        issued=issued,
        volume=readable(work.get("volume")),
        issue=readable(work.get("issue")),
        pages=readable(work.get("page")),
        number=readable(work.get("article-number")),
        edition=readable(work.get("edition-number")),
        publisher=readable(work.get("publisher")),
        publisher_place=readable(work.get("publisher-location")),
        genre=readable(work.get("subtype")).replace("_", " "),
        event_title=readable(event["name"]) if isinstance(event := work.get("event"), dict) and "name" in event else "",
        doi=doi_of(work),
        issn=", ".join(dict.fromkeys(issn_of(each) or each for each in strings(work.get("ISSN")))),
        isbn=", ".join(each.rsplit("/", 1)[-1] for each in strings(work.get("ISBN"))),
        abstract=abstract(work.get("abstract")),
        language=next((title.lang for title in titles if title.role == "original"), language),
        extra=extra_of(work, issued),
    )


def doi_of(work: dict[str, Any]) -> str:
    """Return the DOI of a work in lower case, as the registry gives it."""
    printed = str(work.get("DOI") or "").strip()
    if printed.startswith("http"):
        found = normalise_doi(printed)
        return found.doi if found else ""
    return printed.lower()


def titles_of(work: dict[str, Any], language: str) -> tuple[Text, ...]:
    """Return the wordings of the title; a subtitle is joined to the first unless it stands there already."""
    titles = list(strings(work.get("title")))
    for subtitle in strings(work.get("subtitle")) if titles else ():
        if fold(subtitle) not in fold(titles[0]) and script(subtitle) in {"", script(titles[0])}:
            titles[0] = f"{titles[0].rstrip(' :')}{' ' if titles[0].endswith(('?', '!')) else ': '}{subtitle}"
    originals = [each for each in strings(work.get("original-title")) if each not in titles]
    return wordings(titles, language, originals)


def cited_date(work: dict[str, Any]) -> Date | None:
    """Return the date to cite: of the print issue where there is one; of the deposit only where there is no other."""
    return next((found for name in (*CITED, *LATER) if (found := date(work.get(name))) is not None), None)


def people(value: Any) -> tuple[Name, ...]:
    """Return the names of a list of contributors: organisations as ``literal``, with ORCID and affiliations."""
    given = value if isinstance(value, list) else []
    return tuple(name for each in given if isinstance(each, dict) and (name := person(each)) is not None)


def person(each: dict[str, Any]) -> Name | None:
    """Return the name of one contributor, or None where nothing is given."""
    affiliations = each.get("affiliation") if isinstance(each.get("affiliation"), list) else []
    places = [readable(a.get("name") if isinstance(a, dict) else a) for a in affiliations or []]
    extra = {"affiliation": kept} if (kept := [place for place in places if place]) else {}
    family, given, suffix = (readable(each.get(part)) for part in ("family", "given", "suffix"))
    literal = readable(each.get("name") or each.get("literal"))
    if not family:
        family, given, literal = "", "", literal or given
    if not family and not literal:
        return None
    orcid = orcid_of(str(each["ORCID"])) if "ORCID" in each else ""
    return Name(family, given, suffix, "" if family else literal, orcid=orcid, extra=extra)


# ---------------------------------------------------------------- what CSL has no field for


def extra_of(work: dict[str, Any], issued: Date | None) -> dict[str, Any]:
    """Return what stays outside the fields: CSL variables under their names, the rest as ``crossref:member``."""
    extra: dict[str, Any] = {}
    if short := strings(work.get("short-container-title")):
        extra["container-title-short"] = short[0]
        extra |= {"crossref:short-container-title": list(short)} if len(short) > 1 else {}
    if short := strings(work.get("short-title")):
        extra["title-short"] = short[0]
    if translators := people(work.get("translator")):
        extra["translator"] = [{"family": n.family, "given": n.given, "literal": n.literal} for n in translators]
    online = next((found for name in ONLINE if (found := date(work.get(name))) is not None), None)
    if online is not None and issued is not None and online.year != issued.year:
        extra["crossref:published-online"] = {"date-parts": [list(online.start)]}
    kept = {k: v for k, v in work.items() if k not in KNOWN and not k.startswith("x-") and v not in ([], {}, "", None)}
    extra |= {f"crossref:{name}": value for name, value in kept.items()}
    if status := status_of(work):
        extra["status"] = status
    return extra


def updates(work: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what was published about this work later, the gravest first (``updated-by``).

    A new version that is the work itself is no update; ``update-to`` means the opposite: this work *is* the notice.
    """
    value = work.get("updated-by")
    given = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    others = [each for each in given if str(each.get("DOI")).lower() != doi_of(work)]
    return sorted(others, key=lambda each: GRAVE.index(kind) if (kind := kind_of(each)) in GRAVE else len(GRAVE))


def kind_of(update: dict[str, Any]) -> str:
    """Return the type of an update in one spelling: ``expression_of_concern``."""
    return re.sub(r"[\s-]+", "_", str(update.get("type") or "").strip().lower())


def status_of(work: dict[str, Any]) -> str:
    """Return ``retracted`` or what else the gravest update says of the work, or ``""``."""
    gravest = kind_of(found[0]) if (found := updates(work)) else ""
    if gravest not in GRAVE:
        return ""
    return STATUS.get(gravest, gravest.replace("_", " "))


# ---------------------------------------------------------------- files


def read(text: str) -> ReadResult:
    """Return the records of an answer, a work list, a bare work or a data file; a broken line costs itself only."""
    records: list[Record] = []
    issues: list[Issue] = []
    for line, raw, item in items(text):
        if isinstance(item, str) or item is None:
            message = item or "not a Crossref work; kept as it stands"
            issues.append(Issue("json-unreadable", message, line, raw=raw))
            continue
        for work in works(item):
            record = from_work(work)
            origin = Origin(line=line, format="crossref", raw=json.dumps(work, ensure_ascii=False))
            records.append(replace(record, origin=origin))
            issues += doubts(record, line)
    return ReadResult(tuple(records), tuple(issues))


def works(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the works inside one JSON object: an answer, a list, or a work itself."""
    message = item.get("message")
    inner = message if isinstance(message, dict) else item
    listed = inner.get("items")
    if isinstance(listed, list):
        yield from (each for each in listed if isinstance(each, dict))
    elif not isinstance(message, list | str) and (inner.get("DOI") or inner.get("title")):
        yield inner


def doubts(record: Record, line: int) -> Iterator[Issue]:
    """Yield what a person should look at: a title in capitals, no title at all, a work that was withdrawn."""
    if not record.titles:
        yield Issue("no-title", f"{record.doi or 'a work'} has no title in the registry", line, raw=record.doi)
    elif record.title.isupper() and len(record.title.split()) > 2:
        yield Issue("title-capitals", "the title stands in capitals in the registry", line, raw=record.title)
    if record.extra.get("status") in STATUS.values():
        yield Issue("retracted", f"{record.doi} was {record.extra['status']}", line, raw=record.doi)


def sniff(head: str) -> bool:
    """Return whether the text begins like one of Crossref's shapes; CSL-JSON lacks the members of deposits."""
    body = head.lstrip("\ufeff \t\r\n[")
    if not body.startswith("{"):
        return False
    if re.match(r'\{\s*"status"\s*:\s*"\w+"\s*,\s*"message-type"\s*:\s*"work', body):
        return True
    return re.search(r'"DOI"\s*:', body) is not None and re.search(rf'"(?:{OWN})"\s*:', body) is not None


FORMAT = Format(
    "crossref", "Crossref JSON (answer, list, work or public data file)", ("crossref-json",), (), sniff, read,
    stream=streaming(json_items, read),
)  # fmt: skip
