"""A page in parts: labels in a table say where a citation, an abstract, keywords, references and the tail begin.

What ends a part depends on the part: one line for an author label, a blank line for keywords, a label for an abstract.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.formats.prose import Label, Line

# Labels that announce one line, and those that announce a part of the page.
SINGLE = ("published", "url", "title", "authors", "affiliation", "journal", "volume", "issue", "pages", "year")
PARTS = ("cite", "keywords", "abstract", "references", "contents", "opening", "section", "related", "end", "tail")
IN_LIST = ("references", "cite", "keywords", "abstract", "related", "end", "tail")
# No list of references begins without a heading in another one or in a table of contents.
LISTS = ("references", "contents")
# "1. Gurovich IYa", "[1] Гурович", "1) «О псевдогаллюцинациях»": the first reference of a numbered list
FIRST_NUMBER = re.compile(r"^\(?\[?1\s*[.)\]]\)?\s*(?=[\[«\"“„(]?[^\W\d_])")
SECOND_NUMBER = re.compile(r"^\(?\[?2\s*[.)\]]")
# "Ivanov II.", "Петров П.П.", "Dunmore, J.": how a reference without number begins
NAME_START = re.compile(rf"^{prose.WORD},? (?:{prose.INITIAL}[ -]?){{1,3}}[,.]")
# "Былим, Игорь Анатольевич. Основные направления": the same with names in full
FULL_NAME = re.compile(rf"^{prose.WORD}, {prose.WORD}(?: {prose.WORD})?\. ")
# "С. 7–14.", "DOI: …", "(In Russ.)", "№ 3": the second line of a citation
CITATION_GOES_ON = re.compile(
    r"^(?:[СCSPРpс]{1,2}\.\s*\d|№|Т\.|Vol\b|doi\b|https?:|\(?[Ii]n Russ|Russian\b|\d|[^\W\dA-ZА-ЯЁ_])", re.IGNORECASE
)
# What a list of one keyword a line does not hold: a separator, a full stop at the end, a year
KEYWORD_END = re.compile(r"[;,/.•·|]|\d{4}")
# "", "© ФГБУ «НМИЦ ПН», 2018 УДК 616.89", "УДК 616.89", "12": what stands above a title and is none
NO_WORDS = re.compile(r"(?:©|УДК\b|UDC\b|\W*\d|$)")
SMALL = re.compile(r"^[(\[]?[a-zа-яё]")


@dataclass(slots=True)
class Section:
    """A part of a page: the role of its label and its lines, the label itself taken off."""

    role: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """Return the lines as one paragraph; keywords printed one a line are separated."""
        lines = [line for line in self.lines if line.text]
        if self.role == "keywords" and len(lines) > 1 and not any(KEYWORD_END.search(line.text) for line in lines):
            return "; ".join(line.text for line in lines)
        return prose.join(lines)


def divide(lines: Sequence[Line]) -> list[Section]:
    """Return the parts of a page in order; before the first label stands the ``front``, unlabelled text is ``body``."""
    sections = [Section("front", [])]
    started = False
    for place, line in enumerate(lines):
        current = sections[-1]
        found = label_of(line.text, current.role, first=not started) if line.text else None
        started = started or bool(line.text)
        if found:
            raw = found.rest if found.role == "references" else line.raw
            rest = [replace(line, text=found.rest, raw=raw)] if found.rest else []
            sections.append(Section("note" if is_note(found, sections) else found.role, rest))
        elif current.role not in ("references", "contents") and starts_list(
            lines, place, in_citation=current.role == "cite"
        ):
            sections.append(Section("references", [line]))
        elif is_before_title(sections) and prose.persons(line.text):
            sections[0].role = "note"
            sections.append(Section("body", [line]))
        elif current.role in ("front", "body") and is_own_citation(line.text, sections[0]):
            sections.append(Section("cite", [line]))
        elif is_complete(current, line):
            sections.append(Section("cite" if is_citation(current, line) else "body", [line]))
        else:
            current.lines.append(line)
    return sections


def label_of(text: str, role: str, *, first: bool) -> Label | None:
    """Return the label of a line, among those that can stand in a section of this role.

    The first line of a page is its title even if it begins like a label (an article "Summary of …"), and the headings
    of a structured abstract belong to it.
    """
    if first:
        return prose.label(text, "title", "cite")
    found = prose.label(text, *(IN_LIST if role == "references" else (*SINGLE, *PARTS)))
    if found is None or (found.role == "section" and role == "abstract"):
        return None
    if found.role == "published" and found.rest and prose.date_of(found.rest) is None:
        return None
    if found.role == "references" and found.rest and not FIRST_NUMBER.match(found.rest):
        return None
    return found


def is_note(found: Label, sections: list[Section]) -> bool:
    """Return whether a label before the references with text behind it is a note of one line (``© Boyko, 2012``)."""
    return (
        found.role in ("tail", "end") and bool(found.rest) and all(section.role != "references" for section in sections)
    )


def starts_list(lines: Sequence[Line], place: int, *, in_citation: bool) -> bool:
    """Return whether a list of references begins on this line without a heading: number 1, and a year before number 2.

    Lists of aims and of affiliations are numbered too, but hold no years; "1. Introduction" heads a chapter. Unnumbered
    references are taken only where two follow one another and begin with a family name and initials, and not where a
    page's citation is due.
    """
    text = lines[place].text
    following = [line.text for line in lines[place + 1 : place + 8] if line.text]
    if numbered := FIRST_NUMBER.match(text):
        if prose.label(text[numbered.end() :], "section", "opening"):
            return False
        wrapped = takewhile(lambda each: not SECOND_NUMBER.match(each), following)
        return any(prose.YEAR.search(each) for each in (text, *wrapped))
    pair = [text, *following[:1]]
    return (
        not in_citation and len(pair) == 2 and all(NAME_START.match(each) and prose.YEAR.search(each) for each in pair)
    )


def is_citation(section: Section, line: Line) -> bool:
    """Return whether a line is a second citation under one label: a Russian one followed by the English."""
    return section.role == "cite" and NAME_START.match(line.text) is not None and bool(prose.YEAR.search(line.text))


def is_before_title(sections: list[Section]) -> bool:
    """Return whether only notes were met yet: a text layer may print "Для корреспонденции …" above the authors."""
    front, last = sections[0], sections[-1]
    unread = all(NO_WORDS.match(line.text) or prose.is_upper(line.text) for line in front.lines)
    return last.role == "tail" and unread and {section.role for section in sections} <= {"front", "note", "tail"}


def is_own_citation(text: str, front: Section) -> bool:
    """Return whether a line without a label cites the page: a name, the words of the title, a year (Dissercat)."""
    title = next((line.text for line in front.lines if line.text), "")
    beginning = " ".join(fold(title).split()[:5])
    named = NAME_START.match(text) or FULL_NAME.match(text)
    return bool(named and len(beginning) > 20 and beginning in fold(text) and prose.YEAR.search(text))


def is_complete(section: Section, line: Line) -> bool:
    """Return whether a section has all it announces, so that this line begins the unlabelled text after it."""
    if section.role not in (*SINGLE, "note", "cite", "keywords") or not (text := section.text):
        return False
    if not line.text or section.role in SINGLE or section.role == "note":
        return True
    if section.role == "keywords":
        one_a_line = len(line.text) < 60 and not KEYWORD_END.search(f"{text} {line.text}")
        goes_on = (SMALL.match(line.text) and len(line.text) < 200 and not prose.is_prose(line.text)) or one_a_line
        return not (text[-1] in ",;/" or goes_on)
    unfinished = not prose.YEAR.search(text) or text[-1] in ",;:–—-"
    return not ((unfinished and len(section.lines) < 5) or CITATION_GOES_ON.match(line.text))
