"""The page numbers and running heads that copying leaves between the lines of a list, taken out of it.

They are kept as stray pieces, and each line that stays knows its place in the original: a reference that a page break
interrupts is whole again, and no line number is wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mhlit.references.numbers import COUNTED
from mhlit.references.pieces import LONGEST_HEADING, NAME_START, SENTENCE_END, Piece

# "45", "– 45 –", "Page 45 of 60", "Стр. 45", "45 | Page"; "[45]" is the mark of a reference and no page number
PAGE_NUMBER = re.compile(
    r"[\s–—|-]*(?:(?:page|стр\.?|страница|seite|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:of|/|из|von)\s*\d{1,4})?(?:[\s–—|-]*(?:page)?)$",
    re.IGNORECASE,
)
# "pp. 12-", "Leipzig:", "2001;": a number on the next line belongs to these, as to what COUNTED matches
WAITING = re.compile(r"[,:;(/–—-]\s*$")
# "1. Ivanov", "[2] Petrov", "• Sidorov": the line begins a reference
MARKED = re.compile(r"\s*(?:[\[(]?\d{1,4}[\]).]|[-–—•*●▪]\s)")
# "> 1. Ivanov": how mail quotes
QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)


class Reduced(NamedTuple):
    """A text without furniture: the number that each of its lines had in the original, and the furniture as strays."""

    text: str
    lines: list[int]
    furniture: list[Piece]


def without_furniture(text: str, first_line: int) -> Reduced:
    """Return a list without page numbers, running heads and marks of quotation."""
    lines = unquoted(text).replace("\f", " ").split("\n")
    printed, blanks = furniture_lines(lines)
    kept = [at for at in range(len(lines)) if at not in printed and at not in blanks]
    pieces = [Piece(lines[at].strip(), first_line + at, stray=True) for at in sorted(printed)]
    return Reduced("\n".join(lines[at] for at in kept), [first_line + at for at in kept], pieces)


def unquoted(text: str) -> str:
    """Return a text without the signs before its lines if it is quoted as a whole."""
    quoted = all(line.lstrip().startswith(">") for line in text.split("\n") if line.strip())
    return QUOTED.sub("", text) if quoted else text


def furniture_lines(lines: list[str]) -> tuple[set[int], set[int]]:
    """Return which lines are page numbers and running heads, and which blank ones a page break put into a reference."""
    numbers = [at for at, line in enumerate(lines) if PAGE_NUMBER.fullmatch(line.strip())]
    printed: set[int] = set()
    blanks: set[int] = set()
    filled = sum(bool(line.strip()) for line in lines)
    if counts_up(lines, numbers):
        return printed, blanks
    for at in numbers:
        block = block_of(lines, at)
        alone = len(block) == filled
        found = block if not alone and is_page_head(lines, block, at) else range(at, at + furnished(lines, at))
        if found:
            printed.update(found)
            blanks |= interrupting(lines, found)
    return printed, blanks


def counts_up(lines: list[str], numbers: list[int]) -> bool:
    """Return whether numbers on lines of their own are the running numbers of the list: 1, 2, 3."""
    return [lines[at].strip() for at in numbers[:3]] == ["1", "2", "3"]


def block_of(lines: list[str], at: int) -> range:
    """Return the lines round a line without a blank one between them, no more than tell that it is no page number."""
    start = end = at
    while start and at - start < 3 and lines[start - 1].strip():
        start -= 1
    while end + 1 < len(lines) and end - at < 3 and lines[end + 1].strip():
        end += 1
    return range(start, end + 1)


def is_page_head(lines: list[str], block: range, at: int) -> bool:
    """Return whether a block of lines is a page number, alone or with the running head above or below it."""
    if len(block) > 3 or at not in (block[0], block[-1]) or waits(text_before(lines, block[0])):
        return False
    heads = [lines[n].strip() for n in block if n != at]
    return all(len(line) < LONGEST_HEADING and not MARKED.match(line) and not NAME_START.match(line) for line in heads)


def furnished(lines: list[str], at: int) -> int:
    """Return how many lines of furniture begin with a number on a line of its own: it and a running head below it."""
    if is_page_number(lines, at):
        return 1
    head = lines[at + 1].strip() if at + 1 < len(lines) else ""
    apart = head and at + 2 < len(lines) and not lines[at + 2].strip()
    if not apart or len(head) > LONGEST_HEADING or MARKED.match(head) or waits(text_before(lines, at)):
        return 0
    following = next((line for line in lines[at + 2 :] if line.strip()), "")
    begins = MARKED.match(following) is not None or NAME_START.match(following) is not None
    return 2 * (begins and SENTENCE_END.search(text_before(lines, at)) is not None)


def is_page_number(lines: list[str], at: int) -> bool:
    """Return whether a number on a line of its own stands between a finished reference and the beginning of another."""
    before = text_before(lines, at)
    after = lines[at + 1] if at + 1 < len(lines) else ""
    begins = MARKED.match(after) is not None or NAME_START.match(after) is not None
    return begins and before[-1:] in tuple(".)]") and not waits(before)


def text_before(lines: list[str], at: int) -> str:
    """Return the last two lines before a place that are not blank, as one: "2003. 264" and "с." belong together."""
    filled = [lines[n].strip() for n in range(max(0, at - 9), at) if lines[n].strip()]
    return " ".join(filled[-2:])


def waits(text: str) -> bool:
    """Return whether a text ends with something that a number follows."""
    return WAITING.search(text) is not None or COUNTED.search(text) is not None


def interrupting(lines: list[str], found: range) -> set[int]:
    """Return the blank lines round furniture that stand inside a reference: the text before them is not finished."""
    before = found[0]
    while before and not lines[before - 1].strip():
        before -= 1
    after = found[-1] + 1
    while after < len(lines) and not lines[after].strip():
        after += 1
    last, first = lines[before - 1].strip() if before else "", lines[after].strip() if after < len(lines) else ""
    goes_on = last and first and not MARKED.match(first) and (first[0].islower() or not SENTENCE_END.search(last))
    return {n for n in range(before, after) if not lines[n].strip()} if goes_on else set()
