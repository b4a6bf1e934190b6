"""Dates as bibliographies write them: EDTF, numbers and prose -> ``Date``, and ``Date`` -> EDTF.

``2019-03/2019-05`` is a span, ``2019-21`` spring, ``1920~`` and ``c. 1920`` are circa; what is no date stays as
``literal`` (``in press``, ``19XX``). Levels 0 and 1 of EDTF (ISO 8601-2:2019) as BibLaTeX uses them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mhlit.model import Date
from mhlit.tables import table
from mhlit.text import squeeze

# "2019", "2019-03-15", "2019-21", "1920~", "1920?", "-0043", "2019/02/15" (RIS), "2004.12"
POINT = re.compile(r"^(-?\d{1,4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?([~?%])?$")
# "15.02.2019"; "01.19.2022" can only be the month first
DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
# "2004--2006", "1999/2000", "2019-03/2019-05", "2019/..", "1939–45"
SPAN = re.compile(
    r"^(-?\d{1,4}(?:-\d{1,2}){0,2}[~?%]?)\s*(?:/|-{2,3}|[–—])\s*(-?\d{1,4}(?:-\d{1,2}){0,2}[~?%]?|\.\.)?$"
)
YEARS = re.compile(r"^(\d{4})-(\d{4})$")
# "c. 1920", "ca 1920", "около 1920", "[1920]", "1920?"
CIRCA = re.compile(r"^(?:c\.?|ca\.?|circa|about|около|ок\.)\s+(?=\d)", re.IGNORECASE)
BRACKETED = re.compile(r"^\[\s*(.+?)\s*\]$")
# "March 2019", "15 March 2019", "Mar. 5, 2019", "2019 Feb 15", "2019 Jul-Sep", "15 марта 2019 г."
WORD = re.compile(r"[^\W\d_]+|\d+")
# "2004a", "2005, in press", "2019/..": the one year in a text that says more
LIKELY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
YEAR_SIGN = re.compile(r"\s*(?:г\.?|год[ау]?|р\.?)$")


@cache
def months() -> dict[str, int]:
    """Return the number of every name of a month, from 1, and of the seasons, from 21 (EDTF)."""
    return {row["name"]: int(row["number"]) for row in table("months.tsv")}


def month(text: str) -> int:
    """Return the number of a month written as a name, an abbreviation or a number; 0 where it is none."""
    text = text.strip().rstrip(".").casefold()
    number = int(text) if text.isascii() and text.isdigit() else months().get(text, 0)
    return number if 0 < number <= 24 else 0


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date | None:
    """Return the date or span that a text says; what cannot be read is kept in ``literal``; None for a blank."""
    text = squeeze(text)
    if not text:
        return None
    plain = YEAR_SIGN.sub("", text)
    circa = CIRCA.sub("", plain)
    found = span(circa) or point(circa) or prose(circa)
    if found is None and (inner := BRACKETED.match(circa)):
        found = point(inner[1])
    if found is None:
        years = LIKELY_YEAR.findall(text)
        return Date((int(years[0]),) if len(years) == 1 else (), literal=text)
    return Date(found.start, found.end, circa=found.circa or circa != plain, season=found.season)


def point(text: str) -> Date | None:
    """Return a single date written in figures."""
    if dotted := DOTTED.match(text):
        first, second, whole = map(int, dotted.groups())
        parts = checked(whole, second, first) or checked(whole, first, second)
        return Date(parts) if parts else None
    found = POINT.match(text)
    if not found:
        return None
    year, sign, number, day, mark = found.groups()
    if sign and len(year) < 3:  # "18.12.20": which of them is the year, nobody can tell
        return None
    if number is not None and 21 <= int(number) <= 24 and day is None:
        return Date((int(year),), circa=bool(mark), season=str(int(number) - 20))
    start = checked(int(year), int(number or 0), int(day or 0))
    return Date(start, circa=bool(mark)) if start else None


def checked(year: int, number: int = 0, day: int = 0) -> tuple[int, ...]:
    """Return the parts of a date, without the zeros that stand for "unknown", or () where it cannot be one."""
    if number > 12 or day > 31 or (day and not number):
        return ()
    return tuple(part for part in (year, number, day) if part) if year else (0, *filter(None, (number, day)))


def span(text: str) -> Date | None:
    """Return a span of two dates; an open end is kept as a start only where EDTF says so ("2019/..")."""
    found = YEARS.match(text) or SPAN.match(text)
    if not found or not found[2]:
        return None
    start = point(found[1])
    if found[2] == "..":
        return None
    if re.fullmatch(r"\d{4}/\d{1,2}", text):  # 2019/02 is February, not the years 2019 to 2
        return None
    last = found[2]
    if last.isdigit() and len(last) < 3 and len(found[1]) == 4:
        last = found[1][: 4 - len(last)] + last  # 1939–45
    end = point(last)
    if start is None or end is None or end.start < start.start:
        return None
    return Date(start.start, end.start, circa=start.circa or end.circa, season=start.season)


def prose(text: str) -> Date | None:
    """Return a date written with the name of a month or season, in any order of its parts."""
    words = WORD.findall(text)
    years = [word for word in words if word.isdecimal() and len(word) == 4]
    names = [number for word in words if not word.isdecimal() and (number := months().get(word.casefold(), 0))]
    days = [int(word) for word in words if word.isdecimal() and len(word) < 3]
    if len(years) != 1 or len(names) not in (1, 2) or len(words) != 1 + len(names) + len(days) or len(days) > 1:
        return None
    if names[0] > 20:
        return Date((int(years[0]),), season=str(names[0] - 20)) if len(names) == 1 and not days else None
    start = checked(int(years[0]), names[0], days[0] if days else 0)
    if len(names) == 2:
        return Date(start, (int(years[0]), names[1])) if not days and names[0] <= names[1] <= 12 else None
    return Date(start) if start else None


def edtf(date: Date) -> str:
    """Return the date in EDTF, or ``""`` where it has no year."""
    if not date.start:
        return ""
    season = f"-2{date.season}" if date.season in ("1", "2", "3", "4") and len(date.start) == 1 and not date.end else ""
    start = written(date.start) + season + ("~" if date.circa else "")
    return f"{start}/{written(date.end)}" if date.end else start


def written(parts: tuple[int, ...]) -> str:
    """Return one point of time as ISO 8601 has it."""
    year = f"-{-parts[0]:04d}" if parts[0] < 0 else f"{parts[0]:04d}"
    return "-".join([year, *(f"{part:02d}" for part in parts[1:3])])
