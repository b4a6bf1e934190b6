"""The concepts of mental health and social care, in English and Russian, and where a text speaks of them.

Labels are matched on stemmed skeletons (``translit``), so any inflection and any romanisation of a label is found.
Folding seven thousand labels takes longer than a search may last; ``data/thesaurus_keys.tsv`` therefore holds them
folded, grouped by their first word. ``data/build/thesaurus_keys.py`` makes it again when labels or folding change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from mhlit.model import Text
from mhlit.skeletons import stem_word, words
from mhlit.tables import data, parts, table
from mhlit.text import CYRILLIC
from mhlit.translit import language

# "ПТСР", "WHO": an abbreviation, which is a common word when it is written small ("who", "рас")
ABBREVIATION = re.compile(r"\b[A-ZА-ЯЁ]{2,6}\b")
# the Latin words of "терапия SSRI при депрессии"
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’-]*")
# the hyphen of "out-patient", "post-traumatic", "non-psychotic", "психо-социальный", "нейро-когнитивный"
PREFIX = re.compile(
    r"(?:(?<=\bout)|(?<=\bnon)|(?<=\bpre)|(?<=\bbio)|(?<=\bpost)|(?<=\banti)|(?<=\bmeta)|(?<=\bpara)|(?<=\bpsycho)"
    r"|(?<=\bneuro)|(?<=\bmulti)|(?<=\bmicro)|(?<=\bsocio)|(?<=\bin)(?=-patient)|(?<=\bпост)|(?<=\bанти)|(?<=\bмета)"
    r"|(?<=\bпсихо)|(?<=\bнейро)|(?<=\bмульти)|(?<=\bмикро)|(?<=\bсоцио)|(?<=\bпара)|(?<=\bбио))-(?=\w)",
    re.IGNORECASE,
)
# stems from this length on are taken for the same word in a text of the other language
LONG = 5
LOWER = re.compile(r"[a-zа-яё]")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept with all its labels, the preferred ones first; ``sources`` are authorities that know it too.

    A source reads ``MeSH D012559``, ``ICD-10 F20``, ``CRPD art. 19`` or, where none stands behind it, ``usage``.
    """

    id: str
    preferred_en: str
    preferred_ru: str
    labels: tuple[Text, ...]
    broader: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


class Entry(NamedTuple):
    """A folded label: its words, the concept it names, its language, and whether only capitals count."""

    words: tuple[str, ...]
    id: str
    lang: str
    capitals: bool


class Found(NamedTuple):
    """A label found in a text: the words ``[first, last)`` of its skeleton and the concepts they name."""

    first: int
    last: int
    ids: tuple[str, ...]


# ---------------------------------------------------------------- the concepts


@cache
def concepts() -> tuple[Concept, ...]:
    """Return every concept, ordered by id."""
    return tuple(map(concept_of_row, table("thesaurus.tsv")))


def concept_of_row(row: dict[str, str]) -> Concept:
    """Return the concept that a row of the table describes."""
    english = (row["en"], *parts(row["synonyms_en"]))
    russian = (row["ru"], *parts(row["synonyms_ru"]))
    labels = tuple(Text(label, lang) for lang, group in (("en", english), ("ru", russian)) for label in group)
    broader, related = row["broader"], parts(row["related"])
    return Concept(row["id"], row["en"], row["ru"], labels, broader, related, parts(row["source"]), row["note"])


@cache
def by_id() -> dict[str, dict[str, str]]:
    """Return the rows of the table by id; most callers need a few of them and no Concept."""
    return {row["id"]: row for row in table("thesaurus.tsv")}


@lru_cache(4096)
def concept(id: str) -> Concept:
    """Return the concept with this id; KeyError where there is none."""
    return concept_of_row(by_id()[id])


def label(id: str, lang: str = "en") -> str:
    """Return the label to show for a concept in English or Russian, or the id where it names no concept."""
    row = by_id().get(id)
    return row["ru" if lang.startswith("ru") else "en"] if row else id


def above(id: str) -> tuple[str, ...]:
    """Return the ids of the concepts above one, the nearest first; the last is the area that it belongs to."""
    found: list[str] = []
    while id := by_id()[id]["broader"]:
        found.append(id)
    return tuple(found)


def below(id: str) -> tuple[str, ...]:
    """Return the ids of the concepts directly below one, in the order of the table."""
    return narrower().get(id, ())


@cache
def narrower() -> dict[str, tuple[str, ...]]:
    """Return the ids directly below each concept that has any; those of the areas are at ``""``."""
    found: dict[str, list[str]] = {}
    for id, row in by_id().items():
        found.setdefault(row["broader"], []).append(id)
    return {id: tuple(ids) for id, ids in found.items()}


def find_concept(label: str) -> Concept | None:
    """Return the concept that has this label, in any inflection, romanisation or language; also an id.

    A label that names several concepts gives the one whose preferred label it is, else None.
    """
    if label in by_id():
        return concept(label)
    words = stems(label)
    found = labels_at(words, 0, place(label))
    if not found or len(found[0].words) < len(words):
        return None
    ids = dict.fromkeys(entry.id for entry in found)
    if len(ids) > 1:
        ids = dict.fromkeys(id for id in ids if words in (stems(by_id()[id]["en"]), stems(by_id()[id]["ru"])))
    return concept(next(iter(ids))) if len(ids) == 1 else None


# ---------------------------------------------------------------- texts


def match_concepts(text: str) -> tuple[str, ...]:
    """Return the ids of the concepts that a text names, in order, in any script and inflection.

    The longest label wins where several begin at one word, and words of a label serve once: ``family psychoeducation``
    is not also ``family``. Abbreviations count in capitals only, and not in a text that is all capitals.
    """
    return tuple(dict.fromkeys(id for found in find_labels(text) for id in found.ids))


