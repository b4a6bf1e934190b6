"""What two titles show as they are printed, where their skeletons differ: a slip, a cut, a citation that runs on.

A skeleton magnifies some slips ("douments" is "dumenc" beside "documenc"), and a title that a database or a program
cut in the middle of a word ends in a word of its own.
"""

from __future__ import annotations

from functools import lru_cache

from mhlit.matching.features import container_key
from mhlit.matching.vetoes import opposites, venue_class
from mhlit.skeletons import skeleton_word, words

# Shorter titles are other titles with one letter changed, and the beginning of many.
LONG_TITLE = 25
# "HIV" and "HPV", "on" and "in" are other words, not slips.
SHORTEST_SLIP = 4
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
    """Return whether two titles are one but for a letter: "xml douments" / "xml documents".

    Not where the letter makes another word as a rule: in an acronym (ADHD), a number, "a-" before a word (atypical).
    """
    first, second = plain_words(one), plain_words(other)
    changed = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or len(changed) != 1 or sum(map(len, first)) < LONG_TITLE:
        return False
    left, right = changed[0]
    if max(len(left), len(right)) < SHORTEST_SLIP or not (left + right).isalpha():
        return False
    if left.upper() in one or right.upper() in other or left == "a" + right or right == "a" + left:
        return False
    return one_edit(left, right) and (skeleton_word(left), skeleton_word(right)) not in opposites()


def one_edit(left: str, right: str) -> bool:
    """Return whether a letter was left out, put in, changed, or changed places with the next."""
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) <= 1


def cut_short(one: str, other: str) -> bool:
    """Return whether one title is the other cut by a machine: in the middle of a word, or with dots at its end."""
    short, full = sorted((one.strip(), other.strip()), key=len)
    start, whole = (" ".join(plain_words(title)) for title in (short, full))
    if len(start) < LONG_TITLE or not whole.startswith(start):
        return False
    rest = whole[len(start) :]
    return len(rest.partition(" ")[0]) >= CUT_LETTERS or short.endswith(ELLIPSES)


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
    return any(rest.startswith(key) for key in known) or venue_class(rest) in {"conference", "manuscript"}
