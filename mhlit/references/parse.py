"""One printed reference into one record, and a pasted list into records and issues."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.identifiers import find_dois, find_edn, find_pmcid, find_pmid, find_urls, isbn_of, issn_of
from mhlit.model import Issue, Origin, ReadResult, Record, Text
from mhlit.references import fields
from mhlit.references.kinds import cue_roles, kind
from mhlit.references.parts import Parts, entries
from mhlit.references.people import names_of, people
from mhlit.references.split import split_references
from mhlit.references.wordings import joined_wordings, wordings
from mhlit.text import squeeze

if TYPE_CHECKING:
    from mhlit.model import Date
    from mhlit.references.segments import Segment
    from mhlit.references.split import Piece

# A field is doubtful where the tagger's certainty of one of its words is below this (see data/build/references.py).
DOUBTFUL = 0.5
CSL_NAMES = {
    "au": "author", "re": "author", "ed": "editor", "ti": "title", "tt": "title", "ct": "container-title",
    "ctt": "container-title", "yr": "issued", "vo": "volume", "is": "issue", "pg": "page", "np": "number-of-pages",
    "pub": "publisher", "pl": "publisher-place", "edn": "edition", "ge": "genre",
    "ser": "collection-title", "nr": "number", "url": "URL", "acc": "accessed",
}  # fmt: skip
WORDS = {
    "container-title": "journal or book", "issued": "date", "page": "pages", "number-of-pages": "number of pages",
    "publisher-place": "place", "collection-title": "series", "author": "authors", "editor": "editors",
}  # fmt: skip
# "Там же. С. 15.", "Ibid., p. 20", "Idem"
IBID = re.compile(
    r"\W*(?P<cue>[^\W\d_]+\.?(?:\s[^\W\d_]+)??)[\s.,;:]*(?:[^\W\d_]{1,2}\.?\s*)?(?P<rest>[\d\s.,–—-]*)", re.DOTALL
)
# "1. Gurovich", "[12] Ivanov", "(3) Petrov", "7) Sidorov"
RUNNING_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*(?=[^\W\d_]|[«\[\"“„])")
# "264 с.", "340 p.", "120 S." behind a number: how many pages a book has
PAGES_OF_BOOK = re.compile(r"\s*(?:с|c|p|pp|s|S|стр|Seiten|pages|б|арк)\b")
# "P.156–165", "С. 12-25", "pp. 3–9", "S. 38—45"
CUED_PAGES = re.compile(r"\b(?:[Pp]{1,2}|[Сс]{1,2}|[Ss]|C|стр)\.\s?(?P<pages>\d+\s?[-–—]\s?\d+)")


class Parsed(NamedTuple):
    """A record and the issues that its reading raised."""

    record: Record
    issues: tuple[Issue, ...] = ()


def parse_reference(text: str) -> Record:
    """Return the record of one reference in any of the languages and forms.

    ``extra["mhlit:doubts"]`` lists the CSL fields that are unsure, where there are any.
    """
    return parse(text).record


def parse_list(text: str, first_line: int = 1) -> ReadResult:
    """Return the records of a pasted list of references in their order, and what is doubtful or unread."""
    records: list[Record] = []
    issues: list[Issue] = []
    for piece in split_references(text, first_line):
        if piece.stray:
            issues.append(
                Issue("unread-text", f"not read as a reference: {shortened(piece.text)}", piece.line, raw=piece.text)
            )
            continue
        parsed = repeated(piece, records[-1]) if records else None
        parsed = parsed or parse(piece.text, piece.line)
        records.append(parsed.record)
        issues.extend(parsed.issues)
    return ReadResult(tuple(records), tuple(issues))


def repeated(piece: Piece, before: Record) -> Parsed | None:
    """Return the record before once more where a reference only refers to it ("Там же. С. 15."), else None."""
    match = IBID.fullmatch(piece.text)
    if match is None or "ibid" not in cue_roles(match["cue"]):
        return None
    extra = {**before.extra, "references:locator": fields.pages(match["rest"])} if match["rest"] else before.extra
    origin = Origin(line=piece.line, format="references", raw=piece.text)
    return Parsed(replace(before, extra=extra, origin=origin))


def parse(text: str, line: int = 0) -> Parsed:
    """Return the record of one reference with the issues of its reading."""
    number = RUNNING_NUMBER.match(text)
    start = number.end() if number else 0
    body = text[start:]
    parts, second = entries(body)
    found = parts.found
    values = {**identifiers(body), **people(parts), **wordings(parts), **numbers(parts), **publication(parts)}
    if second:
        values |= joined_wordings(values, wordings(second))
    extra = values.pop("extra") | further(parts)
    doubts = doubtful(found, values)
    if doubts:
        extra["mhlit:doubts"] = doubts
    if not (values["titles"] or values["containers"] or values["authors"]):
        values["titles"] = (Text(squeeze(body)),) if squeeze(body) else ()
    type_ = kind(parts.kinds(values))
    if type_ == "legislation" and values["issued"] is None and values["titles"]:
        values["issued"] = fields.date(values["titles"][0].value)
    record = Record(type=type_, extra=extra, origin=Origin(line=line, format="references", raw=text), **values)
    return Parsed(record, issues_of(record, body, line, text))


# ---------------------------------------------------------------- numbers and publication


def numbers(parts: Parts) -> dict[str, Any]:
    """Return dates, volume, issue and pages."""
    pages, count = page_numbers(parts)
    return {
        "issued": first_date(parts, "yr") or stray_year(parts),
        "accessed": first_date(parts, "acc"),
        "volume": first_number(parts, "vo"),
        "issue": first_number(parts, "is"),
        "pages": pages,
        "number_of_pages": count,
    }


def page_numbers(parts: Parts) -> tuple[str, str]:
    """Return the pages and the number of pages; "264 с." without a journal is a number of pages."""
    count = fields.digits(parts.first("np"))
    pages = ""
    lone = next((segment for segment in parts.all("np")), None)
    if lone and parts.first("ct") and not parts.first("pg") and not PAGES_OF_BOOK.match(parts.after(lone)):
        return fields.pages(lone.text), ""
    for segment in parts.all("pg"):
        value = fields.pages(segment.text)
        if value.isdigit() and not count and not parts.first("ct") and PAGES_OF_BOOK.match(parts.after(segment)):
            count = value
        elif not pages and any(char.isalnum() for char in value):
            pages = value
    return pages or stray_pages(parts), count


def stray_pages(parts: Parts) -> str:
    """Return pages behind their cue that the tagger left unlabelled: "Vol. 6. P.156–165."."""
    for match in CUED_PAGES.finditer(parts.body):
        if not any(
            segment.start < match.end("pages") and match.start("pages") < segment.end for segment in parts.found
        ):
            return fields.pages(match["pages"])
    return ""


def first_number(parts: Parts, label: str) -> str:
    """Return the first volume or issue that holds a number or a word for a supplement."""
    values = (fields.number(segment.text) for segment in parts.all(label))
    return next((value for value in values if value and (fields.NUMBER.search(value) or len(value) > 3)), "")


def first_date(parts: Parts, label: str) -> Date | None:
    """Return the date that the segments of a label hold; of several the first, a year before a conference's day."""
    dates = [date for segment in parts.all(label) if (date := fields.date(segment.text))]
    if label == "yr" and not parts.first("nr"):
        dates.sort(key=lambda date: len(date.start))
    return dates[0] if dates else None