def find_labels(text: str) -> list[Found]:
    """Return the labels found in a text, as spans over the words of its skeleton."""
    words, where = stems(text), place(text)
    found, at = [], 0
    while at < len(words):
        entries = labels_at(words, at, where)
        length = len(entries[0].words) if entries else 1
        if entries:
            found.append(Found(at, at + length, tuple(dict.fromkeys(entry.id for entry in entries))))
        at += length
    return found


def stems(text: str) -> tuple[str, ...]:
    """Return the stemmed skeletons of a text's words; ``out-patient`` is ``outpatient``."""
    return tuple(filter(None, map(stem_word, words(joined(text)))))


def joined(text: str) -> str:
    """Return a text in which prefixes that are written with or without a hyphen stand without."""
    return PREFIX.sub("", text) if "-" in text else text


def labels_at(words: tuple[str, ...], at: int, where: Place) -> list[Entry]:
    """Return the longest labels that begin at a word and may be meant by the text."""
    best: list[Entry] = []
    for entry in entries(words[at]) if at < len(words) else ():
        length = len(entry.words)
        if best and length < len(best[0].words):
            break
        if words[at : at + length] == entry.words and where.permits(entry):
            best.append(entry)
    return best


class Place(NamedTuple):
    """What of a text decides whether a label is meant: its words in capitals, and its words in Latin letters."""

    text: str
    capitals: frozenset[str]
    latin: frozenset[str] | None

    def permits(self, entry: Entry) -> bool:
        """Return whether a label whose words agree may be meant.

        Capitals are asked for abbreviations. A short label of one word clashes with words of the other language: an
        English ``rose`` is no ``Россия``. An English label made of Cyrillic words is a clash of stems (``менее`` is
        no ``men``).
        """
        if entry.capitals and entry.words[0] not in self.capitals:
            return False
        if self.latin is not None:
            return entry.lang == "ru" or self.latin.issuperset(entry.words)
        short = len(entry.words) == 1 and len(entry.words[0]) < LONG
        return not (short and is_foreign(self.text, entry.lang))


def place(text: str) -> Place:
    """Return what decides which labels a text may mean."""
    latin = frozenset(stems(" ".join(LATIN_WORD.findall(text)))) if CYRILLIC.search(text) else None
    return Place(text, capitals(text), latin)


@lru_cache(64)
def is_foreign(text: str, lang: str) -> bool:
    """Return whether a text in Latin letters is surely in the other of our two languages."""
    return language(text).partition("-")[0] == ("en" if lang == "ru" else "ru")


def capitals(text: str) -> frozenset[str]:
    """Return the stemmed skeletons of the abbreviations in a text; a text that is one word is taken as meant so."""
    if len(text) <= 6 and " " not in text:
        text = text.upper()
    elif not LOWER.search(text) and text.count(" ") > 2:
        return frozenset()
    return frozenset(key for word in ABBREVIATION.findall(text) for key in stems(word))


# ---------------------------------------------------------------- the folded labels


@cache
def folded() -> dict[str, str]:
    """Return the labels by their first word, still as text: a search needs a few words of some three thousand."""
    lines = data("thesaurus_keys.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.partition("\t") for line in lines[1:])
    return {word: labels for word, _, labels in cells}


@lru_cache(8192)
def entries(word: str) -> tuple[Entry, ...]:
    """Return the folded labels that begin with a word, longest first."""
    return tuple(entry_of(word, cell) for cell in parts(folded().get(word, "")))


def entry_of(word: str, cell: str) -> Entry:
    """Return a label from its cell, ``further words=id=lang`` or ``=id=lang!`` where only capitals count."""
    rest, id, lang = cell.split("=")
    return Entry((word, *rest.split()), id, lang.rstrip("!"), lang.endswith("!"))


def fold_labels() -> dict[str, list[str]]:
    """Return what ``data/thesaurus_keys.tsv`` holds: for each first word the cells of its labels, longest first."""
    cells: dict[str, set[tuple[int, str]]] = {}
    for each in concepts():
        for text in each.labels:
            words = stems(text.value)
            mark = "!" if ABBREVIATION.fullmatch(text.value) else ""
            cells.setdefault(words[0], set()).add((-len(words), f"{' '.join(words[1:])}={each.id}={text.lang}{mark}"))
    return {word: [cell for _, cell in sorted(cells[word])] for word in sorted(cells)}


# ---------------------------------------------------------------- plain words


def translations(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the translations of a plain word, English to Russian and back, as stems; none where it is not listed.

    ``data/words.tsv`` has the everyday vocabulary of titles (feature, role, modern, school), which makes no concepts.
    """
    cell = folded_words().get(" ".join(words), "")
    return tuple(tuple(each.split()) for each in parts(cell))


@cache
def folded_words() -> dict[str, str]:
    """Return the plain words by their stems, still as text."""
    lines = data("words_keys.tsv").read_text(encoding="utf-8").splitlines()
    return {word: cell for word, _, cell in (line.partition("\t") for line in lines[1:])}


def fold_words() -> dict[str, list[str]]:
    """Return what ``data/words_keys.tsv`` holds: for each plain word its translations, all as stems."""
    pairs: dict[str, dict[str, None]] = {}
    for row in table("words.tsv"):
        sides = [[" ".join(stems(word)) for word in parts(row[lang])] for lang in ("en", "ru")]
        for from_, to in (sides, sides[::-1]):
            for word in from_:
                pairs.setdefault(word, {}).update(dict.fromkeys(each for each in to if each != word))
    return {word: list(pairs[word]) for word in sorted(pairs)}
