"""Records that are one work, as labels: blocking, comparison, and clusters that are checked as a whole.

Plain union of certain pairs lets chains of weak links grow (recurring editorials, parts). Here edges are taken from the
surest to the weakest; two clusters are joined only if no pair across them has a veto and few pairs speak against it.
Judgements are hard: what a person joined stays joined, what a person parted is never joined.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from mhlit.matching.blocking import pairs
from mhlit.matching.compare import weigh
from mhlit.matching.features import prepare
from mhlit.matching.sieve import promising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from mhlit.matching.features import Prepared
    from mhlit.model import Record

# Between two clusters at most this many records of each are compared; enough to find a contradiction.
SAMPLE = 12
# Of the pairs across two clusters at most this share may speak against their union.
AGAINST = 0.34
# A translation must beat the next candidate by as many points.
CLEARLY = 1.0
# A work with so many times the records of another is the one that a citation without an address means.
MOSTLY = 4 / 3
# A title borne by this many lists of authors that share no name, or without authors in as many places, is a common one
# (Schizophrenia, Instructions for authors).
COMMON_FROM = 4
# A comparison of any length is reported on in as many steps.
STEPS = 100


class Edge(NamedTuple):
    """A pair of positions that is certainly (``same``) or possibly one work, or is ``related``.

    Edges sort by their points, the most first.
    """

    cost: float
    i: int
    j: int
    same: bool
    translated: bool
    related: bool

    @property
    def points(self) -> float:
        """Return the points of the comparison."""
        return -self.cost


class Outcome(NamedTuple):
    """What a run settled: a label per item, the pairs that joined clusters, and the edges left between clusters.

    ``common`` are the titles that many works bear, which any later look at a pair has to know.
    """

    labels: list[int]
    links: list[tuple[int, int]]
    left: list[Edge]
    common: frozenset[str]


class Groups:
    """Disjoint groups of positions that know their members and the walls between them."""

    def __init__(self, count: int) -> None:
        self.leader = list(range(count))
        self.members = {position: [position] for position in range(count)}
        self.walls: dict[int, set[int]] = {}

    def find(self, position: int) -> int:
        """Return the group's leader."""
        while self.leader[position] != position:
            self.leader[position] = self.leader[self.leader[position]]
            position = self.leader[position]
        return position

    def join(self, one: int, other: int) -> None:
        """Make one group of two, led by the smaller leader, with the walls of both."""
        one, other = sorted((self.find(one), self.find(other)))
        if one != other:
            self.leader[other] = one
            self.members[one] += self.members.pop(other)
            self.walls.setdefault(one, set()).update(self.walls.pop(other, set()))

    def walled(self, one: int, other: int) -> bool:
        """Return whether a judgement keeps the two groups apart."""
        walls = {self.find(position) for position in self.walls.get(self.find(one), ())}
        return self.find(other) in walls

    def wall(self, one: int, other: int) -> None:
        """Keep two positions apart from now on, and whatever joins them."""
        self.walls.setdefault(self.find(one), set()).add(other)
        self.walls.setdefault(self.find(other), set()).add(one)


def cluster(records: Sequence[Record], judgements: Iterable[tuple[int, int, bool]] = ()) -> list[int]:
    """Return a label per record, equal where records are judged the same work.

    The order of the records changes no cluster. A judgement (i, j, same) is a hard link or a hard wall between two
    positions; where they contradict each other, walls win.
    """
    with uninterrupted():
        return labels([prepare(record) for record in records], judgements)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep the garbage collector from looking, again and again, through millions of objects that all stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def labels(items: Sequence[Prepared], judgements: Iterable[tuple[int, int, bool]] = ()) -> list[int]:
    """Return a label per prepared record: the position of the first record of its cluster."""
    return settle(items, judgements).labels


