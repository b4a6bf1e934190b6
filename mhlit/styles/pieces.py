"""What citation styles share: sentences, pages, dates, ordinals, kinds of records, wordings of titles."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.model import Name
from mhlit.names.forms import short_units
from mhlit.tables import table
from mhlit.text import script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mhlit.model import Date, Record, Text

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
# Types that stand in a journal, in a book, on a site; the rest are cited as books.
ARTICLES = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
CHAPTERS = frozenset(("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"))
# Types whose issues are told apart by the day.
DAILY = frozenset(("article-newspaper", "article-magazine", "post", "post-weblog"))
SITES = frozenset(("webpage", "post", "post-weblog"))
# "431-456", "S12–S19", "e10-e13"
RANGE = re.compile(r"([^\W\d_]*)(\d+)\s*[-–—]+\s*(?:\1)?(\d+)")
DASHES = re.compile(r"(?<=\w)\s*(?:--+|[–—‒−])\s*(?=\w)")
# "2", "3-е изд." -> the number
LEADING_NUMBER = re.compile(r"^\d+$")
# what parts given names: "Jean-Paul Marie", "J.-P. M."
GAP = re.compile(r"(?<=[\w.])[\s-]+(?=\w)")
CLOSERS = "”\"'»)’]"


def stopped(text: str) -> str:
    """Return a text that ends a sentence: one full stop, inside English quotation marks, none after ``?``."""
    if not text:
        return ""
    if text.rstrip(CLOSERS).endswith((".", "?", "!", "…")) and not text.endswith(("»", ")", "]")):
        return text
    if text.endswith((".", "?", "!", "…")):
        return text
    if text.endswith("”"):
        return f"{text[:-1]}.”"
    return f"{text}."


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty as sentences, one after the other."""
    return " ".join(stopped(part) for part in parts if part)


def joined(separator: str, *parts: str) -> str:
    """Return the parts that are not empty, with a separator between them."""
    return separator.join(part for part in parts if part)


def short_range(pages: str) -> str:
    """Return pages without the figures that repeat: 431-456 is 431-56, 114-117 is 114-7."""
    return RANGE.sub(lambda found: f"{found[1]}{found[2]}-{tail(found[2], found[3])}", pages)


