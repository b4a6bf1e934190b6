"""Which records of a list are one work, and why: deduplication without a library."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mhlit.matching.clusters import STEPS, settle, uninterrupted
from mhlit.matching.compare import weigh
from mhlit.matching.doubtful import doubtful
from mhlit.matching.features import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from mhlit.model import Match, Record

    # What shows how far a stage is: its name and number of steps -> a function to call with the count of steps made.
    Progress = Callable[[str, int], AbstractContextManager[Callable[..., None]]]


T = TypeVar("T")


@contextmanager
def silent(what: str, total: int) -> Iterator[Callable[..., None]]:
    """Show nothing."""
    yield lambda count: None


def counted(things: Iterable[T], total: int, step: Callable[..., None]) -> Iterator[T]:
    """Yield things, ``total`` of them, and call ``step`` a hundred times at most with the ``count`` that went by."""
    portion = total // STEPS + 1
    for number, each in enumerate(things, 1):
        yield each
        if number % portion == 0:
            step(count=portion)


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records, by position, with all that is said about them being one work, and the same in short."""

    a: int
    b: int
    match: Match
    short: str


@dataclass(frozen=True, slots=True)
class RecordsReport:
    """What was found among some records: a label each, the links that join them, and the pairs for a person."""

    labels: tuple[int, ...]
    links: tuple[RecordPair, ...]
    possible: tuple[RecordPair, ...]

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Return the clusters as positions, also those of one record, by first appearance."""
        found: dict[int, list[int]] = {}
        for position, label in enumerate(self.labels):
            found.setdefault(label, []).append(position)
        return tuple(map(tuple, found.values()))


def dedupe_records(records: Sequence[Record], progress: Progress = silent) -> RecordsReport:
    """Return which of some records are one work, and why."""
    with uninterrupted():
        with progress("preparing", len(records)) as step:
            items = [prepare(record) for record in counted(records, len(records), step)]
        with progress("comparing", len(records)) as step:
            outcome = settle(items, step=step)

    def pair(i: int, j: int) -> RecordPair:
        verdict = weigh(items[i], items[j], outcome.common)
        return RecordPair(i, j, verdict.match(), verdict.in_short())

    possible = tuple(pair(i, j) for i, j, _ in doubtful(items, outcome))
    return RecordsReport(tuple(outcome.labels), tuple(pair(i, j) for i, j in outcome.links), possible)
