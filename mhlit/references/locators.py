"""Rules that mend the numbers of a reference: year, month, volume, issue, pages, the number of a document.

The tagger joins what stands together unmarked ("32 2632", "81(3)", "2000; 7") and cuts off what is glued ("249S",
"CG178").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.references.fields import month
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import part, renamed

if TYPE_CHECKING:
    from mhlit.references.segments import Segment

# "32 2632", "38 1983 1392-1410", "2:39–48": a volume, sometimes the year, and the pages, with nothing that names them
UNNAMED = re.compile(r"(?P<vo>\d{1,4})[\s,:]+(?:(?P<yr>(?:1[89]|20)\d\d)[\s,:]+)?(?P<pg>[A-Z]?\d+(?:\s?[-–—]+\s?\d+)?)")
# "Economic Affairs June" before "2015"
LAST_WORD = re.compile(r"(?<=[\s,])[^\W\d_]{3,}\.?$")
# "С. ", "pp. " before what was read as a volume or an issue: "С. 1, 8–9"
PAGES = re.compile(r"(?<![^\W\d_])(?:[СCсcPpSs]{1,2}|[Сс]тр)\.\s*$")

# " с.: ил.", ", [2] с." behind a number, and no number of a page: how many pages a book has
COUNTED = re.compile(r"(?:,?\s\[\d{1,3}\])?\s?(?:[сc]|стр)\b(?!\.?\s*\d)")
# "xviii, 236 p.", "xii, 310 с."
PREFACE = re.compile(r"[ivxlc]+,\s(?=\d{2,4}\s?(?:pp?|[сs])\b)")
NAMES = frozenset({"ct", "ser", "pub", "no", "ti"})
# "2000; 7" and "2018 50" read as one volume
YEAR_AND_VOLUME = re.compile(r"((?:1[89]|20)\d\d)[\s;,:]+(\d{1,4})")
# "Guidance on community mental health services. 2021"
YEAR_BEHIND = re.compile(r"(.{10,})\.\s+((?:19|20)\d\d)", re.DOTALL)
# "CG" before "178", "RU" before "2456926", "СП 2.4." before "3648-20", "A/RES/" before "61/106"
GLUED = re.compile(r"(?<!\w)(?:[A-ZА-Я]{1,5}-?|(?:[A-Z]{1,4}/)+|[A-ZА-Я][A-Za-zА-Яа-я]{1,6}\s(?:\d+\.)+)$")
# "-З" behind "22", "н" behind "566", "-2/10/1-8234" behind "20"
GLUED_BEHIND = re.compile(r"(?:[-/]\d+)+(?!\w)|-?[А-ЯЁа-яё]{1,4}(?:-[IVX]+)?(?!\w)")
# "81(3", "18 (2)" read as one volume
VOLUME_AND_ISSUE = re.compile(r"([\w/-]{1,6})\s?\(\s?([^()]{1,12})\)?")
# "1980–2013", "1985-1987"
YEAR_SPAN = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–—]\s?(?:1[5-9]|20)\d\d")
# A comma, a semicolon or a full stop before the number, and no cue of an issue: "1960, ", "Psikhiat., "; not "№. "
BARE = re.compile(r"(?<!\b[NnHh])(?<!\b[Nn][or])(?<![вВ]ып)(?<![vV]yp)(?<![iI]ss)(?<!№)[,;.]\s*$")
# What the tagger cut off behind a part: "–3" of "№ 2–3", "S" of "249S–250S", "2nd" of "Eger EI 2nd"
CUT_OFF = {
    "vo": re.compile(r"(?<=\d)\s?[-–—]\s?\d{1,4}(?!\d)"),
    "is": re.compile(r"(?<=\d)\s?[-–—]\s?\d{1,4}(?!\d)"),
    "pg": re.compile(r"(?<=\d)[A-Z](?!\w)"),
    "au": re.compile(r"(?<=[A-Z]),?\s(?:2nd|3rd|4th|Jr|Sr)\b"),
}


def pages_counted(found: list[Segment], body: str) -> list[Segment]:
    """Take what was read as a book's volume as the number of its pages where their sign follows: "230, [2] с.: ил.".

    A thesis has no volumes: "Дис. … докт. мед. наук. М., 2003; 307.".
    """
    if {"np", "ct"} & {segment.label for segment in found}:
        return found
    thesis = any(segment.label == "ge" and "thesis" in cue_roles(segment.text) for segment in found)
    return [
        segment._replace(label="np")
        if segment.label in ("vo", "is", "pg" if thesis else "is")
        and segment.text.isdigit()
        and (COUNTED.match(body, segment.end) or (thesis and not body[segment.end :].strip(" .")))
        else segment
        for segment in found
    ]


def preface_uncounted(found: list[Segment], body: str) -> list[Segment]:
    """Leave out the pages of a preface before those of the book, taken for a host: "Hawthorn; 1978. xviii, 236 p."."""
    return [segment for segment in found if not (segment.label in NAMES and PREFACE.match(body, segment.start))]


def months_apart(found: list[Segment], body: str) -> list[Segment]:
    """Give a date the month that the container swallowed: "Economic Affairs June 2015"."""
    for i in range(1, len(found)):
        host, year = found[i - 1], found[i]
        if (host.label, year.label) != ("ct", "yr") or body[host.end : year.start].strip(" .,"):
            continue
        word = LAST_WORD.search(host.text)
        if word and month(word[0]):
            at = host.start + word.start()
            end = len(body[:at].rstrip(" ,(:;"))
            return [*found[: i - 1], part(host, body, host.start, end), part(year, body, at, year.end), *found[i + 1 :]]
    return found


def numbers_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split volume and pages that were read as one, where nothing else is the other: "Opt. Lett. 32 2632"."""
    labels = [segment.label for segment in found]
    if len({"vo", "pg"} & set(labels)) != 1 or labels.count("vo") + labels.count("pg") != 1:
        return found
    at = next(i for i, label in enumerate(labels) if label in ("vo", "pg"))
    match = UNNAMED.fullmatch(found[at].text)
    start = found[at].start
    if not match or ("yr" in labels) == bool(match["yr"]) or PAGES.search(body, max(0, start - 6), start):
        return found
    split = [
        part(found[at], body, start + match.start(label), start + match.end(label), label)
        for label in ("vo", "yr", "pg")
        if match[label]
    ]
    return [*found[:at], *split, *found[at + 1 :]]


