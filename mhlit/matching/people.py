"""Telling people apart by their printed names: one pair with its reasons, or a whole list into persons.

The surname is compared by a key that all romanisations share, initials as sets of the Cyrillic letters they may
stand for, full given names by the table of given names. A name joins a person only where exactly one person fits.
Everything is independent of the order of the input.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mhlit.matching.attaching import cluster_mentions
from mhlit.matching.mentions import Mention, Slot, agree, mention
from mhlit.matching.surnames import final_a, is_misprint, loose_key, slips
from mhlit.model import Match, Name
from mhlit.names.words import kind
from mhlit.skeletons import sharp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A surname of fewer letters that differs by one is another surname: "Бецко", "Бейко".
LONG_SURNAME = 5
MISPRINTED_LETTERS = 6
NameMatch = Match
# How far a surname is the same that is spelt abroad, has lost its marks, or has one letter wrong.
FOREIGN, STRIPPED, MISPRINT = 0.95, 0.85, 0.75
# What it counts if initials fit only widely, or if one of the names has none.
WIDE, NO_GIVEN = 0.5, 0.4


def cluster_names(names: Sequence[str | Name], judgements: Iterable[tuple[str, str, bool]] = ()) -> list[int]:
    """Return a label for each name, equal where the names are judged to be one person's.

    ``judgements`` are (name, name, same) as a person decided: they are never broken. Names on which nothing decides
    (one initial, several candidates) stay apart from all candidates.
    """
    known = {name: mention(name) for name in set(names) if isinstance(name, str)}
    mentions = [known[name] if isinstance(name, str) else mention(name) for name in names]
    return cluster_mentions(mentions, [str(name) for name in names], list(judgements))


# ---------------------------------------------------------------- a pair


def compare_names(a: str | Name, b: str | Name) -> NameMatch:
    """Return whether two printed names can be one person's (None: they cannot tell), with the reasons in words."""
    return compare_mentions(mention(a), mention(b))


def compare_mentions(first: Mention, second: Mention) -> NameMatch:
    """Return whether two names, ready for comparison, can be one person's, with the reasons in words."""
    likeness, reason = surnames(first, second)
    if not likeness:
        return Match(0.0, False, (reason,))
    if first.name.literal or second.name.literal:
        return Match(likeness, True, (reason,))
    given, verdict, why = given_parts(first, second)
    if verdict is None and likeness == 1 and given > WIDE and unlikely_namesakes(first, second):
        verdict, why = True, (*why, "the surname is not a frequent one")
    if verdict and likeness <= MISPRINT and not is_firm(first, second):
        verdict = None
    return Match(round(likeness * given, 3), verdict, (reason, *why))


def surnames(a: Mention, b: Mention) -> tuple[float, str]:
    """Return how alike two surnames are, from 0 to 1, and why."""
    if a.key == b.key:
        return 1.0, f"same surname in every scheme ({a.key})"
    if a.name.literal or b.name.literal:
        return 0.0, "different organisations, or an organisation and a person"
    if b.key in a.keys or a.key in b.keys:
        return FOREIGN, f"one surname is a foreign or inflected spelling of the other ({a.key}, {b.key})"
    if final_a(a.key, b.key):
        return 0.0, "a man's and a woman's surname"
    return misspelt(a, b)


def misspelt(a: Mention, b: Mention) -> tuple[float, str]:
    """Return how alike two surnames with different keys are: marks lost, spelt abroad, one letter wrong."""
    if loose_key(a.name.family) == loose_key(b.name.family) and len(a.key) >= LONG_SURNAME:
        return STRIPPED, "same surname once marks and doubled letters are left out"
    if both := set(a.keys[1:]) & set(b.keys[1:]):
        return STRIPPED, f"two foreign spellings of one surname ({min(both)})"
    if min(len(a.key), len(b.key)) >= MISPRINTED_LETTERS and (
        is_misprint(a.key, b.key, slips(a.name.family)) or is_misprint(b.key, a.key, slips(b.name.family))
    ):
        return MISPRINT, "surnames that differ by one letter"
    return 0.0, f"different surnames ({a.key}, {b.key})"


def given_parts(a: Mention, b: Mention) -> tuple[float, bool | None, tuple[str, ...]]:
    """Return how well given names and initials fit, what that decides, and why."""
    russian = a.russian or b.russian
    narrow = best_reading(a, b, russian=russian, wide=False)
    if narrow is None:
        if best_reading(a, b, russian=russian, wide=True) is None or not russian:
            return 0.0, False, ("given names or initials contradict each other",)
        return WIDE, None, ("initials fit only if one of them was cut or lost its mark",)
    one, other = narrow
    shared = min(len(one), len(other))
    if not shared:
        return NO_GIVEN, None, ("no given name to compare",)
    both_full = sum(bool(x.word and y.word) for x, y in zip(one, other, strict=False))
    strong = both_full > 0 or max(len(one), len(other)) > 1 or any(x.word for x in (*one, *other))
    why = (
        f"given name agrees ({given_of(a)}, {given_of(b)})"
        if both_full
        else f"initials {given_of(a)} fit {given_of(b)}"
    )
    score = 0.7 + 0.1 * min(shared, 2) + 0.05 * min(both_full, 2)
    return score, True if strong else None, (why,)


def best_reading(
    a: Mention, b: Mention, *, russian: bool, wide: bool
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]] | None:
    """Return the first pair of readings in which every given name that both have agrees, or None."""
    for one in a.readings[: 1 if wide else None]:
        for other in b.readings[: 1 if wide else None]:
            if all(agree(x, y, russian=russian, wide=wide) for x, y in zip(one, other, strict=False)):
                return one, other
    return None


def given_of(found: Mention) -> str:
    """Return the given part as printed, for a reason."""
    return found.name.given or "–"


def unlikely_namesakes(a: Mention, b: Mention) -> bool:
    """Return whether two names with one initial each are likelier one person than two: the surname is rare."""
    return bool(a.slots and b.slots) and not {a.key, b.key} & frequent_keys()


def is_firm(a: Mention, b: Mention) -> bool:
    """Return whether two given names or initials agree, as a misprinted surname needs."""
    return min(len(a.slots), len(b.slots)) > 1 or min(a.full, b.full) > 0


@cache
def frequent_keys() -> frozenset[str]:
    """Return the keys of surnames that many people bear."""
    return frozenset(map(sharp, kind("frequent surname")))
