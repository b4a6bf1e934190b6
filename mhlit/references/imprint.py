"""The imprint of a book, "М.: Русский язык, 1991", "Bern: Huber.": a known town, a colon, a publisher.

The pattern is so firm that it outweighs the tagger, which takes "Русский язык" for a title and loses the town behind
the name of an editor ("под ред. А. Г. Гофмана. М.: МЕДпресс").
"""

from __future__ import annotations

import re
from functools import cache

from mhlit.references.cues import key
from mhlit.references.segments import Segment, part
from mhlit.tables import table

# ": Русский язык, 1991", ": Huber." at the end, ": Здоров'я; 1984": what follows a town
PUBLISHED = re.compile(
    r"\s?:\s(?P<publisher>[A-ZА-ЯЁ«\"“„][^:;()\[\]]{2,80}?)(?=[,;.]?\s?(?:[—–]\s?)?(?:1[89]|20)\d\d|\.?\s*$)"
)
# "Ростов на Дону", "New York", "М.; Л.": so many words may name a town
MOST_WORDS = 3
# Parts that may be a publisher in truth; a journal or a date may not.
MISTAKEN = frozenset(("ti", "tt", "ct", "lang", "ge", "no", "ser"))


@cache
def places() -> frozenset[str]:
    """Return the towns and their abbreviations that a place of publication may be, without full stops."""
    return frozenset(key(row["cue"]).rstrip(".") for row in table("cues.tsv") if row["role"] == "place")


def is_place(text: str) -> bool:
    """Return whether a text is one known town or several: "М.", "Bern", "К.; Х."."""
    towns = [key(town).strip(" .") for town in re.split(r"[;/–-]", text)]
    return key(text).strip(" .") in places() or all(town in places() for town in towns)


def imprint_whole(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with place and publisher where the imprint prints them, behind a title."""
    for match in PUBLISHED.finditer(body):
        start = town_before(body[: match.start()])
        if any(each.label in ("ti", "ct") and each.end <= start for each in found):
            return published(placed(found, body, start, match.start()), body, *match.span("publisher"))
    return found


def town_before(text: str) -> int:
    """Return where the known town begins with which a text ends, or -1."""
    starts = [match.start() for match in re.finditer(r"(?<![^\s(])\S", text[-60:])][-MOST_WORDS:]
    known = (at for at in starts if is_place(text[-60:][at:]))
    return next((max(0, len(text) - 60) + at for at in known), -1)


def placed(found: list[Segment], body: str, start: int, end: int) -> list[Segment]:
    """Return the segments with the place at this span; what else is called a place and is no town, is none."""
    kept = without_other_places(found, body, start)
    if any(each.start < end and start < each.end for each in kept):
        return kept  # there already, or the end of another part, which a rule of its own splits
    return inserted(kept, part(found[0], body, start, end, "pl"))


def without_other_places(found: list[Segment], body: str, start: int) -> list[Segment]:
    """Return the segments without a "place" before the town's that is none: the rest of a title behind its full stop.

    "Arbeit mit Angehörigen. Instrumente, Methoden, Konzepte (S. 1–13). Bern: Huber" has the town Bern.
    """
    kept: list[Segment] = []
    for each in found:
        if each.label == "pl" and each.end <= start and not is_place(each.text):
            if kept and kept[-1].label in ("ti", "ct"):
                kept[-1] = part(kept[-1], body, kept[-1].start, each.end)
        else:
            kept.append(each)
    return kept


def published(found: list[Segment], body: str, start: int, end: int) -> list[Segment]:
    """Return the segments with the publisher at this span, under whatever name the tagger had it."""
    inside = [each for each in found if start <= each.start and each.end <= end + 1]
    if any(each.label == "pub" for each in inside) or any(each.label not in MISTAKEN for each in inside):
        return found
    if any(each.start < end and start < each.end for each in found if each not in inside):
        return found
    kept = [each for each in found if each not in inside and each.label != "pub"]
    return inserted(kept, part(found[0], body, start, end, "pub"))


def inserted(found: list[Segment], new: Segment) -> list[Segment]:
    """Return the segments with one more, in their order."""
    return sorted([*found, new], key=lambda each: each.start)
