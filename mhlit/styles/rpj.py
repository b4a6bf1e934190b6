"""RPJ: Vancouver as Russian psychiatric journals print it for readers of English, wholly in Latin letters.

The English title stands in square brackets, or the romanised one where there is no translation; the journal romanised,
with its English name in brackets; names and places romanised; ``Russian`` closes the line (seed of the style: the
citation line of the Russian Journal of Psychiatry).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.model import Text
from mhlit.styles import vancouver
from mhlit.styles.base import Style
from mhlit.text import script
from mhlit.translit import language, romanise

if TYPE_CHECKING:
    from mhlit.model import Name, Record


def cite(record: Record) -> str:
    """Return the citation of a record."""
    return vancouver.cite(latin(record))


def latin(record: Record) -> Record:
    """Return a record whose citation has no Cyrillic letters."""
    titles = translated_first(record.titles)
    plain: dict[str, Any] = {
        name: romanised(getattr(record, name))
        for name in ("publisher", "publisher_place", "edition", "genre", "collection_title", "volume", "issue")
    }
    tongue = record.language or next((language(text.value) for text in record.titles if is_cyrillic(text)), "")
    return replace(
        record,
        titles=titles,
        containers=romanised_first(record.containers),
        authors=tuple(map(latin_name, record.authors)),
        editors=tuple(map(latin_name, record.editors)),
        language=tongue,
        **plain,
    )


def is_cyrillic(text: Text) -> bool:
    """Return whether a wording stands in Cyrillic letters."""
    return script(text.value) == "Cyrl"


def romanised(text: str) -> str:
    """Return a text in Latin letters."""
    return romanise(text) if script(text) == "Cyrl" else text


def latin_name(name: Name) -> Name:
    """Return a name in Latin letters."""
    return replace(name, family=romanised(name.family), given=romanised(name.given), literal=romanised(name.literal))


def translated_first(titles: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return the one wording to cite: a translation, else a Latin one, else the Cyrillic one romanised."""
    if not titles or not (is_cyrillic(titles[0]) or titles[0].role != "original"):
        return titles
    found = next((text for text in titles if text.role == "translated" and not is_cyrillic(text)), None)
    found = found or next((text for text in titles if not is_cyrillic(text)), None)
    return (found,) if found else (Text(romanise(titles[0].value), "ru-Latn", "romanised"),)


def romanised_first(containers: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return the romanised name of a journal, then its English one."""
    if not containers:
        return ()
    first = next((text for text in containers if text.role == "romanised"), containers[0])
    if is_cyrillic(first):
        first = Text(romanise(first.value), "ru-Latn", "romanised")
    others = (text for text in containers if text.role == "translated" and text != first)
    return (first, *(text for text in others if not is_cyrillic(text)))


TITLE = "Vancouver in Latin letters (Russian Journal of Psychiatry)"
STYLE = Style("rpj", TITLE, ("russian-journal-of-psychiatry",), cite, numbered=True)
