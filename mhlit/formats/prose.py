"""Prose pages as lines: labels that announce a part ("Keywords", "Для цитирования"), dates, lines of names.

Article pages, grey pages and the text of HTML pages share these; the words are in ``data/page_cues.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mhlit.formats.dates import month
from mhlit.model import Date
from mhlit.names import parse_name
from mhlit.names.given import is_given, is_patronymic
from mhlit.names.order import degreeless
from mhlit.names.words import kind
from mhlit.tables import table
from mhlit.text import APOSTROPHES, clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Name

# What may stand before a label: "- Authors:", "• Keywords", "**Abstract**", and after it "**".
BEFORE = r"[\s•·*#>|_–-]*"
# How much of the line a cue of each kind of match claims: all of it, up to a mark, up to the next word.
LOOK = {
    "line": r"[*_]*\s*[:.]?\s*$",
    "label": r"[*_]*(?:\s*[:—–]|\.(?=\s|$)|\s*$)",
    "start": r"(?!\w)",
    "word": r"(?!\w)",
}
# ": Gurovich", " — Moscow", "** text": what stands between a label and what it announces
AFTER_LABEL = re.compile(r"^[*_]*\s*[:.—–]?\s*[*_]*\s*")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# "12.08.2016", "31/5/2021", "1.12.20" is too doubtful
NUMERIC_DATE = re.compile(r"^(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)$")
# "2021-05-31", "2021-05", "2021/05/31"
ISO_DATE = re.compile(r"^(?P<year>(?:19|20)\d\d)[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?(?:T[\d:.+Z-]*)?$")
# "12 August 2016", "12th August, 2016", "3 марта 2021 г.", "May 2017", "1er mars 2020"
DAY_FIRST = re.compile(
    r"^(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|-го)?\.?\s+(?:of\s+)?)?(?P<name>[^\W\d]+)\.?,?\s+(?P<year>(?:19|20)\d\d)$"
)
# "August 12, 2016", "Aug. 12th 2016"
MONTH_FIRST = re.compile(r"^(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)$")
# What pages print around a date: "Monday, 12 August 2016 г., 10:30", "12 августа 2016 года", "2 July 2009 (online)"
AROUND_DATE = re.compile(
    r"^\s*(?:(?:[^\W\d]+day|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[,\s]+)?"
    r"|(?:\s*(?:г\.|года|г|р\.|року))?[,\s|•·—–-]*(?:\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:\((?:online|print|онлайн)\))?[\s.|]*$",
    re.IGNORECASE,
)
# "Ivanov1,2*", "Есина¹": marks of affiliations behind a name
MARKS = re.compile(r"(?<=[^\W\d_]|\.)\s?[\d¹²³⁴⁵⁶⁷⁸⁹]+(?:\s*,\s*[\d¹²³⁴⁵⁶⁷⁸⁹]+)*[’'*†‡§#]*|[*†‡§✉]+")
BETWEEN_NAMES = re.compile(r"\s*[,;]\s*|\s+(?:and|и|та|und|et|&)\s+")
# What a line is shows in its beginning; lines of megabytes exist.
BEGINNING = 400
# Sixty authors; a longer line is no list of names.
LONGEST_NAMES = 1500
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ"
WORD = rf"(?:[{CAPITAL}](?:[^\W\d_]|[-’'`ʹ])+)"
INITIAL = rf"(?:[{CAPITAL}][^\W\d_]?\.?)"
# "В.С. Скрипов", "D V Romanov", "Шматова Ю.Е.", "Dmitriev MN", "Margareta Östman", "MARIANNE C. KASTRUP"
PERSON = re.compile(
    rf"^(?:(?:{INITIAL}[ -]?){{1,3}}(?:(?:van|von|de|der|la|le) )*{WORD}"
    rf"|{WORD} (?:{INITIAL}[ -]?){{1,3}}|{WORD}(?: (?:{INITIAL}|{WORD}|van|von|de|der)){{0,3}} {WORD})$"
)

# "В.С.", "D", "MN", "IYa", but no "WHO" and no "May"
IS_INITIALS = re.compile(rf"^(?:{INITIAL}-?){{1,2}}$(?<![^\W\d_]{{4}})|^(?:[{CAPITAL}][^\W\d_]?\.-?){{1,3}}$")

# "Copyright (c) 2014 Romanov D", "© Бойко А.А., 2012"; "© 2007–2024" is the site's
COPYRIGHT = re.compile(
    r"^(?:Copyright\b|©|\(c\))(?!.*\d{4}\s*[–—-]\s*\d{4}).*?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
# What a title is not: an address, a mail, a line of a licence or a path of links
NO_TITLE = re.compile(r"https?://|www\.|\S@\S|^CC[ -]BY|^\(?[\d.,/ ]+\)?$|\s[>»/→]\s\S.*\s[>»/→]\s", re.IGNORECASE)
# A longer line is text, whatever addresses and marks it holds.
LONGEST_FURNITURE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its number from 1, its text (cleaned; empty where it is blank), and the text as it stood."""

    number: int
    text: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: its role in the table, and the rest of the line."""

    role: str
    rest: str
    cue: str = ""


def lines_of(text: str, first: int = 1) -> list[Line]:
    """Return the lines of a text, cleaned and numbered."""
    return [Line(number, clean(line), line) for number, line in enumerate(re.split(r"\r\n|[\n\r\f]", text), first)]


def plain(text: str) -> str:
    """Return the text for comparing cues, of the same length: lower case, ё as е, one apostrophe."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).replace("ё", "е").translate(APOSTROPHES)


