"""The head of an article page without a suggested citation: what its first lines say of title, authors and source.

Hosts differ. Elpub prints title and DOI; con-med the journal and ``№03 2013``; OJS buttons and bulleted labels; text
layers of CyberLeninka stray glyphs, a classification code and capitals. The rules read shapes, not hosts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.identifiers import find_dois, repair_words
from mhlit.journals import find_journal
from mhlit.model import Date, Issue
from mhlit.names import looks_like_organisation
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.prose import Line
    from mhlit.model import Name

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
# "Б01: 10.14258/881(2020)4-16": a label of two to four signs, not "DOI", before what looks like a DOI
DAMAGED_DOI = re.compile(
    r"^(?!doi|https?|url|дои)(?P<label>[^\W_]{2,4})\s*[:.]\s*(?P<doi>10\.\d{4,9}/\S+)$", re.IGNORECASE
)
# "10.47093/2713-069X.2021.2.4.20-25", "10.31363/2313-7053-2023-679": the ISSN and then the year
DOI_YEAR = re.compile(r"^10\.\d{4,9}/\d{4}-\d{3}[\dx][.-](?P<year>(?:19|20)\d\d)(?=[.-])", re.IGNORECASE)
# "Copyright (c) 2014 Romanov D", "© Бойко А.А., 2012"; "© 2007–2024" is the site's
COPYRIGHT = re.compile(
    r"^(?:Copyright\b|©|\(c\))(?!.*\d{4}\s*[–—-]\s*\d{4}).*?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
# "'Отдельные аспекты …'": what quotes a title as a whole
QUOTED = re.compile(r"^['\"«“„‘](?P<title>.+)['\"»”“’]$")
# A column of ornaments in a text layer: "| Бригадные формы", "у населению", "со"
BAR = re.compile(r"^\|\s*")
STRAY = re.compile(r"^[^\W\d_]{1,2}\s+(?=[^\W\d_])")
# "Цstman": one Cyrillic letter among Latin ones is a letter of Latin-1 read as CP1251
LATIN_WORD = re.compile(r"(?=[^\W\d_]*[A-Za-z]{2})(?=[^\W\d_]*[А-я])[^\W\d_]+")
HOMOGLYPHS = frozenset("АВЕКМНОРСТУХаеорсух")
# "С.В. Полубинская1, 2": a figure at a name, which an affiliation repeats
FIGURED = re.compile(r"[^\W\d_][\d¹²³⁴⁵]")
# "автор научной работы — Дмитриев Максим Николаевич, Санников Александр Николаевич"
WORK_OF = re.compile(r"автор(?:ы)? научной работы\s*[:—–-]\s*(?P<names>.+)$", re.IGNORECASE)
# What a title is not: an address, a mail, a line of a licence or a path of links
NO_TITLE = re.compile(r"https?://|www\.|\S@\S|^CC[ -]BY|^\(?[\d.,/ ]+\)?$|\s[>»/→]\s\S.*\s[>»/→]\s", re.IGNORECASE)
# A longer line is text, whatever addresses and marks it holds.
LONGEST_FURNITURE = 300


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page tells; ``used`` are the numbers of the lines it was read from."""

    title: str = ""
    journal: str = ""
    authors: tuple[Name, ...] = ()
    source: dict[str, str] = field(default_factory=dict, hash=False)
    doi: str = ""
    used: frozenset[int] = frozenset()
    issues: tuple[Issue, ...] = ()


def read_head(lines: list[Line]) -> Head:
    """Return what the lines before the first label of a page tell."""
    doi, doi_lines, issues = doi_of(lines)
    source, journal, start, marks = source_of(lines)
    skipped = {line.number for line in lines if is_furniture(line.text)} | doi_lines | marks
    rest = [line if line.number not in skipped else replace(line, text="") for line in lines[start:]]
    before, first_lines, mended = authors_of(strip_margin(rest))
    rest = [line if line.number not in first_lines else replace(line, text="") for line in rest]
    numbered = any(FIGURED.search(line.text) for line in lines if line.number in first_lines)
    rest = without_affiliations(rest, numbered) if before else rest
    title, used, after = title_of(strip_margin(rest))
    if not title and start:
        title, used, _ = title_of([line for line in lines[:start] if line.number not in skipped])
    title = squeeze(ISSUE_MARK.sub("", title)) if source and ISSUE_MARK.search(title) else title
    authors, author_lines, repaired = (before, first_lines, mended) if before else authors_of(after)
    numbers = frozenset(skipped | used | author_lines | {line.number for line in lines[:start]})
    return Head(title, journal, authors, source, doi, numbers, (*issues, *repaired))


