"""How two titles stand to one another: the same, one the other with a subtitle, another topic, or another language.

Works on skeletons, so scripts and romanisations are already one. A title that differs in one content word (quetiapine /
risperidone, men / women) is another topic even where string similarity is .95; a title that differs in spelling or
inflection is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from mhlit.matching.kinship import kinship
from mhlit.matching.printed import blanks_moved, citation_follows, cut_short, names_lead, one_edit, one_letter_off
from mhlit.matching.vetoes import opposites, words_of_kind
from mhlit.translit import language, stem

if TYPE_CHECKING:
    from collections.abc import Set

    from mhlit.matching.features import Prepared

Relation = Literal["equal", "spelling", "shortened", "misprint", "alike", "topic", "language", "different", "absent"]
# From the best evidence for one title to the worst; of all pairs of wordings the best counts.
ORDER: tuple[Relation, ...] = (
    "equal", "spelling", "shortened", "misprint", "alike", "topic", "language", "different", "absent"
)  # fmt: skip

# A word may be a letter off for as many letters (and one in any case); shorter words than these must be equal.
LETTERS_A_SLIP, SHORTEST_WORD = 8, 4
# In a long title that is otherwise the same, one word may be damaged as much as this.
ONE_SLIP, ONE_WORD_SLIP = 0.95, 0.6
# Titles with changed words and less similarity than this are simply other titles.
ANOTHER_TITLE = 0.75
# Whole titles below this similarity are not looked at word by word.
WORTH_READING = 0.6
# A title of which nine letters in ten stand in another has this many of the letters of both in common.
CONTAINED = 1.6
# As much must two titles share whose languages differ where nothing else than the author ties them.
CLOSELY_KINDRED = 0.75
SLAVIC = frozenset({"ru", "uk", "be", "bg"})
# Two family names from this similarity on may be one, misspelt or romanised by ear (Shmis / Shtmis, Rogers / Rodzhers).
SAME_FAMILY = 0.75
# A word without content is misprinted from as many letters on; "a" beside "AI" is no slip.
LITTLE = 2
# A subtitle may be left out where the rest still says this much (skeleton letters).
SHORTEST_MAIN_TITLE = 16
# "Vidy obobschenrya v obuchenii" begins the title with its subtitle, but for a slip.
MAIN_TITLE = 93


# Two titles with as many equal letters at the start may be one that was cut, however long the rest is.
SAME_START = 20
# What the printed titles may still explain.
UNSETTLED: frozenset[Relation] = frozenset({"misprint", "alike", "topic"})


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """The relation of two titles, their similarity from 0 to 1, and how many letters carry it."""

    relation: Relation
    similarity: float = 0.0
    length: int = 0
    words: tuple[str, str] = ("", "")


ABSENT = TitleMatch("absent")


def match_titles(a: Prepared, b: Prepared) -> TitleMatch:
    """Return the best relation between any wording of one record and any wording of the other."""
    written_together = same_author_and_time(a, b)
    best = ABSENT
    for at, first in enumerate(a.titles):
        for to, second in enumerate(b.titles):
            if not first or not second:
                continue
            if first == second:
                return TitleMatch("equal", 1.0, letters(first))
            found = match_wordings(first, second, a.breaks[at] | b.breaks[to])
            begun = (
                found.relation == "different" and bool(found.similarity) and first[:SAME_START] == second[:SAME_START]
            )
            if begun or found.relation in UNSETTLED:
                found = reread(found, (a, at), (b, to))
            if found.relation in {"different", "topic"} and written_together and translations(a, at, b, to):
                kindred = related(a, at, b, to)
                if a.year == b.year or kindred >= CLOSELY_KINDRED:
                    found = TitleMatch("language", kindred, min(letters(first), letters(second)))
            if best is ABSENT or rank(found) < rank(best):
                best = found
    return best


def reread(found: TitleMatch, one: tuple[Prepared, int], other: tuple[Prepared, int]) -> TitleMatch:
    """Return the relation of two wordings whose skeletons differ, once they are looked at as they are printed."""
    (a, at), (b, to) = one, other
    printed = a.printed[at], b.printed[to]
    if found.similarity >= ONE_SLIP and one_letter_off(*printed):
        return TitleMatch("spelling", found.similarity, found.length)
    if found.relation == "topic" and blanks_moved(*printed):
        return TitleMatch("misprint", found.similarity, found.length, found.words)
    if found.relation != "different":
        venues, names = (*a.containers, *b.containers), (*a.authors, *b.authors)
        titles = a.titles[at], b.titles[to]
        if citation_follows(*titles, venues) or names_lead(*titles, a.breaks[at] | b.breaks[to], names):
            return TitleMatch("shortened", found.similarity, found.length)
    return TitleMatch("shortened", found.similarity, found.length) if cut_short(*printed) else found


def letters(title: str) -> int:
    """Return how many letters a title's skeleton has."""
    return len(title) - title.count(" ")