def years_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split a volume that holds the year, where no other part is a date; "1977–1979" is none of pages then."""
    if any(segment.label == "yr" for segment in found):
        return found
    result: list[Segment] = []
    for segment in found:
        if segment.label == "pg" and YEAR_SPAN.fullmatch(segment.text):
            result.append(segment._replace(label="yr"))
            continue
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


def numbers_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give the number of a document what it is printed with: "Guideline CG178", "№ 22-З", "N 20-2/10/1-8234"."""
    result: list[Segment] = []
    for each in found:
        if result and result[-1].label == "nr" and each.start < result[-1].end:
            continue  # the rest of the number, under another label
        behind = GLUED_BEHIND.match(body, each.end) if each.label == "nr" and each.text[-1].isdigit() else None
        segment = part(each, body, each.start, behind.end()) if behind else each
        glued = GLUED.search(body, 0, segment.start) if segment.label == "nr" else None
        if glued and result and result[-1].label in NAMES and result[-1].start == glued.start():
            result.pop()  # "A/RES" of "A/RES/61/106", taken for a host
        last = result[-1] if result else None
        if glued is None or (last and last.start >= glued.start()):
            result.append(segment)
            continue
        if last and last.end > glued.start():
            result[-1] = part(last, body, last.start, len(body[: glued.start()].rstrip()))
        result.append(part(segment, body, glued.start(), segment.end))
    return result


def year_behind_title(found: list[Segment], body: str) -> list[Segment]:
    """Split off the year that a title swallowed, where no other part is a date: "Guidance on services. 2021".

    Behind a comma it ends a day of the title itself: "The typewriter was introduced on July 31, 1961".
    """
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
            return renamed(found, i, "is")
    return found


def pages_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give the pages their first ones, read as volume and issue behind the sign of pages: "С. 10, 11, 56"."""
    for i, segment in enumerate(found):
        first = i
        while segment.label == "pg" and first and found[first - 1].label in ("vo", "is"):
            first -= 1
        if first < i and PAGES.search(body, max(0, found[first].start - 6), found[first].start):
            return [*found[:first], part(segment, body, found[first].start, segment.end), *found[i + 1 :]]
    return found


def parts_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give a part what belongs to its end: the rest of a range, the letter of a page, a suffix of the last author."""
    result: list[Segment] = []
    for place, segment in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        match = CUT_OFF[segment.label].match(body, segment.end) if segment.label in CUT_OFF else None
        if match and (following is None or match.end() <= following.start):
            result.append(part(segment, body, segment.start, match.end()))
        else:
            result.append(segment)
    return result
