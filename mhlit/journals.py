"""Journals by any of their wordings: the title in its own script, romanised, translated, former, abbreviated.

Titles are compared as skeletons without articles and conjunctions; an abbreviation agrees with a title when each
of its words begins the title's word (``Psychiatr. Serv.``, ``Соц. и клин. психиатр.``). Many titles are too general to
name one journal (``Psychiatry``, ``Psychological review``): where several journals share a wording the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mhlit import skeletons
from mhlit.model import Text
from mhlit.skeletons import skeleton_word
from mhlit.tables import parts, table
from mhlit.text import script

if TYPE_CHECKING:
    from collections.abc import Iterable

# Small words that printed forms of one title have or lack: "Review of the …", "Журнал … и … им. …".
SMALL = re.compile(
    "the|of|and|for|in|on|an?|et|de|la|le|der|die|und|für|и|i|в|v|во|на|для|dl[iy]a|им|имени|im|imeni|та"
)
# "Addiction (Abingdon, England)", "Crisis : the journal of …", "Lik Sprava / Ministerstvo …", "… имени В.М. Бехтерева":
# what catalogues and full titles add
ADDED = re.compile(r"\s+[(/:;=].*$|: .*$|\s+(?:им\.|имени|im\.|imeni)\s.*$")
MINIMUM = 2


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal: its titles (own, romanised, English, former), abbreviations, and ISSNs (print, online)."""

    titles: tuple[Text, ...]
    abbreviations: tuple[str, ...] = ()
    issns: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return all titles and abbreviations."""
        return (*(title.value for title in self.titles), *self.abbreviations)


@cache
def journals() -> tuple[Journal, ...]:
    """Return every journal of the table, ordered by title."""
    return tuple(map(journal_of_row, table("journals.tsv")))


def journal_of_row(row: dict[str, str]) -> Journal:
    """Return the journal that a row of the table describes."""
    own = row["title"]
    titles = [Text(own, "ru" if script(own) == "Cyrl" else "en")] if own else []
    if row["romanised"]:
        titles.append(Text(row["romanised"], "ru-Latn", "romanised"))
    if row["english"]:
        titles.append(Text(row["english"], "en", "translated" if titles else "original"))
    former = (Text(value, "ru" if script(value) == "Cyrl" else "") for value in parts(row["variants"]))
    return Journal((*titles, *former), parts(row["abbreviations"]), parts(row["issn"]))


# ---------------------------------------------------------------- look-up


@lru_cache(8192)
def find_journal(title: str) -> Journal | None:
    """Return the journal that a printed title, abbreviation or ISSN names, or None where it is unknown or ambiguous."""
    if found := by_issn().get(title.strip().upper()):
        return found
    key = words(title)
    if not key:
        return None
    exact = by_key().get(key)
    if exact:
        return journals()[min(exact)] if len(exact) == 1 else None
    return abbreviated(key)


def same_journal(a: str, b: str) -> bool | None:
    """Return whether two printed titles name one journal; None where the table does not know both.

    Equal wordings are the same journal also when the table does not know them.
    """
    key_a, key_b = words(a), words(b)
    if not key_a or not key_b:
        return None
    if key_a == key_b:
        return True
    one, other = find_journal(a), find_journal(b)
    if one is not None and other is not None:
        return one is other
    if len(key_a) >= MINIMUM and (begins(key_a, key_b) or begins(key_b, key_a)):
        return True
    return None


def abbreviated(key: tuple[str, ...]) -> Journal | None:
    """Return the one journal whose title these words abbreviate, word by word."""
    if len(key) < MINIMUM:
        return None
    rows = by_initials().get("".join(word[0] for word in key), ())
    found = {number for wording, number in rows if begins(key, wording)}
    return journals()[found.pop()] if len(found) == 1 else None


def begins(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether each word of ``short`` begins the word of ``full`` in its place."""
    return len(short) == len(full) and all(whole.startswith(part) for part, whole in zip(short, full, strict=True))


@lru_cache(8192)
def words(title: str) -> tuple[str, ...]:
    """Return the words of a title that count, as skeletons."""
    kept = (skeleton_word(word) for word in skeletons.words(title) if not SMALL.fullmatch(word))
    return tuple(filter(None, kept))


# ---------------------------------------------------------------- indexes


@cache
def by_issn() -> dict[str, Journal]:
    """Return the journals by ISSN."""
    return {issn: journal for journal in journals() for issn in journal.issns}


@cache
def by_key() -> dict[tuple[str, ...], set[int]]:
    """Return the numbers of the journals by the words of each wording.

    A wording without what catalogues add counts too, unless it is another journal's whole title ("Health psychology").
    """
    whole = [(wording, number) for number, journal in enumerate(journals()) for wording in journal.wordings]
    short = [(ADDED.sub("", wording), number) for wording, number in whole if ADDED.search(wording)]
    return keyed(short) | keyed(whole)


def keyed(wordings: Iterable[tuple[str, int]]) -> dict[tuple[str, ...], set[int]]:
    """Return the numbers that stand beside wordings by the words of these."""
    index: dict[tuple[str, ...], set[int]] = {}
    for wording, number in wordings:
        if key := words(wording):
            index.setdefault(key, set()).add(number)
    return index


@cache
def by_initials() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Return all wordings by the initials of their words: the candidates for an abbreviation."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for key, numbers in by_key().items():
        for number in numbers:
            index.setdefault("".join(word[0] for word in key), []).append((key, number))
    return index
