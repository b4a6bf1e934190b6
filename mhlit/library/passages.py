"""The words to show with a hit: its title, or a piece of its abstract, with the words that matched marked.

The marks are two characters of Unicode's private use area, which no source prints; whoever renders turns them into
colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.library import folding
from mhlit.skeletons import WORD, stem_word
from mhlit.text import squeeze, without_tags

if TYPE_CHECKING:
    from collections.abc import Collection

    from mhlit.library.wanted import Unit
    from mhlit.model import Record

OPEN, CLOSE = "\ue000", "\ue001"
LENGTH = 240


def snippet(view: Record, units: Collection[Unit]) -> str:
    """Return the wording of the title in which most words match, marked; where none does, a piece of the abstract."""
    stems = frozenset(stem for unit in units for way in unit.ways for stem in way.stems)
    begun = tuple(unit.ways[0].stems[-1] for unit in units if unit.prefix)
    keys = frozenset(key for unit in units for key in unit.cognates)
    marked = [mark(title.value, stems, keys, begun) for title in view.titles]
    best = max(marked, key=lambda text: text.count(OPEN), default="")
    if OPEN in best or not view.abstract:
        return best
    passage = around(mark(squeeze(without_tags(view.abstract)), stems, frozenset(), begun))
    return passage if OPEN in passage else best


def mark(text: str, stems: frozenset[str], keys: frozenset[str], begun: tuple[str, ...]) -> str:
    """Return a text with the words marked that have one of the stems, one of the cognate keys, or a beginning."""
    pieces, at = [], 0
    for match in WORD.finditer(text):
        word = match.group().lower()
        stem = stem_word(word)
        hit = stem in stems or (begun and stem.startswith(begun)) or not keys.isdisjoint(folding.cognates(word))
        if hit:
            pieces += [text[at : match.start()], OPEN, match.group(), CLOSE]
            at = match.end()
    return "".join([*pieces, text[at:]])


def around(text: str) -> str:
    """Return the piece of a marked text that begins a little before its first mark, cut at blanks."""
    first = text.find(OPEN)
    if len(text) <= LENGTH or first < 0:
        return text
    start = text.rfind(" ", 0, max(0, first - LENGTH // 4)) + 1 if first > LENGTH // 4 else 0
    end = text.find(" ", start + LENGTH)
    end = len(text) if end < 0 else end
    piece = text[start:end]
    if piece.count(OPEN) > piece.count(CLOSE):
        piece += CLOSE
    return f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}"
