"""What the head index tells of a query: which works say its units, and how many works have a word.

The cost of reading matches grows with their number, so nothing here reads all works of a common word. How often it
stands is estimated from both ends of its list; works that say every unit are asked for in one expression, which FTS5
answers from the newest backwards and stops when there are enough.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mhlit.library.wanted import Unit

# So many works of a term are read before it is known how frequent it is.
FEW = 250
# So many works of all terms together, the rarest term first.
BUDGET = 2_000
# An expression of several terms goes through at most so many entries of their lists: of common ones the newest. For
# each work of the rarest unit FTS5 seeks in the lists of the others, which costs it as much as so many entries.
REACH, SEEK = 60_000, 10
# What an entry costs more where its place in the work is read too: words in titles only. Abstracts make longer lists.
PLACED, BODY = 4, 2
# Columns that a field of the query means where they are not its namesake, and those that a source printed.
COLUMNS = {"keyword": "{keyword subject}"}
PRINTED = "{title author container keyword}"
AND = " AND "


def quoted(term: str) -> str:
    """Return a term as FTS5 reads it literally, whatever the user typed."""
    return '"' + term.replace('"', '""') + '"'


class Postings:
    """The works in which the words of some units stand: ``works`` by expression, and ``counts`` of those that tell.

    ``exact`` leaves the subjects that mhlit assigned out. ``complete`` are the expressions of which all works are read,
    ``rare`` those of them that have any, ``further`` works that say a unit in a way which is not known, by its text.
    """

    def __init__(self, connection: sqlite3.Connection, units: Sequence[Unit], *, exact: bool = False) -> None:
        self.connection = connection
        self.units = units
        self.exact = exact
        self.columns = COLUMNS | ({"": PRINTED} if exact else {})
        self.total: int = connection.execute("SELECT max(rowid) FROM searchable").fetchone()[0] or 0
        self.works = {term: self.read(term, FEW) for unit in units for term in self.terms(unit)}
        self.complete: set[str] = set()
        self.rare: set[str] = set()
        self.further: dict[str, list[int]] = {}
        self.counts = {term: self.count(term, works) for term, works in self.works.items()}

    def expression(self, unit: Unit, stem: str) -> str:
        """Return the FTS5 expression for one stem of a unit."""
        star = "*" if unit.prefix else ""
        column = PRINTED if unit.prefix and not unit.field else self.columns.get(unit.field, unit.field)
        return f"{column} : {quoted(stem)}{star}" if column else quoted(stem) + star

    def read(self, term: str, most: int, oldest: int = 0) -> list[int]:
        """Return the works in which a term stands, the newest of them where there are many, none before ``oldest``.

        One JSON array comes out of SQLite in a third of the time that as many rows take.
        """
        inner = "SELECT rowid FROM head WHERE head MATCH ? AND rowid >= ? ORDER BY rowid DESC LIMIT ?"
        sql = f"SELECT json_group_array(rowid) FROM ({inner})"
        works: list[int] = json.loads(self.connection.execute(sql, (term, oldest, most)).fetchone()[0])
        return works

    def count(self, term: str, newest: Sequence[int]) -> int:
        """Return in how many works a term stands; of a common one about how many, from how densely both ends stand.

        The newest alone would mislead: the works of one import are often about one thing.
        """
        if len(newest) < FEW:
            return len(newest)
        inner = "SELECT rowid FROM head WHERE head MATCH ? LIMIT ?"
        (last,) = self.connection.execute(f"SELECT max(rowid) FROM ({inner})", (term, FEW)).fetchone()
        return max(FEW, int(self.total * FEW / math.sqrt((self.total - newest[-1] + 1) * last)))

    def whole(self, most: int, among: Collection[int] | None) -> list[int]:
        """Return the newest works that say all units: those with the very words in their titles before others."""
        limit = most if among is None else BUDGET
        found: dict[int, None] = {}
        for match, cost in ((self.typed(), PLACED), (self.any(), 1)):
            ids = self.read(match, limit, self.oldest(cost))
            found.update(dict.fromkeys(ids if among is None else filter(set(among).__contains__, ids)))
            if len(found) >= most:
                break
        return list(found)[:most]

    def oldest(self, cost: int = 1) -> int:
        """Return the work from which on an expression for all units goes through no more than ``REACH`` entries.

        ``cost`` is what an entry counts.
        """
        often = [sum(self.counts[term] for term in self.terms(unit)) for unit in self.units] or [0]
        entries = cost * min(sum(often), SEEK * len(often) * min(often))
        return 0 if entries <= REACH else int(self.total * (1 - REACH / entries))

    def terms(self, unit: Unit) -> set[str]:
        """Return the expressions for the stems of a unit."""
        return {self.expression(unit, stem) for way in unit.ways for stem in way.stems}

    def typed(self) -> str:
        """Return the expression for all units as typed, in the title unless a unit is bound to another column."""
        return AND.join(map(self.as_typed, self.units))

    def as_typed(self, unit: Unit) -> str:
        """Return the expression for a unit as typed."""
        if unit.field or unit.prefix:
            return self.every(unit, unit.ways[0].stems)
        exact = [way.stems for way in unit.ways if way.weight == unit.ways[0].weight]
        return f"title : ({either(both(map(quoted, stems)) for stems in exact)})"

    def any(self) -> str:
        """Return the expression for all units, each said in any way in any column."""
        return AND.join(map(self.in_any_way, self.units))

    def in_any_way(self, unit: Unit) -> str:
        """Return the expression for a unit said in any of its ways, or a label said by the ways of its words."""
        ways = [self.every(unit, way.stems) for way in unit.ways]
        if unit.parts:
            ways.append(both(map(self.in_any_way, unit.parts)))
        return either(dict.fromkeys(ways))

    def every(self, unit: Unit, stems: Iterable[str]) -> str:
        """Return the expression for all of some stems of a unit."""
        return both(self.expression(unit, stem) for stem in stems)

    def read_more(self) -> None:
        """Read what tells less (cognates, the words of labels), and more works of frequent terms, the rarest first.

        Of units that are said too often for that, those works are read which a rare way of another unit brings, or a
        way of their own with a rare word in it.
        """
        parts = [part for unit in self.units for part in unit.parts]
        terms = {term for part in parts for term in self.terms(part)}
        terms |= {quoted(key) for unit in (*self.units, *parts) for key in unit.cognates}
        self.works |= {term: self.read(term, FEW) for term in terms - self.works.keys()}
        self.complete = {term for term, works in self.works.items() if len(works) < FEW}
        self.spend(BUDGET - sum(map(len, self.works.values())))
        self.rare = {term for term in self.complete if self.works[term]}
        rare = [(unit, way) for unit in self.units for way in self.rare_ways(unit)]
        for unit in self.units:
            others = dict.fromkeys(way for other, way in rare if other is not unit or AND in way)
            if others and not self.is_read(unit):
                said = either([self.in_any_way(unit), *map(quoted, unit.cognates)])
                self.further[unit.text] = self.read(f"{said} AND {either(others)}", BUDGET, self.oldest())

    def spend(self, left: int) -> None:
        """Read all works of frequent terms, the rarest first, as long as there are no more than ``left`` of them."""
        for term in sorted(self.counts.keys() - self.complete, key=lambda term: (self.counts[term], term)):
            if self.counts[term] <= left:
                self.works[term] = self.read(term, left)
                self.complete.add(term)
                left -= len(self.works[term])

    def is_read(self, unit: Unit) -> bool:
        """Return whether all works that say a unit are known."""
        return self.terms(unit) <= self.complete

    def rare_ways(self, unit: Unit) -> Iterator[str]:
        """Yield expressions for the ways of a unit or of its words that few works say, and for its rare cognates."""
        for each in (unit, *unit.parts):
            for way in each.ways:
                if not self.rare.isdisjoint(self.expression(each, stem) for stem in way.stems):
                    yield self.every(each, way.stems)
            yield from self.rare.intersection(map(quoted, each.cognates))


def both(expressions: Iterable[str]) -> str:
    """Return the expression for works in which several stand."""
    return f"({AND.join(expressions)})"


def either(expressions: Iterable[str]) -> str:
    """Return the expression for works in which one of several stands."""
    return f"({' OR '.join(expressions)})"
