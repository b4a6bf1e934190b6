"""What one list has in common: the order of the parts and the marks between them, as its sure references show it.

A list is printed in one style. Where most of its references put the year behind the authors, or ``//`` before the
journal, a doubtful one is read again under that habit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.references.segments import Segment

ORDERED = ("au", "ed", "ti", "tt", "ct", "ctt", "yr", "vo", "is", "pg", "pl", "pub")
# So many references have to show a habit, and so large a share of them.
SHOWN = 3
SHARE = 0.75
# Points of a reading for each habit it keeps or breaks. Small ones, since a reading has many habits and a list may
# change its mind; chosen by that reason and not by trial (on the labelled Russian lists no setting makes a difference).
KEPT = 0.1
BROKEN = 0.5
# "Title // Journal", "Title. In: Book", "Author: Title": the marks and small words between two parts
MARK = re.compile(r"//|\b[Ii]n\b:?|[^\w\s]")

Habit = tuple[str, str, str]
Preference = Callable[["list[Segment]", str], float]


def habits(found: list[Segment], body: str) -> set[Habit]:
    """Return the habits of a reference: which part stands before which, and the marks between neighbours."""
    first: dict[str, Segment] = {}
    for segment in found:
        if segment.label in ORDERED:
            first.setdefault(segment.label, segment)
    order = sorted(first.values(), key=lambda segment: segment.start)
    pairs = {("before", a.label, b.label) for at, a in enumerate(order) for b in order[at + 1 :]}
    marks = {
        ("mark", f"{a.label} {b.label}", "".join(MARK.findall(body[a.end : b.start]))[:4]) for a, b in pairwise(order)
    }
    return pairs | marks


def preference(shown: Iterable[set[Habit]]) -> Preference | None:
    """Return what a list's references say of a reading of another one, or None where they show no habit."""
    votes = Counter(habit for each in shown for habit in each)
    rules = {habit: count for habit, count in votes.items() if count >= SHOWN}
    if not rules:
        return None

    def points(found: list[Segment], body: str) -> float:
        own = habits(found, body)
        kept = sum(KEPT for habit in own if rules.get(habit, 0) >= SHOWN)
        return kept - sum(BROKEN for habit in own if broken(habit, votes))

    return points


def broken(habit: Habit, votes: Counter[Habit]) -> bool:
    """Return whether a list does the opposite of a habit: the year behind the title where it stands before."""
    kind, one, other = habit
    against = votes[kind, other, one] if kind == "before" else 0
    return against >= SHOWN and against >= SHARE * (against + votes[habit])
