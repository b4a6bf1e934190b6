"""What a sensible reading of a reference needs: rules that mend the tagger's segments where they cannot be right."""

from __future__ import annotations

import re

from mhlit.references.boundaries import (
    authors_end,
    authors_from_title,
    authors_plain,
    container_from_title,
    host_named,
    hosted,
    imprint_apart,
    journal_known,
    journal_whole,
    known_journal,
    organisation_ends,
    publisher_whole,
    title_from_container,
    title_from_publisher,
    titles_joined,
)
from mhlit.references.brackets import (
    brackets_closed,
    brackets_read,
    links_apart,
    quotes_closed,
    thesis_translated,
    title_untranslated,
    translation_apart,
)
from mhlit.references.imprint import imprint_whole
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, part

# "2000; 7" and "2018 50" read as one volume
YEAR_AND_VOLUME = re.compile(r"((?:1[89]|20)\d\d)[\s;,:]+(\d{1,4})")
# "Guidance on community mental health services. 2021"
YEAR_BEHIND = re.compile(r"(.{10,})[.,]\s+((?:19|20)\d\d)", re.DOTALL)
# "CG" before "178", "RU" before "2456926"
GLUED = re.compile(r"(?<!\w)[A-ZА-Я]{1,5}-?$")
# "81(3", "18 (2)" read as one volume
VOLUME_AND_ISSUE = re.compile(r"([\w/-]{1,6})\s?\(\s?([^()]{1,12})\)?")
# The colon between a title and what GOST calls "other title information": "Психология здоровья : учебник"
COLON = re.compile(r"\s?:\s?")
# What behind a colon is no subtitle but tells the kind of publication.
KINDS = frozenset({"thesis", "thesis_abstract", "law", "patent", "standard", "dataset", "preprint"})
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


def year_behind_title(found: list[Segment], body: str) -> list[Segment]:
    """Split off the year that a title swallowed, where no other part is a date: "Guidance on services. 2021"."""
    if any(segment.label in ("yr", "ct", "pg") for segment in found):
        return found
    result: list[Segment] = []
    for segment in found:
        match = YEAR_BEHIND.fullmatch(segment.text) if segment.label == "ti" else None
        if match:
            start = segment.start
            result.append(part(segment, body, start, start + match.end(1)))
            result.append(part(segment, body, start + match.start(2), start + match.end(2), "yr"))
        else:
            result.append(segment)
    return result


def book_alone(found: list[Segment], body: str) -> list[Segment]:
    """Take the container away from a book: what counts its pages or names its publisher's town stands in no other one.

    A second sentence of a title ("Системы менеджмента качества. Требования") becomes title again, an organisation
    before the town ("R Foundation for Statistical Computing, Vienna") the publisher; after ``//`` or "In:" all stays.
    """
    labels = {segment.label for segment in found}
    at = next((i for i, segment in enumerate(found) if segment.label == "ct"), 0)
    if not at or labels & {"vo", "is", "pg", "ed", "doi"} or hosted(body, found[at]) or known_journal(found[at].text):
        return found
    host, before = found[at], found[at - 1]
    between = body[before.end : host.start].strip()
    if "np" in labels and before.label == "ti" and between in (".", "", ":", "?"):
        return [*found[: at - 1], part(before, body, before.start, host.end), *found[at + 1 :]]
    roles = cue_roles(host.text)
    if "pl" in labels and "pub" not in labels and {"corporate", "publisher"} & roles and "conference" not in roles:
        return [*found[:at], host._replace(label="pub"), *found[at + 1 :]]
    return found


def numbers_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give the number of a document the letters it is printed with: "Clinical guideline CG178"."""
    result: list[Segment] = []
    for segment in found:
        glued = GLUED.search(body, 0, segment.start) if segment.label == "nr" else None
        last = result[-1] if result else None
        if glued is None or (last and last.start >= glued.start()):
            result.append(segment)
            continue
        if last and last.end > glued.start():
            result[-1] = part(last, body, last.start, len(body[: glued.start()].rstrip()))
        result.append(part(segment, body, glued.start(), segment.end))
    return result


def issues_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split a volume that holds the issue in brackets, where no other part is an issue: "81(3): 271–83"."""
    if any(segment.label == "is" for segment in found):
        return found
    result: list[Segment] = []
    for segment in found:
        match = VOLUME_AND_ISSUE.fullmatch(segment.text) if segment.label == "vo" else None
        pieces = [(1, "vo"), (2, "is")] if match else []
        if match is None:
            result.append(segment)
        for group, label in pieces:
            start, end = (segment.start + at for at in match.span(group)) if match else (0, 0)
            result.append(part(segment, body, start, end, label))
    return result


def subtitles_joined(found: list[Segment], body: str) -> list[Segment]:
    """Give a title what a colon adds to it: "Психология здоровья: учебник для вузов"; a thesis's degree stays apart."""
    result: list[Segment] = []
    for segment in found:
        last = result[-1] if result else None
        if (
            last
            and segment.label == "ge"
            and last.label in ("ti", "ct")
            and COLON.fullmatch(body, last.end, segment.start)
            and not cue_roles(segment.text) & KINDS
        ):
            result[-1] = Segment(
                last.label,
                body[last.start : segment.end],
                last.start,
                segment.end,
                min(last.certainty, segment.certainty),
            )
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


# "–3" behind "№ 2"
REST_OF_RANGE = re.compile(r"\s?[-–—]\s?\d{1,4}(?!\d)")


def ranges_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give an issue or a volume the end of its range, where the tagger left it out: "№ 2–3. С. 7–34"."""
    result: list[Segment] = []
    for place, segment in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        match = REST_OF_RANGE.match(body, segment.end) if segment.label in ("vo", "is") else None
        if match and segment.text.isdigit() and (following is None or match.end() <= following.start):
            result.append(part(segment, body, segment.start, match.end()))
        else:
            result.append(segment)
    return result


# In this order: each rule sees what the one before has mended.
RULES = (
    links_apart,
    title_untranslated,
    imprint_whole,
    ranges_whole,
    years_apart,
    issues_apart,
    numbers_whole,
    year_behind_title,
    subtitles_joined,
    years_in_title,
    bare_volume,
    issue_in_brackets,
    thesis_translated,
    titles_joined,
    brackets_closed,
    authors_plain,
    authors_end,
    authors_from_title,
    organisation_ends,
    translation_apart,
    brackets_read,
    host_named,
    title_from_container,
    title_from_publisher,
    publisher_whole,
    book_alone,
    container_from_title,
    journal_whole,
    journal_known,
    brackets_closed,
    imprint_apart,
    quotes_closed,
)
