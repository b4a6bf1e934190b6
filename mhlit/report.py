"""What the owner of a library should know: its numbers, its doubts, and what the checks of ``doctor`` find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.identifiers import valid_isbn, valid_issn, valid_orcid
from mhlit.library.overview import counts, damage, doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.library.store import Store
    from mhlit.model import Issue, Record, Work

__all__ = ["Finding", "counts", "doubts", "findings", "markdown", "reindex"]

# Types whose works are cited with a year; a web page or a law in force may have none.
DATED = {"article-journal", "article-newspaper", "book", "chapter", "paper-conference", "thesis", "report"}
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: a stable code, the work's citekey or ``""``, what, and what to do."""

    code: str
    key: str
    message: str
    hint: str


def findings(store: Store) -> list[Finding]:
    """Return what is wrong with the library's file and with its works, by citekey."""
    found = [Finding("damaged", "", what, "go back to a copy of the library") for what in damage(store)]
    return found + [finding for work in store.works() for finding in check(work)]


def check(work: Work) -> Iterator[Finding]:
    """Yield what is wrong with one work."""
    view, key = work.view, work.key
    if view.notice:
        yield Finding("retracted", key, f"the registry says: {view.notice}", "read the notice before you cite it")
    elif view.later:
        yield Finding("corrected", key, f"the registry says: {view.later} published", f"mhlit show {key} tells where")
    if not view.title:
        yield Finding("no-title", key, "it has no title", f"mhlit resolve {key}, or mhlit edit {key} title=…")
    if view.year is None and view.type in DATED:
        yield Finding("no-year", key, f"a {view.type} without a year", f"mhlit edit {key} issued=…")
    if not (view.authors or view.editors) and view.type in DATED - {"report"}:
        yield Finding("no-author", key, f"a {view.type} without author or editor", f"mhlit edit {key} author=…")
    yield from check_identifiers(view, key)


def check_identifiers(view: Record, key: str) -> Iterator[Finding]:
    """Yield the identifiers whose check digit is wrong."""
    for name, value, valid in (("ISSN", view.issn, valid_issn), ("ISBN", view.isbn, valid_isbn)):
        for part in filter(None, value.replace(";", ",").split(",")):
            if not valid(part.strip()):
                message = f"the check digit of {name} {part.strip()} is wrong"
                yield Finding(f"wrong-{name.lower()}", key, message, f"mhlit edit {key} {name}=…")
    for person in (*view.authors, *view.editors):
        if person.orcid and not valid_orcid(person.orcid):
            message = f"the check digit of ORCID {person.orcid} of {person} is wrong"
            yield Finding("wrong-orcid", key, message, f"mhlit edit {key} author=…")


def reindex(store: Store) -> int:
    """Build the views and the search index of every work anew, and return how many there are."""
    with store.batch("doctor"):
        return store.rebuild()


def markdown(numbers: dict[str, dict[str, int]], doubtful: list[Issue], found: list[Finding]) -> str:
    """Return a page about the library: numbers, what the checks found, what was doubtful in reading."""
    lines = ["# The library", ""]
    for group, values in numbers.items():
        lines += [f"## By {group}" if group != "total" else "## In all", ""]
        lines += [f"- {name}: {number}" for name, number in values.items()] or ["- nothing"]
        lines.append("")
    lines += ["## To mend", ""]
    lines += [f"- {f.key or 'the file'}: {f.message} [{f.code}] ({f.hint})" for f in found] or ["- nothing"]
    lines += ["", "## Doubtful when it was read", ""]
    lines += [f"- {issue}" for issue in doubtful[:SHOWN]] or ["- nothing"]
    if len(doubtful) > SHOWN:
        lines.append(f"- … and {len(doubtful) - SHOWN} more: mhlit report --json lists all")
    return "\n".join(lines) + "\n"
