"""Grey literature as prose: pages of organisations and projects, news posts, announcements of reports.

The page becomes one citable record with its organisation as author; posts listed on it become records of their own.
What is not said is left empty: a founding year, a project's period, the day of an event are no dates of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from mhlit.formats import posts, prose
from mhlit.formats.base import Format
from mhlit.formats.imprint import document_kind, imprint_of
from mhlit.formats.keywords import keywords_of
from mhlit.identifiers import find_dois, find_urls, repair_url
from mhlit.model import Issue, Name, Origin, ReadResult, Record, Text
from mhlit.text import fold, squeeze
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.formats.prose import Line
    from mhlit.model import Date

# A record's abstract holds the page's prose up to about a printed page; the whole page stays in origin.raw.
MOST_ABSTRACT = 5000
LONGEST_TITLE = 160
# Countries are counted in about ten printed pages.
MOST_TEXT = 30_000
# A list of news without a heading: three dates on lines of their own are no accident.
FEWEST_DATES = 3
LONGEST_POST = 400
# A country named three times, and no other more than a third as often, is where the page is at home.
FEWEST_MENTIONS = 3
# "The mission of the Union is", "The Union for Mental Health of Russia’s mission is", "Миссия Союза —"
MISSION = re.compile(
    r"\b[Tt]he (?:mission|aim|goal|purpose) of (?P<after>[^.,;]{4,100}?) (?:is|are)\b"
    r"|(?:^|[.!?]\s)(?P<before>[^.,;]{4,100}?)[’']s? (?:mission|aim|goal|purpose|activities)\b"
)
# A word of three letters: without one a line is an ornament, a counter or a leftover of markup
LETTERS = re.compile(r"[^\W\d_]{3}")
# "The NGO Committee on Mental Health Inc., a charitable organization, was …": what an apposition follows is the subject
APPOSITION = re.compile(
    r"^(?P<subject>[^!?:,]{3,110}),\s+(?:an?|the)\s[^,]{3,80},\s+(?:is|was|has|runs|works|helps|unites)\s"
)
# "14 октября 2021", "October 14, 2021" inside a sentence
DATE_IN_PROSE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,9}\.?\s+\d{4}|\b[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}"
)
# "On 14 October 2021 the Centre", "14 октября 2021 года Центр": the day stands before who announces
LEAD_IN = re.compile(
    r"^(?:(?:On|In|В)\s+)?(?:\d{1,2}\s+[^\W\d]{3,9}\.?|[^\W\d]{3,9}\.?\s+\d{1,2})"
    r"(?:,?\s+\d{4})?(?:\s+(?:г\.|года))?,?\s+(?=\S)"
)
# "World Health Organization (WHO)": the acronym is no part of the name
ACRONYM = re.compile(r"\s*\([^()]{2,12}\)$")
# "РБОО «Семья и здоровье»", "SPCO “Step”": a legal form in capitals before a name in quotation marks
INITIALS_NAME = re.compile(r"^[^\W\d_a-zа-яё]{2,7}\s+[«“„\"]")
# "The Union", "Our club"
ARTICLE = re.compile(r"^(?:the|our|a|an)\s+", re.IGNORECASE)
# "доклад «Клубы взаимной поддержки»", "the report “Costs of loneliness”": a title in quotation marks
QUOTED = re.compile(r"[«“„\"](?P<title>[^«»“”„\"]*(?:«[^»]*»[^«»“”„\"]*)*)[»”“\"]")
# "GENEVA, 10 June 2021 –", "Псков. 3 марта 2021 —", "Albany, NY, June 10, 2021 –": a news agency's dateline
DATELINE = re.compile(
    r"^(?P<place>[^\W\d][\w .’'-]{2,40}?(?:, [A-Z]{2})?)[,.]\s+"
    r"(?P<date>(?:[^\W\d]{3,9}\.?\s)?\d[^—–|]{6,30}?)\s*[—–|-]\s"
)
# "10 October 2022 | News release | Geneva": what a site says about a post, between bars
BARS = re.compile(r"\s+[|•·]\s+")
BY = re.compile(r"\s+(?:by|автор)\b.*$", re.IGNORECASE)


def read(text: str) -> ReadResult:
    """Return the page's record and then the posts it lists, in order; the page is linked to each."""
    lines = prose.lines_of(text)
    main, listed = divide(lines)
    record = record_of(main)
    site = record.authors[0].literal if record.authors and is_own(record.authors[0].literal, record.title) else ""
    related = tuple(posts.record_of(post, site, record.language) for post in posts.posts_of(listed) if post.title)
    if not record.titles:
        issue = Issue("page-unread", "no title and no text to cite on this page", 1, raw=text[:MOST_TEXT])
        return ReadResult(related, (issue,) if text.strip() and not related else ())
    origin = Origin(line=next(line.number for line in main if line.text), format="grey", raw=text.strip())
    return ReadResult((replace(record, origin=origin, related=tuple(post.uid for post in related)), *related))


