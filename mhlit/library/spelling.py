"""Did you mean: for the words of a query that no work has, near words that some work has.

Words are compared as skeletons, so a slip is caught in any script; what is offered is a word as a title prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.library import folding
from mhlit.skeletons import WORD, stem_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from mhlit.library.store import Store

# Words shorter than this have too many neighbours.
SHORTEST = 4
MOST = 3
# A longer query is a pasted text.
MOST_WORDS = 12


def corrections(store: Store, text: str) -> list[str]:
    """Return up to three readings of a query, the likeliest first, none where all its words are known."""
    readings = [text]
    for typed in list(dict.fromkeys(WORD.findall(text)))[:MOST_WORDS]:
        near = list(neighbours(store, typed)) if is_unknown(store.connection, typed) else []
        if near:
            readings = [each.replace(typed, word) for word in near for each in readings][:MOST]
    return [each for each in readings if each != text]


def is_unknown(connection: sqlite3.Connection, word: str) -> bool:
    """Return whether no work has a word, in any script."""
    stem = stem_word(word.lower())
    if len(stem) < SHORTEST or stem.isdigit() or folding.is_stop_word(word.lower()):
        return False
    return connection.execute("SELECT 1 FROM head_words WHERE term = ?", (stem,)).fetchone() is None


def neighbours(store: Store, word: str) -> Iterator[str]:
    """Yield words of the library that are one or two slips away from a word, the nearest and commonest first."""
    from rapidfuzz.distance import OSA

    stem = stem_word(word.lower())
    slips = 1 if len(stem) < 5 else 2
    rows = store.connection.execute(
        "SELECT term, doc FROM head_words WHERE length(term) BETWEEN ? AND ?", (len(stem) - slips, len(stem) + slips)
    )
    near = [
        (slip, -often, term)
        for term, often in rows
        if not term.startswith("x") and (slip := OSA.distance(stem, term, score_cutoff=slips)) <= slips
    ]
    for _, _, term in sorted(near)[:MOST]:
        yield from printed(store, term, like=word)


def printed(store: Store, term: str, like: str) -> Iterator[str]:
    """Yield a word with this stem as a title or a name prints it, if possible in the script of the word typed."""
    from rapidfuzz.distance import OSA

    rows = store.connection.execute("SELECT rowid FROM head WHERE head MATCH ? LIMIT 20", (f'"{term}"',))
    forms = [
        word
        for work in store.works([row[0] for row in rows])
        for text in (*(title.value for title in work.view.titles), *map(str, work.view.authors))
        for word in WORD.findall(text)
        if stem_word(word.lower()) == term
    ]
    forms.sort(key=lambda form: (form.isascii() != like.isascii(), OSA.distance(form.lower(), like.lower())))
    yield from (form.lower() for form in forms[:1])
