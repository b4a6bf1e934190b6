"""Where the references of an author-year list begin: names and the year, "Bock, T. 1997.", "Bem SL (1974)".

In such a list no date stands at the end of a reference, by which the end of others is told; its head tells it instead.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from mhlit.names import looks_like_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐŁŚŻČŠŽ"
PARTICLE = r"(?:(?:[Vv]an|[Vv]on|[Dd]er?|[Dd]en|[Dd]i|[Dd]el|[Dd]os|zu|[Ll]e|[Ll]a)\s){0,2}"
FAMILY = rf"{PARTICLE}[{CAPITAL}][\w'’-]+"
# "T.", "K.-H.", "CS", "St.", "Ya."
INITIALS = rf"(?:[{CAPITAL}][a-zа-яё]?\.[\s-]?){{1,4}}|[{CAPITAL}]{{1,3}}(?![\w’'])"
# "Ulrich", "Kwame Anthony", "Peter M."
GIVEN = rf"[{CAPITAL}][\w'’-]+\.?(?:\s(?:[{CAPITAL}][\w'’-]+|[{CAPITAL}]\.))?"
# … and "–––––", the same name again
NAME = rf"(?>{FAMILY},?\s(?>{INITIALS})|{FAMILY},\s{GIVEN}|[—–-]{{2,}}\.?|_{{3,}})"
# "P. Nolan", "Anthony Giddens": how the further names of a list may stand
TURNED = rf"(?>(?>{INITIALS})\s?{FAMILY}|(?:the\s)?{GIVEN}\s{FAMILY})"
AND = r"(?:and|und|u\.|&|et|и)\s"
JOINT = rf"\s?(?:[,;/]\s?(?:{AND})?|{AND})"
OTHERS = r"(?:[,.]?\s(?:et al|u\.\s?a|и др)\.?)?"
ROLE = r"(?:\s?\((?:[Hh]rsg|[Ee]ds?|ред)\.?(?:\sof)?\)\.?)?"
# "(1986)", ". 1994.", "(2005a):", ": (1974)", "(1914/2014)", ", 1983,": the year and what ends the head
DATE = r"[\s.,:]{0,3}(?:\((?:\d{4}/)?(?:1[5-9]|20)\d\d[a-f]?\)|(?<=[\s.,])(?:1[5-9]|20)\d\d[a-f]?(?=[.:,]\s))"
HEAD = re.compile(rf"(?<![\w'’-]){NAME}(?:{JOINT}(?:{NAME}|{TURNED})){{0,30}}{OTHERS}{ROLE}{DATE}")
# "World Health Organization. (2005)", "U.S. Census Bureau. 1998.": an institution with the year behind it
CORPORATE = re.compile(
    rf"(?<![\w'’.-])(?P<state>U\.\s?S\.\s)?(?P<name>[{CAPITAL}][^\d.,;:/()]{{6,80}}(?:e\.\s?V\.)?)"
    r"\.?\s(?:\((?:1[89]|20)\d\d[a-f]?\)|(?<=\.\s)(?:1[89]|20)\d\d[a-f]?\.)"
)
# Behind these a name goes on or stands inside a reference: "In Kreckel R (1983)", "Smith J, Jones K (1990)"
INSIDE = re.compile(r"(?:[,&/(«„“\"]|\b(?:and|und|et|и|in|by|the|von|ed|eds|hrsg|see|vgl)[.:]?)\s*$", re.IGNORECASE)
# So many heads make an author-year list.
FEWEST = 3


def heads(text: str, *, at_lines: bool = False) -> list[int]:
    """Return where the references of an author-year list begin, or nothing where a text is none.

    It has to begin with a head. ``at_lines`` tells that every reference begins a line.
    """
    lead = len(text) - len(text.lstrip())
    if not (HEAD.match(text, lead) or CORPORATE.match(text, lead)):
        return []
    places = line_starts(text) if at_lines else None
    named = matches(HEAD, text, places)
    institutions = (match for match in matches(CORPORATE, text, places) if is_institution(match))
    found = {match.start() for match in chain(named, institutions) if opens(text, match.start())}
    return sorted(found | {lead}) if len(found) >= FEWEST else []


def is_institution(match: re.Match[str]) -> bool:
    """Return whether what stands before the year is an institution; "U.S." begins one by itself."""
    return match["state"] is not None or looks_like_organisation(match["name"])


def matches(pattern: re.Pattern[str], text: str, places: list[int] | None) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at these places, or wherever they are."""
    if places is None:
        yield from pattern.finditer(text)
        return
    yield from (match for place in places if (match := pattern.match(text, place)))


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin, behind their indent."""
    return [match.end() for match in re.finditer(r"^[^\S\n]*(?=\S)", text, re.MULTILINE)]


def opens(text: str, place: int) -> bool:
    """Return whether a reference may begin at a place: no name of a list goes on there."""
    return INSIDE.search(text[max(0, place - 12) : place]) is None