def rank(match: TitleMatch) -> tuple[int, float]:
    """Return a sorting key: the best relation first, then the most similar."""
    return ORDER.index(match.relation), -match.similarity


def match_wordings(first: str, second: str, breaks: Set[int] = frozenset()) -> TitleMatch:
    """Return how two skeletons stand to one another, from the cheap tests to the dear ones.

    ``breaks`` are the numbers of words after which a title has a stop: what follows may be a subtitle.
    """
    from rapidfuzz import fuzz

    if (len(second), second) < (len(first), first):
        first, second = second, first
    run, other = first.replace(" ", ""), second.replace(" ", "")
    length = len(run)
    if run == other:
        return TitleMatch("equal", 1.0, length)
    subtitled = length >= SHORTEST_MAIN_TITLE and first.count(" ") + 1 in breaks
    if subtitled and second.startswith(first + " "):
        return TitleMatch("shortened", 1.0, length)
    similarity = fuzz.ratio(run, other, score_cutoff=least_ratio(length, len(other))) / 100
    if similarity >= WORTH_READING:
        return by_words((first.split(), second.split()), breaks, similarity, length)
    if similarity and (part := fuzz.partial_ratio_alignment(run, other, score_cutoff=90)):
        begins = part.dest_start <= LITTLE and part.score >= MAIN_TITLE
        return TitleMatch("shortened" if begins and subtitled else "alike", part.score / 100, length)
    return TitleMatch("different", 0.0, length)


def least_ratio(length: int, other: int) -> float:
    """Return the ratio (to 100) below which two titles of so many letters, the shorter first, are simply two.

    So different a title may still begin with the other if it is half as long again: then nearly all letters of the
    shorter one are in the longer.
    """
    if length < SHORTEST_MAIN_TITLE or other <= 1.5 * length:
        return WORTH_READING * 100
    return min(WORTH_READING, CONTAINED * length / (length + other)) * 100


class Run(NamedTuple):
    """Neighbouring words in which two titles differ, after how many words they start, and whether they end a title."""

    left: list[str]
    right: list[str]
    start: int
    at_end: bool


def by_words(titles: tuple[list[str], list[str]], breaks: Set[int], similarity: float, length: int) -> TitleMatch:
    """Return the relation of two similar titles by the words in which they differ."""
    little = words_of_kind("no content")
    changed: list[tuple[str, str]] = []
    tail = extra = 0
    for left, right, start, at_end in differences(*titles):
        mine, yours = ([word for word in side if word not in little] for side in (left, right))
        if same_words(left, right) or same_words(mine, yours):
            continue
        if single_letters(left, right):
            changed.append((left[0], right[0]))
        elif mine and yours:
            changed.append((" ".join(mine), " ".join(yours)))
        elif little_slip(left, right):
            continue
        elif at_end and start in breaks:
            tail += len(mine or yours)
        else:
            extra += len(mine or yours)
    return verdict(changed, tail, extra, similarity, length)


def differences(first: list[str], second: list[str]) -> list[Run]:
    """Return the runs of words in which two titles differ; "hpv16" / "hpv 16" is one run."""
    from rapidfuzz.distance import Levenshtein

    runs: list[Run] = []
    open_run = False
    for code in Levenshtein.opcodes(first, second):
        if code.tag != "equal":
            left, right = first[code.src_start : code.src_end], second[code.dest_start : code.dest_end]
            start = code.src_start if left else code.dest_start
            if open_run:
                before = runs.pop()
                left, right, start = before.left + left, before.right + right, before.start
            runs.append(Run(left, right, start, code.src_end == len(first) and code.dest_end == len(second)))
        open_run = code.tag != "equal"
    return runs


def little_slip(left: list[str], right: list[str]) -> bool:
    """Return whether a word without content was misprinted: "to order" / "ro order", "role for" / "role fro"."""
    if len(left) != 1 or len(right) != 1 or min(len(left[0]), len(right[0])) < LITTLE:
        return False
    return (left[0] + right[0]).isalpha() and one_edit(left[0], right[0])


def single_letters(left: list[str], right: list[str]) -> bool:
    """Return whether one letter stands for another: hepatitis B / hepatitis C, although "c" may be a preposition."""
    return len(left) == len(right) == 1 and len(left[0]) == len(right[0]) == 1


