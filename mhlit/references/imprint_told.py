"""What a reference's imprint and numbers are, told by what stands round them: town or publisher, issue or pages.

"Cham, Palgrave Macmillan" is a town and a publisher, since one of them is a known town; "no. 3–4" before the pages is
an issue and no volume.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mhlit.references.imprint import is_place
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, part, renamed

HOSTS = frozenset({"ct", "ctt"})
IMPRINT = frozenset({"pl", "pub"})
# "3-8", "S12–S19"
RANGE = re.compile(r"\s*[A-Za-z]?\d+\s?[-–—]\s?[A-Za-z]?\d+\s*")
# "22-23), 5075-5083": an issue in brackets and the pages behind it, read as pages
ISSUE_AND_PAGES = re.compile(r"(?P<issue>\d+(?:\s?[-–—/]\s?\d+)?)\)[\s,.:;]*(?P<pages>[A-Za-z]?\d+.*)", re.DOTALL)
# "2017 Jun 15;194855061771506": the number of an article that has no volume yet, read as part of the date
YEAR_AND_ARTICLE = re.compile(r"(?P<year>(?:19|20)\d\d[^;]{0,12});\s?(?P<article>[a-z]?\d{5,20})")
# "Henry Holt", "Harcourt, Brace": one to four words with capitals at the end of a book
NAME_OF_PUBLISHER = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w'’&-]+(?:(?:,|\s&|\sand)?\s[A-ZÀ-ÞА-ЯЁ][\w'’&-]+){0,3}")
# "suppl", "Suppl. ", "Supplement " before a number
# "2013, no. 8, pp. 391–393": a number so called is that of an issue
ISSUE_CUE = re.compile(r"(?:\b[Nn]os?\.?|№|\b[Ii]ss(?:ue)?\.?)\s*$")
# "M.–L.: ", "М.; Л.: " before its last town
TOWN_BEFORE = re.compile(r"(?P<town>(?<!\w)[^\W\d_][^\s.,;:]{0,15}\.?)\s?[-–—;]\s?$")
BROKEN_WORD = re.compile(r"(?<=\w)-\s+(?=[a-zа-яё])")
SUPPLEMENT = re.compile(r"\b[Ss]uppl?(?:ement)?\.?\s*$")
# "second ed", "revised edition", "2-е изд."
SHORT_EDITION = 25
# "arXiv preprint arXiv:1809.06303. 2018"
DATED = re.compile(r"(?P<note>.{4,}?)[.,;]\s*(?P<year>(?:19|20)\d\d)\.?", re.DOTALL)
# "… dziecięce. Wydawnictwo Lekarskie PZWL": the last sentence of what was read as a title
LAST_SENTENCE = re.compile(r"(?P<title>.{8,})(?<=[^\W\d_]{2})[.?!]\s+(?P<rest>[^\W\d_a-zа-яё][^.?!]{3,60})", re.DOTALL)
TWO_TOWNS = re.compile(r"(?P<first>[^.;]{4,})\.\s(?P<second>[^.;]{4,})")
# "A. B. Town", "Kharkiv, Publisher Brovin": what stands before and behind the comma of an imprint
COMMA = re.compile(r"\s*,\s*")


def town_of_conference(found: list[Segment], body: str) -> list[Segment]:
    """Part the town of a conference from that of the publisher: "2024 Jul 14-18; Washington (DC). New York: ACM"."""
    for i, segment in enumerate(found):
        match = TWO_TOWNS.fullmatch(segment.text) if segment.label == "pl" else None
        if match and is_place(match["second"]) and body[: segment.start].rstrip().endswith(";"):
            first = part(segment, body, segment.start, segment.start + match.end("first"), "no")
            return [
                *found[:i],
                first,
                part(segment, body, segment.start + match.start("second"), segment.end),
                *found[i + 1 :],
            ]
    return found


def town_of_publisher(found: list[Segment], body: str) -> list[Segment]:
    """Split a publisher that holds its town: "University of Karlstad, Karlstad", "Cham, Palgrave Macmillan"."""
    for i, segment in enumerate(found):
        commas = list(COMMA.finditer(segment.text)) if segment.label in IMPRINT else []
        other = IMPRINT - {segment.label}
        if not commas or any(each.label in other for each in found):
            continue
        first, last = commas[0], commas[-1]
        if segment.label == "pub" and is_place(segment.text[: first.start()]):
            return split_at(found, i, body, first, ("pl", "pub"))
        town_last = segment.label == "pub" or "publisher" in cue_roles(segment.text[: last.start()])
        if town_last and is_place(segment.text[last.end() :]):
            return split_at(found, i, body, last, ("pub", "pl"))
    return found


def imprint_in_host(found: list[Segment], body: str) -> list[Segment]:
    """Read the host of a book as its imprint where it begins with a known town: "Kharkiv, Publisher Brovin"."""
    labels = {segment.label for segment in found}
    if labels & (IMPRINT | {"vo", "is", "pg", "ed"}):
        return found
    for i, segment in enumerate(found):
        comma = COMMA.search(segment.text) if segment.label == "ct" else None
        if comma and is_place(segment.text[: comma.start()]) and "//" not in body[: segment.start]:
            return split_at(found, i, body, comma, ("pl", "pub"))
    return found


def towns_together(found: list[Segment], body: str) -> list[Segment]:
    """Give a place all its towns: "M.–L." is Moscow and Leningrad; "Mos- cow" before the year is no publisher."""
    for i, segment in enumerate(found):
        broken = segment.label == "pub" and BROKEN_WORD.search(segment.text)
        if broken and is_place(BROKEN_WORD.sub("", segment.text)):
            return renamed(found, i, "pl")
        if segment.label != "pl" or not is_place(segment.text):
            continue
        match = TOWN_BEFORE.search(body, found[i - 1].end if i else 0, segment.start)
        if match and is_place(match["town"]):
            return [*found[:i], part(segment, body, match.start(), segment.end), *found[i + 1 :]]
    return found


def publisher_at_end(found: list[Segment], body: str) -> list[Segment]:
    """Take a name behind a book's title as the publisher: "(1890). The principles of psychology. Henry Holt."."""
    labels = {segment.label for segment in found}
    if labels & (HOSTS | {"pub", "url", "doi", "ge", "vo", "is"}) or not {"yr", "ti"} <= labels:
        return found
    last, before = found[-1], found[-2]
    first = next(segment.label for segment in found if segment.label in ("yr", "ti"))
    if first != "yr":
        return found
    if last.label not in ("no", "pl") or before.label not in ("ti", "tr", "edn") or body[last.end :].strip(" ."):
        return found
    if not NAME_OF_PUBLISHER.fullmatch(last.text) or is_place(last.text) or cue_roles(last.text):
        return found
    plain = last.label == "no" or "," in last.text
    return renamed(found, len(found) - 1, "pub") if plain else found


