"""What is taken out of Crossref's data file: which works are wanted, and what is kept of each."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.errors import UsageError
from mhlit.formats.crossref import cited_date
from mhlit.formats.deposit import csl_types, language_of
from mhlit.identifiers import issn_of
from mhlit.text import fold, without_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

# Members that are dropped: reference lists are most of the bulk, the rest is about the deposit.
DROPPED = {
    "reference", "link", "resource", "indexed", "content-domain", "assertion", "license", "score", "member", "source",
    "deposited", "references-count", "reference-count", "URL", "issn-type", "isbn-type", "prefix", "funder",
    "update-policy", "alternative-id", "archive", "clinical-trial-number",
}  # fmt: skip
# "10.17816", "https://doi.org/10.17816/", "10.1000.10"
PREFIX = re.compile(r"(?:^|/)(10\.\d{4,9}(?:\.\d+)*)/?$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which works of the data file are wanted; an empty filter lets everything through."""

    issns: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    from_year: int = 0

    def described(self) -> dict[str, list[str] | int]:
        """Return the filters in one order, to be kept with the extract that they made."""
        sets = ("issns", "prefixes", "types", "languages")
        return {name: sorted(getattr(self, name)) for name in sets} | {"from_year": self.from_year}

    def takes(self, work: dict[str, Any]) -> bool:
        """Return whether a work passes all filters."""
        doi = str(work.get("DOI") or "")
        if self.prefixes and doi.partition("/")[0] not in self.prefixes:
            return False
        if self.types and work.get("type") not in self.types:
            return False
        if self.languages and self.languages.isdisjoint(languages_of(work)):
            return False
        issns = work.get("ISSN")
        if self.issns and not (isinstance(issns, list) and self.issns & {str(each) for each in issns}):
            return False
        return not self.from_year or (year_of(work) or 0) >= self.from_year


def wanted(
    issns: Iterable[str] = (),
    prefixes: Iterable[str] = (),
    types: Iterable[str] = (),
    languages: Iterable[str] = (),
    from_year: int = 0,
) -> Wanted:
    """Return filters as a person types them. Raises UsageError for one that no work can pass: reading takes a day."""
    kinds = csl_types("crossref")
    return Wanted(
        frozenset(checked(issns, issn_of, "an ISSN", "like 1560-957X")),
        frozenset(checked(prefixes, prefix_of, "a DOI prefix", "like 10.17816")),
        frozenset(checked(types, lambda text: text if text in kinds else "", "a type of Crossref", ", ".join(kinds))),
        frozenset(checked(languages, language_code, "a language", "in two letters, like ru")),
        from_year,
    )


def checked(texts: Iterable[str], read: Callable[[str], str], what: str, hint: str) -> Iterator[str]:
    """Yield texts as they are read. Raises UsageError for one that cannot be."""
    for text in texts:
        if not (found := read(text.strip())):
            raise UsageError(f"'{text}' is not {what}", hint=hint)
        yield found


def prefix_of(text: str) -> str:
    """Return a DOI prefix without what stands around it (``https://doi.org/10.17816/``), or ``""``."""
    found = PREFIX.search(text)
    return found[1] if found else ""


def language_code(text: str) -> str:
    """Return a language's two letters, or ``""``."""
    return text.lower() if len(text) == 2 and text.isalpha() else ""


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


def languages_of(work: dict[str, Any]) -> set[str]:
    """Return the languages of a work in two letters: the deposit's word, often missing or wrong, and its titles'."""
    said = str(work.get("language") or "")[:2].lower()
    titles = [title for name in ("title", "original-title") for title in listed(work.get(name))]
    return {said, *(language_of(title, said)[:2] for title in titles if isinstance(title, str))}


def listed(value: Any) -> list[Any]:
    """Return a member that should be a list."""
    return value if isinstance(value, list) else []


def year_of(work: dict[str, Any]) -> int | None:
    """Return the year to cite a work with."""
    found = cited_date(work)
    return found.year if found else None