def verdict(changed: list[tuple[str, str]], tail: int, extra: int, similarity: float, length: int) -> TitleMatch:
    """Return the relation from the words that were changed, added at the end, or added elsewhere."""
    if len(changed) == 1 and similarity >= ONE_SLIP and slip(*changed[0]):
        return TitleMatch("misprint", similarity, length, changed[0])
    if changed:
        relation: Relation = "different" if similarity < ANOTHER_TITLE else "topic"
        return TitleMatch(relation, similarity, length, changed[0])
    if extra:
        return TitleMatch("alike", similarity, length)
    if tail:
        return TitleMatch("shortened" if length >= SHORTEST_MAIN_TITLE else "alike", similarity, length)
    return TitleMatch("spelling", similarity, length)


def same_words(left: list[str], right: list[str]) -> bool:
    """Return whether two runs of words are one, but for blanks, spelling and inflection; opposites never are."""
    if not left or not right or contrary(left, right):
        return False
    one, other = "".join(left), "".join(right)
    if one == other or same_word(one, other):
        return True
    return len(left) == len(right) > 1 and all(map(same_word, left, right))


def contrary(left: list[str], right: list[str]) -> bool:
    """Return whether a word of one run and a word of the other are opposites: men / women."""
    pairs, words = opposites(), words_with_opposite()
    return not words.isdisjoint(left) and any((a, b) in pairs for a in left if a in words for b in right)


@cache
def words_with_opposite() -> frozenset[str]:
    """Return the words that have an opposite, which few titles hold."""
    return frozenset(word for pair in opposites() for word in pair)


@lru_cache(maxsize=65536)
def same_word(one: str, other: str) -> bool:
    """Return whether two words are one, inflected or misspelt: a letter off, or two in a long word.

    More would make one of psychotic / psychic (psihotičeskih / psihičeskih) and psychological / psychiatric.
    """
    return one_slip(one, other) or one_slip(stem(one), stem(other))


def one_slip(one: str, other: str) -> bool:
    """Return whether two words are as few letters apart as their length allows; "a" before a word is no slip."""
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    if shorter < SHORTEST_WORD or one.isdigit() or other.isdigit():
        return one == other
    if one == "a" + other or other == "a" + one:
        return False
    allowed = max(1, shorter // LETTERS_A_SLIP)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def slip(one: str, other: str) -> bool:
    """Return whether two words that are no inflections of one another may still be a slip: prats / pratsi."""
    from rapidfuzz import fuzz

    if " " in one + other or (one, other) in opposites() or one[:2] != other[:2]:
        return False
    return fuzz.ratio(one, other) / 100 >= ONE_WORD_SLIP


@lru_cache(maxsize=65536)
def same_family(one: str, other: str) -> bool:
    """Return whether two family names may be one: equal, misspelt, or one the other's part (double names)."""
    from rapidfuzz import fuzz

    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return fuzz.ratio(one, other) / 100 >= SAME_FAMILY or one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=65536)
def language_of(title: str) -> str:
    """Return the language of a wording without its script: ``ru`` also for romanised Russian, ``""`` if unknown."""
    return language(title).partition("-")[0]


def same_author_and_time(a: Prepared, b: Prepared) -> bool:
    """Return whether two records are worth the search for a translated title, which may come out a year later."""
    if abs(a.year - b.year) > 1 or bool(a.authors) != bool(b.authors):
        return False
    return not a.authors or same_family(a.authors[0].family, b.authors[0].family)


def maybe_translations(a: Prepared, b: Prepared) -> bool:
    """Return whether two records of one title each may bear one title in two languages."""
    return same_author_and_time(a, b) and translations(a, 0, b, 0)


def translations(a: Prepared, at: int, b: Prepared, to: int) -> bool:
    """Return whether two wordings may be translations: in different languages, or one in brackets, as printed.

    Beside a Russian wording one of unknown language may be its translation; two Latin ones are compared as they are.
    """
    if a.translated[at] or b.translated[to]:
        return True
    one, other = language_of(a.printed[at]), language_of(b.printed[to])
    return one != other and bool((one and other) or {one, other} & SLAVIC)


def related(a: Prepared, at: int, b: Prepared, to: int) -> float:
    """Return how much two wordings in two languages share."""
    same_numbers = bool(a.marks.numbers) and a.marks.numbers == b.marks.numbers
    return kinship(a.titles[at], b.titles[to], (a.printed[at], b.printed[to]), same_numbers)
