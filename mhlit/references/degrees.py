"""Editors behind their degrees: "под ред. д-ра мед. наук, проф. И. И. Сидоркина".

The tagger takes the degree for the end of the title ("наук") and the professor for a publisher, so the words that
announce editors and the degrees between them and the names decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.references.segments import Segment, inserted, part

if TYPE_CHECKING:
    from mhlit.references.parts import Parts

# "д-ра мед. наук", "доктора психологических наук", "д.м.н.", "канд. физ.-мат. наук"
DEGREE = (
    r"(?:[Дд](?:-ра?|окт(?:\.|ора?)|\.)|[Кк](?:анд(?:\.|идата?)|\.))\s?"
    r"(?:[а-яёіїє]{1,18}\.?[-–]?\s?){1,3}?\s?н(?:аук|\.)"
)
# "проф.", "академика РАН", "чл.-кор. АМН СССР", "засл. деят. науки РФ"
RANK = (
    r"(?:[Пп]роф(?:\.|есс?ора?)|[Дд]оц(?:\.|ента?)|[Аа]кад(?:\.|емі?ика?)|[Чч]л(?:\.|ена?)[-–\s]{1,3}[Кк]ор(?:р?\.|р?еспондента?)"
    r"|[Зз]асл(?:\.|уженного)\s(?:деят(?:\.|еля)\s(?:наук[иа]?|искусств)|врача))"
    r"(?:\s(?:[А-ЯЁІЇЄ]{2,6}(?![а-яё.])|Российской\sакадемии\s(?:[а-я]+\s)?наук)){0,2}"
)
DEGREES = re.compile(rf"(?:(?:{DEGREE}|{RANK})(?:,\s*|\s+(?:[иі]\s)?|(?<=\.)))+")
NAME = (
    r"(?:(?:[А-ЯЁІЇЄ]\.\s?){1,2}[А-ЯЁІЇЄ][а-яёіїє’']+(?:-[А-ЯЁІЇЄ][а-яёіїє’']+)?"
    r"|[А-ЯЁІЇЄ][а-яёіїє’']+(?:-[А-ЯЁІЇЄ][а-яёіїє’']+)?\s(?:[А-ЯЁІЇЄ]\.\s?){0,1}[А-ЯЁІЇЄ]\.)"
)
# "под ред. ", "Науч. ред.: ", "под общей редакцией ", and the people with a degree
EDITED = re.compile(
    rf"(?<=[Рр]ед)(?:\.|акцией|акцією|актор\.?):?\s+(?P<editors>{DEGREES.pattern}{NAME}"
    rf"(?:(?:,|,?\s[иіта]+)\s(?:{DEGREES.pattern})?{NAME})*)"
)


def editors_with_degrees(found: list[Segment], body: str) -> list[Segment]:
    """Give a reference its editors, whatever the tagger made of their degrees."""
    match = EDITED.search(body)
    if match is None or not found:
        return found
    start, end = match.span("editors")
    slash = body.rfind("/", 0, start)
    kept = []
    for segment in found:
        if segment.end <= match.start() or segment.start >= end:
            kept.append(segment)
        elif segment.start < match.start() and segment.label in ("ti", "ct"):
            kept.append(part(segment, body, segment.start, len(body[: max(segment.start, slash)].rstrip())))
    editors = part(found[0], body, start, end, "ed")
    return inserted([segment for segment in kept if segment.text], editors)


def ranked(parts: Parts) -> set[str]:
    """Return the CSL field that degrees before names tell as well as a label would."""
    return {"editor"} if any(DEGREES.match(segment.text) for segment in parts.all("ed")) else set()


def without_degrees(names: str) -> str:
    """Return printed names without the degrees before them."""
    return DEGREES.sub("", names)
