"""Clusters of printed names: each name joins the only person it fits, the most telling names first."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mhlit.matching.passes import weak_passes
from mhlit.matching.persons import Cluster, admits, doors, is_russian, take

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mhlit.matching.mentions import Mention, Slot

Judged = tuple[str, str, bool]
Candidate = tuple[Cluster, "tuple[Slot, ...]"]


def cluster_mentions(mentions: Sequence[Mention], forms: Sequence[str], judged: Sequence[Judged] = ()) -> list[int]:
    """Return a label for each mention; equal strings have equal labels, and human judgements hold."""
    distinct = {form: index for index, form in reversed(list(enumerate(forms)))}
    order = sorted(distinct.values(), key=lambda index: rank(mentions[index], forms[index]))
    walls = walls_of(judged)
    blocks: dict[str, list[int]] = defaultdict(list)
    keys = settled_keys([mentions[index] for index in order])
    for index, key in zip(order, keys, strict=True):
        blocks[key].append(index)
    clusters = [c for key in sorted(blocks) for c in attached(key, blocks[key], mentions, forms, walls)]
    found = enumerate(weak_passes(clusters, walls))
    label = {forms[index]: number for number, cluster in found for index in cluster.members}
    return numbered([label[form] for form in forms], forms, judged)


def rank(mention: Mention, form: str) -> tuple[int, int, int, str]:
    """Return the place of a mention in the order of attachment: full names first, then by how little is left open."""
    openness = 1
    for slot in mention.slots:
        openness *= max(1, len(slot.narrow))
    return (-2 * mention.full - len(mention.slots), len(mention.readings) - 1, openness, form)


def numbered(labels: Sequence[int], forms: Sequence[str], judged: Iterable[Judged]) -> list[int]:
    """Return labels counted from 0 in the order of the input, after "same" judgements have joined theirs."""
    parent = {label: label for label in labels}

    def root(label: int) -> int:
        while parent[label] != label:
            label = parent[label]
        return label

    of = dict(zip(forms, labels, strict=True))
    for a, b, same in judged:
        if same and a in of and b in of:
            parent[root(of[a])] = root(of[b])
    first: dict[int, int] = {}
    return [first.setdefault(root(label), len(first)) for label in labels]


def walls_of(judged: Iterable[Judged]) -> dict[str, frozenset[str]]:
    """Return for each printed name those that a person judged to be somebody else's."""
    walls: dict[str, set[str]] = defaultdict(set)
    for a, b, same in judged:
        if not same:
            walls[a].add(b)
            walls[b].add(a)
    return {form: frozenset(others) for form, others in walls.items()}


def settled_keys(mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield the key of each mention: its own, unless only other mentions show how its foreign spelling is to be read.

    "Bechterew" goes to "behterev" where somebody is printed so, and stays "beCterev" where nobody is.
    """
    firm = Counter(mention.key for mention in mentions if len(mention.keys) == 1)
    own = Counter(mention.key for mention in mentions)
    for mention in mentions:
        other = mention.keys[1:] if not firm[mention.key] else ()
        chosen = [key for key in other if firm[key]] or [key for key in other if own[key] > own[mention.key]]
        yield max(chosen, key=lambda key: (own[key], key)) if chosen else mention.key


# ---------------------------------------------------------------- one surname


def attached(
    key: str,
    indices: Sequence[int],
    mentions: Sequence[Mention],
    forms: Sequence[str],
    walls: Mapping[str, frozenset[str]],
) -> list[Cluster]:
    """Return the persons of one surname; the mentions come most specific first."""
    clusters: list[Cluster] = []
    inside: dict[str, list[Cluster]] = defaultdict(list)
    russian = any(is_russian(mentions[index]) for index in indices)
    for index in indices:
        mention, form = mentions[index], forms[index]
        near = {id(cluster): cluster for door in sorted(entrances(mention)) for cluster in inside[door]}.values()
        barred = walls.get(form, frozenset())
        found = [
            (cluster, reading)
            for cluster in near
            if not (barred & cluster.forms) and (reading := fitting(mention, cluster, russian=russian)) is not None
        ]
        cluster, reading = only(found, mention) or (Cluster(key, russian=russian), mention.slots)
        if not cluster.members:
            clusters.append(cluster)
        take(cluster, index, reading, mention, form)
        for door in (doors(reading[:1], wide=False) or {""}) - cluster.doors:
            cluster.doors.add(door)
            inside[door].append(cluster)
    return clusters


def entrances(mention: Mention) -> set[str]:
    """Return the doors of a mention in all its readings; a surname alone has one of its own."""
    return {door for reading in mention.readings for door in doors(reading[:1], wide=False)} or {""}


def fitting(mention: Mention, cluster: Cluster, *, russian: bool) -> tuple[Slot, ...] | None:
    """Return the reading of a mention that a cluster admits, or None. A surname alone fits only a surname alone."""
    if bool(mention.slots) != bool(cluster.slots):
        return None
    for reading in mention.readings:
        if reading and admits(cluster.slots, [[slot] for slot in reading], russian=russian, wide=False):
            return reading
        if not reading and not cluster.slots:
            return reading
    return None


def only(found: list[Candidate], mention: Mention) -> Candidate | None:
    """Return the single candidate; of several the only one with as many initials and no full names."""
    if len(found) < 2:
        return found[0] if found else None
    equal = [(c, r) for c, r in found if c.width == len(mention.slots) and not (c.full and not mention.full)]
    return equal[0] if len(equal) == 1 else None
