"""Where an article appeared: journal, year, volume, issue and pages, as a line of its page or a label prints them.

Every host has its own order of them; the rules read shapes, not hosts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.journals import find_journal
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.prose import Line

# "№03 2013", "Вып. 22, год 2004", "Том 12, № 3 (2021)", "Vol 5, No 3 (2019)", "Issue 4 2010"
ISSUE_MARK = re.compile(
    r"(?:(?:Т|Том|Vol|Volume|V)\.?\s*(?P<volume>\d+)[,.;]?\s*)?"
    r"(?:№|Вып(?:уск)?\.?|No|N|Issue|Iss)\.?\s*0*(?P<issue>\d+(?:[-–/]\d+)?)"
    r"[,;.]?\s*(?:год\s*)?\(?(?P<year>(?:19|20)\d\d)\)?\s*(?:г\.?)?",
    re.IGNORECASE,
)
# "3 (24) т.7, 2016 года", "4 т. 12, 2019": the issue, its number since the founding, the volume (SciUp)
ISSUE_FIRST = re.compile(
    r"^(?P<issue>\d+)\s*(?:\(\d+\))?\s*т\.\s*(?P<volume>\d+),?\s*(?P<year>(?:19|20)\d\d)\s*(?:года|г\.?)?\.?$",
    re.IGNORECASE,
)
# "2019. Т. 12. № 3", "2019; № 3", "2021. Том 12. № 3. С. 95—112", "2020, vol. 5, no. 1, pp. 3–9."
YEAR_FIRST = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:г\.?)?[,.;]?\s*(?:(?:Т|Том|Vol|V)\.?\s*(?P<volume>\d+)[,.;]?\s*)?"
    r"(?:№|Вып\.?|No\.?)\s*(?P<issue>\d+)(?:[,.;]\s*(?:[СC]|pp)\.\s*(?P<pages>\d+\s*[–—-]\s*\d+)\.?)?",
    re.IGNORECASE,
)
# "The British Journal of Psychiatry 2002; 181: 494–498", "Acta Medica. 2010;12(3):4-9."
SOURCE = re.compile(
    r"^(?P<journal>\D{4,90}?)[.,]?\s+(?P<year>(?:19|20)\d\d)\s*[;,]\s*(?P<volume>\d+)?\s*(?:\((?P<issue>[\w/–-]+)\))?"
    r"\s*:\s*(?P<pages>[a-z]?\d+(?:\s*[–-]\s*\d+)?)\.?$",
    re.IGNORECASE,
)
# "Journal of Examples, Volume 12, Issue 3, March 2018, Pages 44-50"
SOURCE_IN_WORDS = re.compile(
    r"^(?P<journal>\D{4,90}?),?\s+Vol(?:ume|\.)?\s*(?P<volume>\d+),?\s*(?:(?:Issue|No\.?)\s*(?P<issue>[\d–-]+),?\s*)?"
    r"\(?[^,\d]{0,20}(?P<year>(?:19|20)\d\d)\)?,?\s*(?:Pages?|pp?\.)\s*(?P<pages>\d+(?:\s*[–-]\s*\d+)?)\.?$",
    re.IGNORECASE,
)
# "Вестник примера. 2019. Т. 12, № 3. С. 44–50"; with "//" it is a reference
SOURCE_IN_RUSSIAN = re.compile(
    r"^(?P<journal>[^\d/]{4,90}?)[.,]?\s+(?P<year>(?:19|20)\d\d)[.,;]\s*(?:[–-]\s*)?(?:Т\.\s*(?P<volume>\d+)[.,]?\s*)?(?:[–-]\s*)?"
    r"(?:№\s*(?P<issue>\d+)[.,]?\s*)?(?:[–-]\s*)?[СC]\.\s*(?P<pages>\d+(?:\s*[–-]\s*\d+)?)\.?$"
)
# "Schizophrenia Bulletin, 2021, № 5, p. 1261-1287", "Суицидология, 2016, Т. 7, № 3, С. 12–20" behind a journal's label
SOURCE_BY_COMMAS = re.compile(
    r"^(?P<journal>\D{4,90}?),\s+(?P<year>(?:19|20)\d\d)(?:,\s*(?:Vol|V|Т)\.?\s*(?P<volume>\d+))?"
    r"(?:,\s*(?:№|No\.?)\s*(?P<issue>\d+))?,\s*(?:pp?|[СC])\.\s*(?P<pages>\d+(?:\s*[–-]\s*\d+)?)\.?$"
)
# ". 2012 Apr;24(2):91–98. doi: 10.3969/j.issn.1002-0829.2012.02.004" under a logo (PMC)
SOURCE_ALONE = re.compile(
    r"^(?P<journal>)\W{0,2}(?P<year>(?:19|20)\d\d)(?:\s[^\W\d]{3,9}(?:\s\d{1,2})?)?;\s?(?P<volume>\d+)"
    r"(?:\((?P<issue>[^()]+)\))?:\s?(?P<pages>[a-z]?\d+(?:[–-]\d+)?)\.?(?:\sdoi:\s?\S+)?$",
    re.IGNORECASE,
)
# 'Журнал "Вісник асоціації психіатрів України" (02) 2011', "Журнал «Психиатрия» №3, 2014"
SOURCE_QUOTED = re.compile(
    r"^Журнал\s+[\"«“](?P<journal>[^\"»”]{4,90})[\"»”][,.]?\s+[(№]*\s?0*(?P<issue>\d+)\)?,?\s+\(?(?P<year>(?:19|20)\d\d)\)?"
    r"(?:\s*г\.?)?$",
    re.IGNORECASE,
)
# "Shanghai Archives of Psychiatry logoLink to Shanghai Archives of Psychiatry": a journal's logo as text (PMC)
LOGO = re.compile(r"^(?P<journal>.{4,90}?) logoLink to (?P=journal)$")
# "44-50", "12", "3(14)", "e1013": the number alone behind a label
NUMBER = re.compile(r"^[a-z]?\d+(?:\s*[–-]\s*\d+)?(?:\s*\(\d+\))?\.?$", re.IGNORECASE)
# "Суицидология @suicidology": the short name of a journal on its site
HANDLE = re.compile(r"\s@[\w-]+$")


def labelled(texts: dict[str, str]) -> dict[str, str]:
    """Return what the labels of a page say of the journal: its name, year, volume, issue and pages, those it names.

    "Journal: Schizophrenia Bulletin, 2021, № 5, p. 1261-1287" says all behind one label.
    """
    journal, issue = HANDLE.sub("", texts.get("journal", "")), texts.get("issue", "")
    whole = source_line(journal)
    marked = ISSUE_FIRST.match(issue) or ISSUE_MARK.search(issue)
    told = {"journal": journal}
    for found in (whole, marked):
        told |= {name: value for name, value in found.groupdict().items() if value} if found else {}
    return told | {name: texts[name] for name in ("volume", "issue", "pages") if NUMBER.match(texts.get(name, ""))}


def source_of(lines: list[Line]) -> tuple[dict[str, str], str, int, set[int]]:
    """Return volume, issue, pages and year, the journal, where the title may begin, and the lines used.

    A line with journal and pages is the best witness; else an issue's mark, whose journal stands on the line before it.
    """
    for place, line in enumerate(lines):
        if found := source_line(line.text):
            parts = {name: value for name, value in found.groupdict().items() if value and name != "journal"}
            return parts, squeeze(found["journal"]) or logo_of(lines[:place]), place + 1, {line.number}
    for place, line in enumerate(lines):
        if found := mark_of(line.text):
            before = [each for each in lines[:place] if each.text and not prose.is_furniture(each.text)]
            journal = once(before[-1].text) if before and place < 4 else ""
            start = place + 1 if place < 4 else 0
            return {name: value for name, value in found.groupdict().items() if value}, journal, start, {line.number}
    return running_head(lines)


def mark_of(text: str) -> re.Match[str] | None:
    """Return the match of a line that is an issue's mark, in either order, or None."""
    return ISSUE_MARK.fullmatch(text) or YEAR_FIRST.fullmatch(text)


