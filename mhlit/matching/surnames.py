"""Keys of surnames: the one that all romanisations share, and the readings that foreign spellings allow."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mhlit.names.words import kind
from mhlit.skeletons import ANY_CYRILLIC, latin, sharp, skeleton_word, words

if TYPE_CHECKING:
    from collections.abc import Collection

# ш, ч and ж before о and ё sound alike and are romanised alike: "Хрущёв", "Khrushchov", "Khrushchev"
HISSED_O = re.compile("(?<=[SCZ])o")
# Russian adjectives in other cases, as lists of editors print them: "Снежневского", "Polozhego", "Дмитриевой"
CASES = (
    (re.compile("(?<=[sc]k)ogo$"), "i"),
    (re.compile("(?<=[sc]k)oi$"), "aia"),
    (re.compile("(?<=[oe]v)oi$"), "a"),
    (re.compile("(?<=in)oi$"), "a"),
    (re.compile("(?<=[bdgklmnprstvzSZC])(?:ego|egi|ogo)$"), "i"),
    (re.compile("(?<=[oe]viC)a$"), ""),
)
# Marks of a foreign spelling in the printed word, and what its sharp key may also stand for.
GERMAN = re.compile(r"w|sch|ch(?=[tr])|ei|eu|dse\b|mann\b", re.IGNORECASE)
POLISH = re.compile("cz|sz|rz|w", re.IGNORECASE)
FRENCH = re.compile(r"ou|ch|[iy]ne\b|gu[ei]|ss", re.IGNORECASE)
MOST_READINGS = 32


@lru_cache(maxsize=100_000)
def surname_key(family: str) -> str:
    """Return the key of a surname: sharp, without particles, hyphens and blanks, its hissed о as е."""
    found = words(family)
    kept = [word for word in found if word not in kind("particle")] or found
    return HISSED_O.sub("e", sharp(" ".join(kept)).replace(" ", ""))


@lru_cache(maxsize=100_000)
def surname_keys(family: str, given: str = "") -> tuple[str, ...]:
    """Return the keys a surname may have, its own first; further ones for foreign spellings and for other cases.

    The given part only shows the spelling: "Sasulina WB" is German by its W.

    "Bechterew" is German ("behterev"), "Joukov" French ("Zukov"), "Maximov" any ("maksimov"), "Hryhorenko" Ukrainian
    ("grigorenko"). They only say what is possible; another mention has to confirm one of them.
    """
    own = surname_key(family)
    keys = dict.fromkeys([own])
    for pattern, replacement in CASES:
        if pattern.search(own):
            keys[pattern.sub(replacement, own)] = None
    if not ANY_CYRILLIC.search(family):
        for key in foreign(family.lower(), own, f"{family} {given}"):
            keys[key] = None
    elif re.search("[іїєґ]", family, re.IGNORECASE) or "г" in family.lower():
        keys[own.replace("g", "h")] = None
    return tuple(keys)


def foreign(printed: str, own: str, context: str) -> list[str]:
    """Return the keys that a surname in Latin letters has if it is not spelt in a Russian scheme."""
    choices: list[tuple[str, ...]] = [(printed,)]
    for pattern, replacements in rewritings(printed, context):
        choices = [
            (*done, text)
            for done in choices
            for text in dict.fromkeys((done[-1], *(pattern.sub(r, done[-1]) for r in replacements)))
        ][:MOST_READINGS]
    spelt = {done[-1] for done in choices}
    keys = {surname_key(text) for text in spelt}
    return sorted(keys - {own})


def rewritings(printed: str, context: str) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """Return which letters of a printed surname may be spelt in another way: (pattern, respellings in BSI)."""
    found = [rule for rule in GENERAL if rule[0].search(printed)]
    for mark, rules in ((GERMAN, GERMAN_RULES), (POLISH, POLISH_RULES), (FRENCH, FRENCH_RULES)):
        if mark.search(context):
            found += [rule for rule in rules if rule[0].search(printed)]
    return found


def rules(*pairs: tuple[str, tuple[str, ...]]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return rules with their patterns compiled."""
    return tuple((re.compile(pattern), replacements) for pattern, replacements in pairs)


