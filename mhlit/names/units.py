"""Initials: which token is one, which letters it stands for.

Romanised initials have one to seven letters ("Ya", "Shch", "Schtsch"), with or without full stops, and one of them
may stand for several Cyrillic letters (Y: Я, Ю, Й, Ы). ``data/translit/initials.tsv`` lists both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from mhlit.tables import table

# Digraphs and longer, the longest first; written "Ya" or "YA".
DIGRAPHS = (
    *(
        "SCHTSCH",
        "CHTCH",
        "SHTSH",
        "SHCH",
        "TSCH",
        "SHH",
        "SCH",
        "TCH",
        "DZH",
        "IOU",
        "ZH",
        "KH",
        "CH",
        "TS",
        "TZ",
        "TC",
    ),
    *("SH", "SZ", "CZ", "SC", "EH", "PH", "TH", "YA", "YU", "YE", "YO", "IA", "IU", "IE", "IO", "JA", "JU", "JE", "JO"),
    *("ŠČ", "ДЖ", "ДЗ"),
)
# Letters of Latin-1, Latin Extended-A and Cyrillic by case, as the insides of a character class.
ALPHABET = [chr(code) for code in (*range(0x41, 0x180), *range(0x400, 0x530))]
UPPER, LOWER = ("".join(filter(case, ALPHABET)) for case in (str.isupper, str.islower))
LETTER = f"[{UPPER}][\u0300-\u036f]*['’ʹ]?"
# "Ya", "YA", "I͡A", "Shch", "A"
UNIT = "(?:" + "|".join(f"{d}|{d.capitalize()}" for d in DIGRAPHS) + f"|[IT]͡[ASUasu]|{LETTER})"
# "IYa", "I.Ya.", "J.-P.", "YaA", "Л.С", "JRR": up to four units in up to four pieces
TOKEN = re.compile(rf"(?:{UNIT}){{1,3}}(?:[.\-]+(?:{UNIT}){{1,3}}){{0,4}}\.?$")
# "Alex.", "Вл.", "Chr.", "n.": an abbreviated given name, or an initial in small letters
SHORT = re.compile(rf"(?:[{UPPER}][{LOWER}]{{1,3}}|[{LOWER}])\.(?:-?[{UPPER}]\.)*$")
UNITS = re.compile(UNIT)
# "Karl-Otto", "J.-P."
HYPHENATED = re.compile(r"(?P<first>[^\W\d_]+\.?)-[^\W\d_]+\.?")
WORD = re.compile(rf"[^\W\d_][{LOWER}'’ʹ\u0300-\u036f]*")


@lru_cache(maxsize=100_000)
def is_initials(token: str) -> bool:
    """Return whether a token has the shape of initials: "IYa", "J.-P.", "ИЯ", "Alex."; short surnames have it too."""
    return TOKEN.match(token) is not None or SHORT.match(token) is not None


@lru_cache(maxsize=100_000)
def units(given: str) -> tuple[str, ...]:
    """Return the units of a given part: "I.Ya." -> ("I", "Ya"), "Evgeny B." -> ("Evgeny", "B")."""
    found: list[str] = []
    for token in re.split(r"[\s.\-‐,]+", given):
        if TOKEN.match(token):
            found += UNITS.findall(token)
        elif token:
            found.append(token)
    return tuple(found)


@lru_cache(maxsize=100_000)
def readings(given: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read the given part as units; "IA" in capitals is I. A. or Ia., so it has two.

    A digraph of capitals before a full stop is one unit ("IA.A."), and so is one in two cases ("IYa").
    """
    if HYPHENATED.search(given):  # "Karl-Otto" is K. in one list and K.-O. in another
        return tuple(dict.fromkeys((units(given), units(HYPHENATED.sub(r"\g<first>", given)))))
    first = units(given)
    dotted = "." in given
    split = tuple(
        letter for unit in first for letter in (unit if len(unit) == 2 and unit.isupper() and not dotted else (unit,))
    )
    return (first,) if split == first else (split, first)


@cache
def letter_table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each unit in capitals the Cyrillic letters it stands for: narrow and wide."""
    return {
        row["unit"]: (frozenset(row["narrow"]), frozenset(row["narrow"] + row["wide"]))
        for row in table("translit/initials.tsv")
    }


@lru_cache(maxsize=20_000)
def letters(unit: str, wide: bool = False) -> frozenset[str]:
    """Return the Cyrillic letters that an initial may stand for; a Cyrillic one stands for itself.

    ``wide`` adds what a careless hand may have meant: I for Я (an initial cut from "Ya"), S for Ш (a mark stripped).
    """
    plain = unit.replace("\u0361", "").strip("'’ʹ.").upper()
    found = letter_table().get(plain)
    if found is None:
        base = unicodedata.normalize("NFD", plain)[:1]
        found = letter_table().get(base, (frozenset(base), frozenset(base)))
    return found[wide]


def first_unit(word: str) -> str:
    """Return the initial of a full given name as Russian journals print it: "Yakov" -> "Ya", "Шамиль" -> "Ш"."""
    match = UNITS.match(word[:1].upper() + word[1:]) if word else None
    return match[0] if match else word[:1]