def settle(
    items: Sequence[Prepared],
    judgements: Iterable[tuple[int, int, bool]] = (),
    candidates: Iterable[tuple[int, int]] | None = None,
    bearers: Iterable[Prepared] = (),
    step: Callable[..., None] = lambda count: None,
) -> Outcome:
    """Return what is one work and what may be, among the pairs that share a key or, where given, the ``candidates``.

    ``bearers`` are further records whose titles count for what is a common title. ``step`` is called a hundred times
    at most, with the ``count`` of items that were compared since.
    """
    judged = sorted({(min(i, j), max(i, j), same) for i, j, same in judgements if i != j})
    unique, place = collapsed(items, judged)
    home: dict[int, int] = {}
    copies = [(home[at], position) for position, at in enumerate(place) if home.setdefault(at, position) != position]
    groups = judged_groups(len(unique), [(place[i], place[j], same) for i, j, same in judged])
    common = common_titles(sorted([*unique, *bearers], key=content_key) if bearers else unique)
    chosen = pairs(unique) if candidates is None else placed(candidates, place)
    edges = weighed_edges(unique, chosen, common, step)
    certain = [edge for edge in edges if edge.same and not edge.translated]
    loose = {at for at, item in enumerate(unique) if unplaced(item)}
    joins = grow(groups, [edge for edge in certain if loose.isdisjoint((edge.i, edge.j))], unique, common)
    held = torn(groups, edges, loose, unique, common)
    last = [edge for edge in certain if not loose.isdisjoint((edge.i, edge.j)) and held.isdisjoint((edge.i, edge.j))]
    joins += grow(groups, last, unique, common)
    joins += grow(groups, unambiguous(groups, [edge for edge in edges if edge.translated]), unique, common)
    left = [edge for edge in edges if groups.find(edge.i) != groups.find(edge.j)]
    first: dict[int, int] = {}
    return Outcome(
        [first.setdefault(groups.find(at), position) for position, at in enumerate(place)],
        copies + [(edge.i, edge.j) for edge in at_home(joins, home)],
        sorted(at_home(left, home)),
        common,
    )


def at_home(edges: Iterable[Edge], home: Mapping[int, int]) -> list[Edge]:
    """Return edges between places as edges between the first positions there."""
    ends = ((edge, home[edge.i], home[edge.j]) for edge in edges)
    return [edge._replace(i=min(one, other), j=max(one, other)) for edge, one, other in ends]


def placed(candidates: Iterable[tuple[int, int]], place: Sequence[int]) -> list[tuple[int, int]]:
    """Return given pairs of positions as pairs of places, each once and in order."""
    ends = ((place[i], place[j]) for i, j in candidates)
    return sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})


def grow(groups: Groups, edges: list[Edge], items: Sequence[Prepared], common: Set[str]) -> list[Edge]:
    """Join groups along certain pairs, the surest first, wherever the groups agree as wholes; return these pairs."""
    joins = []
    for edge in edges:
        if groups.find(edge.i) == groups.find(edge.j) or groups.walled(edge.i, edge.j):
            continue
        if consistent(groups, edge, items, common):
            groups.join(edge.i, edge.j)
            joins.append(edge)
    return joins


def unplaced(item: Prepared) -> bool:
    """Return whether a record has no volume, issue, page or identifier, so that title and authors must say all."""
    return not (item.volume or item.issue or item.first_page or item.doi or item.pmid)


def torn(
    groups: Groups, edges: Iterable[Edge], loose: Set[int], items: Sequence[Prepared], common: Set[str]
) -> set[int]:
    """Return the unplaced records that fit two works equally well which are not one: a paper and its journal version.

    Nobody can tell which of the two a bare citation means, or of three "Annual meeting" in a year, unless most
    citations mean the same one.
    """
    places: dict[int, list[tuple[float, int]]] = {}
    for edge in edges:
        for one, other in ((edge.i, edge.j), (edge.j, edge.i)):
            if one in loose and other not in loose and not edge.translated:
                places.setdefault(one, []).append((edge.points, other))
    found = set()
    for one, others in places.items():
        best = max(others)[0]
        rivals = {groups.find(other): other for points, other in others if best - points < CLEARLY}
        if groups.find(one) in rivals:
            continue
        chosen = max(rivals, key=lambda rival: (len(groups.members[rival]), -rival))
        enough = len(groups.members[chosen]) / MOSTLY
        close = [at for rival, at in rivals.items() if rival != chosen and len(groups.members[rival]) > enough]
        if any(weigh(items[rivals[chosen]], items[at], common).against for at in close):
            found.add(one)
    return found


def unambiguous(groups: Groups, edges: list[Edge]) -> list[Edge]:
    """Return the certain translations whose two works have no second candidate that is nearly as good.

    One author may publish two books in one year with one publisher; then the words alone do not tell which is which.
    A translation that a work has already counts as a candidate too.
    """
    best: dict[int, dict[int, float]] = {}
    for edge in edges:
        one, other = groups.find(edge.i), groups.find(edge.j)
        for work, rival in ((one, other), (other, one)):
            rivals = best.setdefault(work, {})
            rivals[rival] = max(rivals.get(rival, 0.0), edge.points)

    def clear(one: int, other: int) -> bool:
        return all(best[one][other] - points >= CLEARLY for rival, points in best[one].items() if rival != other)

    ends = [(edge, groups.find(edge.i), groups.find(edge.j)) for edge in edges if edge.same]
    return [edge for edge, one, other in ends if clear(one, other) and clear(other, one)]


