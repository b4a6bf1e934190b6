"""How much a title and its possible translation share: international words, thesaurus concepts, numbers.

"Remissii pri shizofrenii" and "Remission in schizophrenia" share both content words; two other books of one author and
year share few. This never merges alone: it weighs in where authors, year and a part of the address agree already.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mhlit.matching.vetoes import words_of_kind
from mhlit.thesaurus import match_concepts

# Consonants that languages write for one another in words of Greek and Latin origin: psikhologiia / psychology.
LIKE = str.maketrans({"c": "k", "h": "k", "q": "k", "z": "s", "w": "v", "y": "i", "x": "k"})
VOWELS = re.compile("[aeiou]+")
LONGEST_KEY = 6
SHORTEST_KEY = 3
COGNATE = 80
# Each word is compared with each of the other title; longer titles say enough with these.
MOST_WORDS = 40
# "Mental health" in two long titles is no proof; in "Pathopsychology" one concept is all there is.
FEW_WORDS = 4
ONE_CONCEPT = 0.5


@lru_cache(maxsize=8192)
def cognate_keys(title: str) -> tuple[str, ...]:
    """Return a key of consonants for each content word of a title's skeleton, first letter kept."""
    little = words_of_kind("no content")
    words = [word.translate(LIKE) for word in title.split() if word not in little and len(word) > 2]
    return tuple((word[0] + VOWELS.sub("", word[1:]))[:LONGEST_KEY] for word in words[:MOST_WORDS])


@lru_cache(maxsize=8192)
def concepts_of(title: str) -> frozenset[str]:
    """Return the thesaurus concepts that a printed title names."""
    return frozenset(match_concepts(title))


def kinship(first: str, second: str, printed: tuple[str, str], numbers: bool = False) -> float:
    """Return from 0 to 1 how much two titles in two languages share; ``numbers`` says that they share their numbers."""
    words = shared(cognate_keys(first), cognate_keys(second))
    one, other = map(concepts_of, printed)
    named = 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
    if len(one & other) == 1 and max(len(cognate_keys(first)), len(cognate_keys(second))) > FEW_WORDS:
        named = min(named, ONE_CONCEPT)
    return min(max(words, named, (words + named) * 0.7) + (0.25 if numbers else 0.0), 1.0)


def shared(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return the share of words that have a cognate in the other title, each used once."""
    from rapidfuzz import fuzz

    first, second = sorted((first, second), key=lambda keys: (len(keys), keys))
    left = list(second)
    found = 0
    for key in first:
        best = max(left, key=lambda other: fuzz.ratio(key, other), default="")
        if min(len(key), len(best)) >= SHORTEST_KEY and key[0] == best[0] and fuzz.ratio(key, best) >= COGNATE:
            found += 1
            left.remove(best)
    return 2 * found / (len(first) + len(second)) if first and second else 0.0
