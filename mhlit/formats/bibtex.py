"""Reading BibTeX and BibLaTeX: blocks -> entries -> records.

bibtexparser splits the text into blocks and fields and no more. Macros and ``#``, inheritance (``crossref``,
``xdata``), LaTeX and names are read here, because every parser loses something in them. A block that the parser gave
up becomes a record of what can be read of it and an issue; entries with one key are both kept. Nothing vanishes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.bibtexfields import Entry, record_of, types
from mhlit.formats.bibtexnames import closing
from mhlit.formats.bibtexsalvage import blocks, salvage
from mhlit.formats.bibtexwrite import write_biblatex, write_bibtex
from mhlit.formats.dates import month
from mhlit.formats.limits import InBlocks, joined
from mhlit.model import Issue, ReadResult
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.bibtexsalvage import Block

# Longer texts are read in pieces by all processors.
LONG = 8_000_000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "@article{key," at the beginning of a line: what a file of this format has
ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)\s*[{(]", re.MULTILINE)
# the beginning of a piece of a value: an opening delimiter, or all of a bare macro or number
PIECE = re.compile(r'[\s#]*([{"]|[^\s#{"][^#{"]*)')
SIGN = re.compile(r'\\.|[{}"]', re.DOTALL)
# "{No comma}\n  year = {2000}": where one value ends and the next field begins
RUN_ON = re.compile(r"[}\"]\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
# "@article bad, title = …" in text between entries: an entry that lost its brace
LOST = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)\b[^\n]*", re.MULTILINE)
# What an entry never takes from the one it refers to: it is the other's own (BibLaTeX manual, appendix B; addresses).
OWN = frozenset((
    "crossref", "xdata", "xref", "ids", "entryset", "entrysubtype", "execute", "label", "options", "presort", "related",
    "relatedoptions", "relatedstring", "relatedtype", "shorthand", "sortkey", "sortname", "sorttitle", "title",
    "subtitle", "titleaddon", "shorttitle", "author", "doi", "url", "urldate", "eprint", "eprinttype", "pages",
    "pagetotal", "abstract", "keywords", "note", "annote", "annotation", "file",
))  # fmt: skip
TITLES = (("title", "booktitle"), ("subtitle", "booksubtitle"))


def read(text: str) -> ReadResult:
    """Return the records of a file in the order of its entries, and what was wrong with them."""
    if len(text) > LONG:
        return joined(stream(InBlocks(text)))
    issues: list[Issue] = []
    found = blocks(text)
    entries = unique(list(entries_of(found, issues, macros(found))), issues)
    by_key = {entry.key.casefold(): entry for entry in reversed(entries)}
    records = tuple(record_of(inherited(entry, by_key, issues), issues) for entry in entries)
    if not records and not issues:
        return ReadResult((), no_entry(text))
    return ReadResult(records, tuple(sorted(issues, key=lambda issue: issue.line)))


def no_entry(text: str) -> tuple[Issue, ...]:
    """Return the issue of a text in which no entry was found, if there could be one."""
    rest = text.strip("\ufeff \t\r\n")
    return (Issue("unread-text", "no entry was found in this text", 1, raw=rest[:2000]),) if "@" in rest else ()


def stream(text: Iterable[str]) -> Iterator[ReadResult]:
    """Yield what a long file holds, piece by piece and by all processors; the text is gone through more than once."""
    from mhlit.formats import bibtexlong

    return bibtexlong.stream(text)


# ---------------------------------------------------------------- blocks -> entries


def entries_of(found: list[Block], issues: list[Issue], strings: dict[str, str]) -> Iterator[Entry]:
    """Yield the entries of the blocks, their macros expanded; ``strings`` takes up what is defined on the way."""
    for block in found:
        if block.kind == "string":
            name, value = block.fields[0]
            strings[name.casefold()] = expand(value, strings, [])
        elif block.kind == "entry" and (reason := swallowed(block)):
            yield from rescued(block._replace(reason=reason), strings, issues)
        elif block.kind == "entry":
            yield entry_of(block, strings, issues)
        elif block.kind == "failed":
            yield from rescued(block, strings, issues)
        else:
            issues.extend(lost_entries(block))


def swallowed(block: Block) -> str:
    """Return why an entry is broken although the parser took it: a value that holds the next field, or none at all."""
    for name, value in block.fields:
        if not value:
            return f"the field {name} has no value"
        if "=" in value and (found := RUN_ON.search(value)) and closing(value) <= found.start():
            return f"a comma is missing after the field {name}"
    return ""


def macros(found: list[Block]) -> dict[str, str]:
    """Return the macros that a file defines anywhere, and the months: uses before the definition are common."""
    months = {name: name for name in MONTHS}
    return months | defined(found, months)


def defined(found: list[Block], known: dict[str, str]) -> dict[str, str]:
    """Return the macros that blocks define, by those known before and each other."""
    new: dict[str, str] = {}
    strings = dict(known)
    for block in found:
        if block.kind == "string":
            name, value = block.fields[0]
            strings[name.casefold()] = new[name.casefold()] = expand(value, strings, [])
    return new


def entry_of(block: Block, strings: dict[str, str], issues: list[Issue]) -> Entry:
    """Return the entry of a block; a field that comes twice is kept twice, under a second name."""
    fields: dict[str, str] = {}
    unknown: list[str] = []
    for name, value in block.fields:
        label = name.lower()
        text = expand(value, strings, unknown)
        if label in fields:
            if squeeze(fields[label]) != squeeze(text):
                message = f"{block.key or block.type} has the field {label} twice; the first counts, the other is kept"
                issues.append(Issue("doubled-field", message, block.line, raw=f"{name} = {value}"))
            label = next(f"{label}-n{n}" for n in range(2, 1000) if f"{label}-n{n}" not in fields)
        fields[label] = text
    for macro in unknown:
        if not month(macro):
            message = f"{block.key or block.type} uses the macro {macro}, which is not defined; its name stands instead"
            issues.append(Issue("unknown-macro", message, block.line, raw=macro))
    return Entry(block.type.lower(), block.key, fields, block.line, block.raw)


def expand(value: str, strings: dict[str, str], unknown: list[str]) -> str:
    """Return a value without its delimiters, its pieces joined; the names of unknown macros go to ``unknown``."""
    value = value.strip()
    if "#" not in value:
        if len(value) > 1 and ((value[0] == "{" and value[-1] == "}") or value[0] == '"' == value[-1]):
            return value[1:-1]
        return macro(value, strings, unknown)
    return "".join(piece if bounded else macro(piece, strings, unknown) for piece, bounded in pieces(value))


def pieces(value: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces between the ``#`` of a value, and whether braces or quotation marks bounded them."""
    at = 0
    while found := PIECE.match(value, at):
        at = found.end()
        opening = found[1]
        if opening not in ("{", '"'):
            yield opening.strip(), False
            continue
        end = piece_end(value, at, opening)
        yield value[at:end], True
        at = end + 1