def running_head(lines: list[Line]) -> tuple[dict[str, str], str, int, set[int]]:
    """Return the same from a head such as ``Российский психиатрический журнал № 3, 2019`` on one of the first lines."""
    for place, line in enumerate(lines[:3]):
        for pattern in (ISSUE_MARK, YEAR_FIRST):
            found = pattern.search(line.text)
            journal = line.text[: found.start()].strip(" .,;|^*") if found and found.end() == len(line.text) else ""
            if found and journal and (prose.has_word(journal, "periodical") or find_journal(journal)):
                parts = {name: value for name, value in found.groupdict().items() if value}
                return parts, journal, place + 1, {line.number}
    return {}, "", 0, set()


def source_line(text: str) -> re.Match[str] | None:
    """Return the match of a line that gives a journal, a year and pages and nothing else, or None."""
    patterns = (SOURCE, SOURCE_IN_WORDS, SOURCE_IN_RUSSIAN, SOURCE_BY_COMMAS, SOURCE_ALONE, SOURCE_QUOTED)
    return next((found for pattern in patterns if (found := pattern.match(text))), None)


def logo_of(lines: Iterable[Line]) -> str:
    """Return the journal whose logo stands on one of the lines, or ``""``."""
    return next((found["journal"] for line in lines if (found := LOGO.match(line.text))), "")


def once(text: str) -> str:
    """Return a journal's line without the section printed before it in the same word: ``Психиатрия Психиатрия и …``."""
    return re.sub(r"^(\w+)\s+(?=\1\b)", "", text)