def publisher_of_title(found: list[Segment], body: str) -> list[Segment]:
    """Split off the publisher that a title swallowed before its town or year: "… dziecięce. Wydawnictwo PZWL, 2001"."""
    if {"pub", *HOSTS} & {segment.label for segment in found}:
        return found
    for i in range(1, len(found)):
        title, town = found[i - 1], found[i]
        match = LAST_SENTENCE.fullmatch(title.text) if title.label == "ti" and town.label in ("pl", "yr") else None
        if match and body[title.end : town.start].strip() == "," and "publisher" in cue_roles(match["rest"]):
            own = part(title, body, title.start, title.start + match.end("title"))
            publisher = part(title, body, title.start + match.start("rest"), title.end, "pub")
            return [*found[: i - 1], own, publisher, *found[i:]]
    return found


def split_at(found: list[Segment], at: int, body: str, comma: re.Match[str], labels: tuple[str, str]) -> list[Segment]:
    """Return the segments with one split at a comma of its text, where something stands on both sides."""
    segment = found[at]
    first = part(segment, body, segment.start, segment.start + comma.start(), labels[0])
    second = part(segment, body, segment.start + comma.end(), segment.end, labels[1])
    if not (first.text and second.text):
        return found
    return [*found[:at], first, second, *found[at + 1 :]]


