"""Long BibTeX files: read in pieces, by all processors, with what the pieces need to know of each other.

An entry may use a macro that is defined anywhere and inherit from any other entry. So the macros and the entries that
others refer to are looked up first; then each piece is read by itself, and keys that come twice are settled in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from mhlit.formats.bibtex import Keys, defined, entries_of, inherited, keys_in, macros, no_entry
from mhlit.formats.bibtexfields import Entry, record_of
from mhlit.formats.bibtexregular import regular, starts
from mhlit.formats.bibtexsalvage import blocks
from mhlit.formats.limits import moved
from mhlit.formats.portions import Piece, cut
from mhlit.formats.workers import in_order
from mhlit.model import Issue, ReadResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.bibtexsalvage import Block
    from mhlit.model import Record

# 'crossref = {smith2004}', 'xdata = "a, b"'
REFERENCE = re.compile(r"\b(?:crossref|xdata)\s*=\s*[{\"]([^{}\"]*)")
# "@article{smith2004,", "@string{", at the beginning of a line
KEY = re.compile(r"^[ \t]*@\w+\s*[{(]\s*([^,\s]+)\s*,", re.MULTILINE)
STRING_HEAD = re.compile(r"^[ \t]*@string\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shared:
    """What pieces need of each other: macros, those that each piece defines (by its line), entries referred to."""

    strings: dict[str, str]
    defined: dict[int, dict[str, str]]
    parents: dict[str, Entry]


def stream(text: Iterable[str]) -> Iterator[ReadResult]:
    """Yield what a long file holds, piece by piece; the text is gone through more than once."""
    keys = Keys()
    known = shared(text)
    silent = True
    for kinds, result in in_order(partial(read_piece, known), informed(text, known)):
        yield settled(kinds, result, keys)
        silent = silent and result == ReadResult()
    if silent:
        yield ReadResult((), no_entry(next(iter(text), "")))


def informed(text: Iterable[str], known: Shared) -> Iterator[tuple[Piece, dict[str, str]]]:
    """Yield each piece with the macros that were defined before it, since a macro may change its meaning."""
    before: dict[str, str] = {}
    for piece in pieces(text):
        yield piece, before
        before = before | known.defined.get(piece.line, {})


def pieces(text: Iterable[str]) -> Iterator[Piece]:
    """Yield pieces that end before an entry that is written as the books say: there every reader begins anew."""
    return cut(last_regular, text)


def last_regular(text: str, start: int) -> int:
    """Return where the last regular block behind a place begins, of those that another one follows; or 0."""
    found = (at for at, after in reversed(list(pairwise(starts(text, start)))) if regular(text, at, after))
    return next(found, 0)


def shared(text: Iterable[str]) -> Shared:
    """Return what the pieces of a file need to know of each other."""
    strings = macros([])
    new: dict[int, dict[str, str]] = {}
    wanted: set[str] = set()
    for piece in pieces(text):
        small = piece.text.lower()
        if "@string" in small:
            new[piece.line] = defined(list(string_blocks(piece.text)), strings)
            strings |= new[piece.line]
        if "crossref" in small or "xdata" in small:
            wanted |= {key.casefold() for value in REFERENCE.findall(small) for key in keys_in(value)}
    return Shared(strings, new, parents(text, wanted, strings) if wanted else {})


def string_blocks(text: str) -> Iterator[Block]:
    """Yield the definitions of macros in a piece, each read by itself."""
    for found in STRING_HEAD.finditer(text):
        block = text[found.start() : next(starts(text, found.end()), len(text))]
        yield from (each for each in blocks(block) if each.kind == "string")


def parents(text: Iterable[str], wanted: set[str], strings: dict[str, str]) -> dict[str, Entry]:
    """Return the entries of some keys; of two with one key the first counts."""
    found: dict[str, Entry] = {}
    for piece in pieces(text):
        for head in KEY.finditer(piece.text):
            key = head[1].casefold()
            if key in wanted and key not in found:
                block = blocks(piece.text[head.start() : next(starts(piece.text, head.end()), len(piece.text))])
                named = (entry for entry in entries_of(block, [], dict(strings)) if entry.key.casefold() == key)
                found.update((key, entry) for entry in named)
    return found


def read_piece(known: Shared, task: tuple[Piece, dict[str, str]]) -> tuple[list[str], ReadResult]:
    """Return the types and the records of the entries of a piece, by the lines of the file."""
    piece, before = task
    issues: list[Issue] = []
    entries = list(entries_of(blocks(piece.text), issues, known.strings | before))
    records = tuple(record_of(inherited(entry, known.parents, issues), issues) for entry in entries)
    return [entry.type for entry in entries], moved(ReadResult(records, tuple(issues)), piece.line - 1)


def settled(kinds: list[str], result: ReadResult, keys: Keys) -> ReadResult:
    """Return a result whose records have keys that none before has, and its issues by line."""
    issues = list(result.issues)
    records = tuple(with_key(kind, record, keys, issues) for kind, record in zip(kinds, result.records, strict=True))
    return ReadResult(records, tuple(sorted(issues, key=lambda issue: issue.line)))


def with_key(kind: str, record: Record, keys: Keys, issues: list[Issue]) -> Record:
    """Return a record with a key of its own, and tell where that is not the one it came with."""
    origin = record.origin
    entry = Entry(kind, record.id, {}, origin.line if origin else 0, origin.raw if origin else "")
    key = keys.own(entry, issues)
    return record if key == record.id else replace(record, id=key)