def piece_end(value: str, at: int, opening: str) -> int:
    """Return where a piece ends: at its closing brace, or at the first quotation mark outside of braces."""
    level = 0
    for sign in SIGN.finditer(value, at):
        level += (sign[0] == "{") - (sign[0] == "}")
        if level < 0 or (opening == sign[0] == '"' and not level):
            return sign.start()
    return len(value)


def macro(name: str, strings: dict[str, str], unknown: list[str]) -> str:
    """Return a bare value: a number, a macro's text, or the name of an unknown macro."""
    if name and not name.isdecimal() and name.casefold() not in strings and re.fullmatch(r"[^\W\d][^\s\"{}=,]*", name):
        unknown.append(name)
    return strings.get(name.casefold(), name)


def rescued(block: Block, strings: dict[str, str], issues: list[Issue]) -> Iterator[Entry]:
    """Yield what can be read of a block that the parser gave up; the issue holds all of it."""
    saved = salvage(block)
    what = f"@{saved.type}{{{saved.key}" if saved.key else f"@{saved.type}"
    kept = "read as far as it goes" if saved.kind == "entry" else "nothing could be read of it"
    message = f"the block {what} is broken ({block.reason}); {kept}"
    issues.append(Issue("broken-entry", message, block.line, raw=block.raw))
    if saved.kind == "entry":
        yield entry_of(saved, strings, issues)
    elif saved.kind == "string":
        strings.setdefault(saved.fields[0][0].casefold(), expand(saved.fields[0][1], strings, []))


