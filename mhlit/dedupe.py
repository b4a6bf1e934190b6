"""Duplicates of a library: merge what is certain, list what a person has to decide, remember every judgement.

Nothing is deleted: a merge is a judgement "same" between two records, with its reason, in a batch that ``mhlit undo``
takes back. What a person judged is honoured and never asked again. A run compares what is new since the last one with
what shares a key with it, takes up again what was left open, and comes to what a run over everything would find.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from mhlit.errors import UsageError
from mhlit.library import blocks
from mhlit.library.judgements import standing
from mhlit.matching.blocking import LARGEST_BLOCK, WINDOW, fingerprint, keys_of, whole_titles
from mhlit.matching.clusters import COMMON_FROM, settle, uninterrupted
from mhlit.matching.compare import weigh
from mhlit.matching.doubtful import doubtful, related
from mhlit.matching.features import Prepared, prepare
from mhlit.matching.lists import counted, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mhlit.library.store import Store
    from mhlit.matching.clusters import Outcome
    from mhlit.matching.lists import Progress
    from mhlit.model import Match, Record, Work


# Of a title that many records bear, as many are looked at to tell whether it is a common one.
MOST_BEARERS = 200


@dataclass(frozen=True, slots=True)
class Link:
    """Two records of two works, by citekey, that are one work, with all reasons and the same in short."""

    a: str
    b: str
    match: Match
    short: str


@dataclass(frozen=True, slots=True)
class Group:
    """Works that are one: their citekeys, the reason of the weakest link between them, and all links."""

    keys: tuple[str, ...]
    reason: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works, by citekey, that may be one (a person decides), or are publications of one work of science."""

    a: str
    b: str
    match: Match


@dataclass(frozen=True, slots=True)
class DedupeReport:
    """What a run found: merged groups, doubtful pairs (best first), linked pairs, how many works there are.

    ``new`` is how many records were new to it.
    """

    merged: tuple[Group, ...] = ()
    possible: tuple[Pair, ...] = ()
    related: tuple[Pair, ...] = ()
    works: int = 0
    new: int = 0


class Evidence(NamedTuple):
    """Records in a row, by citekey and uid: their number, uid, work and its key, and what is compared."""

    ids: tuple[int, ...]
    uids: tuple[str, ...]
    works: tuple[int, ...]
    keys: tuple[str, ...]
    items: tuple[Prepared, ...]


class Task(NamedTuple):
    """What a run has to look at; ``candidates`` is None where it is everything, so that blocking finds the pairs."""

    evidence: Evidence
    fresh: frozenset[int]
    candidates: list[tuple[int, int]] | None
    bearers: list[Prepared]


def dedupe(store: Store, *, dry_run: bool = False, full: bool = False, progress: Progress = silent) -> DedupeReport:
    """Return the groups of works that are certainly one, the pairs that may be, and those to be linked.

    The groups are merged and the links made, as one batch, unless ``dry_run``. ``full`` compares everything again.
    """
    with uninterrupted():
        last = None if full else blocks.reached(store.connection)
        task = everything(store, progress) if last is None else what_is_new(store, last, progress)
        evidence = task.evidence
        judged = known_judgements(store, evidence)
        with progress("comparing", len(evidence.items)) as step:
            outcome = settle(evidence.items, judged, task.candidates, task.bearers, step)
        report = report_of(evidence, outcome, judged, blocks.count(store.connection)[1], len(task.fresh))
        if not dry_run:
            keep(store, report, evidence, outcome, progress)
            remember(store, task, outcome, last is None)
    return report


# ---------------------------------------------------------------- what to look at


def everything(store: Store, progress: Progress) -> Task:
    """Return all records: the first run, or one after an undo, starts anew."""
    total = blocks.count(store.connection)[0]
    with progress("reading", total) as step:
        evidence = gather(store, None, total, step)
    return Task(evidence, frozenset(evidence.ids), None, [])


def what_is_new(store: Store, last: blocks.Reached, progress: Progress) -> Task:
    """Return the new records, what shares a key with them, what was left open, and the records of all their works."""
    fresh = blocks.fresh(store.connection, last)
    with progress("reading", 3) as step:
        own = dict(zip(*arrived(store, fresh), strict=True))
        step(count=1)
        pairs = blocks.open_pairs(store.connection) + sorted(neighbours(store, own))
        step(count=1)
        evidence = gather(store, {*fresh, *(number for pair in pairs for number in pair)})
        place = {number: position for position, number in enumerate(evidence.ids)}
        candidates = [(place[a], place[b]) for a, b in pairs if a in place and b in place]
        candidates += within_works(evidence)
        bearers = further_bearers(store, evidence)
        step(count=1)
    return Task(evidence, frozenset(fresh), candidates, bearers)