# "Maximov", "Nicolaev", "Hryhorenko", "Chejov" (Spanish), "Ivanovs" (Latvian), "Ivanovas" (Lithuanian), "Dzhaparidze"
GENERAL = rules(
    ("x", ("ks",)),
    ("c(?![hz])", ("k",)),
    ("h(?=[aeiouyrln])(?<![cksztpg]h)", ("g",)),
    ("(?<=[aeioulrn])j(?=[aeiou])|^j(?=[aeiou])|(?<=[aeiou])j(?=[bdghklmnprstv])", ("zh", "kh")),
    ("^j(?=[aeiou])", ("dzh",)),
    ("(?<=[oe]v)(?:s|as|is)$|(?<=in)(?:s|as)$", ("",)),
    ("(?<=sk)(?:is|yj|as)$", ("i",)),
    ("iy(?=[aeu])|yy", ("y",)),
    ("z(?![h])", ("ts",)),
    ("(?<![tsc])ch", ("kh",)),
)
# "Bechterew", "Michailow", "Schukow", "Susdalew", "Zygankow", "Dserschinski"
GERMAN_RULES = rules(
    ("tsch", ("ch",)),
    ("dsch", ("dzh",)),
    ("(?<!t)sch", ("zh", "shch")),
    ("(?<!t)s(?=[aeiouydlmnrw])", ("z",)),
    ("(?<=[aeiou])s(?=[aeiouydlmnrw])", ("z",)),
    ("ä", ("ya",)),
    ("^s(?=[pt])", ("sh",)),
    ("st(?=e[ij]n$)", ("sht",)),
    ("eu(?=[bdgklmnrt])", ("ei",)),
)
# "Łazowski", "Wygocki", "Kraszewski", "Czernow"
POLISH_RULES = rules(("cz", ("ch",)), ("sz", ("sh",)), ("rz", ("r", "zh")), ("ck", ("tsk",)))
# "Pouchkine", "Tchekhov", "Joukovski", "Guerassimov", "Oussoltsev", "Chestov"
FRENCH_RULES = rules(
    ("chtch", ("shch",)),
    ("(?<![tsk])ch", ("sh",)),
    ("j(?=[aeou])", ("zh",)),
    ("gu(?=[ei])", ("g",)),
    ("(?<=[iy])ne$", ("n",)),
    ("ï", ("i",)),
)
# Vowels say least of all across spellings; these consonants replace one another.
CODES = str.maketrans(
    {**dict.fromkeys("chkgszxqSZC", "k"), **dict.fromkeys("vwf", "v"), **dict.fromkeys("aeiouy", None)}
)
REPEATED = re.compile(r"(.)\1+")
BLOCK_LETTERS = 4
# Where two letters stand for one, a slip changes more than one letter of the key: "sh", "ts", "ya", "shch".
IN_DIGRAPH = re.compile("[sczkt]+h|ts|[yij][aueoh]")


@lru_cache(maxsize=100_000)
def loose_key(family: str) -> str:
    """Return the key of a surname that bears stripped marks and doubled letters: "Sneznevskij" meets "Снежневский"."""
    return "".join(map(skeleton_word, words(family)))


@lru_cache(maxsize=100_000)
def block_key(family: str) -> str:
    """Return a coarse key that all spellings of a surname nearly always share: four codes of its consonants."""
    key = surname_key(family)
    codes = REPEATED.sub(r"\1", key.translate(CODES))
    return codes[:BLOCK_LETTERS] or key[:2]


# ---------------------------------------------------------------- misprints


def is_misprint(key: str, other: str, respelt: Collection[str]) -> bool:
    """Return whether one surname key may be a misprint of another; the final -a of women's surnames never is.

    ``respelt`` are the ``slips`` of the first surname.
    """
    if key == other or final_a(key, other):
        return False
    return other in respelt or one_edit(key, other) or one_edit(short_key(key), short_key(other))


def short_key(key: str) -> str:
    """Return a key in which я and ю are one letter, so that their loss is one slip."""
    return key.replace("ia", "a").replace("iu", "u")


@lru_cache(maxsize=20_000)
def slips(family: str) -> frozenset[str]:
    """Return the keys of a surname with two printed letters swapped, or one of a digraph left out.

    "Kutespalov" and "Obrezyha" are one slip away from "Kutsepalov" and "Obrezha", but their keys differ in more
    letters.
    """
    printed = latin(family.lower())
    found = [printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :] for at in range(1, len(printed) - 1)]
    places = {at for match in IN_DIGRAPH.finditer(printed) for at in range(match.start(), match.end())}
    found += [printed[:at] + printed[at + 1 :] for at in places if at]
    return frozenset(map(surname_key, found))


@lru_cache(maxsize=50_000)
def one_edit(a: str, b: str) -> bool:
    """Return whether one letter was changed, added, dropped or swapped with its neighbour."""
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=1) <= 1


def final_a(a: str, b: str) -> bool:
    """Return whether two surname keys differ by gender: "kuznecov", "kuznecova"; "gorski", "gorskaia"."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer == shorter + "a" or (
        longer.endswith("kaia") and shorter.endswith("ki") and longer[:-4] == shorter[:-2]
    )
