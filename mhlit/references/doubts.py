"""How sure each field of a parsed reference is, and what a librarian should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.identifiers import repair_words
from mhlit.model import Issue
from mhlit.references import fields
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.identifiers import FoundDoi
    from mhlit.model import Record
    from mhlit.references.segments import Segment

# Where the result keeps its certainties (CSL field -> 0 to 1) and the fields that a person should look at.
CONFIDENCE = "mhlit:confidence"
DOUBTS = "mhlit:doubts"
# A field is doubtful where the tagger's certainty of one of its words is below this (see data/build/references.py).
DOUBTFUL = 0.5
CSL_NAMES = {
    "au": "author", "re": "author", "ed": "editor", "ti": "title", "tt": "title", "ct": "container-title",
    "ctt": "container-title", "yr": "issued", "vo": "volume", "is": "issue", "pg": "page", "np": "number-of-pages",
    "pub": "publisher", "pl": "publisher-place", "edn": "edition", "ge": "genre",
    "ser": "collection-title", "nr": "number", "url": "URL", "acc": "accessed",
}  # fmt: skip
# The fields of the record's values whose name is not CSL's.
FIELDS = {
    "author": "authors", "editor": "editors", "title": "titles", "container-title": "containers", "page": "pages",
    "number-of-pages": "number_of_pages", "publisher-place": "publisher_place", "collection-title": "collection_title",
    "URL": "url",
}  # fmt: skip
WORDS = {
    "container-title": "journal or book", "issued": "date", "page": "pages", "number-of-pages": "number of pages",
    "publisher-place": "place", "collection-title": "series", "author": "authors", "editor": "editors",
}  # fmt: skip


def confidence(found: Iterable[Segment], values: dict[str, Any]) -> dict[str, float]:
    """Return for each CSL field the certainty of the least certain word it was read from, in hundredths."""
    sure: dict[str, float] = {}
    for segment in found:
        if (name := CSL_NAMES.get(segment.label)) and values.get(FIELDS.get(name, name), True):
            sure[name] = min(sure.get(name, 1.0), round(segment.certainty, 2))
    return sure


def doubtful(sure: dict[str, float], values: dict[str, Any]) -> list[str]:
    """Return the fields that the tagger was unsure of, and a missing title unless a place in a journal replaces it."""
    unsure = [name for name, certainty in sure.items() if certainty < DOUBTFUL]
    located = values["containers"] and values["volume"] and values["pages"] and values["issued"]
    return unsure if values["titles"] or located or "title" in unsure else ["title", *unsure]


def issues_of(record: Record, body: str, dois: Iterable[FoundDoi]) -> tuple[Issue, ...]:
    """Return what a librarian should look at: unsure fields, repaired identifiers."""
    line, raw = (record.origin.line, record.origin.raw) if record.origin else (0, body)
    issues = []
    if doubts := record.extra.get(DOUBTS):
        issues.append(Issue("uncertain", f"unsure about the {spelled(doubts)}: {shortened(body)}", line, raw=raw))
    for found in dois:
        printed = body[slice(*found.span)]
        if found.others:
            readings = " or ".join((found.doi, *found.others))
            issues.append(Issue("doi-doubtful", f"a broken DOI, not taken over: {readings}", line, raw=printed))
        elif found.repairs:
            message = f"DOI read as {found.doi} ({repair_words(found.repairs)})"
            issues.append(Issue("doi-repaired", message, line, raw=printed))
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
