"""The words and numbers that keep two works apart: parts, years, errata, comments, theses, editions, opposites.

Cues stand in ``data/veto_cues.tsv`` in their own script and are looked for as skeletons, so one row also finds
its romanised forms. What is found is a *mark*; two records whose marks disagree are not one work, however alike
the rest is: users of reference managers complain most about parts, editions and chapters that were merged unasked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mhlit.skeletons import skeleton_word
from mhlit.skeletons import words as words_of
from mhlit.tables import table
from mhlit.translit import skeleton

# "Social anxiety (correction)", "… classification? Reply", "Part I. Theory": a title's sentences and brackets
# (a double quote inside a word is a hard sign: ob"ekt)
SEGMENT = re.compile(r"[.?!:;()\[\]«»“”/]+\s*|(?<!\w)\"|\"(?!\w)|\s+[-–—]\s+")
# "2010", "15" of "CD15", "3" of "3-е"
DIGITS = re.compile(r"\d+")
# "Soobshchenie II", "Part IV", "type III": a Roman numeral of two or more letters, in capitals or wholly small
ROMAN = re.compile(r"\b(?:[IVX]{2,6}|ii|iii|iv|vi{1,3}|ix)\b")
# "Part I.", "сообщение V", "(I)", "… in old age. I": one letter is a numeral only at the end or before a stop
ROMAN_LETTER = re.compile(r"\b([IVХX])(?=\s*(?:[.:)\]]|$))")
# "International Multifoods - Case B": one capital letter at the end numbers like a numeral
LAST_LETTER = re.compile(r"\w\W+([A-HА-ДЖЗ])\W*$")
# It is looked for in as many letters, not from the start of every title.
LAST_LETTERS = 12
# Cyrillic and Ukrainian letters typed for Latin ones: "Часть ІІ", "сообщение ХІ"
LOOKALIKES = re.compile(r"\b[ІХIVX]*[ІХ][ІХIVX]*\b")
# Any word of such letters; most titles have none, and then nothing is to be replaced.
MAYBE_ROMAN = re.compile(r"\b[IVXivxІХ]+\b")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
# A title may carry dozens of numbers (tables of contents); more than these decide nothing.
MOST_NUMBERS = 12
# "Remarks from MIS Quarterly Editor - Editor's Comments": a column's title may name the journal, but no topic
LONGEST_COLUMN = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as skeleton words: its kind, where it must stand, and a value (the number that a numeral means)."""

    kind: str
    words: tuple[str, ...]
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a title says about its kind: ``kinds`` (erratum, comment …), part and edition numbers, other numbers."""

    kinds: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


# What most titles have: one object for all of them.
NO_MARKS = Marks()
NO_NUMBERS: frozenset[str] = frozenset()


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Return the cues that have a kind, by their first word."""
    found: dict[str, list[Cue]] = {}
    for row in table("veto_cues.tsv"):
        words = tuple(skeleton(row["cue"]).split())
        if words and row["place"] in {"start", "alone", "any", "number"} and row["kind"] != "no content":
            found.setdefault(words[0], []).append(Cue(row["kind"], words, row["place"], row["value"]))
    return {word: tuple(sorted(same, key=lambda cue: -len(cue.words))) for word, same in found.items()}


@cache
def words_of_kind(kind: str) -> dict[str, str]:
    """Return the cues of one kind as skeletons, each with its value."""
    return {skeleton(row["cue"]): row["value"] for row in table("veto_cues.tsv") if row["kind"] == kind}


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Return the pairs of skeletons that change what a title is about, in both orders: men / women."""
    pairs = [
        (skeleton(row["cue"]), skeleton(row["value"])) for row in table("veto_cues.tsv") if row["kind"] == "opposite"
    ]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


def roman(text: str) -> int:
    """Return the value of a Roman numeral made of I, V and X."""
    values = [ROMAN_VALUES[letter] for letter in text.upper()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def arabic(title: str) -> str:
    """Return a title with its Roman numerals as digits: they must be read before case and script are folded."""
    if not MAYBE_ROMAN.search(title):
        return title
    title = LOOKALIKES.sub(lambda match: match[0].replace("І", "I").replace("Х", "X"), title)
    title = ROMAN.sub(lambda match: str(roman(match[0])), title)
    return ROMAN_LETTER.sub(lambda match: str(roman(match[1].replace("Х", "X"))), title)


def segments(title: str) -> list[list[str]]:
    """Return the skeleton words of a title's sentences and brackets, in order."""
    cut = ([key for word in words_of(piece) if (key := skeleton_word(word))] for piece in SEGMENT.split(title))
    return [found for found in cut if found]


