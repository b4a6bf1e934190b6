"""A person in the making: the mentions gathered so far, and what their given names and initials still allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mhlit.matching.mentions import agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.matching.mentions import Mention, Slot

# A surname in Cyrillic of this many letters lets the names beside it be read as Russian; "Ким" does not.
LONG_SURNAME = 5


@dataclass(slots=True, eq=False)
class Cluster:
    """A person in the making: the mentions, the key they share, and what every place of the given part still allows."""

    key: str
    members: list[int] = field(default_factory=list)
    slots: list[list[Slot]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    doors: set[str] = field(default_factory=set)
    russian: bool = False
    into: Cluster | None = None

    @property
    def width(self) -> int:
        """Return how many given names the fullest mention has."""
        return len(self.slots)

    @property
    def full(self) -> bool:
        """Return whether a given name is known in full."""
        return any(slot.word for place in self.slots for slot in place)


def is_russian(mention: Mention) -> bool:
    """Return whether a mention lets its block be read as Russian: by its look, or a long surname in Cyrillic."""
    return mention.russian or (mention.cyrillic and len(mention.key) >= LONG_SURNAME)


def take(cluster: Cluster, index: int, reading: tuple[Slot, ...], mention: Mention, form: str) -> None:
    """Add a mention to a cluster."""
    cluster.members.append(index)
    cluster.forms.add(form)
    cluster.russian |= is_russian(mention)
    cluster.families.add(mention.name.family)
    widen(cluster, [[slot] for slot in reading])


def widen(cluster: Cluster, places: Sequence[Sequence[Slot]]) -> None:
    """Add to each place of a cluster the slots that say something new."""
    for at, place in enumerate(places):
        if at == len(cluster.slots):
            cluster.slots.append([])
        cluster.slots[at] += [slot for slot in place if slot not in cluster.slots[at]]


def merge(small: Cluster, large: Cluster, *, wide: bool = False) -> None:
    """Move the mentions of one cluster into another; initials that were cut do not narrow what the other allows."""
    large.members += small.members
    large.forms |= small.forms
    large.families |= small.families
    large.russian |= small.russian
    widen(large, [[slot for slot in place if slot.word or not wide] for place in small.slots])
    small.into = large


def admits(places: Sequence[Sequence[Slot]], others: Sequence[Sequence[Slot]], *, russian: bool, wide: bool) -> bool:
    """Return whether every place that both have agrees, slot by slot."""
    return all(
        agree(a, b, russian=russian, wide=wide)
        for place, other in zip(places, others, strict=False)
        for a in place
        for b in other
    )


def doors(place: Iterable[Slot], *, wide: bool) -> set[str]:
    """Return the letters by which a given name or initial may agree with another: only those who share one can.

    A cheap first test, since a frequent surname has hundreds of bearers.
    """
    found: set[str] = set()
    for slot in place:
        found |= slot.wide if wide or slot.word else slot.narrow
        found.add(slot.base)
    return found - {""}


def apart(a: Cluster, b: Cluster, walls: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a person judged names of two clusters to be different people's."""
    return bool(walls) and any(walls.get(form, frozenset()) & b.forms for form in a.forms)