def lost_entries(block: Block) -> Iterator[Issue]:
    """Yield an issue for each line of free text that looks like the head of an entry."""
    if block.kind == "text":
        for found in LOST.finditer(block.raw):
            if found[1].lower() in types():
                line = block.line + block.raw.count("\n", 0, found.start())
                raw = block.raw[found.start() :]
                yield Issue("unread-text", "text between entries looks like a broken entry", line, raw=raw)


# ---------------------------------------------------------------- keys and inheritance


@dataclass(slots=True)
class Keys:
    """The keys that a file has used so far, and those that it uses anywhere, as far as they are known."""

    taken: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def own(self, entry: Entry, issues: list[Issue]) -> str:
        """Return a key that no entry before has: the second ``smith2004`` becomes ``smith2004-2``."""
        key = entry.key
        if key in self.seen or not key:
            key = free_key(key, self.taken, self.counts)
            what = f"the key {entry.key} comes twice" if entry.key else f"an entry of type {entry.type} has no key"
            code = "duplicate-key" if entry.key else "missing-key"
            issues.append(Issue(code, f"{what}; it is kept as {key}", entry.line, raw=entry.raw))
        self.taken.add(key)
        self.seen.add(key)
        return key


def unique(entries: list[Entry], issues: list[Issue]) -> list[Entry]:
    """Return the entries with keys of their own."""
    keys = Keys({entry.key for entry in entries})
    owned = ((entry, keys.own(entry, issues)) for entry in entries)
    return [entry if key == entry.key else replace(entry, key=key) for entry, key in owned]


def free_key(key: str, taken: set[str], counts: Counter[str]) -> str:
    """Return a key that is not taken: ``smith2004-2``, or ``nokey-1`` for an entry that had none."""
    base, first = (key, 2) if key else ("nokey", 1)
    number = counts[base] + 1 if counts[base] else first
    while f"{base}-{number}" in taken:
        number += 1
    counts[base] = number
    return f"{base}-{number}"


def inherited(entry: Entry, by_key: dict[str, Entry], issues: list[Issue]) -> Entry:
    """Return the entry with what it takes from those it refers to; its own fields count first."""
    if "crossref" not in entry.fields and "xdata" not in entry.fields:
        return entry
    fields = dict(entry.fields)
    for name, other in ancestors(entry, by_key, issues):
        for label, value in passed_on(name, other):
            fields.setdefault(label, value)
    return replace(entry, fields=fields)


def ancestors(entry: Entry, by_key: dict[str, Entry], issues: list[Issue]) -> Iterator[tuple[str, Entry]]:
    """Yield (field, entry) for all that an entry refers to, the nearest first; a circle ends where it began."""
    waiting = [entry]
    seen = {entry.key.casefold()}
    while waiting:
        child = waiting.pop(0)
        for name in ("xdata", "crossref"):
            for key in keys_in(child.fields.get(name, "")):
                other = by_key.get(key.casefold())
                if other is None and child is entry:
                    message = f"{entry.key} refers to {key}, which is not in this file"
                    issues.append(Issue("missing-crossref", message, entry.line, raw=f"{name} = {{{key}}}"))
                elif other is not None and other.key.casefold() not in seen:
                    seen.add(other.key.casefold())
                    waiting.append(other)
                    yield name, other


def keys_in(value: str) -> Iterator[str]:
    """Yield the keys in a list of them."""
    return filter(None, map(str.strip, value.split(",")))


def passed_on(name: str, other: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields that an entry hands on: all as data, all but its own as parent, whose title names the book."""
    for label, value in other.fields.items():
        if (name == "xdata" and label not in ("xdata", "crossref", "ids")) or label not in OWN:
            yield label, value
    if name == "crossref":
        for title, book in TITLES:
            if title in other.fields:
                yield book, other.fields[title]


def sniff(head: str) -> bool:
    """Return whether a text has the head of an entry at the beginning of a line."""
    return any(found[1].lower() in types() or found[1].lower() == "string" for found in ENTRY.finditer(head))


FORMAT = Format("bibtex", "BibTeX", ("bib",), (".bib",), sniff, read, write_bibtex, stream=stream)
BIBLATEX = Format("biblatex", "BibLaTeX (for biber)", (), (), lambda head: False, read, write_biblatex, stream=stream)