def marks(pieces: list[list[str]], title: str) -> Marks:
    """Return the marks of a title whose Roman numerals are digits already (see ``arabic``), cut by ``segments``."""
    found: dict[str, set[str]] = {"part": set(), "edition": set()}
    kinds: set[str] = set()
    known = cues()
    for number, words in enumerate(pieces):
        if known.keys().isdisjoint(words):
            continue
        for at, word in enumerate(words):
            for cue in known.get(word, ()):
                if tuple(words[at : at + len(cue.words)]) != cue.words:
                    continue
                if cue.place == "number":
                    found[cue.kind].add(numeral_beside(pieces, number, at, cue.kind))
                elif stands(cue, at, len(words), number):
                    kinds.add(cue.kind)
    if match := LAST_LETTER.search(title, max(len(title) - LAST_LETTERS, 0)):
        found["part"].add(match[1])
    if len(pieces) > 1 and len(pieces[-1]) == 1 and pieces[-1][0].isdigit() and len(pieces[-1][0]) < 3:
        found["part"].add(pieces[-1][0])
    if "summary of a thesis" in kinds:
        kinds.discard("thesis")
    said = numbers(title)
    if not (kinds or said or found["part"] or found["edition"]):
        return NO_MARKS
    parts, editions = (frozenset(found[kind] - {""}) for kind in ("part", "edition"))
    return Marks(frozenset(kinds), parts, editions, said)


def stands(cue: Cue, at: int, length: int, segment: int) -> bool:
    """Return whether a cue found at a word of a segment stands where the table wants it."""
    if cue.place == "start":
        return at == 0 and segment == 0
    if cue.place == "alone":
        return at == 0 and length == len(cue.words) and segment > 0
    return True


def numeral_beside(pieces: list[list[str]], piece: int, at: int, kind: str) -> str:
    """Return the number beside a cue: "part 2", "Part. II", "вторая часть", "2-е сообщение", "3rd ed."; else ``""``."""
    names = words_of_kind("numeral")
    words = pieces[piece]
    after = words[at + 1 : at + 2] or [word for following in pieces[piece + 1 : piece + 2] for word in following[:1]]
    if kind == "part" and after and (value := small_number(after[0], names)):
        return value
    before = words[max(at - 2, 0) : at][::-1]
    for distance, word in enumerate(before):
        value = small_number(word, names)
        # "a 12 month report" has no part 12, "2-е сообщение" has a part 2
        if value and (kind == "edition" or word in names or (distance == 1 and len(before[0]) == 1)):
            return value
    return ""


def small_number(word: str, names: dict[str, str]) -> str:
    """Return the number below 100 that a skeleton word says in digits ("3rd") or as an ordinal, or ``""``."""
    digits = DIGITS.match(word)
    if digits:
        return digits[0].lstrip("0") if len(digits[0]) < 3 else ""
    return names.get(word, "")


def numbers(title: str) -> frozenset[str]:
    """Return the numbers in a title, without leading zeros: two yearly reports differ in these."""
    if not (found := DIGITS.findall(title)):
        return NO_NUMBERS
    return frozenset(run.lstrip("0") for run in found[:MOST_NUMBERS]) - {""}


def generic(key: str) -> bool:
    """Return whether a title's skeleton is that of a column (Editorial), which only its place tells apart."""
    if not key or key in words_of_kind("generic"):
        return True
    words = key.split()
    return len(words) <= LONGEST_COLUMN and not words_of_kind("column").keys().isdisjoint(words)


def venue_class(key: str) -> str:
    """Return what the skeleton of a venue says it is: ``manuscript``, ``conference``, ``journal`` or ``""``."""
    padded = f" {key} "
    for kind in ("manuscript", "conference", "journal"):
        if any(f" {cue} " in padded for cue in words_of_kind(kind)):
            return kind
    return ""