@cache
def cues(*roles: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return (cue, role, match, value) of the roles, longest cue first; cues are ``plain``."""
    rows = [(plain(row["cue"]), row["role"], row["match"], row["value"]) for row in table("page_cues.tsv")]
    return tuple(sorted((row for row in rows if row[1] in roles), key=lambda row: -len(row[0])))


@cache
def label_pattern(*roles: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with a cue of one of the roles."""
    alternatives = (f"{re.escape(cue)}(?={LOOK[match]})" for cue, _, match, _ in cues(*roles))
    return re.compile(f"^{BEFORE}({'|'.join(alternatives)})")


@cache
def word_pattern(*roles: str) -> re.Pattern[str]:
    """Return the pattern of a cue of one of the roles, as whole words anywhere."""
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(cue) for cue, *_ in cues(*roles)) + r")(?!\w)")


@cache
def values(role: str) -> dict[str, str]:
    """Return what the cues of a role stand for: a country, a type of document."""
    return {cue: value for cue, _, _, value in reversed(cues(role))}


@cache
def roles_of(*roles: str) -> dict[str, str]:
    """Return the role of each cue among some roles; where two roles share a cue, the first one asked for."""
    order = {role: place for place, role in enumerate(roles)}
    rows = sorted(cues(*roles), key=lambda row: -order[row[1]])
    return {cue: role for cue, role, _, _ in rows}


def label(text: str, *roles: str) -> Label | None:
    """Return the label of one of the roles that a line begins with, or None."""
    found = label_pattern(*roles).match(plain(text[:BEGINNING]))
    if not found:
        return None
    return Label(roles_of(*roles)[found[1]], AFTER_LABEL.sub("", text[found.end(1) :], count=1), found[1])


def has_word(text: str, *roles: str) -> bool:
    """Return whether a cue of one of the roles stands in the text as whole words."""
    return word_pattern(*roles).search(plain(text)) is not None


def date_of(text: str) -> Date | None:
    """Return the date that is the whole of a text, in words or numbers, else None.

    A date inside a sentence is no date of the page, and neither is a span.
    """
    if len(text) > 60:
        return None
    bare = AROUND_DATE.sub("", text)
    for pattern in (DAY_FIRST, MONTH_FIRST, NUMERIC_DATE, ISO_DATE):
        if found := pattern.match(bare):
            return date_from(found.groupdict())
    return None


