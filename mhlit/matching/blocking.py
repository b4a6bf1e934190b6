"""Which pairs of records are worth a comparison: those that share a key, from several kinds of keys.

No single key survives real damage (a misspelt author, a translated title, a missing page), so a record has about ten.
Address keys (volume, page, year) alone bring a Cyrillic record and its English translation together when the author is
misspelt. Large blocks are not dropped: they are sorted by title and compared in a window, so the work stays linear.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from mhlit.matching.features import prepare
from mhlit.matching.titles import SHORTEST_MAIN_TITLE
from mhlit.skeletons import ANY_CYRILLIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from mhlit.matching.features import Prepared
    from mhlit.model import Record

# A block up to this size is compared in full; a larger one in a window of WINDOW neighbours by title.
LARGEST_BLOCK = 60
WINDOW = 5
TITLE_START = 24
TITLE_END = 24
# Cells a key in the table that tells keys of one record from shared ones: one single key in so many is kept in vain.
CELLS = 8


def keys(record: Record) -> set[str]:
    """Return the blocking keys of a record: two records are compared if they share one."""
    return keys_of(prepare(record))


def keys_of(item: Prepared) -> set[str]:
    """Return the blocking keys of a prepared record."""
    found = {f"{kind}:{value}" for kind, value in (("d", item.doi), ("m", item.pmid)) if value}
    first = item.authors[0].family[:12] if item.authors else ""
    for title, breaks in zip(item.titles, item.breaks, strict=True):
        found |= title_keys(title, first, breaks)
    year = str(item.year) if item.year else ""
    groups = (
        ("ay", first, year),
        ("ayp", first, year, item.first_page),
        ("vpy", item.volume, item.first_page, year),
        ("ipy", item.issue, item.first_page, year),
        ("avp", first, item.volume, item.first_page),
    )
    found.update(":".join(group) for group in groups if all(group))
    if not first and item.volume and item.first_page:
        # a column has no author to find it by, and its title's block is large: "Book reviews", a year later
        found.add(f"vp:{item.volume}:{item.first_page}")
    if first and year and any(map(ANY_CYRILLIC.search, item.printed)):
        # the English edition of a Russian journal comes out a year later
        found.add(f"ay:{first}:{item.year + 1}")
    return found


def title_keys(title: str, author: str, breaks: Set[int]) -> set[str]:
    """Return the keys of one wording: its start, its end, its four longest words, and author with start."""
    words = title.split()
    run = "".join(words)
    if not run:
        return set()
    longest = sorted(sorted(set(words), key=lambda word: (-len(word), word))[:4])
    found = {f"t:{run[:TITLE_START]}", f"e:{main_title(words, breaks)[-TITLE_END:]}", f"w:{' '.join(longest)}"}
    if author:
        found.add(f"at:{author}:{run[:8]}")
    return found


def main_title(words: list[str], breaks: Set[int]) -> str:
    """Return a title up to its last stop, without blanks: half of all trials end in "a randomized controlled trial"."""
    stop = max((each for each in breaks if each < len(words)), default=len(words))
    main = "".join(words[:stop])
    return main if len(main) >= SHORTEST_MAIN_TITLE else "".join(words)


def fingerprint(key: str) -> int:
    """Return a key as a number of 64 bits that is the same in every run, for storing."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def whole_titles(item: Prepared) -> list[str]:
    """Return the keys that find all records of a title, to tell whether it is a common one; columns are known to be."""
    return [] if item.generic else [f"T:{title}" for title in item.titles if title]


def pairs(items: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of positions to compare, each once, in order.

    Nothing but the blocks is kept: a million records have ten million pairs.
    """
    ends, found = hashed_keys(items)
    blocks = shared_keys(ends, found)
    beside = windows(blocks, items)
    for i, (start, end) in enumerate(pairwise((0, *ends))):
        others = set(beside.get(i, ()))
        for key in found[start:end]:
            if block := blocks.get(key):
                others.update(block[bisect_right(block, i) :])
        for j in sorted(others):
            yield i, j


def hashed_keys(items: Sequence[Prepared]) -> tuple[array[int], array[int]]:
    """Return the hashes of the keys of all items in a row, and where in the row the keys of each item end."""
    ends, found = array("q"), array("q")
    for item in items:
        found.extend(map(hash, keys_of(item)))
        ends.append(len(found))
    return ends, found


def shared_keys(ends: array[int], found: array[int]) -> dict[int, list[int]]:
    """Return the positions that share a key, by the key's hash.

    Ten of eleven keys are those of one record only. So that they take no room, a first pass marks one of many cells
    for each key, and the second looks only at keys whose cell was marked twice. An equal hash costs a needless
    comparison at most.
    """
    cells = (1 << (CELLS * len(found)).bit_length()) - 1
    marked = bytearray(cells + 1)
    for key in found:
        if marked[key & cells] < 2:
            marked[key & cells] += 1
    blocks: dict[int, list[int]] = {}
    for position, (start, end) in enumerate(pairwise((0, *ends))):
        for key in found[start:end]:
            if marked[key & cells] > 1:
                blocks.setdefault(key, []).append(position)
    return blocks


def windows(blocks: dict[int, list[int]], items: Sequence[Prepared]) -> dict[int, list[int]]:
    """Take the large blocks out, and return for each position its neighbours by title there that come after it."""
    beside: dict[int, list[int]] = {}
    for key in [key for key, block in blocks.items() if len(block) > LARGEST_BLOCK]:
        for i, j in neighbours(blocks.pop(key), lambda position: items[position].titles):
            beside.setdefault(i, []).append(j)
    return beside


def neighbours(block: list[int], title: Callable[[int], tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of a large block: each with some neighbours by title."""
    ordered = sorted(block, key=lambda position: (title(position), position))
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 : at + 1 + WINDOW]:
            yield (i, j) if i < j else (j, i)