def divide(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the page's own lines and those of the posts it lists, under a heading or from the first of many dates."""
    started = False
    for place, line in enumerate(lines):
        if started and line.text and prose.label(line.text, "related"):
            return list(lines[:place]), list(lines[place + 1 :])
        started = started or bool(line.text)
    dates = [place for place, line in enumerate(lines) if line.text and prose.date_of(line.text)]
    if len(dates) < FEWEST_DATES:
        return list(lines), []
    start = dates[0] if is_short(lines[dates[0] + 1 : dates[1]]) else dates[1]
    return list(lines[:start]), list(lines[start:])


def is_short(lines: Sequence[Line]) -> bool:
    """Return whether lines hold no more than a listed post does: a title and a teaser, not the text of the page."""
    texts = [line.text for line in lines if line.text]
    return len(texts) <= 3 and sum(map(len, texts)) < LONGEST_POST


def record_of(lines: Sequence[Line]) -> Record:
    """Return the record of a page's own lines, without origin."""
    worded = [line for line in lines if LETTERS.search(line.text) or prose.date_of(line.text)]
    texts = [line for line in worded if not prose.label(line.text, "button")]
    if texts and prose.label(texts[0].text, "related"):
        texts = texts[1:]
    date, dated, place = date_of(texts)
    labelled = {
        line.number: found for line in texts if (found := prose.label(line.text, "source", "place", "keywords", "tags"))
    }
    free = [line for line in texts if line.number not in dated and line.number not in labelled]
    free = free[headline(lines, free, dated) :]
    if not free:
        return Record()
    title = title_of(free[0].text)
    rest = free if title != free[0].text else free[1:]
    body = " ".join(line.text for line in rest)
    names, bylines = byline(rest)
    imprint = imprint_of(rest)
    under = next((line.text for line in rest[:1] if imprint.issued and is_organisation(line.text)), "")
    rest = [line for line in rest if line.number not in bylines | imprint.used]
    organisation = under or organisation_of(texts, title, rest)
    document, kind, told = announced(rest)
    kind = kind or (document_kind(title) if imprint.issued else "")
    place = place or imprint.place
    place, sure = (place, True) if place else place_of(texts, organisation, f"{title} {body}")
    wordings = tuple(Text(each, language(each) or language(body)) for each in (document or title,))
    return Record(
        type=kind or ("post" if date else "webpage"),
        titles=wordings,
        authors=names or ((Name(literal=organisation),) if organisation else ()),
        publisher=organisation if names else "",
        issued=date or told or imprint.issued,
        number_of_pages=imprint.pages,
        isbn=imprint.isbn,
        publisher_place=place,
        doi=doi_of(body),
        url=url_of(texts),
        abstract=leading(rest),
        keywords=keywords_of(found.rest for found in labelled.values() if found.role in ("keywords", "tags")),
        language=language(body) or language(title),
        extra=({"grey:title": title} if document else {})
        | ({} if sure or not place else {"mhlit:doubts": ["publisher-place"]}),
    )


# ---------------------------------------------------------------- title, date, organisation


@cache
def subject_pattern() -> re.Pattern[str]:
    """Return the pattern of a sentence about the organisation itself, group ``acts`` where the verb is one of doing.

    ``NGO „Mental Health Perspectives” (PSP in short) is a …``, ``НКО «Тёплый дом» (коротко ТД) — …``.
    """
    acts, being = ("|".join(re.escape(cue) for cue, *_ in prose.cues(role)) for role in ("acts", "being"))
    subject = r"(?P<subject>(?:[^.!?:]|\.(?=,)){3,110}?)\s*(?:\([^()]{1,60}\))?"
    return re.compile(rf"^{subject},?\s+(?:(?P<acts>{acts})|{being}|[—–-])\s")


def subject_of(text: str) -> tuple[str, bool]:
    """Return what a sentence speaks of, without article, and whether it is said to do something; ``""`` if unclear."""
    if found := APPOSITION.match(text):
        return squeeze(ARTICLE.sub("", found["subject"])), False
    found = subject_pattern().match(prose.plain(text[:LONGEST_POST]))
    if not found:
        return "", False
    return squeeze(ARTICLE.sub("", text[found.start("subject") : found.end("subject")])), bool(found["acts"])


def headline(lines: Sequence[Line], free: Sequence[Line], dated: set[int]) -> int:
    """Return the place among the ``free`` lines where the title stands: first, or at the head of the block of the date.

    What a site prints above ("To become a member, click below:") is no title; a date under one tells it.
    """
    places = {line.number: place for place, line in enumerate(free)}
    at = next((place for place, line in enumerate(lines) if line.number in dated), 0)
    block = list(takewhile(lambda line: line.text, reversed(lines[:at])))
    head = block[-1] if block else None
    is_title = head and head.number in places and not prose.is_prose(head.text) and len(head.text) <= LONGEST_TITLE
    return places[head.number] if head and is_title else 0


def title_of(line: str) -> str:
    """Return the title from a page's first line: the line, or what it speaks of where it is a sentence already."""
    if (prose.is_prose(line) or len(line) > LONGEST_TITLE) and (subject := subject_of(line)[0]):
        return subject
    if len(line) <= LONGEST_TITLE:
        return posts.DOTS.sub("", line)
    sentence = re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0].rstrip(".")
    return sentence if len(sentence) <= LONGEST_TITLE else sentence[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def byline(lines: Sequence[Line]) -> tuple[tuple[Name, ...], set[int]]:
    """Return the authors named right under a title, with a label or on a line of their own, and the lines' numbers."""
    names: tuple[Name, ...] = ()
    used: set[int] = set()
    for line in lines[:3]:
        found = prose.label(line.text, "authors")
        here = prose.persons(found.rest if found else line.text, told=found is not None)
        if not here:
            break
        names, used = (*names, *here), used | {line.number}
    return names, used


def date_of(lines: Sequence[Line]) -> tuple[Date | None, set[int], str]:
    """Return the page's date, the number of its line, and a dateline's place: near the top or at the very end."""
    for line in (*lines[:6], *lines[-2:]):
        found = prose.label(line.text, "published")
        printed = BY.sub("", found.rest if found else line.text)
        for part in (printed, *BARS.split(printed)):
            if date := prose.date_of(part):
                return date, {line.number}, ""
        if (dateline := DATELINE.match(line.text)) and (date := prose.date_of(dateline["date"])):
            return date, set(), dateline["place"].strip()
    return None, set(), ""


def organisation_of(lines: Sequence[Line], title: str, rest: Sequence[Line]) -> str:
    """Return the organisation that answers for the page, or ``""``.

    In order: a label (``Informational source:``), who announces, whose mission it is, the subject of the first
    sentence, the title.
    """
    if named := labelled_text(lines, "source"):
        return named
    paragraphs = [DATELINE.sub("", line.text) for line in rest if len(line.text) > 40]
    for text in paragraphs[:3]:
        if named := announcer(text) or mission_of(text):
            return named
    for text in paragraphs[:2]:
        subject, acts = subject_of(text)
        if subject and (is_organisation(subject) or (acts and fold(subject) == fold(ARTICLE.sub("", title)))):
            return subject
    repeated = fold(title) in fold(" ".join(line.text for line in rest))
    named_so = prose.has_word(title, "organisation", "project") and len(title.split()) <= 5
    if (named_so or (repeated and is_organisation(title))) and not prose.label(title, "related"):
        return ARTICLE.sub("", title)
    return ""


def labelled_text(lines: Sequence[Line], role: str) -> str:
    """Return the text behind the first label of a role, on its line or the next one, unless it is a web address."""
    for place, line in enumerate(lines):
        if found := prose.label(line.text, role):
            text = found.rest or (lines[place + 1].text if place + 1 < len(lines) else "")
            if text and not find_urls(text) and len(text) < LONGEST_TITLE:
                return text.rstrip(" .;")
    return ""


def is_organisation(text: str) -> bool:
    """Return whether a text names an organisation: a short phrase with a word such as *union* or *центр*.

    Only nominatives count: ``к 20-летию организации`` names an event. The wider test for names in reference lists would
    take ``Guidance for leaders`` for an organisation too.
    """
    short = 0 < len(text.split()) <= 14 and text[:1].isupper()
    return short and (prose.has_word(text, "organisation") or INITIALS_NAME.match(text) is not None)


def is_own(organisation: str, title: str) -> bool:
    """Return whether the page is the organisation's own, so that the posts on it are too."""
    return fold(organisation) in fold(title) or fold(ARTICLE.sub("", title)) in fold(organisation)


@cache
def announcement() -> re.Pattern[str]:
    """Return the pattern of who announces: ``On March 4, the Nordic Council presented``, ``Центр … опубликовал``."""
    verbs = "|".join(re.escape(cue) for cue, *_ in prose.cues("announces"))
    today = r"(?:\s+(?:today|yesterday|recently|сегодня|вчера|недавно))?"
    return re.compile(rf"(?:^|[.!?,]\s+)(?P<who>[^.!?,]{{4,110}}?){today}\s+(?:{verbs})(?!\w)")


def announcer(text: str) -> str:
    """Return who announces something in a text's first sentence, if that is an organisation, else ``""``."""
    found = announcement().search(prose.plain(text[:MOST_ABSTRACT]))
    who = ARTICLE.sub("", LEAD_IN.sub("", text[found.start("who") : found.end("who")])) if found else ""
    return squeeze(ACRONYM.sub("", who)) if is_organisation(who) else ""


def mission_of(text: str) -> str:
    """Return the organisation whose mission a text states, or ``""``."""
    found = MISSION.search(text)
    who = ARTICLE.sub("", found["after"] or found["before"]) if found else ""
    return squeeze(who) if is_organisation(who) else ""


@cache
def document_pattern() -> re.Pattern[str]:
    """Return the pattern of an announced document: a verb, a few words, perhaps its kind, and the quotation mark."""
    verbs = "|".join(re.escape(cue) for cue, *_ in prose.cues("announces"))
    kinds = "|".join(re.escape(cue) for cue, *_ in prose.cues("document"))
    kind = rf"(?:\s+(?P<kind>{kinds})(?!\w))?[\s,:—–-]*(?=[«“„\"])"
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)(?:\s+[\w-]+){{0,6}}?{kind}")


