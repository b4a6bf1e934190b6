"""What a run leaves between clusters: pairs of publications to be linked, and pairs for a person, the best first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mhlit.matching.clusters import sample
from mhlit.matching.compare import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from mhlit.matching.clusters import Edge, Outcome
    from mhlit.matching.features import Prepared
    from mhlit.model import Match

# Each further candidate of a record (which "Editorial" of the year?) counts so much against its pairs.
RIVAL = 1.0


def related(outcome: Outcome) -> list[tuple[int, int]]:
    """Return one pair for each two clusters that are publications of one work of science, the surest first."""
    best: dict[frozenset[int], tuple[int, int]] = {}
    for edge in outcome.left:
        if edge.related:
            best.setdefault(frozenset((outcome.labels[edge.i], outcome.labels[edge.j])), (edge.i, edge.j))
    return list(best.values())


def members_of(labels: Sequence[int], wanted: Set[int]) -> dict[int, list[int]]:
    """Return the positions that bear some labels."""
    found: dict[int, list[int]] = {}
    for position, label in enumerate(labels):
        if label in wanted:
            found.setdefault(label, []).append(position)
    return found


def vetoed(items: Sequence[Prepared], outcome: Outcome, edge: Edge, members: Mapping[int, list[int]]) -> bool:
    """Return whether any two records of two clusters cannot be one work."""
    mine, yours = (sample(members.get(outcome.labels[at], [at]), at) for at in (edge.i, edge.j))
    if len(mine) == len(yours) == 1:
        return False
    return any(weigh(items[a], items[b], outcome.common).veto for a in mine for b in yours)


def doubtful(
    items: Sequence[Prepared], outcome: Outcome, judged: Set[tuple[int, int]] = frozenset()
) -> list[tuple[int, int, Match]]:
    """Return one doubtful pair for each two clusters, best first, but not where a judgement or a veto parts the two.

    Best is what is likeliest, and among equals what would join more records. A veto between other members settles
    what the pair leaves open: "Recovery" was joined with "Recovery. Part 1", so it is not Part 2.
    """
    label = outcome.labels
    apart = {frozenset((label[i], label[j])) for i, j in judged}
    best: dict[frozenset[int], Edge] = {}
    linked = {frozenset((label[i], label[j])) for i, j in related(outcome)}
    for edge in outcome.left:
        clusters = frozenset((label[edge.i], label[edge.j]))
        if clusters not in apart and clusters not in linked:
            best.setdefault(clusters, edge)
    sizes = Counter(label)
    members = members_of(
        label, {label[at] for edge in best.values() for at in (edge.i, edge.j) if sizes[label[at]] > 1}
    )
    asked = [edge for edge in best.values() if not vetoed(items, outcome, edge, members)]
    rivals = Counter(label[at] for edge in asked for at in (edge.i, edge.j))

    def rank(edge: Edge) -> tuple[float, int, int, int]:
        one, other = label[edge.i], label[edge.j]
        return edge.cost + RIVAL * max(rivals[one], rivals[other]), -sizes[one] - sizes[other], edge.i, edge.j

    order = sorted(asked, key=rank)
    return [(i, j, weigh(items[i], items[j], outcome.common).match()) for _, i, j, *_ in order]
