"""Pasted text cut into single references: by running numbers, by lines, or by what the first line looks like.

The numbers come first (``numbers.py``), then bullets, blank lines, indents and names (``lines.py``); page numbers and
running heads are taken out before (``furniture.py``). Pieces are slices of the text: no word of it is lost.
"""

from __future__ import annotations

from mhlit.references.furniture import without_furniture
from mhlit.references.lines import unnumbered
from mhlit.references.numbers import MARK, is_subheading, lone_numbers_joined, split_numbered
from mhlit.references.pieces import (
    LONGEST_HEADING,
    NAME_START,
    SENTENCE_END,
    YEAR,
    Piece,
    is_heading,
    piece_at,
)

__all__ = ["Piece", "is_heading", "split_references"]

# "1.", "1)", "1]": how the first number of a list is written
FIRST = frozenset({"1.", "1)", "1]"})


def split_references(text: str, first_line: int = 1) -> list[Piece]:
    """Return the references of a pasted text in their order, and what stands before or between them as stray."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reduced = without_furniture(lone_numbers_joined(text), first_line)
    placed = [
        piece._replace(line=reduced.lines[piece.line], stray=piece.stray or not any(map(str.isalpha, piece.text)))
        for piece in split(reduced.text)
    ]
    return sorted(placed + reduced.furniture, key=lambda piece: piece.line) if reduced.furniture else placed


def split(text: str) -> list[Piece]:
    """Return the pieces of a text without page numbers; its lines are counted from 0."""
    pieces: list[Piece] = []
    parts = blocks(text)
    for at, (block, line, titled) in enumerate(parts):
        if titled:
            pieces.append(Piece(block.strip(), line, stray=True))
        elif at + 1 < len(parts) and is_prose(block):
            pieces.append(piece_at(block, 0, len(block), line, stray=True))  # "We thank all.", then the heading
        else:
            found, rest, line_of_rest = split_numbered(block, line)
            pieces += found + unnumbered(rest, line_of_rest)
    return pieces


def blocks(text: str) -> list[tuple[str, int, bool]]:
    """Return the text between the headings of lists, and these: (text, its first line, whether it is a heading)."""
    lines = [line + "\n" for line in text.split("\n")]
    found: list[tuple[str, int, bool]] = []
    start = 0
    for at, line in enumerate(lines):
        ended = at == start or not lines[at - 1].strip() or SENTENCE_END.search(lines[at - 1].strip())
        if line.strip() and len(line) < LONGEST_HEADING and ended and (is_heading(line) or heads_part(lines, at)):
            found += [("".join(lines[start:at]), start, False), (line, at, True)]
            start = at + 1
    found.append(("".join(lines[start:]), start, False))
    return [block for block in found if block[0].strip()]


def heads_part(lines: list[str], at: int) -> bool:
    """Return whether a line heads a part of a list that is numbered from 1 again: "II. Книги", then "1. Абрамова"."""
    if not is_subheading(lines[at]):
        return False
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    return following.lstrip(" \t([")[:2] in FIRST and MARK.match("\n" + following) is not None


def is_prose(text: str) -> bool:
    """Return whether what stands before the heading of a list is no list: few of its lines begin like a reference."""
    if not YEAR.search(text):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    return 3 * sum(bool(NAME_START.match(line) or MARK.match("\n" + line)) for line in lines) < len(lines)
