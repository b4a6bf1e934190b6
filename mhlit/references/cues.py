"""Cue words: what a reference says about its parts ("Т.", "pp.", "Под ред.", "дис. … канд. мед. наук").

The cues stand in ``data/cues.tsv``; they are matched token by token, longest first, without regard to case,
full stops and the white space after them.
"""

from __future__ import annotations

from functools import cache

from mhlit.references.tokens import TOKEN
from mhlit.tables import table
from mhlit.text import APOSTROPHES

# What may stand between the words of a cue and is not looked at: "дис. … канд. мед. наук", "д. м. н."
SKIPPED = frozenset(".…:")

Cue = tuple[tuple[str, ...], tuple[str, ...]]


def key(word: str) -> str:
    """Return the form under which a word of a cue is looked up."""
    return word.lower().replace("ё", "е").translate(APOSTROPHES)


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Return the cues by their first word, each as (further words, roles), longest first."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = {}
    for row in table("cues.tsv"):
        words = tuple(key(word) for word in TOKEN.findall(row["cue"]) if word not in SKIPPED)
        if words:
            found.setdefault(words[0], {}).setdefault(words[1:], set()).add(row["role"])
    return {
        first: tuple(
            (rest, tuple(sorted(names))) for rest, names in sorted(rests.items(), key=lambda each: -len(each[0]))
        )
        for first, rests in found.items()
    }


def roles(words: list[str]) -> list[tuple[str, ...]]:
    """Return for each word (as ``key`` gives it) the roles of the longest cue that covers it."""
    known = cues()
    result: list[tuple[str, ...]] = [()] * len(words)
    covered = 0
    for place, word in enumerate(words):
        if place < covered or word not in known:
            continue
        for rest, names in known[word]:
            if covered := ending(words, place + 1, rest):
                result[place:covered] = [names] * (covered - place)
                break
    return result


def ending(words: list[str], place: int, rest: tuple[str, ...]) -> int:
    """Return where the further words of a cue end, full stops between them skipped; 0 where they do not follow."""
    for word in rest:
        while place < len(words) and words[place] in SKIPPED:
            place += 1
        if place >= len(words) or words[place] != word:
            return 0
        place += 1
    return place
