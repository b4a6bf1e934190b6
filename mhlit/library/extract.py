"""What is taken out of Crossref's data file: which works are wanted, and what is kept of each."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.formats.crossref import cited_date
from mhlit.text import fold, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Members that are dropped: reference lists are most of the bulk, the rest is about the deposit.
DROPPED = {
    "reference", "link", "resource", "indexed", "content-domain", "assertion", "license", "score", "member", "source",
    "deposited", "references-count", "reference-count", "URL", "issn-type", "isbn-type", "prefix", "funder",
    "update-policy", "alternative-id", "archive", "clinical-trial-number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which works of the data file are wanted; an empty filter lets everything through."""

    issns: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    from_year: int = 0

    def takes(self, work: dict[str, Any]) -> bool:
        """Return whether a work passes all filters."""
        doi = str(work.get("DOI") or "")
        if self.prefixes and doi.partition("/")[0] not in self.prefixes:
            return False
        if self.types and work.get("type") not in self.types:
            return False
        if self.languages and str(work.get("language") or "")[:2] not in self.languages:
            return False
        issns = work.get("ISSN")
        if self.issns and not (isinstance(issns, list) and set(self.issns) & {str(each) for each in issns}):
            return False
        return not self.from_year or (year_of(work) or 0) >= self.from_year


class Row(NamedTuple):
    """A work to be stored: its DOI in lower case, its compressed JSON, the text to find it by."""

    doi: str
    body: bytes
    text: str


def rows_of(path: Path, wanted: Wanted) -> tuple[list[Row], int]:
    """Return the wanted works of one file, and how many entries of it could not be read; a broken file gives none."""
    rows, broken = [], 0
    for work in works_of(path):
        doi = work.get("DOI") if isinstance(work, dict) else None
        if not isinstance(doi, str) or not doi:
            broken += 1
        elif wanted.takes(work):
            kept = {name: value for name, value in work.items() if name not in DROPPED}
            body = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
            rows.append(Row(doi.lower(), zlib.compress(body, 1), text_of(work)))
    return rows, broken


def works_of(path: Path) -> Iterator[Any]:
    """Yield the works of a file in either layout; None for each entry that is no JSON."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            first = file.readline()
            one = parsed(first)
            if isinstance(one, dict) and isinstance(one.get("items"), list):
                yield from one["items"]
            elif one is not None or not first.strip().startswith(b"{"):
                yield one
                yield from (parsed(line) for line in file if line.strip())
            else:
                # a document over many lines
                whole = parsed(first + file.read())
                yield from (
                    whole["items"] if isinstance(whole, dict) and isinstance(whole.get("items"), list) else [None]
                )
    except (OSError, EOFError, zlib.error):
        yield None


def parsed(line: bytes) -> Any:
    """Return the value of a piece of JSON, or None."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def text_of(work: dict[str, Any]) -> str:
    """Return what a work is found by: its titles, first author's family name, year, volume and first page."""
    titles = [
        title for name in ("title", "original-title") for title in listed(work.get(name)) if isinstance(title, str)
    ]
    author = next((each for each in listed(work.get("author")) if isinstance(each, dict)), {})
    page = str(work.get("page") or "").partition("-")[0]
    parts = (*titles, author.get("family") or author.get("name"), year_of(work), work.get("volume"), page)
    return fold(without_tags(" ".join(str(part) for part in parts if part)))


def listed(value: Any) -> list[Any]:
    """Return a member that should be a list."""
    return value if isinstance(value, list) else []


def year_of(work: dict[str, Any]) -> int | None:
    """Return the year to cite a work with."""
    found = cited_date(work)
    return found.year if found else None