def is_affiliation(text: str) -> bool:
    """Return whether a line names a place of work: an organisation, and no sentence. ``1ФГБУ «…», Москва``."""
    place = re.sub(r"^[\d¹²³⁴⁵*\s]+", "", text)
    is_short = len(text) < 160 and text[-1:] not in (".", "!", "?") and not prose.is_upper(text)
    return is_short and looks_like_organisation(re.split(r",\s", place)[0])


def without_affiliations(lines: list[Line], numbered: bool) -> list[Line]:
    """Return lines with the places of work blanked that stand between authors and a title printed after them.

    Where the authors carry figures (``numbered``), so do their places of work: "Закон о психиатрической помощи: 25 лет
    в действии" is none.
    """
    kept = list(lines)
    for place, line in enumerate(lines):
        if line.text and not (is_affiliation(line.text) and (line.text[0].isdigit() or not numbered)):
            break
        kept[place] = replace(line, text="")
    return kept if any(line.text for line in kept) else lines


def is_furniture(text: str) -> bool:
    """Return whether a line is no part of a masthead's contents: a button, a code, a glyph, an address."""
    return 0 < len(text) < LONGEST_FURNITURE and (
        prose.label(text, "button", "code", "other") is not None
        or prose.is_glyphs(text)
        or NO_TITLE.search(text) is not None
        or COPYRIGHT.match(text) is not None
    )


def doi_of(lines: Iterable[Line]) -> tuple[str, set[int], list[Issue]]:
    """Return the DOI of the head, the lines that hold it, and issues.

    A DOI behind a damaged label (``Б01:``, made by character recognition) is as likely damaged itself: it is reported
    and not taken.
    """
    used: set[int] = set()
    issues: list[Issue] = []
    for line in lines:
        if damaged := DAMAGED_DOI.match(line.text):
            used.add(line.number)
            message = f"a DOI behind the damaged label {damaged['label']!r} is not trusted: {damaged['doi']}"
            issues.append(Issue("doi-doubtful", message, line.number, raw=line.text))
        elif (found := find_dois(line.text)) and len(line.text) < len(found[0].doi) + 80:
            if found[0].repairs:
                message = f"DOI read as {found[0].doi}: there was {repair_words(found[0].repairs)}"
                issues.append(Issue("doi-repaired", message, line.number, raw=line.text))
            return found[0].doi, used | {line.number}, issues
    return "", used, issues


def year_of_doi(doi: str) -> str:
    """Return the year that a DOI states after its journal's ISSN, or ``""``."""
    found = DOI_YEAR.match(doi)
    return found["year"] if found else ""


def source_of(lines: list[Line]) -> tuple[dict[str, str], str, int, set[int]]:
    """Return volume, issue, pages and year, the journal, where the title may begin, and the lines used.

    A line with journal and pages is the best witness; else an issue's mark, whose journal stands on the line before it.
    """
    for place, line in enumerate(lines):
        if found := source_line(line.text):
            parts = {name: value for name, value in found.groupdict().items() if value and name != "journal"}
            return parts, squeeze(found["journal"]), place + 1, {line.number}
    for place, line in enumerate(lines):
        if found := ISSUE_MARK.fullmatch(line.text) or YEAR_FIRST.fullmatch(line.text):
            before = [each for each in lines[:place] if each.text and not is_furniture(each.text)]
            journal = once(before[-1].text) if before and place < 4 else ""
            start = place + 1 if place < 4 else 0
            return {name: value for name, value in found.groupdict().items() if value}, journal, start, {line.number}
    return running_head(lines)


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
    patterns = (SOURCE, SOURCE_IN_WORDS, SOURCE_IN_RUSSIAN)
    return next((found for pattern in patterns if (found := pattern.match(text))), None)


def once(text: str) -> str:
    """Return a journal's line without the section printed before it in the same word: ``Психиатрия Психиатрия и …``."""
    return re.sub(r"^(\w+)\s+(?=\1\b)", "", text)


