"""A printed name as evidence of a person: keys of its surname, and what each given name or initial allows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mhlit.matching.surnames import one_edit, surname_keys
from mhlit.names import parse_name
from mhlit.names.given import is_patronymic, joined, looks_russian, names_of, own_names, rows
from mhlit.names.units import is_initials, letters, readings
from mhlit.names.words import kind
from mhlit.skeletons import ANY_CYRILLIC, ANY_LATIN, TO_CYRILLIC, TO_LATIN, latin, sharp

if TYPE_CHECKING:
    from mhlit.model import Name

# "Ya", "Yu", "Zh", "Shch" in two cases: only romanised Cyrillic writes initials so.
DIGRAPH = re.compile("(?:[YJI][aue]|Zh|Kh|Ts|Sh|Shch|Shh|Ch|[ÂÛŽŠČŜ])(?![a-z])")
NO_LETTERS: frozenset[str] = frozenset()
# A full given name agrees with another that differs by one letter if it has this many ("Evgenii", "Evgeni").
LONG_NAME = 5
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One given name or initial: the Cyrillic letters it may stand for, narrowly and widely; the word if full.

    ``base`` is its first Latin letter (``""`` in Cyrillic); ``names`` are the rows of the given-name table that it
    may be.
    """

    narrow: frozenset[str]
    wide: frozenset[str]
    base: str
    word: str = ""
    names: frozenset[str] = NO_LETTERS
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed name ready for comparison. ``readings`` are the ways to read its initials, the likeliest first."""

    name: Name
    keys: tuple[str, ...]
    readings: tuple[tuple[Slot, ...], ...]
    russian: bool
    cyrillic: bool

    @property
    def key(self) -> str:
        """Return the key of the surname as it is spelt."""
        return self.keys[0]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the likeliest reading of the given part."""
        return self.readings[0]

    @property
    def full(self) -> int:
        """Return how many given names are printed in full."""
        return sum(bool(slot.word) for slot in self.slots)


def mention(name: str | Name) -> Mention:
    """Return a name, printed or parsed, ready for comparison."""
    if isinstance(name, str):
        return mention_of(parse_name(name))
    return mention_of(name) if name.family or name.literal else mention_of(parse_name(str(name)))


def mention_of(name: Name) -> Mention:
    """Return a parsed name ready for comparison; an organisation has a key and no slots."""
    if name.literal:
        return Mention(name, (f"={sharp(name.literal)}",), ((),), russian=False, cyrillic=False)
    family = f"{name.particle} {name.family}".strip()
    given = without_particles(name.given)
    ways = [*readings(given), *shape_twins(family, given)]
    found = tuple(tuple(slot(unit) for unit in way if any(map(str.isalpha, unit))) for way in ways)
    if GERMAN.search(family) or GERMAN.search(given):
        found = tuple(tuple(map(german, way)) for way in found)
    known = (
        looks_russian(family) or DIGRAPH.search(given) is not None or any(is_patronymic(word) for word in given.split())
    )
    cyrillic = ANY_CYRILLIC.search(family) is not None
    keys = surname_keys(family, given)
    return Mention(name, keys if keys[0] else (f"={name.family}",), found, russian=known, cyrillic=cyrillic)


def without_particles(given: str) -> str:
    """Return the given part without particles and kinship words: "T. G. van", "Гасан оглы"."""
    left_out = kind("particle") | kind("kinship")
    return " ".join(word for word in given.split() if not word.islower() or word not in left_out)


def shape_twins(family: str, given: str) -> list[tuple[str, ...]]:
    """Return readings of initials typed in the other script by shape: "Alder С.М." with Cyrillic С and М."""
    if ANY_LATIN.search(family) and ANY_CYRILLIC.search(given):
        return list(readings(given.translate(TO_LATIN)))
    if ANY_CYRILLIC.search(family) and ANY_LATIN.search(given):
        return list(readings(given.translate(TO_CYRILLIC)))
    return []


@lru_cache(maxsize=50_000)
def slot(unit: str) -> Slot:
    """Return what a unit of the given part says: an initial, an abbreviated or a full given name."""
    base = "" if ANY_CYRILLIC.match(unit) else latin(unit.lower())[:1]
    if is_initials(unit) or len(unit) < 2:
        return Slot(letters(unit), letters(unit, wide=True), base)
    known = names_of(unit)
    own = spoken(unit) if base else letters(unit[0])
    if not is_patronymic(unit):
        own |= begins(own_names(unit))  # "Catherine" is К and Ц as printed, and Е for Екатерина
    genders = {rows()[name]["gender"] for name in known}
    gender = patronymic_gender(unit) or (genders.pop() if len(genders) == 1 else "")
    return Slot(own, own | begins(known) | letters(unit[0], wide=True), base, joined(unit), known, gender)