def announced(lines: Sequence[Line]) -> tuple[str, str, Date | None]:
    """Return title, type and date of the document that the first lines announce in quotation marks, or nothing.

    ``On 14 October 2021 the Centre published the report “…”`` tells the report's date, where a date in other sentences
    is that of an event.
    """
    for line in lines[:3]:
        for found in document_pattern().finditer(prose.plain(line.text[:MOST_ABSTRACT])):
            quoted = QUOTED.match(line.text, found.end())
            kind = found["kind"] or (kind_behind(line.text[quoted.end() :]) if quoted else "")
            if quoted and kind:
                return squeeze(quoted["title"]), prose.values("document")[kind], date_in(line.text[: quoted.end() + 40])
    return "", "", None


def date_in(sentence: str) -> Date | None:
    """Return the first date with a day and a year that a sentence holds, or None."""
    found = (prose.date_of(match[0]) for match in DATE_IN_PROSE.finditer(sentence))
    return next((date for date in found if date and len(date.start) == 3), None)


def kind_behind(text: str) -> str:
    """Return the kind of document that stands in apposition behind a quoted title: ``, a review of …``."""
    opening = re.match(r"\s*[,–—-]\s*(?:\w+\s+){0,3}", text)
    found = prose.word_pattern("document").search(prose.plain(text[:60])) if opening else None
    return found[1] if found and opening and found.start() <= opening.end() else ""