def stray_year(parts: Parts) -> Date | None:
    """Return a year that the tagger left unlabelled: a lone one between the parts, outside addresses."""
    last = 0
    for segment in [*parts.found, None]:
        gap = parts.body[last : segment.start if segment else len(parts.body)]
        if match := fields.YEAR.search(gap):
            return fields.date(match[0])
        last = segment.end if segment else last
    return None


def publication(parts: Parts) -> dict[str, Any]:
    """Return publisher, place, edition, genre, series and the number of an act or a report."""
    return {
        "publisher": fields.publisher(parts.first("pub")),
        "publisher_place": fields.place(parts.first("pl")),
        "edition": fields.edition(parts.first("edn")),
        "genre": fields.unbroken(parts.first("ge")).strip(" ,;:()[]"),
        "collection_title": fields.wording(parts.first("ser")),
        "number": fields.unbroken(parts.first("nr")).strip(fields.EDGES),
    }


def further(parts: Parts) -> dict[str, Any]:
    """Return what CSL keeps elsewhere: translators, notes, and what the identifiers did not take."""
    extra: dict[str, Any] = {}
    if translators := [name for segment in parts.all("tr") for name in names_of(segment.text).names]:
        extra["translator"] = [
            {part: value for part in ("family", "given", "literal") if (value := getattr(name, part))}
            for name in translators
        ]
    if notes := [fields.unbroken(segment.text) for segment in parts.all("no")]:
        extra["references:note"] = notes
    if edn := find_edn(parts.body):
        extra["references:edn"] = edn
    return extra


