"""The genitive of Russian names, which "под ред." asks for: Т. Б. Дмитриева -> Т. Б. Дмитриевой.

Only surnames whose form does not depend on what we do not know are inflected; for the rest ``genitive`` gives ``""``
and the style keeps the nominative. Rules: Зализняк, Грамматический словарь; Калакуцкая, Склонение фамилий (surnames
in -ко, -ых, -о stay).
"""

from __future__ import annotations

from functools import cache

from mhlit.tables import table

SIBILANTS = "жчшщц"
VELARS = "гкх"
CONSONANTS = "бвгджзклмнпрстфхцчшщ"
# Endings that show both the gender and the form: (ending, genitive), the longest first.
ENDINGS = (
    ("ова", "овой"), ("ева", "евой"), ("ёва", "ёвой"), ("ина", "иной"), ("ына", "ыной"), ("ая", "ой"), ("яя", "ей"),
    ("ов", "ова"), ("ев", "ева"), ("ёв", "ёва"), ("ин", "ина"), ("ын", "ына"), ("ский", "ского"), ("цкий", "цкого"),
    ("ый", "ого"), ("ой", "ого"),
)  # fmt: skip
# Surnames that no case changes: Короленко, Черных, Долгих, Дурново, Шевченко
FIXED = ("ко", "ых", "их", "аго", "ово", "о", "е", "и", "у", "ю", "э", "ы")


def genitive(family: str, given: str = "") -> str:
    """Return a surname in the genitive, ``""`` where the form depends on a gender that the given name hides."""
    parts = family.split("-")
    if len(parts) > 1:
        forms = [genitive(part, given) for part in parts]
        return "-".join(forms) if all(forms) else ""
    for ending, form in ENDINGS:
        if family.endswith(ending) and len(family) > len(ending) + 1:
            return family[: -len(ending)] + form
    if family.endswith("ий"):
        return family[:-2] + ("ого" if family[-3:-2] in VELARS else "его")
    if family.endswith(FIXED):
        return family
    if family.endswith(("а", "я")):
        hard = family.endswith("а") and family[-2:-1] not in VELARS + SIBILANTS
        return family[:-1] + ("ы" if hard else "и")
    return by_gender(family, gender(given))


def by_gender(family: str, sex: str) -> str:
    """Return the genitive of a surname that ends like a noun: men's change, women's do not."""
    if sex != "m":
        return family if sex == "f" else ""
    if family.endswith(("ь", "й")):
        return family[:-1] + "я"
    return family + "а" if family[-1:] in CONSONANTS else ""


def gender(given: str) -> str:
    """Return ``m`` or ``f`` where a full patronymic or given name tells it, else ``""``."""
    words = given.casefold().split()
    if not words or len(words[0].strip(".")) < 2:
        return ""
    if words[-1].endswith(("вич", "ьич", "мич")):
        return "m"
    if len(words) > 1 and words[-1].endswith(("вна", "чна")):
        return "f"
    found = genders().get(words[0], "")
    return found if found in ("m", "f") else ""


@cache
def genders() -> dict[str, str]:
    """Return the gender of every given name in Cyrillic."""
    return {row["name"].casefold(): row["gender"] for row in table("given_names.tsv")}
