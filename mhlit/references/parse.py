"""One printed reference into one record, and a pasted list into records and issues."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.identifiers import find_dois, find_edn, find_pmcid, find_pmid, find_urls, isbn_of, issn_of
from mhlit.model import Issue, Origin, ReadResult, Record, Text
from mhlit.names import initials
from mhlit.references import fields
from mhlit.references.again import by_same_author, same_work
from mhlit.references.alternatives import OPEN
from mhlit.references.clues import CSL_NAMES
from mhlit.references.doubts import (
    CONFIDENCE,
    DOUBTS,
    confidence,
    doubtful,
    issues_of,
    locates,
    probabilities,
    shortened,
)
from mhlit.references.kinds import cue_roles, kind
from mhlit.references.layout import habits, preference
from mhlit.references.parts import Parts, entries
from mhlit.references.people import EDITORS_AFTER, people, translators
from mhlit.references.pieces import without_links
from mhlit.references.restored import RESTORED, restored
from mhlit.references.segments import Segment
from mhlit.references.split import is_heading, split_references
from mhlit.references.unread import unread_words
from mhlit.references.wordings import joined_wordings, wordings
from mhlit.skeletons import unmix
from mhlit.text import INVISIBLE, script, squeeze

if TYPE_CHECKING:
    from mhlit.identifiers import FoundDoi
    from mhlit.model import Date
    from mhlit.references.layout import Preference
    from mhlit.references.split import Piece

# "1. Gurovich", "[12] Ivanov", "(3) Petrov", "7) Sidorov"
RUNNING_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*(?=[^\W\d_]|[«\[\"“„])")
# "264 с.", "340 p.", "120 S.", "230, [2] с." behind a number: how many pages a book has
PAGES_OF_BOOK = re.compile(r"(?:,?\s\[\d{1,3}\])?\s*(?:с|c|p|pp|s|S|стр|Seiten|pages|б|арк)\b")
# "iv-x"
ROMAN = re.compile(r"[ivxlc]+(?:-[ivxlc]+)?", re.IGNORECASE)
# "P.156–165", "С. 12-25", "pp. 3–9", "S. 38—45"
CUED_PAGES = re.compile(r"\b(?:[Pp]{1,2}|[Сс]{1,2}|[Ss]|C|стр)\.\s?(?P<pages>\d+\s?[-–—]\s?\d+)")

# "2010–" before "01–01": the day on which a standard came into force
REST_OF_DATE = re.compile(r"(?:1[89]|20)\d\d\s?[-–—]\s?$")
# ". – 264 с." at the end of a book
COUNTED_PAGES = re.compile(r"[.,;–—-]\s(?P<count>\d{2,4})\s?(?:с|c|p|pp|s|S|стр)\.?\s*$")

# The cues behind which a date is not the work's: "Retrieved 12 July 2018", "cited 2021 Feb 3"
NOT_ISSUED = frozenset({"access_date", "no_date"})
# "Мoscow", "Пcихиатрия": a Latin and a Cyrillic letter side by side
MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
MIXED_WORD = re.compile(r"(?<![\w./:@-])[^\W\d_]+(?![\w/@])")
# "*Psychological Bulletin, 114*(1)", "**Asylums**"; "p*q" has none
EMPHASIS = re.compile(r"(?<!\w)\*{1,3}(?=\S)|(?<=[^\s*])\*{1,3}(?!\w)")
# Half a pair of UTF-16, which no encoder takes; what it stood for is lost already.
SURROGATE = re.compile("[\ud800-\udfff]")
# "Goffman\x00 E.": what a damaged file leaves between the words; tabs and line ends are none
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# No reference is longer: the longest real ones name all three hundred members of a study group.
LONGEST = 6_000
SHOWN = 300
NOTHING = Parts("", [])


class Parsed(NamedTuple):
    """A record and the issues that its reading raised."""

    record: Record
    issues: tuple[Issue, ...] = ()
    parts: Parts = NOTHING


def parse_reference(text: str) -> Record:
    """Return the record of one reference in any of the languages and forms.

    ``extra["mhlit:confidence"]`` tells for each CSL field how sure it is, ``extra["mhlit:doubts"]`` lists the unsure
    ones, ``extra["mhlit:restored"]`` the fields that hold a wording which was not printed.
    """
    return parse(text).record


def parse_list(text: str, first_line: int = 1) -> ReadResult:
    """Return the records of a pasted list of references in their order, and what is doubtful or unread."""
    records: list[Record] = []
    issues: list[Issue] = []
    pieces = split_references(text, first_line)
    for piece, parsed in zip(pieces, agreed([parse(piece.text, piece.line) for piece in pieces]), strict=True):
        if piece.stray:
            issues.extend(unread(piece))
            continue
        found = referring(piece, records) or parsed
        records.append(found.record)
        issues.extend(found.issues)
    return ReadResult(tuple(records), tuple(issues))


def agreed(first: list[Parsed]) -> list[Parsed]:
    """Return the references of a list, the unsure ones read again under the habits that the sure ones show."""
    unsure = [parsed.parts.evidence.least < OPEN for parsed in first]
    sure = [habits(each.parts.found, each.parts.body) for each, doubt in zip(first, unsure, strict=True) if not doubt]
    prefer = preference(sure)
    if prefer is None:
        return first
    return [
        parse(raw.raw, raw.line, prefer) if doubt and (raw := parsed.record.origin) else parsed
        for parsed, doubt in zip(first, unsure, strict=True)
    ]


def unread(piece: Piece) -> tuple[Issue, ...]:
    """Return what is told of a piece that is no reference: nothing of a list's heading, an issue of anything else."""
    if is_heading(piece.text):
        return ()
    return (Issue("unread-text", f"not read as a reference: {shortened(piece.text)}", piece.line, raw=piece.text),)