def tail(first: str, last: str) -> str:
    """Return the figures of the last page that the first does not have in the same place."""
    if len(first) != len(last) or last <= first:
        return last
    same = next(at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    return last[same:]


def dashed(pages: str) -> str:
    """Return pages with an en dash."""
    return RANGE.sub(lambda found: f"{found[1]}{found[2]}–{full(found)}", DASHES.sub("–", pages))


def full(found: re.Match[str]) -> str:
    """Return the last page of a span with its letter, if the first has one."""
    return found[1] + found[3]


def ordinal(text: str) -> str:
    """Return a bare number as an English ordinal: 2 is 2nd, 11 is 11th; other text stays."""
    if not LEADING_NUMBER.match(text):
        return text
    number = int(text)
    if number % 100 in (11, 12, 13):
        return f"{text}th"
    return text + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def long_date(date: Date | None) -> str:
    """Return a date as NLM prints it: ``2018 Feb 15``, ``2019 Jul-Sep``, ``2001 Spring``; prose as it is."""
    if date is None:
        return ""
    if not date.start:
        return date.literal
    start = point(date.start)
    if date.season:
        return f"{start} {SEASONS.get(date.season, date.season)}"
    if not date.end or date.end == date.start:
        return start
    same = 0
    while same < min(len(date.start), len(date.end)) and date.start[same] == date.end[same]:
        same += 1
    return f"{start}-{point(date.end, same)}"


def point(parts: tuple[int, ...], since: int = 0) -> str:
    """Return a point of time from its year, month or day on."""
    words = [str(parts[0]), *(MONTHS[n - 1] for n in parts[1:2] if 0 < n < 13), *(str(n) for n in parts[2:3])]
    return " ".join(words[since:])


def day_first(date: Date | None, *, with_year: bool = True) -> str:
    """Return a date as British styles print it: ``5 September 2017``, ``September 2017``; prose as it is."""
    if date is None or not date.start:
        return date.literal if date else ""
    months = (FULL_MONTHS[month - 1] for month in date.start[1:2] if 0 < month < 13)
    words = [*(str(day) for day in date.start[2:3]), *months, *([str(date.start[0])] if with_year else [])]
    return " ".join(words)


def year(record: Record) -> str:
    """Return the year or years of issue, with the letter that a list gave it, else the prose that stands for it."""
    if record.issued is None:
        return ""
    years = dict.fromkeys(str(part[0]) for part in (record.issued.start, record.issued.end) if part)
    return "-".join(years) + text_of(record, "year-suffix") or record.issued.literal


def names_of(record: Record, variable: str) -> tuple[Name, ...]:
    """Return the names of a CSL variable, the record's own or one in ``extra``."""
    if variable in ("author", "editor"):
        return record.authors if variable == "author" else record.editors
    value = record.extra.get(variable)
    return tuple(name_of(each) for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def name_of(value: dict[str, Any]) -> Name:
    """Return a name that ``extra`` holds in CSL's shape."""
    variables = ("family", "given", "suffix", "literal", "non-dropping-particle")
    family, given, suffix, literal, particle = (str(value.get(variable) or "") for variable in variables)
    extra = {name: part for name, part in value.items() if name == "dropping-particle"}
    return Name(family, given, suffix, literal, particle, extra=extra)


def has_more(record: Record, variable: str) -> bool:
    """Return whether the source closed a list of names with "et al."."""
    return variable in record.extra.get("mhlit:et-al", ())


def family(name: Name) -> str:
    """Return the family name with its particle."""
    return f"{name.particle} {name.family}".strip()


def dropping(name: Name) -> str:
    """Return the particle that follows the initials where a name is inverted (CSL's dropping-particle)."""
    return str(name.extra.get("dropping-particle", ""))


def spaced_initials(name: Name) -> str:
    """Return the initials with stops and blanks: ``I. Ya.``, ``J.-P.``."""
    units = short_units(name)
    if not units:
        return ""
    separators = ["-" if "-" in gap else " " for gap in GAP.findall(name.given)]
    if len(separators) != len(units) - 1:
        separators = [" "] * (len(units) - 1)
    return "".join(f"{unit}.{separator}" for unit, separator in zip(units, [*separators, ""], strict=True))


def text_of(record: Record, variable: str) -> str:
    """Return a CSL variable of ``extra`` as text."""
    value: Any = record.extra.get(variable, "")
    return str(value) if isinstance(value, str | int | float) else ""


def translated(wordings: tuple[Text, ...], first: Text) -> str:
    """Return the English wording that explains the first, where the first is not English itself."""
    if first.role == "translated" or first.lang.startswith("en"):
        return ""
    return next(
        (w.value for w in wordings if w.role == "translated" and w.lang.startswith("en") and w is not first), ""
    )


def is_foreign(record: Record) -> bool:
    """Return whether the work's language is known and is not English."""
    return bool(record.language) and not record.language.lower().startswith("en")


def in_cyrillic(wordings: tuple[Text, ...]) -> Text | None:
    """Return the first wording in Cyrillic that is no translation, else the first; None where there is none."""
    original = (wording for wording in wordings if wording.role == "original" and script(wording.value) == "Cyrl")
    return next(original, wordings[0] if wordings else None)


@cache
def language_names() -> dict[str, str]:
    """Return the English name of each language by its primary tag."""
    return {row["tag"]: row["english"] for row in table("languages.tsv") if row["english"]}


def language_name(tag: str) -> str:
    """Return the English name of a language, or ``""``."""
    return language_names().get(tag.lower().split("-")[0], "")


def listed(names: Iterable[Name], write: Callable[[Name], str]) -> list[str]:
    """Return the names as a style writes them, without the empty ones."""
    return [text for text in map(write, names) if text]