# ---------------------------------------------------------------- place, address, text


def place_of(lines: Sequence[Line], organisation: str, text: str) -> tuple[str, bool]:
    """Return the place of the organisation, and whether that is sure.

    Sure: a labelled place, or a country in the organisation's own name. Else the one country that the page names by far
    most often (name, capital or adjective) is given as a doubt; of a project between two countries nothing is said.
    """
    if labelled := labelled_text(lines, "place"):
        return labelled, True
    if found := prose.word_pattern("country").search(prose.plain(organisation)):
        return prose.values("country")[found[1]], True
    named = prose.word_pattern("country").findall(prose.plain(text[:MOST_TEXT]))
    counted = Counter(prose.values("country")[cue] for cue in named)
    (best, count), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return (best, False) if count >= max(FEWEST_MENTIONS, 3 * second) else ("", False)


def doi_of(text: str) -> str:
    """Return the DOI of a page that holds exactly one."""
    found = {each.doi for each in find_dois(text)}
    return found.pop() if len(found) == 1 else ""


def url_of(lines: Sequence[Line]) -> str:
    """Return the first address that closes a line: the page's own, or its organisation's."""
    for line in lines:
        found = find_urls(line.text)
        if found and len(line.text) - line.text.rfind(found[-1][:12]) <= len(found[-1]) + 2:
            return repair_url(found[-1])
    return ""


def leading(lines: Sequence[Line]) -> str:
    """Return the page's prose from its beginning, up to a bound, in whole lines."""
    taken: list[str] = []
    for line in lines:
        if sum(map(len, taken)) + len(taken) + len(line.text) > MOST_ABSTRACT and taken:
            break
        taken.append(posts.BULLET.sub("", line.text))
    return " ".join(taken)


def sniff(head: str) -> bool:
    """Return whether a text holds words at all: the last resort, asked when no other format knows the text."""
    return LETTERS.search(head) is not None


FORMAT = Format(
    "grey",
    "page of an organisation, a project, a news post (text)",
    ("webpage",),
    (),
    sniff=sniff,
    read=read,
    rank="parsed",
)