def within_works(evidence: Evidence) -> Iterator[tuple[int, int]]:
    """Yield the pairs inside a work that share a key: a translation that it has already is a rival of a new one."""
    works: dict[int, list[int]] = {}
    for position, work in enumerate(evidence.works):
        works.setdefault(work, []).append(position)
    for members in works.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            keys = {position: keys_of(evidence.items[position]) for position in members}
            yield from (pair for pair in combinations(members, 2) if keys[pair[0]] & keys[pair[1]])


def arrived(store: Store, ids: Iterable[int]) -> tuple[list[int], list[Prepared]]:
    """Return some records by their numbers, with what is compared of them."""
    wanted = set(ids)
    found = [each for _, each in blocks.evidence(store.connection, wanted) if each.id in wanted] if wanted else []
    return [each.id for each in found], [prepare(each.record) for each in found]


def gather(
    store: Store, ids: Iterable[int] | None, total: int = 0, step: Callable[..., None] = lambda count: None
) -> Evidence:
    """Return records in a row, by citekey and uid, so that a run depends on nothing else."""
    found = counted(blocks.evidence(store.connection, ids), total, step)
    rows = [(each.id, each.uid, each.work, key, prepare(each.record)) for key, each in found]
    return Evidence(*zip(*rows, strict=True)) if rows else Evidence((), (), (), (), ())


def neighbours(store: Store, own: Mapping[int, Prepared]) -> set[tuple[int, int]]:
    """Return the pairs of a new record and another one, new or old, that share a key; in large blocks those near by."""
    by_key: dict[int, list[int]] = {}
    for number, item in own.items():
        for key in map(fingerprint, keys_of(item)):
            by_key.setdefault(key, []).append(number)
    stored = blocks.members(store.connection, by_key)
    found: set[tuple[int, int]] = set()
    for key, mine in by_key.items():
        block = sorted({*mine, *stored.get(key, ())})
        if len(block) > LARGEST_BLOCK:
            known = blocks.titles(store.connection, block) | {number: sorting_title(own[number]) for number in mine}
            block.sort(key=sorter(known))
            found |= nearby(block, set(mine))
        else:
            found |= {(min(one, other), max(one, other)) for one in mine for other in block if one != other}
    return found


def sorter(titles: Mapping[int, str]) -> Callable[[int], tuple[str, int]]:
    """Return the order of the members of a large block: by title, then by number."""
    return lambda number: (titles.get(number, ""), number)


def nearby(block: Sequence[int], mine: set[int]) -> set[tuple[int, int]]:
    """Return the pairs of new members of a sorted block with their neighbours before and after."""
    found = set()
    for at, number in enumerate(block):
        if number in mine:
            others = (*block[max(at - WINDOW, 0) : at], *block[at + 1 : at + 1 + WINDOW])
            found |= {(min(number, other), max(number, other)) for other in others}
    return found


def sorting_title(item: Prepared) -> str:
    """Return what the members of a large block are sorted by."""
    return "\n".join(item.titles)


def further_bearers(store: Store, evidence: Evidence) -> list[Prepared]:
    """Return the other records that bear a title of these, where they are enough to make it a common one."""
    wanted = {fingerprint(key) for item in evidence.items for key in whole_titles(item)}
    found = blocks.members(store.connection, wanted)
    many = {number for block in found.values() if len(block) >= COMMON_FROM for number in sorted(block)[:MOST_BEARERS]}
    return arrived(store, many.difference(evidence.ids))[1]


def known_judgements(store: Store, evidence: Evidence) -> list[tuple[int, int, bool]]:
    """Return what is settled, as pairs of positions: records of one work are one, what was judged different is not."""
    last: dict[int, int] = {}
    judged = []
    for position, work in enumerate(evidence.works):
        if work in last:
            judged.append((last[work], position, True))
        last[work] = position
    place = {uid: position for position, uid in enumerate(evidence.uids)}
    for judgement in standing(store.judgements()):
        if judgement.verdict == "different" and judgement.a in place and judgement.b in place:
            judged.append((place[judgement.a], place[judgement.b], False))
    return judged


# ---------------------------------------------------------------- what was found


def report_of(
    evidence: Evidence, outcome: Outcome, judged: Iterable[tuple[int, int, bool]], works: int, new: int
) -> DedupeReport:
    """Return what a run found, by citekey."""
    apart = frozenset((min(i, j), max(i, j)) for i, j, same in judged if not same)
    keys = evidence.keys
    possible = tuple(Pair(keys[i], keys[j], match) for i, j, match in doubtful(evidence.items, outcome, apart))
    linked = tuple(
        Pair(keys[i], keys[j], weigh(evidence.items[i], evidence.items[j], outcome.common).match())
        for i, j in related(outcome)
        if (i, j) not in apart
    )
    return DedupeReport(tuple(groups_of(evidence, outcome)), possible, linked, works, new)


