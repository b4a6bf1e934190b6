"""Plain text that is a list of references, as it is pasted from an article or a manuscript."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.limits import prose
from mhlit.formats.portions import lines_before, streaming
from mhlit.model import Issue, Origin, ReadResult
from mhlit.references import parse_list, parse_reference, split_references
from mhlit.references.pieces import NAME_START, is_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Record

YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
# How the parts of a reference are set off: "// Журн.", "2008;18(2)", "М.: Наука", "Press; 2001", "№ 4", "doi"
SIGNS = re.compile(
    r"(?<!:)//|\d{4}\s?;|;\s?\d{4}\b"
    r"|\b(?:М|СПб|M|SPb|London|New York|Moscow)\.?\s?:|\b(?:vol|no|pp|bd|jg)\.?\s?\d|[№]\s?\d"
    r"|\b[СсТтSTP]\.\s?\d|\(\d{4}\s?[a-z]?\)|\d\s?\(\d+\)\s?[:,]\s?\d|doi|,\s\d{4}[.,]|\d\s?[сp]\.",
    re.IGNORECASE,
)
# A line of structured data: "TY  - JOUR", "@article{", "%0 Book", "<record>", "{"
STRUCTURED = re.compile(
    r"^\s*(?:[A-Z][A-Z0-9]\s{1,2}-\s|@\w+\s*[{(]|%[0-9A-Z]\s|<[?!a-zA-Z/]|[{}]|\"\w+\"\s*:)", re.MULTILINE
)
# "For citation: …", "Keywords: …" make an article page, not a list
PAGE = re.compile(
    r"^\s*(?:keywords|key words|ключевые слова|suggested citation|for citation|для цитирования|abstract|аннотация)\b",
    re.IGNORECASE | re.MULTILINE,
)
# the number with which a pasted list begins: "1. ", "[1] ", "1) "
FIRST = re.compile(r"\s*\[?1[.)\]]\s")
HEAD = 20_000
# three references are not longer than this, and one than that
OPENING = 4_000
ONE_REFERENCE = 800


def read(text: str) -> ReadResult:
    """Return the records of a pasted list of references, one for each, and what is doubtful or unread."""
    return parse_list(text)


def sniff(head: str) -> bool:
    """Return whether a text looks like a list of references: most of it has a year and the signs of a citation.

    Most of the letters, not of the lines: headings ("Books", "Articles") and remarks stand between the references too.
    """
    head = head[:HEAD]
    if not head.strip() or STRUCTURED.search(head) or PAGE.search(head):
        return False
    if is_heading(head.lstrip().partition("\n")[0]):
        return True
    pieces = [piece for piece in split_references(head) if not piece.stray]
    if FIRST.match(head) and is_dated_list([piece.text for piece in pieces]):
        return True
    likely = sum(len(piece.text) for piece in pieces if likeness(piece.text))
    return likely * 2 > sum(len(piece.text) for piece in pieces)


def opens_list(head: str) -> bool:
    """Return whether a text begins with three references (or is one or two), as no article, though it may cite itself.

    One reference is all of a short text: its lines are those of a citation that was copied with its breaks and its DOI.
    """
    pieces = split_references(head[:OPENING])[:3]
    named = sum(bool(NAME_START.match(piece.text)) for piece in pieces)
    wanted = 1 if len(pieces) == 1 and len(head) < ONE_REFERENCE else 2
    return named >= wanted and all(not piece.stray and likeness(piece.text) for piece in pieces)


def is_dated_list(texts: list[str]) -> bool:
    """Return whether nearly every item of a numbered list has a year: organisations cite reports with few other signs.

    "2. Aktion Psychisch Kranke (2003 a) Rahmenempfehlungen zur Rehabilitation, Bonn" stands between such items.
    """
    return len(texts) > 2 and sum(bool(YEAR.search(text)) for text in texts) >= 0.8 * len(texts)


def likeness(text: str) -> bool:
    """Return whether a text looks like one reference."""
    return 20 < len(text) < 1500 and bool(YEAR.search(text)) and bool(SIGNS.search(text))


FORMAT = Format(
    "references", "List of references, plain text", ("text", "refs", "plaintext"), (".txt",), sniff, read, rank="parsed"
)


def read_lines(text: str) -> ReadResult:
    """Return one record a line, whatever the lines look like, and what is doubtful in each."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    records = [replace(parse_reference(line), origin=Origin("", number, "lines", line)) for number, line in numbered]
    return ReadResult(tuple(records), tuple(issue for record in records for issue in doubts(record)))


def doubts(record: Record) -> Iterator[Issue]:
    """Yield what a person should look at in the record of a line."""
    fields = record.extra.get("mhlit:doubts", ())
    if fields and record.origin:
        message = f"unsure about: {', '.join(fields)}"
        yield Issue("uncertain", message, record.origin.line, raw=record.origin.raw)


LINES = Format(
    "lines", "plain text, every line a reference (import --split lines)", read=read_lines, rank="parsed",
    stream=streaming(lines_before("^"), prose(read_lines)),
)  # fmt: skip
