"""Words that the tagger left to no part, in a place that only one part can take: the host behind ``//``, the title.

The tagger knows titles of sentences and journals by their shapes; a site, a portal or a textbook of one word has none,
and a Latin or quoted last word ("Как построить свое «я»") it gives up. Where such words stand tells what they are.
"""

from __future__ import annotations

import re

from mhlit.names import looks_like_organisation
from mhlit.references.boundaries import SMALL_WORD
from mhlit.references.kinds import MEETING, cue_roles
from mhlit.references.segments import Segment, inserted, part, renamed

# Where words end that belong together: ". – ", " // ", " / ", "[Электронный ресурс]", "URL", "Режим доступа", a bracket
STOP = re.compile(
    r"\.?\s*(?:[.,;]\s*[—–-]\s|//|\s/\s|\s[—–-]\s|[\[(]|\bURL\b|https?:|[Рр]ежим\sдоступа|[Dd]oi\b|\s(?:N|№)\s*$|\.\s*$|\s:\s)"
)
# "// Психология сегодня : [сайт]": the mark of a host; "http://" has none
HOST = re.compile(r"(?<![:/])//\s*")
# " «я»", " по психологии", " и др. науки": what goes on without a mark behind the words of a title
GOES_ON = re.compile(r"\s+(?:[«\"“„][^«»\"“”„]{1,60}[»\"”]|[a-zа-яёіїєґ][\w'’-]*)(?:\s+[^\W\d_][\w'’-]*)*")
# "Официальный сайт " before "Федеральной службы"
BEGINNING = re.compile(r"[^\W\d_]{3,}(?:\s[^\W\d_]+)*\s")
# "В.", "Дж.": an initial
DOTTED = re.compile(r"\b[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.")
# ": официальный сайт" behind the name of an institution whose site is cited
SITE = re.compile(r"\s?:\s[^\W\d_][^.:;/\[\]()]{3,60}")
# "о лицензировании", "«О психиатрической помощи»": how the name of an act goes on
SUBJECT = re.compile(r"\s+(?:[«\"“]\s?)?(?:[Оо]б?|[Пп]ро|[Аа]б)\s(?=[а-яёіїєґ])")
WORD = re.compile(r"[^\W\d_]{3,}")
# What stands behind ``//`` and is no host: "// Пер. с англ. под ред."
NO_HOST = frozenset({"editor", "translator", "compiler", "thesis", "thesis_abstract"})
MARKS = ' «"“„'
# Under this label stand what the tagger reads as people behind a slash.
RESPONSIBLE = "re"
LETTERS = re.compile(r"[^\W\d_]")


def leftovers_read(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with the title and the host that the tagger left unlabelled."""
    if not found:
        return found
    labels = {segment.label for segment in found}
    if "ti" in labels:
        found = goes_on(title_begins(found, body), body)
    elif "tt" not in labels:
        found = title_left(found, body)
    if "ct" in labels:
        return goes_on(found, body, "ct") if HOST.search(body) else found
    return found if "ctt" in labels else host_left(found, body)


def goes_on(found: list[Segment], body: str, label: str = "ti") -> list[Segment]:
    """Give a title or a host the words behind it that no mark separates: "Как построить свое «я» / Под ред."."""
    at = next(i for i, segment in enumerate(found) if segment.label == label)
    segment = found[at]
    limit = found[at + 1].start if at + 1 < len(found) else len(body)
    match = GOES_ON.match(body, segment.end, limit)
    if match is None or len(match[0].strip()) < 3:
        return found
    roles = cue_roles(match[0])
    if roles & NO_HOST or (roles and label == "ti"):
        return found
    if not STOP.match(body, match.end()) and (label == "ti" or body[match.end()] != ":"):
        return found
    return [*found[:at], part(segment, body, segment.start, match.end()), *found[at + 1 :]]


def title_begins(found: list[Segment], body: str) -> list[Segment]:
    """Give a title the words at the very beginning that no mark separates, or that were read as people.

    "Официальный сайт Росстата", "Горное дело: Основные способы добычи и оборудование. Пособие по английскому языку".
    """
    first = found[0]
    if first.label == "ti" and BEGINNING.fullmatch(body, 0, first.start):
        return [part(first, body, 0, first.end), *found[1:]]
    people = first.label == "au" and ":" in first.text
    if people and SMALL_WORD.search(first.text) and not DOTTED.search(first.text) and len(found) > 1:
        title = found[1]
        if title.label == "ti" and not body[first.end : title.start].strip(" ."):
            return [part(title, body, first.start, title.end), *found[2:]]
    return found


def title_left(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with the title that stands unlabelled, or under a label that does not fit its place."""
    first, labels = found[0], {segment.label for segment in found}
    if titled := title_of_people(found, body):
        return titled
    if first.label == "ge" and len(found) > 1:
        act = SUBJECT.match(body, first.end, found[1].start)
        return words_taken(found, body, first.end, found[1].start) if act else found
    if first.start > 0 and first.label not in ("num", "au", "ed") and ("ct" not in labels or "//" in body):
        return words_taken(found, body, 0, first.start)
    return found


def title_of_people(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with a title that was read as people, or ``[]``.

    "Марри Р., Родуэлл В. Биохимия человека. – М." has no slash before those "responsible"; an inventor's certificate
    has its inventors behind one; "Guidance on services. 2021" names nobody; "Правительство России : официальный сайт. –
    URL" is a site and "VII Международный съезд психологов: Сборник статей" a meeting, neither an author.
    """
    first, labels = found[0], {segment.label for segment in found}
    at = next((at for at, segment in enumerate(found) if segment.label == RESPONSIBLE), -1)
    if at >= 0 and "/" not in body[: found[at].start]:
        return renamed(found, at, "ti")
    if first.label != "au":
        return []
    unnamed = labels <= {"au", "yr"} and not DOTTED.search(first.text)
    if (at >= 0 or unnamed) and SMALL_WORD.search(first.text):
        return renamed(found, 0, "ti")
    if "url" in labels and "pub" not in labels and is_one_body(first.text):
        site = SITE.match(body, first.end)
        return [part(first, body, first.start, site.end() if site else first.end, "ti"), *found[1:]]
    if MEETING.search(first.text):
        kind = found[1] if len(found) > 1 and found[1].label == "ge" else None
        return [part(first, body, first.start, (kind or first).end, "ti"), *found[1 + (kind is not None) :]]
    return []


def is_one_body(text: str) -> bool:
    """Return whether a text names one institution."""
    return "," not in text and looks_like_organisation(text)


def host_left(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with the host that stands unlabelled behind ``//``; the data base of an act is none."""
    mark = HOST.search(body)
    if mark is None or any(segment.label == "nr" or "law" in cue_roles(segment.text) for segment in found):
        return found
    limit = next((segment.start for segment in found if segment.end > mark.end()), len(body))
    return words_taken(found, body, mark.end(), limit, "ct")


def words_taken(found: list[Segment], body: str, start: int, limit: int, label: str = "ti") -> list[Segment]:
    """Return the segments with one more that begins at a place and ends at the next mark, if it holds a word."""
    stop = STOP.search(body, start, limit)
    end = stop.start() if stop else limit
    text = body[start:end]
    if not WORD.search(text) or (label == "ct" and (not text.strip(MARKS)[:1].isupper() or cue_roles(text) & NO_HOST)):
        return found
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip().rstrip(" .,;:"))
    new = part(found[0], body, start, end, label)
    return inserted(found, new)
