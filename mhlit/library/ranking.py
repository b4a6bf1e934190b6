"""From the units of a query to works in order: a hundred candidates from the head index, weighed one by one.

FTS5's own ranking adds up what each word brings, so six synonyms of one concept would outweigh two concepts. Here a
unit counts once, by the best of its ways, weighed by how rare it is. What the index tells of the words
(``postings``) chooses the candidates; of more than can be read these are the newest.
"""

from __future__ import annotations

import json
import math
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library.postings import FEW, Postings, quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from mhlit.library.wanted import Unit

CANDIDATES = 60
# What a unit counts, before it is weighed, that a work says in some way, it is not known which.
FURTHER = 0.7
# What a match in the keywords, the author or the journal counts against one in the title.
KEYWORD, AUTHOR, CONTAINER = 0.7, 0.95, 0.3
# A label found in part, and a cognate, against the whole label.
PART, COGNATE = 0.5, 0.5
# The words of a label, each said in some way, against the label.
PARTS = 0.8
# A work that says all units of the query stands before one that says most.
COMPLETE = 0.15
LEAST = 0.15


class Row(NamedTuple):
    """What the head index holds of a work, as words; subjects count as keywords."""

    id: int
    title: tuple[str, ...]
    author: frozenset[str]
    container: frozenset[str]
    keyword: frozenset[str]
    cognate: frozenset[str]


class Scored(NamedTuple):
    """A work, its score, how well it says the unit that it says least, and how much of the query it says, up to 1."""

    id: int
    score: float
    complete: float = 0.0
    share: float = 0.0


def rank(found: Postings, among: Sequence[int] | None = None, most: int = CANDIDATES) -> list[Scored]:
    """Return the works that say something of the units of a query, the best first; ``among`` are the only ones allowed.

    Works that say next to nothing beside the best are left out.
    """
    if not found.units:
        return []
    told = rarity(found)
    ids = among if among is not None and len(among) <= most else candidates(found, told, among, most)
    scored = [weigh(row, found.units, told) for row in rows(found.connection, ids, exact=found.exact)]
    least = LEAST * max((each.score for each in scored), default=0.0)
    return sorted((each for each in scored if each.score > least), key=lambda each: (-each.score, -each.id))


# ---------------------------------------------------------------- candidates


def rarity(found: Postings) -> list[float]:
    """Return for each unit how much it tells: the logarithm of how few works say it in any way."""
    told = []
    for unit in found.units:
        often = max(min(found.counts[found.expression(unit, stem)] for stem in way.stems) for way in unit.ways)
        told.append(math.log(1 + (found.total + 1) / (often + 1)))
    return told


def candidates(found: Postings, told: Sequence[float], among: Collection[int] | None, most: int) -> list[int]:
    """Return the ids of the works worth weighing: those that say all units, then the best by what the index tells."""
    whole = found.whole(most, among)
    if len(whole) >= most:
        return whole
    found.read_more()
    total: dict[int, float] = {}
    for unit, weight in zip(found.units, told, strict=True):
        for id, share in rough_shares(found, unit).items():
            total[id] = total.get(id, 0.0) + share * weight
    if among is not None:
        total = {id: total[id] for id in among if id in total}
    others = nlargest(most, ((score, id) for id, score in total.items()))
    return list(dict.fromkeys([*whole, *(id for _, id in others)]))[:most]


def rough_shares(found: Postings, unit: Unit) -> dict[int, float]:
    """Return the works that say a unit in whole or in part, and about how far."""
    shares: dict[int, float] = {}
    for word in unit.parts:
        for id, share in rough_shares(found, word).items():
            shares[id] = shares.get(id, 0.0) + PARTS * share / len(unit.parts)
    for key in () if unit.parts else unit.cognates:
        shares.update(dict.fromkeys(found.works[quoted(key)], COGNATE / len(unit.ways[0].stems)))
    for way in sorted(unit.ways, key=lambda way: way.weight):
        lists = [found.works[found.expression(unit, stem)] for stem in way.stems]
        if len(lists) == 1:
            shares.update(dict.fromkeys(lists[0], way.weight))
            continue
        # Half a label by its commonest word ("disorder") says next to nothing and costs the most.
        part = PART * way.weight / len(lists)
        for each in lists:
            if len(each) < FEW:
                for id in each:
                    if shares.get(id, 0.0) < part:
                        shares[id] = part
        shares.update(dict.fromkeys(set(lists[0]).intersection(*lists[1:]), way.weight))
    for id in found.further.get(unit.text, ()):
        if shares.get(id, 0.0) < FURTHER:
            shares[id] = FURTHER
    return shares


