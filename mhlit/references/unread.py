"""Which words of a printed reference reached no field: what was lost on the way is told, never dropped in silence.

A publisher called "Русский язык" was taken for a note of the language, the "Bern" of a second place was left out: the
reading looks whole, and only the words that are missing from it show that it is not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mhlit.references.fields import BROKEN
from mhlit.skeletons import unmix
from mhlit.tables import table
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mhlit.model import Record

WORD = re.compile(r"[^\W\d_]+")
# "https://doi.org/10.1192/bjp.2", "doi:10.1192/bjp.2", "www.who.int/x": addresses are read as a whole or told apart
ADDRESS = re.compile(r"\b(?:https?://|www\.|doi\b|10\.\d{4,9}/)\S*", re.IGNORECASE)
# Shorter words are labels and endings: "Vol", "изд", "Hrsg"
SHORTEST = 4
# Inflected words ("Гофмана" read as Гофман, "issues" as issue) share their beginning.
BEGINNING = 4
# Cues that are themselves the value of a field: "Bern", "Медицина"
NAMING = frozenset(("place", "publisher", "newspaper", "corporate"))
# Words of GOST's notes and the countries of patents, for which CSL has no field: "Введ. 2010-01-01",
# "изд. 2-е, исправл.", "Пат. 2456926 Российская Федерация", "А. с. 1276329 СССР", "Пер. с англ. и предисл."; and the
# degrees of editors
SILENT = frozenset((
    "введ", "исправл", "предисл", "защищена", "российская", "федерация", "ссср", "изобретение", "академика",
    "профессора", "професора", "доктора",
))  # fmt: skip


def unread_words(text: str, record: Record) -> list[str]:
    """Return the words of a reference that stand in no field of its record and announce none, as they are printed."""
    read = " ".join(values(record))
    missing = absent(WORD.findall(BROKEN.sub("", ADDRESS.sub(" ", text))), read.lower(), str.lower)
    # Accents and look-alike letters are folded only where something seems to be lost: folding takes its time.
    return absent(missing, fold(read), lambda word: fold(unmix(word))) if missing else []


def absent(words: list[str], read: str, folded: Callable[[str], str]) -> list[str]:
    """Return the longer words that are no cue and whose beginning is not that of a word that was read."""
    known, cues = {word[:BEGINNING] for word in WORD.findall(read)}, announcing()
    forms = ((word, folded(word)) for word in words if len(word) >= SHORTEST)
    return [word for word, form in forms if form[:BEGINNING] not in known and form not in cues and form not in SILENT]


def values(record: Record) -> Iterator[str]:
    """Yield the text of every field."""
    for wording in (*record.titles, *record.containers, *record.keywords):
        yield wording.value
    for name in (*record.authors, *record.editors):
        yield str(name)
    yield from (
        record.publisher, record.publisher_place, record.genre, record.collection_title, record.event_title,
        record.edition, record.number, record.number_of_pages, record.volume, record.issue, record.pages, record.note,
    )  # fmt: skip
    yield from (str(value) for name, value in record.extra.items() if not name.startswith("mhlit:"))
    if record.issued:
        yield record.issued.literal


@cache
def announcing() -> frozenset[str]:
    """Return the words that announce a field: "pages", "автореф", "сентября"."""
    rows = (row["cue"] for row in table("cues.tsv") if row["role"] not in NAMING)
    return frozenset(word for cue in rows for word in WORD.findall(fold(cue)))