# "Tolkowa SP", "Malescha LS": in German spelling S is also З, and Z is Ц
GERMAN = re.compile("w|sch", re.IGNORECASE)
GERMAN_LETTERS = {"s": frozenset("З"), "z": frozenset("Ц")}


def german(found: Slot) -> Slot:
    """Return an initial with the letters it has besides in a name of German spelling."""
    more = GERMAN_LETTERS.get(found.base, NO_LETTERS)
    return replace(found, narrow=found.narrow | more, wide=found.wide | more) if more and not found.word else found


# The first letter of a name as initials have it: Єва and Ева are one.
BEGINNINGS = {"Є": "Е", "І": "И", "Ї": "И", "Ё": "Е", "Ґ": "Г"}
# What a sharp key begins with and which letter that is; the ambiguous Latin letters keep what an initial of theirs
# may be.
SPOKEN = {
    "ia": "Я",
    "iu": "Ю",
    "i": "ИЙЫ",
    "e": "ЕЭЁ",
    "S": "ШЩ",
    "Z": "Ж",
    "C": "Ч",
    "c": "Ц",
    "h": "Х",
    "z": "З",
    "s": "С",
}


def begins(names: frozenset[str]) -> frozenset[str]:
    """Return the first letters of names of the table, as initials have them."""
    return frozenset(BEGINNINGS.get(name[0], name[0]) for name in names)


def spoken(unit: str) -> frozenset[str]:
    """Return the Cyrillic letters that a name in Latin letters may begin with: "Yvanovych" И, "Charles" ЧЦК."""
    key = joined(unit)
    found = next((letter for start, letter in SPOKEN.items() if key.startswith(start)), "")
    if found and (own_names(unit) or unit[0].lower() in "yjie"):
        return frozenset(found)
    return letters(unit[0].upper()) | frozenset(found)


def patronymic_gender(word: str) -> str:
    """Return "m" or "f" for a patronymic, else ``""``."""
    if not is_patronymic(word):
        return ""
    return "f" if joined(word).endswith("na") else "m"


# ---------------------------------------------------------------- agreement


def agree(a: Slot, b: Slot, *, russian: bool, wide: bool = False) -> bool:
    """Return whether two given names or initials can belong to one person.

    Similar initials agree only where the name is Russian or the scripts differ; else "Kim HY" would be "Kim KY".
    """
    if a.word and b.word:
        return same_given(a, b)
    if not (russian or bool(a.base) != bool(b.base)) and a.base and b.base:
        return a.base == b.base
    return bool(a.wide & b.wide) if wide else bool(a.narrow & b.narrow)


GUTTURALS = str.maketrans("cChk", "kkkk")


def same_given(a: Slot, b: Slot) -> bool:
    """Return whether two full given names can be one person's: equal, equivalent, shortened or misprinted."""
    if a.word == b.word:
        return True
    if is_patronymic(a.word) and a.word.translate(GUTTURALS) == b.word.translate(GUTTURALS):
        return True  # "Michajlowicz", "Mikhailovich"
    if "m" in (a.gender, b.gender) and "f" in (a.gender, b.gender):
        return False
    if a.names & b.names:
        return True
    if (
        a.names
        and b.names
        and a.gender
        and is_patronymic(a.word) == is_patronymic(b.word)
        and not short(a.word, b.word)
    ):
        return False
    return short(a.word, b.word) or misprinted(a.word, b.word)


def short(a: str, b: str) -> bool:
    """Return whether one given name is the beginning of the other: "Rich", "Richard"."""
    a, b = sorted((a, b), key=len)
    return len(a) >= SHORTEST_PREFIX and b.startswith(a)


def misprinted(a: str, b: str) -> bool:
    """Return whether two long given names differ by one letter, not the first, and not by a final -a."""
    if min(len(a), len(b)) < LONG_NAME or a[0] != b[0] or a.rstrip("a") == b.rstrip("a"):
        return False
    return one_edit(a, b)
