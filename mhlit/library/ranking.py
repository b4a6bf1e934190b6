"""From the units of a query to works in order: a hundred candidates from the head index, weighed one by one.

FTS5's own ranking adds up what each word brings, so six synonyms of one concept would outweigh two concepts. Here a
unit counts once, by the best of its ways, weighed by how rare it is. The cost of reading matches grows with their
number, so they are capped: rare words first, of common ones the newest works (``BUDGET``).
"""

from __future__ import annotations

import json
import math
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from mhlit.library.wanted import Unit

CANDIDATES = 60
BUDGET = 2_000
# Up to so many works of a term are read before it is known how frequent it is.
FEW = 250
# Beyond so many works it is estimated how many have a term, from how densely the newest of them stand.
COUNTED = 2_000
# Columns that a field of the query means where they are not its namesake, and those that a source printed.
COLUMNS = {"keyword": "{keyword subject}"}
PRINTED = "{title author container keyword}"
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


def rank(
    connection: sqlite3.Connection,
    units: Sequence[Unit],
    among: Sequence[int] | None = None,
    most: int = CANDIDATES,
    *,
    exact: bool = False,
) -> list[Scored]:
    """Return the works that say something of the units, the best first; ``among`` are the only ones allowed.

    Works that say next to nothing beside the best are left out. ``exact`` leaves the subjects that mhlit assigned out.
    """
    if not units:
        return []
    found = Matches(connection, units, exact=exact)
    told = rarity(found, units)
    ids = among if among is not None and len(among) <= most else candidates(found, units, told, among, most)
    scored = [weigh(row, units, told) for row in rows(connection, ids, exact=exact)]
    least = LEAST * max((each.score for each in scored), default=0.0)
    return sorted((each for each in scored if each.score > least), key=lambda each: (-each.score, -each.id))


# ---------------------------------------------------------------- matches


class Matches:
    """The works in which the words of the units stand, read from the index within a budget, rare words first."""

    def __init__(self, connection: sqlite3.Connection, units: Sequence[Unit], *, exact: bool) -> None:
        self.connection = connection
        self.columns = COLUMNS | ({"": PRINTED} if exact else {})
        (self.total,) = connection.execute("SELECT max(rowid) FROM searchable").fetchone()
        every = [*units, *(part for unit in units for part in unit.parts)]
        terms = {self.expression(unit, stem) for unit in every for way in unit.ways for stem in way.stems}
        terms |= {quoted(key) for unit in every for key in unit.cognates}
        self.works = {term: self.read(term, FEW) for term in terms}
        telling = {self.expression(unit, stem) for unit in units for way in unit.ways for stem in way.stems}
        self.counts = {
            term: self.count(term) if term in telling and len(works) == FEW else self.estimate(len(works), works, FEW)
            for term, works in self.works.items()
        }
        self.read_more()

    def expression(self, unit: Unit, stem: str) -> str:
        """Return the FTS5 expression for one stem of a unit."""
        star = "*" if unit.prefix else ""
        column = PRINTED if unit.prefix and not unit.field else self.columns.get(unit.field, unit.field)
        return f"{column} : {quoted(stem)}{star}" if column else quoted(stem) + star

    def count(self, term: str) -> int:
        """Return in how many works a term stands; of a very common one about how many, since counting costs time."""
        inner = f"SELECT rowid FROM head WHERE head MATCH ? ORDER BY rowid DESC LIMIT {COUNTED}"
        number, last = self.connection.execute(f"SELECT count(*), min(rowid) FROM ({inner})", (term,)).fetchone()
        return self.estimate(number, [last], COUNTED)

    def estimate(self, number: int, works: Sequence[int], most: int) -> int:
        """Return how many works have a term of which the newest ``most`` were read, down to the last of these."""
        return int(number if number < most else number * self.total / (self.total - works[-1] + 1))

    def read(self, term: str, most: int) -> list[int]:
        """Return the works in which a term stands, the newest of them where there are many.

        One JSON array comes out of SQLite in a third of the time that as many rows take.
        """
        inner = "SELECT rowid FROM head WHERE head MATCH ? ORDER BY rowid DESC LIMIT ?"
        sql = f"SELECT json_group_array(rowid) FROM ({inner})"
        works: list[int] = json.loads(self.connection.execute(sql, (term, most)).fetchone()[0])
        return works

    def read_more(self) -> None:
        """Read the works of frequent terms, the rarest term first, as far as the budget goes.

        Of terms beyond it only those works are read that a rare term has brought, else the newest would have it all.
        """
        left = BUDGET - sum(map(len, self.works.values()))
        rare = [term for term, works in self.works.items() if works and self.counts[term] < FEW]
        for term in sorted(self.counts, key=lambda term: (self.counts[term], term)):
            if self.counts[term] < FEW:
                continue
            if self.counts[term] <= left:
                self.works[term] = self.read(term, self.counts[term])
                left -= len(self.works[term])
                rare.append(term)
            elif rare:
                self.works[term] += self.read(f"({term}) AND ({' OR '.join(rare)})", BUDGET)


def quoted(term: str) -> str:
    """Return a term as FTS5 reads it literally, whatever the user typed."""
    return '"' + term.replace('"', '""') + '"'


def rarity(found: Matches, units: Sequence[Unit]) -> list[float]:
    """Return for each unit how much it tells: the logarithm of how few works say it in any way."""
    told = []
    for unit in units:
        often = max(min(found.counts[found.expression(unit, stem)] for stem in way.stems) for way in unit.ways)
        told.append(math.log(1 + ((found.total or 0) + 1) / (often + 1)))
    return told


def candidates(
    found: Matches, units: Sequence[Unit], told: Sequence[float], among: Collection[int] | None, most: int
) -> list[int]:
    """Return the ids of the works worth weighing: the best by what the index alone tells."""
    total: dict[int, float] = {}
    for unit, weight in zip(units, told, strict=True):
        for id, share in rough_shares(found, unit).items():
            total[id] = total.get(id, 0.0) + share * weight
    if among is not None:
        total = {id: total[id] for id in among if id in total}
    return [id for _, id in nlargest(most, ((score, id) for id, score in total.items()))]


def rough_shares(found: Matches, unit: Unit) -> dict[int, float]:
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
