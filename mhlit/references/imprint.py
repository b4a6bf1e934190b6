"""The imprint of a book, "М.: Русский язык, 1991", "Bern: Huber.": a known town, a colon, a publisher.

The pattern is so firm that it outweighs the tagger, which takes "Русский язык" for a title and loses the town behind
the name of an editor ("под ред. А. Г. Гофмана. М.: МЕДпресс").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mhlit.references.cues import key
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, inserted, part, renamed
from mhlit.tables import table
from mhlit.text import script

if TYPE_CHECKING:
    from mhlit.references.parts import Parts

# ": Русский язык, 1991", ": Huber." at the end, ": Здоров'я; 1984", "М.:Лань, 2014": what follows a town
PUBLISHED = re.compile(
    r"\s?:\s?(?P<publisher>[A-ZА-ЯЁ«\"“„][^:;()\[\]]{1,80}?)(?=[,;.]?\s?(?:[—–]\s?)?(?:1[89]|20)\d\d|\.?\s*$|\s\()"
)
# ", Akad. ped. nauk Publ., 1956", ", Piter Publ., 2003": what follows a town in the References of Russian journals
NAMED = re.compile(
    r",\s(?P<publisher>[A-ZА-ЯЁ«\"“][^,;:()\[\]]{1,80}?\s(?:Publ|Press|Izd)\b\.?)(?=[,;.]\s?(?:1[89]|20)\d\d(?!\d))"
)
# ". М., 1969", "– Л., 1974.": a town and the year
DATED = re.compile(r",\s(?=(?:1[89]|20)\d\d(?!\d))")
# "Ростов на Дону", "New York", "М.; Л.": so many words may name a town
MOST_WORDS = 3
# "Нац. ", "Моск. гос. " before a publisher
SHORT_WORD = re.compile(r"(?<![\w.])[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїє]+\.(?:\s[a-zа-яёіїє]+\.)*\s$")
# The first letter of a word, or of one close behind a sign: ".-М.", "//М.:"
WORD_START = re.compile(r"(?:(?<![^\s(])|(?<=\.[–—-])|(?<=/))[^\s/–—-]")
# What stands before the town of an imprint.
PLACE_MARKS = (".", "–", "—", "-", "/", "]")
# Parts that may be a publisher in truth; a journal or a date may not.
MISTAKEN = frozenset(("ti", "tt", "ct", "lang", "ge", "no", "ser"))
WORDED = frozenset(("ti", "tt", "ct", "ctt"))


@cache
def places() -> frozenset[str]:
    """Return the towns and their abbreviations that a place of publication may be, without full stops."""
    return frozenset(key(row["cue"]).rstrip(".") for row in table("cues.tsv") if row["role"] == "place")


@lru_cache(maxsize=8192)
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


def publisher_named(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with a town and a publisher that names itself one: "Moscow, Akad. ped. nauk Publ., 1956"."""
    for match in NAMED.finditer(body):
        start, end = town_before(body[: match.start()]), match.end("publisher")
        if start <= 0 or any(each.start < start < each.end or each.start < end < each.end for each in found):
            continue
        kept = [each for each in found if each.end <= start or each.start >= end]
        if any(each.label in WORDED for each in kept if each.end <= start):
            town = part(found[0], body, start, match.start(), "pl")
            return inserted(kept, town, part(found[0], body, *match.span("publisher"), "pub"))
    return found


def imprinted(parts: Parts) -> set[str]:
    """Return the CSL fields that the imprint tells: the place, a known town, and behind its colon the publisher.

    A publisher that a rule found in the town's place is told as well.
    """
    place = next(iter(parts.all("pl")), None)
    if place is None or not is_place(place.text):
        return {"publisher"} if place is None and is_publisher(parts.first("pub"), parts.body) else set()
    mark = parts.after(place).lstrip()[:1]
    fields = {"publisher-place"} if mark in (":", ",", ";") else set()
    publisher = next((each for each in parts.all("pub") if each.start >= place.end), None)
    behind = mark == ":" and publisher and parts.body[place.end : publisher.start].strip(' :«"“') == ""
    return fields | {"publisher"} if behind else fields


def is_publisher(text: str, body: str) -> bool:
    """Return whether what was read as a place is a publisher: a known one, or Latin words in a Cyrillic reference.

    Google Scholar leaves out the town: "Александровский Ю. А. Пограничные психические расстройства. – Litres, 2013."
    """
    if not text or is_place(text):
        return False
    return "publisher" in cue_roles(text) or (text.isascii() and text[:1].isalpha() and script(body) == "Cyrl")


def place_dated(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with the town before the year that the tagger left out: "Под ред. А.В. Петрова. М., 1969"."""
    if any(each.label == "pl" for each in found) or not found:
        return found
    for match in DATED.finditer(body):
        start = town_before(body[: match.start()])
        if start > 0 and body[:start].rstrip()[-1:] in PLACE_MARKS:
            return placed(found, body, start, match.start())
    return found


def publisher_of_place(found: list[Segment], body: str) -> list[Segment]:
    """Split the publisher off a place behind a comma: "СПб, Питер, 2003" where nothing else is the publisher.

    Behind a town in Latin letters stands its state or country as often: "Sydney, Australia".
    """
    if any(each.label == "pub" for each in found):
        return found
    for at, each in enumerate(found):
        if each.label == "pl" and is_publisher(each.text, body):
            return renamed(found, at, "pub")
        town, comma, rest = each.text.partition(",") if each.label == "pl" else ("", "", "")
        if comma and rest.strip() and not town.isascii() and is_place(town) and not is_place(rest.strip()):
            start = each.end - len(rest.lstrip())
            split = [part(each, body, each.start, each.start + len(town)), part(each, body, start, each.end, "pub")]
            return [*found[:at], *split, *found[at + 1 :]]
    return found


def publisher_begins(found: list[Segment], body: str) -> list[Segment]:
    """Give a publisher its first word, cut short: "Нац." before "пед. ун-т ім. М. П. Драгоманова"."""
    for at, each in enumerate(found):
        first = SHORT_WORD.search(body, 0, each.start) if each.label == "pub" and each.text[:1].islower() else None
        if first and (not at or found[at - 1].end <= first.start()):
            return [*found[:at], part(each, body, first.start(), each.end), *found[at + 1 :]]
    return found


def town_before(text: str) -> int:
    """Return where the known town begins with which a text ends, or -1."""
    starts = [match.start() for match in WORD_START.finditer(text[-60:])][-MOST_WORDS:]
    known = (at for at in starts if is_place(text[-60:][at:]))
    return next((max(0, len(text) - 60) + at for at in known), -1)


def placed(found: list[Segment], body: str, start: int, end: int) -> list[Segment]:
    """Return the segments with the place at this span; what else is called a place and is no town, is none."""
    kept = without_other_places(found, body, start)
    for at, each in enumerate(kept):
        if (each.start, len(each.text.rstrip("."))) == (start, len(body[start:end].rstrip("."))):
            return [*kept[:at], part(each, body, start, end, "pl"), *kept[at + 1 :]]  # "М." read as an author
        if each.label == "edn" and each.start < start < each.end <= end:
            edition = part(each, body, each.start, len(body[:start].rstrip()))
            return [*kept[:at], edition, part(each, body, start, end, "pl"), *kept[at + 1 :]]  # "2-е изд. М., 1990"
    if any(each.start < end and start < each.end for each in kept):
        return kept  # the end of another part, which a rule of its own splits
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
