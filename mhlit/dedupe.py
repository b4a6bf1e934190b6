"""Duplicates of a library: merge what is certain, list what a person has to decide, remember every judgement.

Nothing is deleted: a merge is a judgement "same" between two records, with its reason, in a batch that ``mhlit undo``
takes back. What a person judged is honoured and never asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, combinations, product
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.library.judgements import standing
from mhlit.matching.clusters import doubtful, labels
from mhlit.matching.compare import Verdict, weigh
from mhlit.matching.features import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.library.store import Store
    from mhlit.model import Match, Record, Work

# Of two works with many records at most this many each are compared for the reason of their merge.
MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Works that are one: their citekeys, and why."""

    keys: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works, by citekey, that may be one: a person decides."""

    a: str
    b: str
    match: Match


@dataclass(frozen=True, slots=True)
class DedupeReport:
    """What a run found: merged groups, doubtful pairs (best first), and how many works it looked at."""

    merged: tuple[Group, ...] = ()
    possible: tuple[Pair, ...] = ()
    works: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All records of a library in a row: prepared, with their uid, and which of them each work has (``members``)."""

    works: tuple[Work, ...]
    items: tuple[Prepared, ...]
    uids: tuple[str, ...]
    work_of: tuple[int, ...]
    members: tuple[range, ...]


def dedupe(store: Store, *, dry_run: bool = False) -> DedupeReport:
    """Return the groups of works that are certainly one, and the pairs that may be.

    The groups are merged, as one batch, unless ``dry_run``.
    """
    evidence = gather(store)
    judged = known_judgements(store, evidence)
    found = labels(evidence.items, judged)
    groups = groups_of_works(evidence, found)
    reasons = [joined(evidence, works) for works in groups]
    if not dry_run and groups:
        with store.batch("dedupe") as batch:
            for links in reasons:
                for a, b, verdict in links:
                    reason = "; ".join(verdict.match().reasons)
                    store.judge(batch, evidence.uids[a], evidence.uids[b], "same", "rule", reason)
    merged = (group(evidence, works, links) for works, links in zip(groups, reasons, strict=True))
    return DedupeReport(tuple(merged), possible(evidence, found, judged), len(evidence.works))


def gather(store: Store) -> Evidence:
    """Return the records of all works in a row, by citekey and uid, so that a run depends on nothing else."""
    works = tuple(store.works())
    records = [sorted(work.records, key=lambda record: record.uid) for work in works]
    ends = tuple(accumulate(map(len, records)))
    return Evidence(
        works,
        tuple(prepare(record) for group in records for record in group),
        tuple(record.uid for group in records for record in group),
        tuple(number for number, group in enumerate(records) for _ in group),
        tuple(range(end - len(group), end) for end, group in zip(ends, records, strict=True)),
    )


def known_judgements(store: Store, evidence: Evidence) -> list[tuple[int, int, bool]]:
    """Return what is settled, as pairs of positions: records of one work are one, what was judged different is not."""
    judged = [(i, i + 1, True) for members in evidence.members for i in members[:-1]]
    place = {uid: position for position, uid in enumerate(evidence.uids)}
    for judgement in standing(store.judgements()):
        if judgement.verdict == "different" and judgement.a in place and judgement.b in place:
            judged.append((place[judgement.a], place[judgement.b], False))
    return judged


