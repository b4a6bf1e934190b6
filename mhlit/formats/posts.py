"""Lists of dated posts on a page: "Related posts", "Похожие записи", a site's news. Each becomes a record of its own.

A post is a date, a title and often a teaser that breaks off in dots; the title may be missing, or precede the date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.identifiers import find_urls
from mhlit.model import Date, Origin, Record, Text
from mhlit.text import squeeze
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.prose import Line
    from mhlit.model import Name

# "in the Non-Profit Sector in...", "(USA)  ...", "[…]", "Читать далее…": where a teaser breaks off
DOTS = re.compile(r"\s*(?:\[?(?:\.{3,}|…|\. \. \.)\]?)\s*$")
# "• Title", "- Title", "→ Title"
BULLET = re.compile(r"^[•·*▪●○→»>–—-]\s+")
# What ends a name in prose: a comma, a bracket, a full stop that is not an initial's
NAME_END = re.compile(r",|;|\s\(|(?<=[^\W\d_]{2})\.\s")
SEPARATOR = re.compile(r"^[\s:|•·—–-]+|[\s:|•·—–-]+$")
MOST_DATE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Post:
    """A post as listed: its date if one is printed, title, teaser, and the lines it was read from."""

    date: Date | None
    title: str
    teaser: str
    lines: tuple[Line, ...]


def posts_of(lines: Iterable[Line]) -> list[Post]:
    """Return the posts of a list, in order. The list ends at a line such as ``Contacts`` or ``Все новости``."""
    kept = [each for line in until_end(lines) for each in with_date_apart(line)]
    dates = [place for place, line in enumerate(kept) if prose.date_of(line.text)]
    if not dates:
        return undated(kept)
    texts = [place for place, line in enumerate(kept) if line.text]
    if texts[0] == dates[0]:
        return [post_of(kept[at:end]) for at, end in zip(dates, [*dates[1:], len(kept)], strict=True)]
    starts = [max(place for place in texts if place < date) for date in dates]
    return [post_of(kept[at:end]) for at, end in zip(starts, [*starts[1:], len(kept)], strict=True)]


def until_end(lines: Iterable[Line]) -> list[Line]:
    """Return the lines before the list's end, without buttons and list marks. A title after its date ends nothing."""
    kept: list[Line] = []
    dated = False
    for line in lines:
        if line.text and not dated and prose.label(line.text, "end"):
            break
        if not prose.label(line.text, "button"):
            kept.append(replace(line, text=BULLET.sub("", line.text)))
        dated = prose.date_of(line.text) is not None if line.text else dated
    return kept


def with_date_apart(line: Line) -> list[Line]:
    """Return a line, or two where it begins or ends with a date: ``12.08.2016 — Title``, ``Title (3 марта 2021)``."""
    words = line.text.split(" ")
    if len(words) < 2 or prose.date_of(line.text):
        return [line]
    for count in range(min(MOST_DATE_WORDS, len(words) - 1), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        if (date := SEPARATOR.sub("", head).strip("()[]")) and is_full_date(date):
            return [replace(line, text=date), replace(line, text=SEPARATOR.sub("", rest))]
        rest, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if tail[:1] in "([|—–-" and is_full_date(date := SEPARATOR.sub("", tail).strip("()[]")):
            return [replace(line, text=date), replace(line, text=SEPARATOR.sub("", rest))]
    return [line]


def is_full_date(text: str) -> bool:
    """Return whether a text is a date with its day: ``May 2017`` alone may belong to a title."""
    date = prose.date_of(text)
    return date is not None and len(date.start) == 3


def post_of(lines: list[Line]) -> Post:
    """Return the post of a run of lines that hold one date; without a title the teaser's beginning is the title."""
    date = next((date for line in lines if (date := prose.date_of(line.text))), None)
    texts = [line.text for line in lines if line.text and prose.date_of(line.text) is None]
    title, teaser = (texts[0], squeeze(" ".join(texts[1:]))) if texts else ("", "")
    return Post(date, DOTS.sub("", title), teaser, tuple(line for line in lines if line.text))


def undated(lines: list[Line]) -> list[Post]:
    """Return the posts of a list without dates, a paragraph each; a teaser in dots belongs to the title before."""
    posts: list[Post] = []
    for paragraph in prose.paragraphs(lines):
        if posts and not posts[-1].teaser and DOTS.search(paragraph[-1].text):
            teaser = prose.join(paragraph)
            posts[-1] = replace(posts[-1], teaser=teaser, lines=(*posts[-1].lines, *paragraph))
        else:
            posts.append(post_of(paragraph))
    return posts


def record_of(post: Post, site: str = "", page_language: str = "") -> Record:
    """Return the record of a post; a teaser that names authors and a publisher announces a report.

    A title too short to tell its language has the page's, unless the script is another one.
    """
    names, publisher, place = credit(post.teaser)
    authors = names or author_in_title(post.title)
    spoken = language(post.title) or language(post.teaser) or page_language
    raw = "\n".join(line.raw.strip() or line.text for line in unique(post.lines))
    return Record(
        type="report" if publisher else "post",
        titles=(Text(post.title, spoken),) if post.title else (),
        containers=(Text(site, language(site)),) if site and not publisher else (),
        authors=authors,
        issued=post.date,
        publisher=publisher,
        publisher_place=place,
        abstract="" if publisher else post.teaser,
        note=post.teaser if publisher else "",
        url=next(iter(find_urls(raw)), ""),
        language=spoken,
        origin=Origin(line=post.lines[0].number if post.lines else 0, format="grey", raw=raw),
    )


def unique(lines: Iterable[Line]) -> list[Line]:
    """Return lines of the page once, where one line was read as a date and a title."""
    return list({line.number: line for line in lines}.values())


def credit(teaser: str) -> tuple[tuple[Name, ...], str, str]:
    """Return authors, publisher and place from a teaser: ``Ann Lee, Jo Roe. Institute of Health, Oslo, Norway, …``.

    Certain only where names stand first, alone in their sentence, and an organisation opens the next one; what is cut
    off by dots is no field.
    """
    parts = DOTS.sub(" ", teaser)
    whole = parts == teaser
    for stop in re.finditer(r"\.\s+", parts):
        names, after = prose.persons(parts[: stop.start()]), parts[stop.end() :].split(", ")
        if names and prose.has_word(after[0], "organisation"):
            places = [part.strip(" .") for part in after[1 : None if whole else -1]]
            end = next((at for at, part in enumerate(places) if prose.has_word(part, "organisation")), len(places))
            return names, after[0].strip(" ."), ", ".join(part for part in places[:end][:2] if part)
    return (), "", ""


@cache
def author_pattern() -> re.Pattern[str]:
    """Return the pattern of ``EXPERT OPINION BY Prof. Dr.`` before a name, on ``plain`` text."""
    degrees = "|".join(re.escape(cue) for cue, *_ in prose.cues("degree"))
    nouns = "|".join(re.escape(cue) for cue, *_ in prose.cues("authored"))
    return re.compile(rf"(?<!\w)(?:{nouns})\s+by\s+(?:(?:{degrees})\s*)*")


def author_in_title(title: str) -> tuple[Name, ...]:
    """Return the author whom a title names in prose (``… OPINION BY Prof. Dr. Eliot SOREL, the George …``), or none."""
    found = author_pattern().search(prose.plain(title))
    if not found:
        return ()
    name = NAME_END.split(title[found.end() :], maxsplit=1)[0]
    return prose.persons(name, told=True)
