"""The imprint under a title: who published a document, where and when, and how long it is.

Reports of organisations print it as short lines of their own::

    Report on psychosocial rehabilitation in the Baltic states
    Baltic Institute of Social Psychiatry
    Riga, 2019
    88 pages. ISBN 978-5-89353-112-1
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.identifiers import isbn_of
from mhlit.model import Date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.formats.prose import Line

# "Riga, 2019", "Москва, 2020 г.", "Geneva: 2021"
PLACE_AND_YEAR = re.compile(r"^(?P<place>[^\W\d][\w .’'-]{2,40}?)[,:]\s+(?P<year>(?:19|20)\d\d)(?:\s*г)?\.?$")
# "88 pages", "544 с.", "xii, 120 p."
LENGTH = re.compile(r"^(?:[ivxl]+,\s*)?(?P<pages>\d{2,4})\s*(?:pages|pp?\.|стр\.|с\.)", re.IGNORECASE)
# An imprint stands right under the title.
NEAR = 6


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an imprint tells; ``used`` are the numbers of its lines."""

    place: str = ""
    issued: Date | None = None
    pages: str = ""
    isbn: str = ""
    used: frozenset[int] = frozenset()


def imprint_of(lines: Sequence[Line]) -> Imprint:
    """Return the imprint on the lines under a title, empty where there is no line of place and year."""
    near = [line for line in lines[:NEAR] if line.text]
    dated = next(((line, found) for line in near if (found := PLACE_AND_YEAR.match(line.text))), None)
    if dated is None:
        return Imprint()
    line, found = dated
    sized = [(each, length) for each in near if (length := LENGTH.match(each.text))]
    coded = [(each, isbn) for each in near if len(each.text) < 80 and (isbn := isbn_of(each.text))]
    used = frozenset(each.number for each, _ in (*sized, *coded)) | {line.number}
    pages = sized[0][1]["pages"] if sized else ""
    return Imprint(found["place"], Date((int(found["year"]),)), pages, coded[0][1] if coded else "", used)


def document_kind(title: str) -> str:
    """Return the CSL type of a document whose title begins with its kind (``Report on …``, ``Доклад …``), or ``""``."""
    found = prose.word_pattern("document").match(prose.plain(title))
    return prose.values("document")[found[1]] if found else ""
