"""The head of an article page without a suggested citation: what its first lines say of title, authors and source.

Hosts differ. Elpub prints title and DOI; con-med the journal and ``№03 2013``; OJS buttons and bulleted labels; text
layers of CyberLeninka stray glyphs, a classification code and capitals. The rules read shapes, not hosts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mhlit.formats import appeared, prose
from mhlit.identifiers import find_dois, repair_words
from mhlit.model import Date, Issue
from mhlit.names import looks_like_organisation
from mhlit.text import script, squeeze
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.formats.prose import Line
    from mhlit.model import Name

# "Б01: 10.14258/881(2020)4-16": a label of two to four signs, not "DOI", before what looks like a DOI
DAMAGED_DOI = re.compile(
    r"^(?!doi|https?|url|дои)(?P<label>[^\W_]{2,4})\s*[:.]\s*(?P<doi>10\.\d{4,9}/\S+)$", re.IGNORECASE
)
# "10.47093/2713-069X.2021.2.4.20-25", "10.31363/2313-7053-2023-679": the ISSN and then the year
DOI_YEAR = re.compile(r"^10\.\d{4,9}/\d{4}-\d{3}[\dx][.-](?P<year>(?:19|20)\d\d)(?=[.-])", re.IGNORECASE)
# "'Отдельные аспекты …'": what quotes a title as a whole
QUOTED = re.compile(r"^['\"«“„‘](?P<title>.+)['\"»”“’]$")
# A column of ornaments in a text layer: "| Бригадные формы", "у населению", "со"
BAR = re.compile(r"^\|\s*")
STRAY = re.compile(r"^[^\W\d_]{1,2}\s+(?=[^\W\d_])")
# "Цstman": one Cyrillic letter among Latin ones is a letter of Latin-1 read as CP1251
LATIN_WORD = re.compile(r"(?=[^\W\d_]*[A-Za-z]{2})(?=[^\W\d_]*[А-я])[^\W\d_]+")
HOMOGLYPHS = frozenset("АВЕКМНОРСТУХаеорсух")
# "С.В. Полубинская1, 2", "Ying Lu 1,2": a figure at a name, which an affiliation repeats
FIGURED = re.compile(r"[^\W\d_]\s?[\d¹²³⁴⁵]")
# "ФГБОУ ВО Кировский ГМУ": an organisation begins with its legal form
ABBREVIATED = re.compile(r"[А-ЯЁA-Z]{3,}\b")
# "автор научной работы — Дмитриев Максим Николаевич, Санников Александр Николаевич"
WORK_OF = re.compile(r"автор(?:ы)? научной работы\s*[:—–-]\s*(?P<names>.+)$", re.IGNORECASE)

LONGEST_RUBRIC = 40


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page tells; ``used`` are the numbers of the lines it was read from.

    ``translation`` is the title once more in another language.
    """

    title: str = ""
    translation: str = ""
    journal: str = ""
    authors: tuple[Name, ...] = ()
    source: dict[str, str] = field(default_factory=dict, hash=False)
    doi: str = ""
    used: frozenset[int] = frozenset()
    issues: tuple[Issue, ...] = ()


class Title(NamedTuple):
    """A title, its translation, the numbers of the lines that hold them, and the lines after them."""

    text: str = ""
    translation: str = ""
    used: frozenset[int] = frozenset()
    after: tuple[Line, ...] = ()


def read_head(lines: list[Line]) -> Head:
    """Return what the lines before the first label of a page tell."""
    doi, doi_lines, issues = doi_of(lines)
    source, journal, start, marks = appeared.source_of(lines)
    skipped = {line.number for line in lines if prose.is_furniture(line.text)} | doi_lines | marks
    rest = [line if line.number not in skipped else replace(line, text="") for line in lines[start:]]
    before, first_lines, mended = authors_of(strip_margin(rest))
    rest = [line if line.number not in first_lines else replace(line, text="") for line in rest]
    numbered = any(FIGURED.search(line.text) for line in lines if line.number in first_lines)
    rest = without_affiliations(rest, numbered) if before else rest
    found = title_of(strip_margin(rest))
    if not found.text and start:
        found = title_of([line for line in lines[:start] if line.number not in skipped])
    marked = source and appeared.ISSUE_MARK.search(found.text)
    title = squeeze(appeared.ISSUE_MARK.sub("", found.text)) if marked else found.text
    authors, author_lines, repaired = (before, first_lines, mended) if before else authors_of(found.after)
    again = second_head(found, authors)
    numbers = frozenset(skipped | found.used | author_lines | again.used | {line.number for line in lines[:start]})
    translation = found.translation or again.text
    return Head(title, translation, journal, authors, source, doi, numbers, (*issues, *repaired))