def date_from(parts: dict[str, str | None]) -> Date | None:
    """Return the date of matched parts, or None where day or month cannot be."""
    number = month(parts.get("month") or parts.get("name") or "")
    if not 1 <= number <= 12:
        return None
    day, year = int(parts.get("day") or 0), int(parts["year"] or 0)
    if day > 31:
        return None
    return Date((year, number, day) if day else (year, number))


def persons(text: str, *, told: bool = False) -> tuple[Name, ...]:
    """Return the names of a line that holds names of persons and nothing else, else an empty tuple.

    ``Annual Report`` and ``Community Care`` are built like names. So one of the names has to have an initial or a known
    given name, or a degree, unless what stands before the line has ``told`` that names follow.
    """
    if len(text) > LONGEST_NAMES:
        return ()
    parts = BETWEEN_NAMES.split(squeeze(MARKS.sub("", text)).rstrip(" ,;"))
    pieces = joined_initials([name for part in parts if not is_degree(part) and (name := degreeless(part))])
    if not pieces or not all(PERSON.match(piece) for piece in pieces) or has_word(text, "organisation", "country"):
        return ()
    titled = any(degreeless(part) not in ("", part) for part in parts)
    if not (told or titled) and not any(map(sounds_like_name, pieces)):
        return ()
    return tuple(parse_name(without_capitals(piece)) for piece in pieces)


def is_degree(piece: str) -> bool:
    """Return whether a piece between commas is a degree alone: ``MD`` behind a name is not another one's initials."""
    return piece.casefold() in kind("degree")


def sounds_like_name(piece: str) -> bool:
    """Return whether a phrase built like a name has an initial, a patronymic or a known given name.

    In a line of capitals only dotted initials count: the ПО of «СТИГМА ПО РОДСТВУ» is a word.
    """
    shouted = piece.upper() == piece
    return any(
        (IS_INITIALS.match(word) and (not shouted or "." in word)) or is_given(word) or is_patronymic(word)
        for word in piece.split()
    )


def joined_initials(pieces: list[str]) -> list[str]:
    """Return the pieces with ``Dunmore, J.`` as one: a piece of initials alone belongs to the one before."""
    joined: list[str] = []
    for piece in pieces:
        if joined and re.fullmatch(rf"(?:{INITIAL}[ -]?){{1,3}}", piece) and " " not in joined[-1]:
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def without_capitals(name: str) -> str:
    """Return a name without words shouted in capitals: ``Eliot SOREL`` is Eliot Sorel, ``IYa`` stays."""
    return re.sub(rf"\b[{CAPITAL}]{{4,}}\b", lambda found: found[0].capitalize(), name)


def is_glyphs(text: str) -> bool:
    """Return whether a line is what a text layer leaves of ornaments and counters: ``^111``, ``780``, ``со``."""
    return re.search(r"[^\W\d_]{3}", text) is None and len(text) < 12


def is_furniture(text: str) -> bool:
    """Return whether a line is no part of a masthead's contents: a button, a code, a glyph, an address."""
    return 0 < len(text) < LONGEST_FURNITURE and (
        label(text, "button", "code", "other") is not None
        or is_glyphs(text)
        or NO_TITLE.search(text) is not None
        or COPYRIGHT.match(text) is not None
    )


def is_upper(text: str) -> bool:
    """Return whether a text is printed in capitals throughout."""
    letters = [letter for letter in text[:BEGINNING] if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)


def is_prose(text: str) -> bool:
    """Return whether a text reads like sentences: long enough, mostly small letters, closed by a stop."""
    letters = sum(letter.isalpha() for letter in text[:BEGINNING])
    return letters >= 50 and not is_upper(text) and re.search(r"[.!?…][»”\"')\]]*$", text) is not None


def join(lines: Iterable[Line]) -> str:
    """Return the text of lines as one paragraph; a word broken by a hyphen at a line's end is kept as it is."""
    return squeeze(" ".join(line.text for line in lines))


def paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the runs of lines between blank lines."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]
