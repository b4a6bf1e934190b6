"""A parsed name written out again: in the forms of citation styles and in any romanisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.names.given import is_patronymic, is_russian_given, looks_russian
from mhlit.names.units import UNITS, first_unit, is_initials, units
from mhlit.translit import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Name

# Digraphs that stand for one letter at the start of a romanised given name: "Yakov", "Iurii", "Zhanna", "Shamil"
RUSSIAN_DIGRAPH = re.compile("(?:Y|J|I)[au]|Zh|Kh|Ts|Shch|Sh|Ch")


def format_name(name: Name, form: str = "vancouver", scheme: str = "") -> str:
    """Return a name as a style prints it, romanised if a scheme is given.

    Forms: ``vancouver`` "Gurovich IYa", ``gost`` "Гурович И.Я.", ``full`` "Илья Яковлевич Гурович", ``inverted``
    "Гурович, Илья Яковлевич". An organisation is itself in every form. Any other form raises KeyError.
    """
    if name.literal:
        return written(name.literal, scheme)
    family = written(f"{name.particle} {name.family}".strip(), scheme)
    given, suffix = written_given(name.given, scheme), written(name.suffix, scheme)
    short = [written(unit, scheme) for unit in short_units(name)]
    forms = {
        "vancouver": [" ".join(filled((family, "".join(short), suffix)))],
        "gost": [" ".join(filled((family, "".join(f"{unit}." for unit in short)))), suffix],
        "full": [" ".join(filled((given, family, suffix)))],
        "inverted": [family, given, suffix],
    }
    return ", ".join(filled(forms[form]))


def filled(parts: Iterable[str]) -> list[str]:
    """Return the parts that are not empty."""
    return [part for part in parts if part]


def written(text: str, scheme: str) -> str:
    """Return a text in a scheme, or as it stands without one."""
    return romanise(text, scheme) if scheme else text


def written_given(given: str, scheme: str) -> str:
    """Return a given part in a scheme; initials one by one, since "ИЯ" is "IYa" and not "IYA"."""
    if not scheme:
        return given
    return " ".join(
        "".join(written(unit, scheme) for unit in (UNITS.findall(token) if is_run(token) else [token]))
        for token in given.split()
    )


def is_run(token: str) -> bool:
    """Return whether a token is initials without stops, which are romanised one by one."""
    return token.isalpha() and is_initials(token)


def initials(name: Name) -> str:
    """Return the initials without stops or blanks: "IYa" for "I. Ya.", "ИЯ" for "Илья Яковлевич"."""
    return "".join(short_units(name))


def short_units(name: Name) -> list[str]:
    """Return the initials one by one."""
    given = units(name.given)
    russian = looks_russian(name.family) or any(map(is_patronymic, given))
    return [short for unit in given if (short := short_unit(unit, russian=russian))]


def short_unit(unit: str, *, russian: bool) -> str:
    """Return the initial of one given name; a digraph stays whole where the bearer is Russian.

    "Yakov" Gurovich is "Ya", but Julie Williams is "J", though Russian has a Julia too.
    """
    if is_initials(unit):
        return unit
    if not unit[:1].isalpha() or unit[:1].islower():
        return ""  # particles and signs within the given part
    digraph = first_unit(unit)
    romanised = russian and RUSSIAN_DIGRAPH.match(digraph) and (is_russian_given(unit) or is_patronymic(unit))
    return digraph if romanised else unit[:1]


# ---------------------------------------------------------------- the genitive behind "под ред."

# Endings that only one nominative can have had there: "Снежневского" -> "Снежневский", "Дмитриевой" -> "Дмитриева".
# A name that ends in -а has -ы or -и in the genitive, so an -а behind a consonant is no part of it: "Гофмана".
# "-ы" of "Воды" is left alone: it may belong to the name.
GENITIVES = (
    # Ukrainian: "Напрєєнка", "Ковальського", "Ковальської", "Дмитрієвої"
    (re.compile("(?<=..[еє]нк)а$"), "о"),
    (re.compile("(?<=[сцз]ьк)ого$"), "ий"),
    (re.compile("(?<=[сцз]ьк)ої$|(?<=[оеєії]в)ої$|(?<=[иії]н)ої$"), "а"),
    (re.compile("(?<=[сц]к)ого$|(?<=[жшчщ])его$"), "ий"),
    (re.compile("(?<=[сц]к)ой$"), "ая"),
    (re.compile("(?<=[оеё]в)ой$|(?<=[иі]н)ой$|(?<=ын)ой$"), "а"),
    (re.compile("(?<=.[оеё]в)а$|(?<=..ин)а$"), ""),
    (re.compile("(?<=..[бвгджзклмнпрстфхцчшщ])а$"), ""),
    (re.compile("(?<=..[аеоу])я$"), "й"),
    (re.compile("(?<=..[лрнт])я$"), "ь"),
    (re.compile("(?<=[oe]v)o[iyj]$|(?<=in)o[iyj]$"), "a"),
    (re.compile("(?<=.[oe]v)a$|(?<=..in)a$|(?<=[oe]vich)a$"), ""),
)


def nominative(family: str) -> str:
    """Return the nominative of a surname in the genitive where its ending leaves no choice, else the surname itself."""
    for ending, replacement in GENITIVES:
        if ending.search(family):
            return ending.sub(replacement, family)
    return family
