"""How sure each field of a parsed reference is, and what a librarian should look at."""

from __future__ import annotations

from functools import cache
from math import exp
from typing import TYPE_CHECKING, Any

from mhlit.identifiers import repair_words
from mhlit.model import Issue
from mhlit.references import fields
from mhlit.references.clues import clues
from mhlit.references.degrees import ranked
from mhlit.references.imprint import imprinted
from mhlit.references.unread import unread_words
from mhlit.tables import table
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.identifiers import FoundDoi
    from mhlit.model import Record
    from mhlit.references.parts import Parts

# Where the result keeps its certainties (CSL field -> 0 to 1) and the fields that a person should look at.
CONFIDENCE = "mhlit:confidence"
DOUBTS = "mhlit:doubts"
# A field is doubtful where it is twice as likely wrong as right: what a person gets to see has to be worth it. Measured
# on layouts that the tagger had not seen (data/build/reference_confidence.py): two of three lines doubted so are wrong,
# a quarter of the wrong ones is among them; at 0.5 it would be three of five lines and two of five.
DOUBTFUL = 0.3
# How sure place and publisher are at least where the imprint tells them, however unsure the tagger was of the words.
PRINTED = 0.8
# How ``clues`` names a field that a reference lacks.
MISSING = "no "
# The clue of the weight that counts for every reference.
ALWAYS = "always"
# A field that the table does not know (addresses) is as sure as its least certain word.
LEAST_WORD = {"word": 1.0}
# What every reference has something of; a text without is prose, the row of a table or a title alone.
LOCATING = (
    "issued", "accessed", "volume", "issue", "pages", "number_of_pages", "number", "publisher", "publisher_place",
    "doi", "url",
)  # fmt: skip
# The fields of the record's values whose name is not CSL's.
FIELDS = {
    "author": "authors", "editor": "editors", "title": "titles", "container-title": "containers", "page": "pages",
    "number-of-pages": "number_of_pages", "publisher-place": "publisher_place", "collection-title": "collection_title",
    "URL": "url",
}  # fmt: skip
WORDS = {
    "container-title": "journal", "issued": "date", "page": "pages", "number-of-pages": "number of pages",
    "publisher-place": "place", "collection-title": "series", "author": "authors", "editor": "editors",
}  # fmt: skip


def probabilities(parts: Parts, values: dict[str, Any]) -> dict[str, float]:
    """Return for each CSL field with a value the probability that it is right; missing ones stand under ``no …``."""
    known = clues(parts.found, parts.evidence)
    if values["editors"] and not values["authors"] and "author" in known:
        known.setdefault("editor", known.pop("author"))  # "Gurovich IYa, Lyubov EB (Eds)": names before a title
    told = {name: probability(name, clue) for name, clue in known.items() if given(values, name)}
    return told | {name: max(told[name], PRINTED) for name in imprinted(parts) | ranked(parts) if name in told}


def given(values: dict[str, Any], name: str) -> bool:
    """Return whether a field has a value, or for ``no …`` whether it has none: a rule may have found one."""
    field = name.removeprefix(MISSING)
    return bool(values.get(FIELDS.get(field, field), True)) == (field == name)


def confidence(told: dict[str, float]) -> dict[str, float]:
    """Return the probabilities of the fields that a reference has, in hundredths."""
    return {name: round(share, 2) for name, share in told.items() if not name.startswith(MISSING)}


def probability(name: str, told: dict[str, float]) -> float:
    """Return what the logistic model makes of the clues of a field."""
    weight = weights().get(name, LEAST_WORD)
    score = weight.get(ALWAYS, 0.0) + sum(weight.get(clue, 0.0) * value for clue, value in told.items() if value)
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weights of the clues by field."""
    found: dict[str, dict[str, float]] = {}
    for row in table("confidence.tsv"):
        found.setdefault(row["field"], {})[row["clue"]] = float(row["weight"])
    return found


def doubtful(told: dict[str, float], values: dict[str, Any]) -> list[str]:
    """Return the fields that are doubtful, and a missing title unless a place in a journal replaces it."""
    unsure = list(dict.fromkeys(name.removeprefix(MISSING) for name, share in told.items() if share < DOUBTFUL))
    located = values["containers"] and values["volume"] and values["pages"] and values["issued"]
    return unsure if values["titles"] or located or "title" in unsure else ["title", *unsure]


def locates(values: dict[str, Any]) -> bool:
    """Return whether a reference tells where its work is found; "We thank all participants of the study." does not."""
    return any(values[name] for name in LOCATING)


def issues_of(record: Record, body: str, dois: Sequence[FoundDoi]) -> tuple[Issue, ...]:
    """Return what a librarian should look at: unsure fields, words that were not read, repaired identifiers."""
    line, raw = (record.origin.line, record.origin.raw) if record.origin else (0, body)
    issues = []
    if doubts := record.extra.get(DOUBTS):
        issues.append(Issue("uncertain", f"{shortened(body)} [uncertain: {asked(doubts)}]", line, raw=raw))
    # "10. 1016/j. jretc onser. 2019": with the blanks of some publishers a DOI has words
    rest = body
    for found in reversed(dois):
        rest = f"{rest[: found.span[0]]} {rest[found.span[1] :]}"
    if lost := unread_words(rest, record):
        issues.append(Issue("unread", f"{shortened(body)} [unread: {' '.join(lost)}]", line, raw=raw))
    for found in dois:
        printed = body[slice(*found.span)]
        if found.others:
            readings = " or ".join((found.doi, *found.others))
            issues.append(Issue("doi-doubtful", f"a broken DOI, not taken over: {readings}", line, raw=printed))
        elif found.repairs:
            message = f"DOI read as {found.doi} ({repair_words(found.repairs)})"
            issues.append(Issue("doi-repaired", message, line, raw=printed))
    # Not in a book or an act: "С. 1296" and "Ст. 4398" are one page and one article.
    if record.type.startswith("article") and (split := fields.lost_dash(record.pages)):
        issues.append(Issue("pages-lost-dash", f"pages {record.pages} may be {split}", line, raw=raw))
    return tuple(issues)


def asked(names: list[str]) -> str:
    """Return fields as questions: "title? pages? publisher?"."""
    return " ".join(f"{WORDS.get(name, name)}?" for name in names)


def shortened(text: str, width: int = 60) -> str:
    """Return the beginning of a text on one line."""
    text = squeeze(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
