"""Which pairs of records are worth a comparison: those that share a key, from several kinds of keys.

No single key survives real damage (a misspelt author, a translated title, a missing page), so a record has about ten.
Address keys (volume, page, year) alone bring a Cyrillic record and its English translation together when the author is
misspelt. Large blocks are not dropped: they are sorted by title and compared in a window, so the work stays linear.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from mhlit.matching.features import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mhlit.matching.features import Prepared
    from mhlit.model import Record

# A block up to this size is compared in full; a larger one in a window of WINDOW neighbours by title.
LARGEST_BLOCK = 60
WINDOW = 5
TITLE_START = 24
TITLE_END = 20


def keys(record: Record) -> set[str]:
    """Return the blocking keys of a record: two records are compared if they share one."""
    return keys_of(prepare(record))


def keys_of(item: Prepared) -> set[str]:
    """Return the blocking keys of a prepared record."""
    found = {f"{kind}:{value}" for kind, value in (("d", item.doi), ("m", item.pmid)) if value}
    first = item.authors[0].family[:12] if item.authors else ""
    for title in item.titles:
        found |= title_keys(title, first)
    year = str(item.year) if item.year else ""
    groups = (
        ("ay", first, year),
        ("ayp", first, year, item.first_page),
        ("vpy", item.volume, item.first_page, year),
        ("ipy", item.issue, item.first_page, year),
        ("avp", first, item.volume, item.first_page),
    )
    found.update(":".join(group) for group in groups if all(group))
    return found


def title_keys(title: str, author: str) -> set[str]:
    """Return the keys of one wording: its start, its end, its four longest words, and author with start."""
    run = title.replace(" ", "")
    if not run:
        return set()
    longest = sorted(sorted(set(title.split()), key=lambda word: (-len(word), word))[:4])
    found = {f"t:{run[:TITLE_START]}", f"e:{run[-TITLE_END:]}", f"w:{' '.join(longest)}"}
    if author:
        found.add(f"at:{author}:{run[:8]}")
    return found


def pairs(items: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of positions to compare, each once, in order."""
    count = len(items)
    for code in sorted(pair_codes(items)):
        yield divmod(code, count)


def pair_codes(items: Sequence[Prepared]) -> set[int]:
    """Return the pairs as single numbers, i * count + j: millions of them take little memory so."""
    count = len(items)
    return {i * count + j for block in shared_keys(items).values() for i, j in within(block, items)}


def shared_keys(items: Sequence[Prepared]) -> dict[str, list[int]]:
    """Return the positions that share a key, by key; keys of one record, which are most, take no list."""
    first: dict[str, int] = {}
    blocks: dict[str, list[int]] = {}
    for position, item in enumerate(items):
        for key in keys_of(item):
            if (before := first.setdefault(key, position)) != position:
                blocks.setdefault(key, [before]).append(position)
    return blocks


def within(block: list[int], items: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of one block: all of them, or neighbours by title where the block is large."""
    if len(block) <= LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda position: (items[position].titles, position))
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 : at + 1 + WINDOW]:
            yield (i, j) if i < j else (j, i)
