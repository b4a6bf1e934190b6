"""What two titles show as they are printed, where their skeletons differ: a slip, a cut, a citation that runs on.

A skeleton magnifies some slips ("douments" is "dumenc" beside "documenc"), and a title that a database or a program
cut in the middle of a word ends in a word of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mhlit.matching.features import container_key
from mhlit.matching.vetoes import opposites, venue_class, words_of_kind
from mhlit.skeletons import skeleton_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from mhlit.matching.features import Author

# Shorter titles are other titles with one letter changed, and the beginning of many.
LONG_TITLE = 25
# "HIV" and "HPV", "on" and "in" are other words, not slips.
SHORTEST_SLIP = 4
# As many misprinted words may be one title's; more are rather another title.
MOST_SLIPS = 2
# "group" / "groups" ends a title either way; a cut leaves more behind.
CUT_LETTERS = 2
# A journal's name of fewer letters may be the last words of a title (Brain, Cancer).
LONG_VENUE = 10
ELLIPSES = ("…", "...")


@lru_cache(maxsize=8192)
def plain_words(title: str) -> tuple[str, ...]:
    """Return the words of a printed title in lower case."""
    return tuple(words(title))


def one_letter_off(one: str, other: str) -> bool:
    """Return whether two titles are one but for a letter in one or two words: "xml douments" / "xml documents"."""
    first, second = plain_words(one), plain_words(other)
    changed = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or not 0 < len(changed) <= MOST_SLIPS or sum(map(len, first)) < LONG_TITLE:
        return False
    return all(letter_slip(left, right, one, other) for left, right in changed)


def letter_slip(left: str, right: str, one: str, other: str) -> bool:
    """Return whether two words of two titles are one but for a letter.

    Not where the letter makes another word as a rule: in an acronym (ADHD), a number, "a-" before a word (atypical).
    """
    if max(len(left), len(right)) < SHORTEST_SLIP or not (left + right).isalpha():
        return False
    if acronym(left, one) or acronym(right, other) or left == "a" + right or right == "a" + left:
        return False
    return one_edit(left, right) and (skeleton_word(left), skeleton_word(right)) not in opposites()


def one_edit(left: str, right: str) -> bool:
    """Return whether a letter was left out, put in, changed, or changed places with the next."""
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) <= 1


def acronym(word: str, title: str) -> bool:
    """Return whether a word is in capitals where the title is not."""
    return word.upper() in title and not title.isupper()


def blanks_moved(one: str, other: str) -> bool:
    """Return whether two titles have the same letters in a row: "effect sof light" / "effects of light"."""
    first, second = plain_words(one), plain_words(other)
    return sum(map(len, first)) >= LONG_TITLE and "".join(first) == "".join(second)


def names_lead(one: str, other: str, breaks: Set[int], authors: Iterable[Author]) -> bool:
    """Return whether one title (a skeleton) is the other behind an author's name: "R Brown. Querying data cubes"."""
    short, full = sorted((one.split(), other.split()), key=len)
    before = len(full) - len(short)
    if before not in breaks or full[before:] != short:
        return False
    names = {word for author in authors for word in author.words}
    lead = [word for word in full[:before] if len(word) > 1]
    return bool(lead) and names.issuperset(lead)


def cut_short(one: str, other: str) -> bool:
    """Return whether one title is the other cut by a machine: within a word, after "of" or "the", or with dots."""
    short, full = sorted((one.strip(), other.strip()), key=len)
    start, whole = (" ".join(plain_words(title)) for title in (short, full))
    if len(start) < LONG_TITLE or not whole.startswith(start):
        return False
    rest = whole[len(start) :]
    last = skeleton_word(plain_words(short)[-1])
    unfinished = len(last) > 1 and last in words_of_kind("no content")
    return len(rest.partition(" ")[0]) >= CUT_LETTERS or unfinished or short.endswith(ELLIPSES)


def citation_follows(one: str, other: str, venues: tuple[str, ...]) -> bool:
    """Return whether one title (a skeleton) is the other with the venue behind it.

    So a reference or the head of a page is read that lacks a stop: "… similarity search Journal of Biological Rhythms",
    "… learning curve bounds' Proceedings of COLT-94".
    """
    short, full = sorted((one, other), key=len)
    if len(short) < LONG_TITLE or not full.startswith(short + " "):
        return False
    rest = full[len(short) :].strip().removeprefix("in ")
    known = (key for key in map(container_key, venues) if len(key) >= LONG_VENUE)
    short_names = {key for key in map(container_key, venues) if " " in key}
    return (
        rest in short_names
        or any(rest.startswith(key) for key in known)
        or venue_class(rest) in {"conference", "manuscript"}
    )