def groups_of(evidence: Evidence, outcome: Outcome) -> Iterator[Group]:
    """Yield the clusters that hold several works, with the links that join them."""
    clusters: dict[int, dict[str, None]] = {}
    for position, label in enumerate(outcome.labels):
        clusters.setdefault(label, {})[evidence.keys[position]] = None
    links: dict[int, list[tuple[int, int]]] = {}
    for i, j in joins(evidence, outcome):
        links.setdefault(outcome.labels[i], []).append((i, j))
    for label, keys in clusters.items():
        if len(keys) > 1:
            yield group(evidence, tuple(keys), links[label], outcome)


def joins(evidence: Evidence, outcome: Outcome) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions that make one of several works: one fewer than works."""
    leader: dict[int, int] = {}

    def head(work: int) -> int:
        while work in leader:
            work = leader[work]
        return work

    for i, j in outcome.links:
        one, other = head(evidence.works[i]), head(evidence.works[j])
        if one != other:
            leader[max(one, other)] = min(one, other)
            yield i, j


def group(evidence: Evidence, keys: tuple[str, ...], ends: list[tuple[int, int]], outcome: Outcome) -> Group:
    """Return a merged group for the report."""
    verdicts = [weigh(evidence.items[i], evidence.items[j], outcome.common) for i, j in ends]
    links = tuple(
        Link(evidence.keys[i], evidence.keys[j], verdict.match(), verdict.in_short())
        for (i, j), verdict in zip(ends, verdicts, strict=True)
    )
    weakest = min(verdicts, key=lambda verdict: verdict.points)
    return Group(keys, weakest.in_short(), links)


# ---------------------------------------------------------------- what is kept


def keep(store: Store, report: DedupeReport, evidence: Evidence, outcome: Outcome, progress: Progress) -> None:
    """Merge what is certain and link what is related, as one batch: whole or, when it is interrupted, not at all."""
    pairs = list(joins(evidence, outcome))
    linked = related(outcome)
    if not pairs and not linked:
        return
    reasons = {(link.a, link.b): link.match.reasons for group in report.merged for link in group.links}
    with store.batch("dedupe") as batch, progress("merging", len(pairs)) as step:
        for i, j in counted(pairs, len(pairs), step):
            reason = "; ".join(reasons[evidence.keys[i], evidence.keys[j]])
            store.judge(batch, evidence.uids[i], evidence.uids[j], "same", "rule", reason)
        for i, j in linked:
            store.judge(
                batch, evidence.uids[i], evidence.uids[j], "same", "rule", "publications of one work", "related"
            )


def remember(store: Store, task: Task, outcome: Outcome, anew: bool) -> None:
    """Keep what the next run needs: the keys of the new records, the pairs left open, and how far this one came."""
    evidence = task.evidence
    new = [(number, item) for number, item in zip(evidence.ids, evidence.items, strict=True) if number in task.fresh]
    left = ((evidence.ids[edge.i], evidence.ids[edge.j]) for edge in outcome.left)
    keys = ((fingerprint(key), number) for number, item in new for key in (*keys_of(item), *whole_titles(item)))
    titles = ((number, sorting_title(item)) for number, item in new)
    with store.writing():
        if anew:
            blocks.forget(store.connection)
        blocks.remember(store.connection, keys, titles, left, blocks.now(store.connection))


# ---------------------------------------------------------------- what a person says


def explain(store: Store, key_a: str, key_b: str) -> Match:
    """Return the surest comparison between any record of one work and any of the other."""
    a, b = store.work(key_a), store.work(key_b)
    verdicts = [weigh(prepare(one), prepare(other)) for one in a.records for other in b.records]
    return max(verdicts, key=lambda verdict: (verdict.same is True, verdict.points)).match()


def merge(store: Store, key_a: str, key_b: str, reason: str = "") -> int:
    """Make one work of two because a person says so, and return the batch; an earlier "different" is taken back."""
    a, b = two_works(store, key_a, key_b)
    apart = {frozenset((each.a, each.b)) for each in standing(store.judgements()) if each.verdict == "different"}
    pairs = [pair for pair in product(a.records, b.records) if frozenset(record.uid for record in pair) in apart]
    return say(
        store, f"same: {key_a} {key_b}", pairs or [(a.records[0], b.records[0])], "same", reason or "merged by hand"
    )


def reject(store: Store, key_a: str, key_b: str) -> int:
    """Keep two works apart for good because a person says so, and return the batch."""
    a, b = two_works(store, key_a, key_b)
    return say(store, f"different: {key_a} {key_b}", product(a.records, b.records), "different", "kept apart by hand")


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
        hint = f"to take it apart, say: mhlit split {a.key}"
        raise UsageError(f"{key_a} and {key_b} are one work already", hint)
    return a, b


def say(store: Store, detail: str, pairs: Iterable[tuple[Record, Record]], verdict: str, reason: str) -> int:
    """Store a person's judgement on pairs of records as one batch, and return it."""
    with store.batch("dedupe", detail) as batch:
        for one, other in pairs:
            store.judge(batch, one.uid, other.uid, verdict, "person", reason)
    return batch