def strip_margin(lines: list[Line]) -> list[Line]:
    """Return lines without the column of stray glyphs that some text layers put before each line of a title."""
    if sum(BAR.match(line.text) is not None for line in lines) < 2:
        return lines
    bars = [place for place, line in enumerate(lines) if BAR.match(line.text)]
    inside = range(bars[0], bars[-1] + 1)
    return [
        replace(line, text=BAR.sub("", STRAY.sub("", line.text))) if place in inside else line
        for place, line in enumerate(lines)
    ]


def title_of(lines: list[Line]) -> tuple[str, set[int], list[Line]]:
    """Return the title, the numbers of its lines, and the lines after it.

    The title is the first line and those that go on with it. All lines up to a line of names belong to it where they
    stand in one block.
    """
    texts = [place for place, line in enumerate(lines) if line.text]
    if not texts:
        return "", set(), []
    start = next((place for place in texts if not is_notice(lines[place].text)), texts[0])
    block = next(iter(prose.paragraphs(lines[start:])))
    named = next((place for place, line in enumerate(block) if place and prose.persons(line.text)), 0)
    size = named or 1
    while not named and size < len(block) and goes_on(block[size - 1].text, block[size].text):
        size += 1
    taken = block[:size]
    return joined_title([line.text for line in taken]), {line.number for line in taken}, lines[start + size :]


def is_notice(text: str) -> bool:
    """Return whether a line is a notice of the site before the title: prose of two sentences or more."""
    return prose.is_prose(text) and re.search(r"[.!?]\s+[^\W\da-zа-яё_]", text) is not None


def goes_on(before: str, line: str) -> bool:
    """Return whether a line goes on with the title of the line before it."""
    if prose.is_prose(line) or len(before) > 160:
        return False
    return line[:1].islower() or before[-1:] in ",:;–—-" or (prose.is_upper(before) and prose.is_upper(line))


def joined_title(lines: list[str]) -> str:
    """Return the lines of a title as one; after a line in capitals the rest is a subtitle."""
    title = lines[0]
    for before, line in pairwise(lines):
        subtitle = prose.is_upper(before) and not prose.is_upper(line) and title[-1:].isalnum()
        title += (". " if subtitle else " ") + line
    title = squeeze(title)
    quoted = QUOTED.match(title)
    return quoted["title"] if quoted else title


def authors_of(lines: list[Line]) -> tuple[tuple[Name, ...], set[int], list[Issue]]:
    """Return the authors on the first lines of a text, the lines' numbers, and issues about repaired names."""
    names: list[Name] = []
    used: set[int] = set()
    issues: list[Issue] = []
    for line in [line for line in lines if line.text][:4]:
        mended = mend(line.text)
        found = prose.persons(mended)
        if not found:
            break
        names += found
        used.add(line.number)
        if mended != line.text:
            message = f"letters damaged by a wrong code page were mended: {mended}"
            issues.append(Issue("name-repaired", message, line.number, raw=line.text))
    return tuple(names), used, issues


def mend(text: str) -> str:
    """Return a text in which Latin words have their Latin-1 letters back: ``Цstman`` becomes ``Östman``."""
    return LATIN_WORD.sub(lambda found: mended_word(found[0]), text)


def mended_word(word: str) -> str:
    """Return a word whose Cyrillic letters are read as Latin-1, unless they are look-alikes typed by hand."""
    cyrillic = [letter for letter in word if "А" <= letter <= "я"]
    if any(letter in HOMOGLYPHS for letter in cyrillic):
        return word
    return "".join(letter.encode("cp1251").decode("latin-1") if letter in cyrillic else letter for letter in word)


def authors_of_label(text: str) -> tuple[Name, ...]:
    """Return the authors after ``автор научной работы —`` in a line, or none."""
    found = WORK_OF.search(text) if len(text) < prose.LONGEST_NAMES else None
    return prose.persons(found["names"], told=True) if found else ()


def copyright_year(lines: Iterable[Line]) -> str:
    """Return the year of a copyright line, the last resort for a date, or ``""``."""
    return next((found["year"] for line in lines if (found := COPYRIGHT.match(line.raw.strip()))), "")


def date_of_year(year: str) -> Date | None:
    """Return a date of a year as printed, or None."""
    return Date((int(year),)) if year else None