def referring(piece: Piece, before: list[Record]) -> Parsed | None:
    """Return what a reference to an earlier one of its list stands for ("Там же. С. 15.", "Ders. Titel"), else None."""
    origin = Origin(line=piece.line, format="references", raw=piece.text)
    if known := same_work(piece.text, before):
        return Parsed(replace(known, origin=origin))
    rest = by_same_author(piece.text)
    if not rest or not before or not before[-1].authors:
        return None
    first = before[-1].authors[0]  # read with a name, as the rest would have been printed: a title alone looks like one
    new = parse(f"{first.family or first.literal} {initials(first)}. {rest}".replace(" . ", ". "), piece.line)
    extra = {**new.record.extra, RESTORED: [*new.record.extra.get(RESTORED, ()), "author"]}
    issues = tuple(replace(issue, raw=piece.text) for issue in new.issues)
    names = before[-1].authors
    edited = EDITORS_AFTER.match(f" {rest}") is not None  # "———, eds. The Manchester School": a book that they edited
    editors = names if edited else new.record.editors
    record = replace(new.record, authors=() if edited else names, editors=editors, extra=extra, origin=origin)
    return new._replace(record=record, issues=issues)


def parse(text: str, line: int = 0, prefer: Preference | None = None) -> Parsed:
    """Return the record of one reference with the issues of its reading."""
    read = readable(text)
    number = RUNNING_NUMBER.match(read)
    body = without_links(read[number.end() :] if number else read)
    if len(body) > LONGEST:
        return unparsed(text, line)
    parts, second = entries(in_one_script(without_emphasis(body)), prefer)
    dois = [found.settled() for found in find_dois(body)]
    values = {**identifiers(body, dois), **people(parts), **wordings(parts), **numbers(parts), **publication(parts)}
    if second:
        values |= joined_wordings(values, wordings(second))
    extra = values.pop("extra") | further(parts) | certainty(parts, values)
    if containers := restored(values["containers"], values["language"]):
        values["containers"], extra[RESTORED] = containers, ["container-title"]
    type_ = kind(parts.kinds(values))
    if type_ == "legislation" and not values["titles"] and values["genre"]:
        values["titles"], values["genre"] = (Text(values["genre"], values["language"]),), ""
    if not (values["titles"] or values["containers"] or values["authors"]):
        values["titles"] = (Text(squeeze(body)),) if squeeze(body) else ()
    if type_ == "legislation" and values["issued"] is None and values["titles"]:
        values["issued"] = fields.date(values["titles"][0].value)
    record = Record(type=type_, extra=extra, origin=Origin(line=line, format="references", raw=text), **values)
    return Parsed(record, issues_of(record, body, dois), parts)


def without_emphasis(body: str) -> str:
    """Return a reference with blanks for the asterisks that Markdown and mail put round a title: "*Asylums.*"."""
    return EMPHASIS.sub(lambda found: " " * len(found[0]), body) if body.count("*") > 1 else body


def readable(text: str) -> str:
    """Return a text without invisible characters inside its words, control characters and halves of characters."""
    if text.isprintable():
        return text
    return CONTROL.sub(" ", SURROGATE.sub("\ufffd", INVISIBLE.sub("", text)))


def in_one_script(body: str) -> str:
    """Return a reference in which no word mixes scripts: "Мoscow" with a Cyrillic М is Moscow; nothing moves.

    A word that is not mended by look-alikes stays, and addresses keep every letter: their damage is told apart.
    """
    if body.isascii() or not MIXED.search(body):
        return body
    written = script(body)
    return MIXED_WORD.sub(lambda found: unmix(found[0], written), body)


def unparsed(text: str, line: int) -> Parsed:
    """Return a record that only keeps a text which is too long for a reference, and an issue that says so."""
    title = shortened(text, SHOWN)
    origin = Origin(line=line, format="references", raw=text)
    record = Record(titles=(Text(title),) if title else (), extra={DOUBTS: ["title"]}, origin=origin)
    return Parsed(record, (Issue("too-long", f"too long for one reference: {shortened(text)}", line, raw=text),))