def rows(connection: sqlite3.Connection, ids: Iterable[int], *, exact: bool) -> list[Row]:
    """Return what the head index holds of some works, read from the table in which FTS5 keeps its texts."""
    keywords = "c3" if exact else "c3 || ' ' || c4"
    sql = f"SELECT id, c0, c1, c2, {keywords}, c5 FROM head_content WHERE id IN (SELECT value FROM json_each(?))"
    return [
        Row(id, tuple(title.split()), *(frozenset(cell.split()) for cell in cells))
        for id, title, *cells in connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
    ]


# ---------------------------------------------------------------- weighing


def weigh(row: Row, units: Sequence[Unit], told: Sequence[float]) -> Scored:
    """Return the score of a work: for each unit its best way, times how much the unit tells."""
    words = frozenset(row.title)
    said = words | row.author | row.container | row.keyword
    shares = [unit_share(unit, row, words, said) for unit in units]
    if not any(share for unit, share in zip(units, shares, strict=True) if not unit.field) and not all(
        unit.field for unit in units
    ):
        # "stigma author:Orlova" does not ask for what Orlova wrote about something else.
        return Scored(row.id, 0.0)
    score = sum(share * weight for share, weight in zip(shares, told, strict=True))
    complete = min(shares)
    share = score / (sum(told) or 1.0)
    return Scored(row.id, score * (1 + COMPLETE * complete) * brevity(len(row.title)), complete, share)


def brevity(length: int) -> float:
    """Return a small preference for short titles, of which the query's words are the greater part."""
    return 1.1 - 0.2 * min(length, 30) / 30


def unit_share(unit: Unit, row: Row, words: frozenset[str], said: frozenset[str]) -> float:
    """Return how far a work says a unit, from 0 to 1."""
    if unit.field or unit.prefix:
        return bound_share(unit, row, words if unit.field in {"", "title"} else getattr(row, unit.field))
    best = 0.0
    if unit.parts:
        shares = [unit_share(part, row, words, said) for part in unit.parts]
        best = (PARTS if min(shares) > 0 else PART) * sum(shares) / len(shares)
    for stems, weight in unit.ways:
        if weight > best and not said.isdisjoint(stems):
            best = max(best, weight * way_share(stems, row, words))
    if best < COGNATE and not row.cognate.isdisjoint(unit.cognates):
        met = sum(key in row.cognate for key in unit.cognates)
        best = max(best, COGNATE * min(1.0, met / len(unit.ways[0].stems)))
    return best


def way_share(stems: tuple[str, ...], row: Row, words: frozenset[str]) -> float:
    """Return how far a work says a way: in its title, else in its keywords, authors, journal."""
    total = len(stems)
    if total == 1:
        stem = stems[0]
        if stem in words:
            return 1.0
        return KEYWORD if stem in row.keyword else AUTHOR if stem in row.author else CONTAINER
    here = sum(stem in words for stem in stems)
    if here == total:
        return 1.0
    known = sum(stem in words or stem in row.keyword for stem in stems)
    return KEYWORD if known == total else PART * max(here, KEYWORD * known) / total


def bound_share(unit: Unit, row: Row, cell: frozenset[str]) -> float:
    """Return how far one column says a unit that is bound to it, or that is the beginning of a word."""
    stems = unit.ways[0].stems
    if unit.prefix:
        cell = cell if unit.field else cell | row.keyword | row.author
        return float(any(word.startswith(stems[-1]) for word in cell))
    return sum(stem in cell for stem in stems) / len(stems)