def groups_of_works(evidence: Evidence, found: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the clusters that hold records of several works, as work numbers."""
    clusters: dict[int, set[int]] = {}
    for position, label in enumerate(found):
        clusters.setdefault(label, set()).add(evidence.work_of[position])
    return [tuple(sorted(works)) for works in clusters.values() if len(works) > 1]


def joined(evidence: Evidence, works: tuple[int, ...]) -> list[tuple[int, int, Verdict]]:
    """Return the surest links that make one of several works: one link fewer than works."""
    members = {work: evidence.members[work][:MOST_COMPARED] for work in works}
    links = [
        (a, b, weigh(evidence.items[a], evidence.items[b]))
        for one, other in combinations(works, 2)
        for a in members[one]
        for b in members[other]
    ]
    links.sort(key=lambda link: (link[2].veto, -link[2].points, link[0], link[1]))
    leader = {work: work for work in works}
    chosen: list[tuple[int, int, Verdict]] = []
    for a, b, verdict in links:
        one, other = leader[evidence.work_of[a]], leader[evidence.work_of[b]]
        if one != other:
            chosen.append((a, b, verdict))
            leader = {work: one if head == other else head for work, head in leader.items()}
    return chosen


def group(evidence: Evidence, works: tuple[int, ...], links: Iterable[tuple[int, int, Verdict]]) -> Group:
    """Return a merged group for the report."""
    reasons = ("; ".join(verdict.match().reasons) for _, _, verdict in links)
    return Group(tuple(evidence.works[work].key for work in works), tuple(dict.fromkeys(reasons)))


def possible(evidence: Evidence, found: Sequence[int], judged: Iterable[tuple[int, int, bool]]) -> tuple[Pair, ...]:
    """Return the doubtful pairs of works that no one judged yet, best first."""
    apart = frozenset((min(i, j), max(i, j)) for i, j, same in judged if not same)
    key = [evidence.works[work].key for work in evidence.work_of]
    return tuple(Pair(key[i], key[j], match) for i, j, match in doubtful(evidence.items, found, apart))


# ---------------------------------------------------------------- what a person says


def explain(store: Store, key_a: str, key_b: str) -> Match:
    """Return the surest comparison between any record of one work and any of the other."""
    a, b = store.work(key_a), store.work(key_b)
    verdicts = [weigh(prepare(one), prepare(other)) for one in a.records for other in b.records]
    return max(verdicts, key=lambda verdict: (verdict.same is True, verdict.points)).match()


def merge(store: Store, key_a: str, key_b: str, reason: str = "") -> None:
    """Make one work of two because a person says so; an earlier "different" between them is taken back."""
    a, b = two_works(store, key_a, key_b)
    apart = {frozenset((each.a, each.b)) for each in standing(store.judgements()) if each.verdict == "different"}
    pairs = [pair for pair in product(a.records, b.records) if frozenset(record.uid for record in pair) in apart]
    say(store, f"same: {key_a} {key_b}", pairs or [(a.records[0], b.records[0])], "same", reason or "merged by hand")


def reject(store: Store, key_a: str, key_b: str) -> None:
    """Keep two works apart for good because a person says so."""
    a, b = two_works(store, key_a, key_b)
    say(store, f"different: {key_a} {key_b}", product(a.records, b.records), "different", "kept apart by hand")


def split(store: Store, key: str) -> None:
    """Take a work apart: every record of it becomes a work of its own, and stays one."""
    work = store.work(key)
    if len(work.records) < 2:
        raise UsageError(f"{key} has a single record: there is nothing to split")
    say(store, f"split: {key}", combinations(work.records, 2), "different", "taken apart by hand")


def two_works(store: Store, key_a: str, key_b: str) -> tuple[Work, Work]:
    """Return the two works that a person compares; one work under two keys is refused."""
    a, b = store.work(key_a), store.work(key_b)
    if a.id == b.id:
        hint = f"to take it apart, say: mhlit dedupe --split {a.key}"
        raise UsageError(f"{key_a} and {key_b} are one work already", hint)
    return a, b


def say(store: Store, detail: str, pairs: Iterable[tuple[Record, Record]], verdict: str, reason: str) -> None:
    """Store a person's judgement on pairs of records as one batch."""
    with store.batch("dedupe", detail) as batch:
        for one, other in pairs:
            store.judge(batch, one.uid, other.uid, verdict, "person", reason)


# ---------------------------------------------------------------- without a library


def dedupe_records(records: Sequence[Record]) -> tuple[tuple[int, ...], ...]:
    """Return the clusters of some records as tuples of positions, also those of one record, by first appearance."""
    items = [prepare(record) for record in records]
    clusters: dict[int, list[int]] = {}
    for position, label in enumerate(labels(items)):
        clusters.setdefault(label, []).append(position)
    return tuple(map(tuple, clusters.values()))
