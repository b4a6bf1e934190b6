"""Values that every format writes in its own way: pages, DOIs, languages, standard numbers."""

from __future__ import annotations

import re
from functools import cache

from mhlit import model
from mhlit.tables import table
from mhlit.text import squeeze

# "https://doi.org/10.1000/1", "doi:10.1000/1", "doi: 10.1000/1"
DOI_PREFIX = re.compile(r"^\s*(?:https?://(?:www\.)?(?:dx\.)?doi\.org/|doi\s*:?\s*)(?=10\.)", re.IGNORECASE)
# What exports say before the note of a work, by its status: a correction is no reason not to cite, but one to read it.
NOTICES = {status: status.capitalize() for status in sorted(model.NOTICES)} | {
    "correction": "Correction published",
    "erratum": "Erratum published",
}
# "Retracted. Of interest for its design": a notice before a note
NOTICE = re.compile(rf"({'|'.join(NOTICES.values())})(?:[.]\s+|[.]?$)", re.IGNORECASE)
# "12--5", "431–56, 791–823", "e10--e13"
PAGE_DASH = re.compile(r"\s*(?:--+|[‐‑–—‒−])\s*")
PAGE_RANGE = re.compile(r"(?<![\w-])([A-Za-z]?)(\d+)-\1?(\d+)(?![\w-])")


def page_range(text: str) -> str:
    """Return pages with one hyphen and whole numbers: ``431--56`` is 431-456, ``S12-9`` is S12-S19."""
    text = PAGE_DASH.sub("-", squeeze(text))
    return PAGE_RANGE.sub(whole_range, text) if "-" in text else text


def whole_range(found: re.Match[str]) -> str:
    """Return a span of pages with all figures of the last one."""
    letter, first, last = found.groups()
    if len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        return f"{letter}{first}-{letter}{full}" if int(full) > int(first) else found[0]
    return found[0]


def noted(record: model.Record) -> str:
    """Return a record's note, behind the notice of a retraction or correction: most formats have no other place."""
    return ". ".join(filter(None, (NOTICES.get(str(record.extra.get("status", ""))), record.note)))


def without_notice(note: str) -> tuple[str, str]:
    """Return the status that a note begins with, ``""`` if none, and the rest of the note.

    >>> without_notice("Retracted. Of interest for its design")
    ('retracted', 'Of interest for its design')
    """
    found = NOTICE.match(note)
    status = {said.lower(): status for status, said in NOTICES.items()}
    return (status[found[1].lower()], note[found.end() :]) if found else ("", note)


def bare_doi(text: str) -> str:
    """Return a DOI without the resolver's address or a label."""
    return DOI_PREFIX.sub("", text).strip()


@cache
def languages() -> dict[str, str]:
    """Return the BCP 47 tag of every name and code of a language."""
    return {row["name"]: row["tag"] for row in table("languages.tsv")}


def language_tag(text: str) -> str:
    """Return the BCP 47 tag of a language, however it is named; other text stays."""
    return languages().get(text.casefold()) or (text.lower() if len(text) == 2 else text)


def standard_number(text: str) -> str:
    """Return ``ISSN`` or ``ISBN``, whichever a number is by its length, or ``""``."""
    figures = re.sub(r"[^0-9Xx]", "", text)
    return {8: "ISSN", 10: "ISBN", 13: "ISBN"}.get(len(figures), "")