def marked(text: str) -> str:
    """Return a reference with its doubtful parts marked: "… {title?: Asylums}. Chicago …"."""
    text = readable(text)
    number = RUNNING_NUMBER.match(text)
    start = number.end() if number else 0
    parsed = parse(text)
    doubts = parsed.record.extra.get(DOUBTS, ())
    for segment in reversed(parsed.parts.found):
        if (name := CSL_NAMES.get(segment.label)) in doubts:
            end = start + segment.end
            text = f"{text[: start + segment.start]}{{{name}?: {segment.text}}}{text[end:]}"
    return text


def left_out(record: Record) -> list[str]:
    """Return the words of a parsed reference that reached no field of its record; nothing of other records."""
    if record.origin is None or record.origin.format != "references":
        return []
    return unread_words(without_links(readable(record.origin.raw)), record)


def certainty(parts: Parts, values: dict[str, Any]) -> dict[str, Any]:
    """Return how sure the fields are, and which of them a person should look at."""
    told = probabilities(parts, values)
    kept: dict[str, Any] = {CONFIDENCE: sure} if (sure := confidence(told)) else {}
    doubts = doubtful(told, values)
    if not locates(values) and "title" not in doubts:
        doubts.insert(0, "title")
    if doubts:
        kept[DOUBTS] = doubts
    return kept


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
        if REST_OF_DATE.search(parts.body, 0, segment.start):
            continue
        if value.isdigit() and not count and not parts.first("ct") and PAGES_OF_BOOK.match(parts.after(segment)):
            count = value
        elif not pages and (any(char.isdigit() for char in value) or ROMAN.fullmatch(value)):
            pages = value
    return pages or stray_pages(parts), count or stray_count(parts, pages)


def stray_count(parts: Parts, pages: str) -> str:
    """Return the number of a book's pages that the tagger took for a note: "М.: Медицина, 1987. – 312 с."."""
    match = None if pages or parts.first("ct") else COUNTED_PAGES.search(parts.body)
    return match["count"] if match else ""


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
    dates = [date for segment in parts.all(label) if (date := dated(parts, segment))]
    if label == "yr" and not parts.first("nr"):
        dates.sort(key=lambda date: len(date.start))
    return dates[0] if dates else None


def dated(parts: Parts, segment: Segment) -> Date | None:
    """Return the date of a segment; a lone year with the day and month that stand beside it: "2011 Jun 23;"."""
    date = fields.date(segment.text)
    if date is None or len(date.start) > 1 or date.end:
        return date
    around = fields.day_and_month(parts.body[: segment.start], parts.body[segment.end :])
    return replace(date, start=(*date.start, *around)) if around else date


def stray_year(parts: Parts) -> Date | None:
    """Return a year that the tagger left unlabelled: a lone one between the parts, no date of access or update."""
    last = 0
    for segment in [*parts.found, None]:
        gap = parts.body[last : segment.start if segment else len(parts.body)]
        match = fields.YEAR.search(gap)
        if match and not cue_roles(parts.body[max(0, last - 12) : last + match.start()]) & NOT_ISSUED:
            return dated(parts, Segment("yr", match[0], last + match.start(), last + match.end(), 1.0))
        last = segment.end if segment else last
    return None


def publication(parts: Parts) -> dict[str, Any]:
    """Return publisher, place, edition, genre, series and the number of an act or a report."""
    return {
        "publisher": fields.publisher(parts.first("pub")),
        "publisher_place": fields.place(parts.first("pl")),
        "edition": fields.edition(parts.first("edn")),
        "genre": fields.unbroken(parts.genre()).strip(" ,;:()[]"),
        "collection_title": fields.wording(parts.first("ser")),
        "number": fields.unpaired(fields.unbroken(parts.first("nr")).strip(fields.EDGES)),
    }


def further(parts: Parts) -> dict[str, Any]:
    """Return what CSL keeps elsewhere: translators, notes, and what the identifiers did not take."""
    extra: dict[str, Any] = {}
    if named := translators(parts):
        extra["translator"] = [
            {part: value for part in ("family", "given", "literal") if (value := getattr(name, part))} for name in named
        ]
    if notes := [fields.wording(segment.text) for segment in parts.all("no")]:
        extra["references:note"] = notes
    if first := fields.reprinted(parts.first("yr")):
        extra["original-date"] = {"date-parts": [[first]]}
    if edn := find_edn(parts.body):
        extra["references:edn"] = edn
    return extra


# ---------------------------------------------------------------- identifiers


def in_address(body: str, start: int) -> bool:
    """Return whether a DOI is part of the address of a publisher's page: "https://www.frontiersin.org/articles/10.3389/x"."""
    word = body[:start].rpartition(" ")[2]
    return "://" in word and "doi" not in word.lower()


def identifiers(body: str, dois: list[FoundDoi]) -> dict[str, Any]:
    """Return DOI, address and the other identifiers; an address of doi.org is the DOI and nothing else."""
    certain = next((found.doi for found in dois if not found.others), "")
    rest = body
    for found in reversed(dois):
        if in_address(body, found.span[0]):
            continue
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
