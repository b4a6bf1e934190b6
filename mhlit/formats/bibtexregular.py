"""The entries of a BibTeX file that are written as the books say, found by one expression a field.

Nearly all entries are so, and bibtexparser needs most of the time of an import to find them sign by sign. What is odd
in any way (a brace without a partner, an entry in the middle of a line) is left to it, from one ``@`` at the beginning
of a line to the next regular one: that is where bibtexparser, too, begins anew.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# "@article{smith2004,", "@article(smith2004,"; what is no entry is left alone
HEAD = re.compile(
    r"@((?!(?:string|comment|preamble))[A-Za-z]\w*)[ \t]*([{(])\s*([^\s,{}()\"'=#%\\@]*)\s*,", re.IGNORECASE
)
# where bibtexparser looks for a block: an at-sign, but for blanks at the beginning of a line (the line break before it
# is looked for, since "^" is tried at every sign)
START = re.compile(r"\n[ \t]*(?=@)")
BLANKS = re.compile(r"[ \t]*")
# text without braces; a backslash only before a sign that is no brace: readers differ over "\\}"
TEXT = r"[^{}\\]*(?:\\[^{}\\\n][^{}\\]*)*"
ONCE = rf"\{{{TEXT}\}}"
TWICE = rf"\{{{TEXT}(?:{ONCE}{TEXT})*\}}"
THRICE = rf"\{{{TEXT}(?:{TWICE}{TEXT})*\}}"
BRACED = rf"\{{{TEXT}(?:{THRICE}{TEXT})*\}}"
# "The {HTN} Planner", "Isra{\"e}l": quotation marks only inside braces and behind a backslash
UNQUOTED = r'[^"{}\\]*(?:\\[^{}\\\n][^"{}\\]*)*'
INNER = rf"\{{{UNQUOTED}(?:\{{{UNQUOTED}\}}{UNQUOTED})*\}}"
OUTER = r'[^"{}\\]*(?:\\[^{}\\"\n][^"{}\\]*)*'
QUOTED = rf'"{OUTER}(?:{INNER}{OUTER})*"'
PIECE = rf"(?:{BRACED}|{QUOTED}|\d+|[A-Za-z][\w:-]*)"
VALUE = rf"{PIECE}(?:\s*#\s*{PIECE})*"
# "  title = {On {DNA}},", "  year = 2004", "  note = "x" # jan}"
FIELD = re.compile(rf"\s*([A-Za-z][\w:.+/-]*)[ \t]*=[ \t]*({VALUE})[ \t]*(?:,|(?=\s*[)}}]))")
ENDS = {"{": re.compile(r"\s*\}"), "(": re.compile(r"\s*\)")}
# "@string{jn = {Journal of} # x}"
STRING = re.compile(rf"@string\{{\s*([A-Za-z][\w:.+/-]*)[ \t]*=[ \t]*({VALUE})[ \t]*\}}", re.IGNORECASE)
# "@Comment{jabref-meta: databaseType:bibtex;}"
COMMENT = re.compile(r"@comment\{[^{}@\\\"]*\}", re.IGNORECASE)


class Part(NamedTuple):
    """A part of a file: a block's kind, type, key and fields; without a kind it is odd."""

    line: int
    raw: str
    kind: str = ""
    type: str = ""
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of a file, lines counted from 0."""
    odd = line = counted = last_line = last = 0
    for at, after in pairwise([*starts(text), len(text)]):
        line, counted = line + text.count("\n", counted, at), at
        found = regular(text, at, after, line)
        if found is None:
            continue
        end, part = found
        if left := text[odd:at].strip():
            yield between(last_line + text.count("\n", last, odd), text[odd:at], left)
        yield part
        odd, last, last_line = end, at, line
    if left := text[odd:].strip():
        yield between(last_line + text.count("\n", last, odd), text[odd:], left)


def starts(text: str, at: int = 0) -> Iterator[int]:
    """Yield the places behind a given one at which a block may start."""
    first = BLANKS.match(text)
    if not at and first and text.startswith("@", first.end()):
        yield first.end()
    yield from (found.end() for found in START.finditer(text, max(at - 1, 0)))


def between(line: int, text: str, left: str) -> Part:
    """Return what stands between regular blocks: free text where there is no at-sign, else something odd."""
    if "@" in left:
        return Part(line, text.rstrip())
    return Part(line + text[: text.index(left[0])].count("\n"), left, "text")


def regular(text: str, at: int, after: int, line: int = 0) -> tuple[int, Part] | None:
    """Return the end of the regular block at a place and the block, None where it is odd."""
    if found := STRING.match(text, at, after):
        return found.end(), Part(line, found[0], "string", "string", "", ((found[1], found[2]),))
    if found := COMMENT.match(text, at, after):
        return found.end(), Part(line, found[0], "comment")
    head = HEAD.match(text, at, after)
    if head is None:
        return None
    fields = []
    place = head.end()
    while found := FIELD.match(text, place, after):
        fields.append((found[1], found[2]))
        place = found.end()
    end = ENDS[head[2]].match(text, place, after)
    if end is None or not fields:
        return None
    return end.end(), Part(line, text[at : end.end()], "entry", head[1].lower(), head[3], tuple(fields))