def numbers_told(found: list[Segment], body: str) -> list[Segment]:
    """Tell issue, pages and the number of an article apart where two were read as one, or one as another.

    "58(6):3-8" (two issues), "59 (22-23), 5075-5083" (pages), "2017 Jun 15;194855061771506" (a date),
    "no. 3–4, pp. 117–142" (no volume).
    """
    labels = [segment.label for segment in found]
    for i, segment in enumerate(found):
        lone = segment.label == "vo" and "is" not in labels and "pg" in labels
        if lone and ISSUE_CUE.search(body, 0, segment.start):
            return renamed(found, i, "is")
        if segment.label == "is" and "is" in labels[:i] and "pg" not in labels and RANGE.fullmatch(segment.text):
            return renamed(found, i, "pg")
        pattern, names = {
            "pg": (ISSUE_AND_PAGES, (("issue", "is"), ("pages", "pg"))),
            "yr": (YEAR_AND_ARTICLE, (("year", "yr"), ("article", "pg"))),
        }.get(segment.label, (None, ()))
        match = pattern.fullmatch(segment.text) if pattern else None
        if match is None or (segment.label == "pg" and "is" in labels) or (segment.label == "yr" and "pg" in labels):
            continue
        split = [
            part(segment, body, segment.start + match.start(n), segment.start + match.end(n), label)
            for n, label in names
        ]
        return [*found[:i], *split, *found[i + 1 :]]
    return found


def supplement_told(found: list[Segment], body: str) -> list[Segment]:
    """Give an issue the word that makes it a supplement: "190(suppl 49)" is no issue 49."""
    for i, segment in enumerate(found):
        word = SUPPLEMENT.search(body, 0, segment.start) if segment.label == "is" else None
        if word:
            kept = [each for each in found[:i] if each.end <= word.start()]
            return [*kept, part(segment, body, word.start(), segment.end), *found[i + 1 :]]
    return found


def access_told(found: list[Segment], body: str) -> list[Segment]:
    """Take a date behind "Accessed" as that of the visit: "arxiv.org/abs/hep-ph/0006158. Accessed March 28, 2013"."""
    if "/" not in body:  # no address, no visit
        return found
    return [
        segment._replace(label="acc")
        if segment.label == "yr" and tells_access(body[max(0, segment.start - 14) : segment.start])
        else segment
        for segment in found
    ]


@lru_cache(maxsize=1024)
def tells_access(text: str) -> bool:
    """Return whether the words before a date announce a visit; asked for each of the readings of a reference."""
    return "access_date" in cue_roles(text)


def edition_told(found: list[Segment], body: str) -> list[Segment]:
    """Take a short note that names an edition as the edition: "Gas discharge physics, second ed., Nauka"."""
    if any(segment.label == "edn" for segment in found):
        return found
    return [
        segment._replace(label="edn")
        if segment.label == "no" and len(segment.text) < SHORT_EDITION and "edition" in cue_roles(segment.text + ".")
        else segment
        for segment in found
    ]


def preprint_dated(found: list[Segment], body: str) -> list[Segment]:
    """Give a preprint the year at the end of its note: "arXiv preprint arXiv:1809.06303. 2018"."""
    if any(segment.label == "yr" for segment in found):
        return found
    for i, segment in enumerate(found):
        match = DATED.fullmatch(segment.text) if segment.label == "no" else None
        if match and "preprint" in cue_roles(match["note"]):
            note = part(segment, body, segment.start, segment.start + match.end("note"))
            year = part(segment, body, segment.start + match.start("year"), segment.start + match.end("year"), "yr")
            return [*found[:i], note, year, *found[i + 1 :]]
    return found


# Titles and hosts first, since the rules of the imprint ask whether there is a host.


RULES = (
    town_of_conference,
    imprint_in_host,
    publisher_of_title,
    town_of_publisher,
    towns_together,
    publisher_at_end,
    numbers_told,
    supplement_told,
    access_told,
    edition_told,
    preprint_dated,
)
