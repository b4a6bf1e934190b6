"""References that only refer to an earlier one of their list: "Там же. С. 15", "Goffman E. Op. cit.", "Ders. Titel …".

The words are in the table ``again.tsv``. What a reference stands for is looked up among the records before it; where
nothing there fits, it is read like any other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from mhlit.names import parse_names
from mhlit.references.fields import pages
from mhlit.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.model import Record

# "С. 15–20.", "Т. 2. С. 15", "p. 20", "S. 34": where in the work; the pages are the last number
PLACE = r"(?P<place>(?:(?:[^\W\d_]{1,6}\.?\s*)?\d[\d\s.,;:–—-]*)*)"
LAST_NUMBER = re.compile(r"\d+(?:\s*[-–—]\s*\d+)?(?=\W*$)")
# "———. Title", "___ Title": a line in place of the name before
DASHED = r"[—–-]{2,}|_{3,}"


def same_work(text: str, before: Sequence[Record]) -> Record | None:
    """Return the earlier record that a reference refers to, its own pages as locator, or None where it is a new one."""
    if not before:
        return None
    if match := expression("work").fullmatch(text):
        return located(before[-1], match["place"])
    if match := expression("cited").fullmatch(text):
        family = first_family(match["who"])
        of_author = (record for record in reversed(before) if family and family == first_author(record))
        return next((located(record, match["place"]) for record in of_author), None)
    return None


def by_same_author(text: str) -> str:
    """Return the reference behind "Ders.", "Он же" or "———", or ``""`` where it does not begin so."""
    match = expression("author").match(text)
    return text[match.end() :] if match and len(text) - match.end() > 10 else ""


def located(record: Record, place: str) -> Record:
    """Return a record with the pages that a later reference to it names."""
    match = LAST_NUMBER.search(place)
    return replace(record, extra={**record.extra, "references:locator": pages(match[0])}) if match else record


def first_author(record: Record) -> str:
    """Return the family name of a record's first author for comparison."""
    return (record.authors[0].family or record.authors[0].literal).casefold() if record.authors else ""


def first_family(text: str) -> str:
    """Return the first family name of a printed list of names for comparison."""
    names = parse_names(text).names
    return names[0].family.casefold() if names else ""


@cache
def expression(refers: str) -> re.Pattern[str]:
    """Return what matches a reference to an earlier one, of one of the three kinds of the table."""
    cues = sorted((row["cue"] for row in table("again.tsv") if row["refers"] == refers), key=len, reverse=True)
    word = "|".join(spaced(cue) for cue in cues)
    if refers == "author":
        return re.compile(rf"\W*?(?:(?:{word})|{DASHED})[\s.,:;]*(?=[^\W\d_]|[(\[]?\d{{4}}|[“\"«])", re.IGNORECASE)
    if refers == "cited":
        return re.compile(rf"(?P<who>[^\W\d_][^\d]{{1,80}}?)[\s.,:;]+(?:{word})[\s.,;:–—-]*{PLACE}\W*", re.IGNORECASE)
    author = "|".join(spaced(row["cue"]) for row in table("again.tsv") if row["refers"] == "author")
    return re.compile(rf"\W*(?:(?:{author})[\s.,:;]*)??(?:{word})[\s.,:;–—-]*{PLACE}\W*", re.IGNORECASE)


def spaced(cue: str) -> str:
    """Return a cue as part of an expression: full stops and blanks inside it may be missing, "ё" is "е"."""
    pattern = re.escape(cue).replace(r"\.\ ", r"\.?\s*").replace(r"\ ", r"\s+").replace("е", "[её]")
    return rf"\b{pattern}" + (r"\b" if cue[-1].isalnum() else "")
