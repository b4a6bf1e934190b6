"""Weaker passes over clusters of names: initials that were cut, surnames that lost their marks, single misprints.

Each moves small clusters only, and only to the one cluster that fits.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mhlit.matching.persons import LONG_SURNAME, Cluster, admits, apart, doors, merge
from mhlit.matching.surnames import is_misprint, loose_key, short_key, slips

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

# Clusters of more mentions than this are somebody on their own and are not moved.
SMALL = 2
# With one initial only, a misprinted surname needs more letters.
LONGER_SURNAME = 6


def weak_passes(clusters: Sequence[Cluster], walls: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """Return the clusters that are left once the weak passes have joined what fits one other cluster only."""
    for weak in (cut_initials, stripped_marks, misprints, leftovers):
        weak(clusters, walls)
        clusters = [cluster for cluster in clusters if cluster.into is None]
    return list(clusters)


def grouped(clusters: Iterable[Cluster], key: Callable[[Cluster], Hashable]) -> list[list[Cluster]]:
    """Return the groups of clusters with one key that have two members or more."""
    groups: dict[Hashable, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        groups[key(cluster)].append(cluster)
    return [group for group in groups.values() if len(group) > 1]


def cut_initials(clusters: Sequence[Cluster], walls: Mapping[str, frozenset[str]]) -> None:
    """Join small clusters whose initials fit if one was cut: "Gurovich I.S." for "Shch"."""
    for block in grouped(clusters, lambda cluster: cluster.key):
        if any(cluster.russian for cluster in block):
            join_small(block, within(block, wide=True), walls, wide=True)


def leftovers(clusters: Sequence[Cluster], walls: Mapping[str, frozenset[str]]) -> None:
    """Join names with one initial that had several candidates before the other passes joined these."""
    for block in grouped(clusters, lambda cluster: cluster.key):
        join_small(block, within(block), walls)


def stripped_marks(clusters: Sequence[Cluster], walls: Mapping[str, frozenset[str]]) -> None:
    """Join small clusters whose surnames lost their marks or a doubled letter: "Sneznevskij", "Filipov"."""
    long = [cluster for cluster in clusters if is_long(cluster)]
    for block in grouped(long, lambda cluster: loose(cluster.key)):
        if len({cluster.key for cluster in block}) > 1:
            join_small(block, within(block, spelt_otherwise=True), walls)


def is_long(cluster: Cluster) -> bool:
    """Return whether a cluster has a surname long enough to be known with a fault in it."""
    return len(cluster.key) >= LONG_SURNAME and not cluster.key.startswith("=")


def within(
    block: Sequence[Cluster], *, wide: bool = False, spelt_otherwise: bool = False
) -> Callable[[Cluster], list[Cluster]]:
    """Return a function that gives the clusters of a block that share a first letter with one, as ``doors`` says."""
    inside: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in block:
        for door in doors(cluster.slots[0], wide=wide) if cluster.slots else ():
            inside[door].append(cluster)

    def neighbours(cluster: Cluster) -> list[Cluster]:
        here = doors(cluster.slots[0], wide=wide) if cluster.slots else set()
        found = {id(other): other for door in sorted(here) for other in inside[door]}.values()
        return [other for other in found if not (spelt_otherwise and other.key == cluster.key)]

    return neighbours


def loose(key: str) -> str:
    """Return the loose form of a surname key."""
    return loose_key(key.replace("S", "sh").replace("Z", "zh").replace("C", "ch"))


def misprints(clusters: Sequence[Cluster], walls: Mapping[str, frozenset[str]]) -> None:
    """Join small clusters whose surnames differ by one misprint, in the key or in a printed digraph ("Kutespalov")."""
    near: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if is_long(cluster):
            for shorter in shortened(cluster.key):
                near[shorter].append(cluster)

    def neighbours(cluster: Cluster) -> list[Cluster]:
        if not is_long(cluster) or (not firm(cluster) and len(cluster.key) < LONGER_SURNAME):
            return []
        respelt = {key for family in cluster.families for key in slips(family)}
        keys = shortened(cluster.key) | respelt
        found = {id(other): other for key in sorted(keys) for other in near[key]}.values()
        return [other for other in found if firm(other) and is_misprint(cluster.key, other.key, respelt)]

    join_small(clusters, neighbours, walls)


def firm(cluster: Cluster) -> bool:
    """Return whether a cluster has more than one initial to be told by."""
    return cluster.width > 1 or cluster.full


def shortened(key: str) -> set[str]:
    """Return a key, and it with each letter (or я, ю) left out: two keys one edit apart share one of these."""
    short = short_key(key)
    return {key, short} | {form[:at] + form[at + 1 :] for form in {key, short} for at in range(len(form))}


def join_small(
    clusters: Iterable[Cluster],
    neighbours: Callable[[Cluster], list[Cluster]],
    walls: Mapping[str, frozenset[str]],
    *,
    wide: bool = False,
) -> None:
    """Join each small cluster to its single candidate among its neighbours, the smallest first.

    Of several candidates the only one that is not itself small is taken: two misprints of one surname are each other's
    neighbours too.
    """
    for cluster in sorted(clusters, key=lambda c: (len(c.members), min(c.forms))):
        if cluster.into is not None or len(cluster.members) > SMALL:
            continue
        found = [other for other in neighbours(cluster) if may_join(cluster, other, walls, wide=wide)]
        large = [other for other in found if len(other.members) > SMALL]
        if len(found) == 1 or len(large) == 1:
            target = (large or found)[0]
            if not has_rival(cluster, target, neighbours(target), wide=wide):
                merge(cluster, target, wide=wide)


def has_rival(full: Cluster, initials: Cluster, others: Iterable[Cluster], *, wide: bool) -> bool:
    """Return whether initials fit a second person too, and so may not be claimed by the first who is known in full.

    "Kabanov RV" belongs to neither of Роман Викторович and Родион Васильевич.
    """
    if not full.full or initials.full:
        return False
    return any(
        other.into is None
        and other is not full
        and other is not initials
        and other.width >= initials.width
        and admits(other.slots, initials.slots, russian=other.russian or initials.russian, wide=wide)
        for other in others
    )


def may_join(small: Cluster, other: Cluster, walls: Mapping[str, frozenset[str]], *, wide: bool) -> bool:
    """Return whether a small cluster may join another: one as large, with as many initials, all of which agree."""
    if (
        other is small
        or other.into is not None
        or len(other.members) < len(small.members)
        or apart(small, other, walls)
    ):
        return False
    russian = small.russian or other.russian
    return 0 < small.width <= other.width and admits(other.slots, small.slots, russian=russian, wide=wide)
