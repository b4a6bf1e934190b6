"""What the table of given names knows: whether a word is one, and which names it may stand for.

Looked up by sharp skeleton, so any romanisation finds its row. The table's equivalents say "may be the same name"
(Сергей, Сергій), an asterisk marks established foreign forms (Eugene for Евгений).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mhlit.skeletons import sharp
from mhlit.tables import parts, table

if TYPE_CHECKING:
    from collections.abc import Iterator

# "яковлевич", "iakovleviC", "jakowlewitsch", "borysovych", "petrivna", "fominiCna", in sharp skeletons
PATRONYMIC = re.compile("(?:[oe]v(?:iC|ic|ih|na)|iCna|iniCna|ivna|ovC)$")
# The same and a surname's: "Гурович", "Абрамович", but never "-овна"
MAN_PATRONYMIC = re.compile("[oe]v(?:iC|ic|ih)$")
# Surnames formed as Slavic, Baltic, Armenian and Georgian ones are, in sharp skeletons: "gurov", "iakovleva", "polozi",
# "kostiuk", "Sevcenko", "krasnovskaia", "petrosian", "kikvidze". Short ones ("kim", "levin") prove nothing.
SURNAME = re.compile(
    "(?:[oe]va?|ina?|[sc]k(?:i|aia|a|oi)|enko|[iu]k|[iu]Cka|ih|iC|evec|ec|ak|[nd]aia|ian|ianc|dze|Svili|aitis|auskas|Suk|Cuk|Cik|nik|lo|ov|ev)$"
)
SURNAME_LETTERS = 5
NONE: frozenset[str] = frozenset()


@cache
def forms() -> dict[str, frozenset[str]]:
    """Return the names (rows of the table, in Cyrillic) that each skeleton may stand for."""
    found: dict[str, set[str]] = {}
    for row in table("given_names.tsv"):
        latin = (variant.rstrip("*") for variant in parts(row["latin"]))
        for form in (row["name"], *latin):
            found.setdefault(joined(form), set()).add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Return the full names of each diminutive, by skeleton."""
    found: dict[str, set[str]] = {}
    for row in table("given_names.tsv"):
        for form in parts(row["short"]):
            found.setdefault(joined(form), set()).add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


@cache
def rows() -> dict[str, dict[str, str]]:
    """Return the rows of the table by name."""
    return {row["name"]: row for row in table("given_names.tsv")}


@cache
def patronymics() -> dict[str, frozenset[str]]:
    """Return the fathers' names of each patronymic of the table, by skeleton; also of those in -ич (Ильич, Фомич)."""
    found: dict[str, set[str]] = {}
    for row in table("given_names.tsv"):
        for form in parts(row["patronymics"]):
            found.setdefault(joined(form), set()).add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


def joined(word: str) -> str:
    """Return the sharp skeleton of a word, without blanks where a hyphen stood."""
    return sharp(word).replace(" ", "")


@lru_cache(maxsize=50_000)
def names_of(word: str) -> frozenset[str]:
    """Return the names of the table that a printed given name may stand for, and their equivalents (Сергій)."""
    direct = own_names(word)
    return direct | {other for name in direct for other in parts(rows()[name]["equivalents"])}


@lru_cache(maxsize=50_000)
def own_names(word: str) -> frozenset[str]:
    """Return the names of the table that a printed given name may stand for in its own language.

    Of a short form the full ones ("Саша": Александр, Александра), of a patronymic the father's ("Петрович": Пётр).
    """
    return listed(joined(word)) or next(filter(None, (listed(joined(text)) for text in respelt(word.lower()))), NONE)


def listed(key: str) -> frozenset[str]:
    """Return the names of the table with this skeleton: given names, else short forms, else patronymics."""
    return forms().get(key) or short_forms().get(key) or patronymics().get(key, NONE)


# French "Gueorguii", any "Alexandr", German "Michail", Polish "Grzegorz", "Szamil", "Borisowicz", Telegram "Sergej"
RESPELLINGS = (
    ("gu(?=[ei])", "g"),
    ("x", "ks"),
    ("(?<![stc])ch", "kh"),
    ("cz", "ch"),
    ("sz", "sh"),
    ("z", "zh"),
    ("^h", "g"),
)


def respelt(word: str) -> Iterator[str]:
    """Yield a given name in Latin letters as a Russian scheme would spell it if its spelling is a foreign one."""
    if word.isascii():
        for pattern, replacement in RESPELLINGS:
            text = re.sub(pattern, replacement, word)
            if text != word:
                yield text


@lru_cache(maxsize=50_000)
def is_given(word: str) -> bool:
    """Return whether a word is a given name of the table, in any script, or a double one with such a part."""
    return joined(word) in forms() or ("-" in word and any(joined(part) in forms() for part in word.split("-")))


@lru_cache(maxsize=50_000)
def is_russian_given(word: str) -> bool:
    """Return whether a word is a given name that Russian has: "Yakov" and "Shamil", not "Jean" or "Charles"."""
    return any("ru" in parts(rows()[name]["languages"]) for name in forms().get(joined(word), ()))


@lru_cache(maxsize=50_000)
def is_patronymic(word: str) -> bool:
    """Return whether a word is a patronymic, by the table or by its shape."""
    key = joined(word)
    return len(key) > 3 and (PATRONYMIC.search(key) is not None or key in patronymics())


@lru_cache(maxsize=50_000)
def looks_russian(family: str) -> bool:
    """Return whether a surname is formed like a Russian one (or Ukrainian, Belarusian, Armenian, Georgian).

    Only such surnames may be joined on initials that are merely similar: "Kim HY" and "Kim CI" never.
    """
    key = joined(family)
    return len(key) >= SURNAME_LETTERS and SURNAME.search(key) is not None