def collapsed(items: Sequence[Prepared], judged: list[tuple[int, int, bool]]) -> tuple[list[Prepared], list[int]]:
    """Return the different items in an order of their own, and the place of each record among them.

    Copies that say enough to be one work share a place, so that ten thousand of them cost no more than one. Records
    that a person judged keep a place of their own.
    """
    touched = {position for i, j, _ in judged for position in (i, j)}
    contents = list(map(content_key, items))
    unique: list[Prepared] = []
    place = [0] * len(items)
    known: dict[Prepared, int] = {}
    before = -1
    for position in sorted(range(len(items)), key=contents.__getitem__):
        item = items[position]
        if before < 0 or contents[before] != contents[position]:
            known.clear()
        at = known.get(item) if known and position not in touched else None
        if at is None or not weigh(item, item).same:
            at = len(unique)
            unique.append(item)
            known.setdefault(item, at)
        place[position] = at
        before = position
    return unique, place


def content_key(item: Prepared) -> tuple[object, ...]:
    """Return a sorting key made of content only, so that the order of the input decides nothing."""
    names = [(author.family, author.initials, author.words) for author in item.authors]
    address = (item.volume, item.issue, item.first_page, item.last_page, item.doi, item.pmid, item.isbn, item.kind)
    editions = tuple(sorted(item.marks.editions))
    return item.titles, names, item.year, *address, item.containers, item.publisher, item.printed, editions


def judged_groups(count: int, judged: list[tuple[int, int, bool]]) -> Groups:
    """Return the groups that judgements make: walls first, then links that cross no wall."""
    groups = Groups(count)
    for i, j, same in judged:
        if not same:
            groups.wall(i, j)
    for i, j, same in judged:
        if same and not groups.walled(i, j):
            groups.join(i, j)
    return groups


def common_titles(items: Sequence[Prepared]) -> frozenset[str]:
    """Return the titles that several clearly different works bear."""
    bearers: dict[tuple[str, bool], list[Prepared]] = {}
    for item in items:
        for title in item.titles if item.authors or item.first_page else ():
            known = bearers.setdefault((title, bool(item.authors)), [])
            if len(known) < COMMON_FROM and all(clearly_two(item, other) for other in known):
                known.append(item)
    return frozenset(title for (title, _), known in bearers.items() if len(known) >= COMMON_FROM)


def clearly_two(a: Prepared, b: Prepared) -> bool:
    """Return whether two bearers of a title are two works: no common author, or, without authors, other places."""
    if a.authors and b.authors:
        return {author.family for author in a.authors}.isdisjoint(author.family for author in b.authors)
    numbers = ((a.volume, b.volume), (a.issue, b.issue))
    elsewhere = any(one and other and one != other for one, other in numbers)
    return elsewhere and bool(a.first_page and b.first_page) and a.first_page != b.first_page


def weighed_edges(
    items: Sequence[Prepared], chosen: Iterable[tuple[int, int]], common: Set[str], step: Callable[..., None]
) -> list[Edge]:
    """Return the pairs that are certainly or possibly one work, the surest first."""
    found: list[Edge] = []
    portion = len(items) // STEPS + 1
    reached = portion
    for i, ends in groupby(chosen, itemgetter(0)):
        while i >= reached:
            reached += portion
            step(count=portion)
        for j in promising(items, i, map(itemgetter(1), ends)):
            verdict = weigh(items[i], items[j], common)
            if verdict.same is not False or verdict.related:
                edge = Edge(-verdict.points, i, j, verdict.same is True, verdict.translated, verdict.related)
                found.append(edge)
    return sorted(found)


def consistent(groups: Groups, edge: Edge, items: Sequence[Prepared], common: Set[str]) -> bool:
    """Return whether two groups may become one: no veto between them, and few pairs that speak against it."""
    mine, yours = (sample(groups.members[groups.find(position)], position) for position in (edge.i, edge.j))
    if len(mine) == len(yours) == 1:
        return True
    verdicts = [weigh(items[a], items[b], common) for a in mine for b in yours]
    if any(verdict.veto for verdict in verdicts):
        return False
    against = sum(verdict.against for verdict in verdicts)
    return against <= AGAINST * len(verdicts)


def sample(members: list[int], position: int) -> list[int]:
    """Return some members of a group, spread evenly, always with the one at hand."""
    if len(members) <= SAMPLE:
        return sorted(members)
    ordered = sorted(members)
    step = len(ordered) / SAMPLE
    return sorted({position, *(ordered[int(at * step)] for at in range(SAMPLE))})