# ---------------------------------------------------------------- identifiers


def identifiers(body: str) -> dict[str, Any]:
    """Return DOI, address and the other identifiers; an address of doi.org is the DOI and nothing else."""
    dois = find_dois(body)
    certain = next((found.doi for found in dois if not found.others), "")
    rest = body
    for found in reversed(dois):
        rest = rest[: found.span[0]] + " " + rest[found.span[1] :]
    urls = [url for url in find_urls(rest) if "doi.org" not in url and "dx.doi" not in url]
    upper = body.upper()
    return {
        "doi": certain,
        "url": urls[0] if urls else "",
        "pmid": find_pmid(body) if "PM" in upper else "",
        "pmcid": find_pmcid(body) if "PMC" in upper else "",
        "isbn": isbn_of(body) if "ISBN" in upper else "",
        "issn": issn_of(body) if "ISSN" in upper else "",
    }


# ---------------------------------------------------------------- doubts


def doubtful(found: list[Segment], values: dict[str, Any]) -> list[str]:
    """Return the CSL fields that the tagger was unsure of."""
    names = [CSL_NAMES[s.label] for s in found if s.certainty < DOUBTFUL and s.label in CSL_NAMES]
    return list(dict.fromkeys(names))


def issues_of(record: Record, body: str, line: int, raw: str) -> tuple[Issue, ...]:
    """Return what a librarian should look at: unsure fields, repaired identifiers."""
    issues = []
    if doubts := record.extra.get("mhlit:doubts"):
        issues.append(Issue("uncertain", f"unsure about the {spelled(doubts)}: {shortened(body)}", line, raw=raw))
    for found in find_dois(body):
        if found.others:
            readings = " or ".join((found.doi, *found.others))
            issues.append(
                Issue("doi-doubtful", f"a broken DOI, not taken over: {readings}", line, raw=body[slice(*found.span)])
            )
        elif found.repairs:
            issues.append(
                Issue(
                    "doi-repaired",
                    f"DOI read as {found.doi} ({', '.join(found.repairs)})",
                    line,
                    raw=body[slice(*found.span)],
                )
            )
    if split := fields.lost_dash(record.pages):
        issues.append(Issue("pages-lost-dash", f"pages {record.pages} may be {split}", line, raw=raw))
    return tuple(issues)


def spelled(names: list[str]) -> str:
    """Return names as prose: "title, page and publisher"."""
    names = [WORDS.get(name, name) for name in names]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def shortened(text: str, width: int = 60) -> str:
    """Return the beginning of a text on one line."""
    text = squeeze(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
