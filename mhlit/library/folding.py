"""What is indexed of a text: the stems of its words' skeletons, their cognate keys, and the forms of its authors.

The same functions fold the query. ``VERSION`` counts the changes of what they give: a library that was indexed with
another version is to be indexed anew.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mhlit.skeletons import skeleton, skeleton_word, stem_word, words
from mhlit.tables import table
from mhlit.thesaurus import joined

if TYPE_CHECKING:
    from mhlit.model import Name

VERSION = 2
# Words shorter than this have no cognate key, and this many letters make one.
COGNATE = 5
# "Е" of "Е.Б.", "Yu" of "YuA", "Evgeny" of "Evgeny B": the first initial or name
FIRST_INITIAL = re.compile(r"[^\W\d_][a-zа-яёіїєґ'’ʹ]*")
# "шизофрении" in "терапия schizophrenia шизофрении"
CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]+")


def stems(text: str) -> list[str]:
    """Return the stemmed skeletons of a text's words, in order."""
    return [key for word in words_of(text) if (key := stem_word(word))]


@lru_cache(50_000)
def stemmed(text: str) -> str:
    """Return the stems of a text that many works have (a journal, a keyword), as the index holds them."""
    return " ".join(stems(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, those with a hyphenated prefix as one (``out-patient``)."""
    return words(joined(text))


@lru_cache(200_000)
def cognates(word: str) -> tuple[str, ...]:
    """Return the keys under which a word meets its cognates in the other language: psychosis and психоз are ``xpsiko``.

    The first letters of the skeleton with what Greek and Latin words become in Russian levelled: ch and х, c and к,
    s and з; h is also dropped (rehabilitation, реабилитация) or becomes г (hypnosis, гипноз), x is кс, eu is эв,
    non is не. The x at the front keeps the keys apart from words: no skeleton has one.
    """
    if len(word) < COGNATE or word.isdigit():
        return ()
    spelt = word.replace("x", "ks").replace("qu", "kv") if word.isascii() else word
    key = skeleton_word(spelt).replace("c", "k").replace("z", "s")
    forms = [key.replace("h", "k"), key.replace("h", "")]
    if word.startswith("h"):
        forms.append("g" + key[1:])
    if word.startswith("eu"):
        forms.append("ev" + key[2:])
    if word.startswith("non") and len(word) > 3 + COGNATE:
        forms.append("ne" + skeleton_word(word[3:]))
    return tuple(dict.fromkeys("x" + form[:COGNATE] for form in forms if len(form) >= COGNATE - 1))


def author_keys(name: Name) -> tuple[str, ...]:
    """Return what an author is found by: the words of the name, and the family name joined with the first initial."""
    return keys_of_name(name.literal or f"{name.particle} {name.family}", name.given)


@lru_cache(100_000)
def keys_of_name(family: str, given: str) -> tuple[str, ...]:
    """Return the keys of a family name (or whole name) and a given name; the same people come again and again."""
    words = skeleton(family).split()
    whole = [word for word in skeleton(given).split() if len(word) > 2]
    initial = first_initial(given)
    return (*words, *whole, *((f"{''.join(words)}0{initial}",) if words and initial else ()))


@lru_cache(50_000)
def first_initial(given: str) -> str:
    """Return the skeleton of the first letter of a given name: ``e`` for Е., EB, Evgeny and Yevgeny."""
    match = FIRST_INITIAL.search(given)
    return skeleton(match.group())[:1] if match else ""


def body_text(text: str) -> str:
    """Return running text for the body index: Cyrillic words as stemmed skeletons, the rest for SQLite's stemmer."""
    return CYRILLIC_WORD.sub(lambda match: stem_word(match.group().lower()), text)


@cache
def stop_words(lang: str) -> frozenset[str]:
    """Return the words that a query means nothing by: English ones as they are, Russian ones as skeletons."""
    listed = (row["word"] for row in table("stopwords.tsv") if row["lang"] == lang)
    return frozenset(listed if lang == "en" else map(skeleton_word, listed))


def is_stop_word(word: str) -> bool:
    """Return whether a word in lower case says nothing about a work's subject, in English or Russian."""
    return word in stop_words("en") or skeleton_word(word) in stop_words("ru")
