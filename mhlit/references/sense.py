"""What a sensible reading of a reference needs: rules that mend the tagger's segments where they cannot be right."""

from __future__ import annotations

import re

from mhlit.references.boundaries import (
    authors_end,
    container_from_title,
    host_named,
    imprint_apart,
    journal_known,
    journal_whole,
    title_from_container,
    title_from_publisher,
    titles_joined,
)
from mhlit.references.brackets import brackets_closed, quotes_closed, thesis_translated, translation_apart
from mhlit.references.segments import Segment, part

# "2000; 7" and "2018 50" read as one volume
YEAR_AND_VOLUME = re.compile(r"((?:1[89]|20)\d\d)[\s;,:]+(\d{1,4})")
# "1980–2013", "1985-1987"
YEAR_SPAN = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–—]\s?(?:1[5-9]|20)\d\d")
# A comma, a semicolon or a full stop before the number, and no cue of an issue: "1960, ", "Psikhiat., "
BARE = re.compile(r"(?<!\b[NnHh])(?<!\b[Nn][or])(?<![вВ]ып)(?<![vV]yp)(?<![iI]ss)[,;.]\s*$")


def sensible(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with what cannot be put right."""
    for rule in RULES:
        found = rule(found, body)
    return found


def years_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split a volume that holds the year, where no other part is a date."""
    if any(segment.label == "yr" for segment in found):
        return found
    result: list[Segment] = []
    for segment in found:
        match = YEAR_AND_VOLUME.fullmatch(segment.text) if segment.label == "vo" else None
        if match:
            start = segment.start
            result.append(part(segment, body, start + match.start(1), start + match.end(1), "yr"))
            result.append(part(segment, body, start + match.start(2), start + match.end(2)))
        else:
            result.append(segment)
    return result


def years_in_title(found: list[Segment], body: str) -> list[Segment]:
    """Give the title years that belong to it where another part is the date: "a study 1980–2013. Journal, 2014"."""
    if sum(segment.label == "yr" for segment in found) < 2:
        return found
    for i in range(1, len(found)):
        title, year = found[i - 1], found[i]
        if (
            title.label != "ti"
            or year.label != "yr"
            or len(body[title.end : year.start].strip(" ,"))
            or "(" in body[title.end : year.start]
        ):
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        inside = following is not None and following.label == "ti"
        if inside or YEAR_SPAN.fullmatch(year.text):
            end = following.end if inside and following else year.end
            return [*found[: i - 1], part(title, body, title.start, end), *found[i + 1 + inside :]]
    return found


def bare_volume(found: list[Segment], body: str) -> list[Segment]:
    """Take a lone number behind year or journal, without "№" or bracket, as the volume: "Soc. Prob., 1960, 7, 277"."""
    if any(segment.label == "vo" for segment in found):
        return found
    return [
        segment._replace(label="vo") if segment.label == "is" and BARE.search(body[: segment.start]) else segment
        for segment in found
    ]


def issue_in_brackets(found: list[Segment], body: str) -> list[Segment]:
    """Take "(1–3)" right behind a volume as the issue where other pages follow: "Vol. 145(1–3). P. 50–55"."""
    pages = [segment for segment in found if segment.label == "pg"]
    if len(pages) < 2 or any(segment.label == "is" for segment in found):
        return found
    for i in range(1, len(found)):
        gap = body[found[i - 1].end : found[i].start].strip()
        if (
            found[i].label == "pg"
            and found[i - 1].label == "vo"
            and gap == "("
            and body[found[i].end :].lstrip()[:1] == ")"
        ):
            return [*found[:i], found[i]._replace(label="is"), *found[i + 1 :]]
    return found


# In this order: each rule sees what the one before has mended.
RULES = (
    years_apart,
    years_in_title,
    bare_volume,
    issue_in_brackets,
    thesis_translated,
    titles_joined,
    brackets_closed,
    authors_end,
    translation_apart,
    host_named,
    title_from_container,
    title_from_publisher,
    container_from_title,
    journal_whole,
    journal_known,
    brackets_closed,
    imprint_apart,
    quotes_closed,
)