def is_affiliation(text: str) -> bool:
    """Return whether a line names a place of work: an organisation, and no sentence. ``1ФГБУ «…», Москва``.

    What sounds like one has to be built like one too: "Аспекты принудительного лечения больных" is a title.
    """
    place = re.sub(r"^[\d¹²³⁴⁵*\s]+", "", text)
    is_short = len(text) < 160 and text[-1:] not in (".", "!", "?") and not prose.is_upper(text)
    built = "," in place or ABBREVIATED.match(place) or prose.has_word(place, "organisation")
    return is_short and bool(built) and looks_like_organisation(re.split(r",\s", place)[0])


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


def title_of(lines: list[Line]) -> Title:
    """Return the title: the first line and those that go on with it.

    All lines up to a line of names belong to it where they stand in one block; from the line on where the language
    changes they are its translation.
    """
    texts = [place for place, line in enumerate(lines) if line.text]
    if not texts:
        return Title()
    start = next(
        (place for place in texts if not is_notice(lines[place].text) and not is_rubric(lines, place)), texts[0]
    )
    block = next(iter(prose.paragraphs(lines[start:])))
    named = next((place for place, line in enumerate(block) if place and prose.persons(line.text)), 0)
    size = named or 1
    while not named and size < len(block) and goes_on(block[size - 1].text, block[size].text):
        size += 1
    taken = [line.text for line in block[:size]]
    own = translated_from(taken)
    used = frozenset(line.number for line in block[:size])
    return Title(joined_title(taken[:own]), joined_title(taken[own:]), used, tuple(lines[start + size :]))


def translated_from(lines: list[str]) -> int:
    """Return the place of the line with which a title begins again in another language, else the number of lines."""
    spoken = language(lines[0])
    changes = (place for place, line in enumerate(lines) if place and language(line) not in ("", spoken))
    return next((place for place in changes if spoken and lines[place - 1][-1:] not in ",:;–—-"), len(lines))


def is_rubric(lines: list[Line], place: int) -> bool:
    """Return whether a line is a rubric in capitals (``LAUDATIO``): the title stands below it, above the authors."""
    below = [line.text for line in lines[place + 1 :] if line.text][:3]
    alone = place + 1 >= len(lines) or not lines[place + 1].text
    named = next((at for at, text in enumerate(below) if prose.persons(text)), 0)
    return alone and named > 0 and prose.is_upper(lines[place].text) and len(lines[place].text) <= LONGEST_RUBRIC


def second_head(found: Title, authors: tuple[Name, ...]) -> Title:
    """Return the title printed once more in the other script, as a line above as many names, or nothing.

    The lines of its names count as used, lest everybody be listed twice.
    """
    below = [line for line in found.after if script(line.text)][:4]
    for title, names in pairwise(below):
        other = script(title.text) != script(found.text) and not prose.persons(title.text)
        if other and authors and len(prose.persons(names.text)) == len(authors):
            return Title(title.text, used=frozenset((title.number, names.number)))
    return Title()


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
    title = lines[0] if lines else ""
    for before, line in pairwise(lines):
        subtitle = prose.is_upper(before) and not prose.is_upper(line) and title[-1:].isalnum()
        title += (". " if subtitle else " ") + line
    title = squeeze(title)
    quoted = QUOTED.match(title)
    return quoted["title"] if quoted else title


def authors_of(lines: Sequence[Line]) -> tuple[tuple[Name, ...], set[int], list[Issue]]:
    """Return the authors on the first lines of a text, the lines' numbers, and issues about repaired names.

    A line in neither Latin nor Cyrillic letters is the title once more (in Chinese, say). Figures at names tell them.
    """
    names: list[Name] = []
    used: set[int] = set()
    issues: list[Issue] = []
    for line in [line for line in lines if line.text and script(line.text)][:4]:
        mended = mend(line.text)
        found = prose.persons(mended, told=FIGURED.search(mended) is not None)
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
    return next((found["year"] for line in lines if (found := prose.COPYRIGHT.match(line.raw.strip()))), "")


def date_of_year(year: str) -> Date | None:
    """Return a date of a year as printed, or None."""
    return Date((int(year),)) if year else None
