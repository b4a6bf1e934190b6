"""The spelling of a person's name for output: the one to prefer among printed forms, or all names in one scheme."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.matching.mentions import mention
from mhlit.matching.surnames import surname_key, surname_keys
from mhlit.model import Name
from mhlit.names import format_name, initials
from mhlit.names.units import is_initials, units
from mhlit.skeletons import ANY_CYRILLIC, ANY_LATIN
from mhlit.translit import detect_scheme, romanise, scheme_name, schemes, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.matching.mentions import Slot

ORIGINAL, PREFERRED = "original", "preferred"
# The scheme whose Latin letters stand for one Cyrillic letter each, so that it can be turned back.
REVERSIBLE = "iso9"


def wanted_scheme(name: str) -> str:
    """Return how names are to be written: ``original``, ``preferred``, or the scheme of that name or alias.

    Raises UsageError, with all there are.
    """
    if name.casefold() in {ORIGINAL, PREFERRED}:
        return name.casefold()
    try:
        return scheme_name(name)
    except UsageError as error:
        known = ", ".join((ORIGINAL, PREFERRED, *schemes()))
        raise UsageError(f"names cannot be written in '{name}'", hint=f"one of {known}") from error


# ---------------------------------------------------------------- the form to prefer


def preferred(counts: Mapping[str, int], names: Mapping[str, Name]) -> str:
    """Return the form to prefer of those that a person's name is printed in (form -> works).

    Of the commonest spelling of the surname the form with most given names. Never one in capitals, in mixed letters,
    in the genitive of "под ред. Дмитриевой", or with a cut initial ("I.S." for "I.Shch.") where there is another.
    """
    if len(counts) == 1:
        return next(iter(counts))
    faults = faults_of(counts, names)
    fewest = min(faults.values())
    best = [form for form in counts if faults[form] == fewest]
    common: Counter[str] = Counter()
    for form in best:
        common[names[form].family] += counts[form]
    return min(
        best,
        key=lambda form: (-common[names[form].family], *poverty(names[form]), -counts[form], -len(form), form),
    )


def poverty(name: Name) -> tuple[int, int]:
    """Return how little a name says, for sorting: full given names before initials, more of them before fewer."""
    given = units(name.given)
    return (-sum(not is_initials(unit) and len(unit) > 1 for unit in given), -len(given))


def faults_of(forms: Iterable[str], names: Mapping[str, Name]) -> dict[str, int]:
    """Return how many things are wrong with each form beside the other forms of the same person."""
    surnames = {form: surname_key(names[form].family) for form in forms}
    faults = {form: is_capitals(names[form].family) + is_mixed(form) for form in surnames}
    if len(set(surnames.values())) > 1:
        for form, own in surnames.items():
            bases = set(surname_keys(names[form].family)[1:]) & set(surnames.values())
            faults[form] += any(is_inflected(own, base) for base in bases)
    # Of two forms nobody knows which is the cut one.
    if len(surnames) > 2 and len({initials(names[form]) for form in surnames}) > 1:
        given = {form: mention(names[form]).slots for form in surnames}
        for form in surnames:
            faults[form] += is_cut(given[form], [slots for other, slots in given.items() if other != form])
    return faults


def is_capitals(family: str) -> bool:
    """Return whether a surname is in capitals; "LI" and "ЮМ" may be initials of something."""
    return len(family) > 2 and family.isupper()


def is_mixed(form: str) -> bool:
    """Return whether letters of two scripts stand in a name."""
    return not form.isascii() and ANY_CYRILLIC.search(form) is not None and ANY_LATIN.search(form) is not None


# "dmitrievoi" for "dmitrieva", "sneZnevskogo", "poloZego", "abramoviCa": surname keys in the genitive of "под ред."
INFLECTED = re.compile("(?:[oe]go|oi|viCa|egi)$")


def is_inflected(key: str, base: str) -> bool:
    """Return whether one surname key is the other in the genitive."""
    return INFLECTED.search(key) is not None and not base.endswith("oi") and key != base


def is_cut(own: Sequence[Slot], others: Iterable[Sequence[Slot]]) -> bool:
    """Return whether an initial contradicts those of most other forms: "Gurovich I.S." beside "И.Щ."."""
    clashes, fits = 0, 0
    for other in others:
        pairs = list(zip(own, other, strict=False))
        if pairs:
            agreed = all(a.narrow & b.narrow for a, b in pairs)
            fits, clashes = fits + agreed, clashes + (not agreed)
    return clashes > fits


# ---------------------------------------------------------------- all names in one scheme


def respelt(printed: Name, counts: Mapping[str, int], names: Mapping[str, Name], scheme: str) -> Name:
    """Return a printed name in a scheme, from the best Cyrillic form of the person's name; initials stay initials.

    A name that is known in Latin letters only stays as it is printed, unless it stands in ISO 9, which can be turned
    back letter by letter: half of the surnames come out wrong if the other schemes are turned back.
    """
    if printed.literal:
        return printed if scheme == ORIGINAL else replace(printed, literal=romanise(printed.literal, scheme))
    cyrillic = {form: count for form, count in counts.items() if in_cyrillic(names[form])}
    if cyrillic:
        best = names[preferred(cyrillic, {form: names[form] for form in cyrillic})]
        original = extent(best, printed)
    else:
        original = printed if scheme == ORIGINAL else turned_back(printed)
    if scheme == ORIGINAL or not in_cyrillic(original):
        return original
    given = written(original.given, scheme)
    return replace(original, family=romanise(original.family, scheme), given=given, particle="")


def in_cyrillic(name: Name) -> bool:
    """Return whether a surname is wholly in Cyrillic letters."""
    return ANY_CYRILLIC.search(name.family) is not None and ANY_LATIN.search(name.family) is None


def extent(best: Name, printed: Name) -> Name:
    """Return the best form with as much of the given name as is printed: in full, or initials with their stops."""
    full = any(len(unit) > 1 and not is_initials(unit) for unit in units(printed.given))
    given = best.given
    if not printed.given:
        given = ""
    elif full:
        given = printed.given if in_cyrillic(printed) else best.given
    elif best.given:
        short = initials(best)
        given = " ".join(f"{unit}." for unit in units(short)) if "." in printed.given else short
    return replace(printed, family=best.family, given=given, particle=best.particle)


def written(given: str, scheme: str) -> str:
    """Return a Cyrillic given part in a scheme; initials one by one, since "ИЯ" is "IYa" and not "IYA"."""
    return format_name(Name("-", given), "inverted", scheme).removeprefix("-").removeprefix(", ")


def turned_back(name: Name) -> Name:
    """Return a name that is certainly in ISO 9 in Cyrillic letters, else the name itself."""
    if detect_scheme(f"{name.family} {name.given}") != REVERSIBLE:
        return name
    back = replace(name, family=cyrillic_of(name.family), given=cyrillic_of(name.given))
    sure = romanise(back.family, REVERSIBLE) == name.family and romanise(back.given, REVERSIBLE) == name.given
    return back if sure else name


def cyrillic_of(text: str) -> str:
    """Return a text in ISO 9 in Russian letters."""
    letters = cyrillic_letters()
    text = unicodedata.normalize("NFC", text)
    return "".join(titled(letters.get(c.lower(), c)) if c.isupper() else letters.get(c, c) for c in text)


@cache
def cyrillic_letters() -> dict[str, str]:
    """Return the Russian letter of each letter of ISO 9."""
    return {romanise(letter, REVERSIBLE): letter for letter in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"}
