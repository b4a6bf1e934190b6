"""The lists of references of a Word file (DOCX), as lines of text that the readers of lists take.

Paragraphs become lines, each with the number that Word prints before it. What stands outside the sections of references
("Литература", "References", one or several) becomes blank lines, so that line numbers count paragraphs; footnotes and
endnotes that carry a year follow, or are all there is where the file has no such section.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache

from mhlit.model import Issue
from mhlit.tables import table
from mhlit.text import fold
from mhlit.wordfile.archive import addresses, main_part, member
from mhlit.wordfile.paragraphs import Paragraph, paragraphs, printed
from mhlit.wordfile.styles import BODY_LEVEL, WORD, read_styles

STYLES = "word/styles.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# What reading a damaged, encrypted or forged archive raises.
BROKEN = (zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# "5. Literature:", "Литература (25)", "СПИСОК ЛИТЕРАТУРЫ / REFERENCES"
AROUND = re.compile(r"^[\W\d]+|[\W\d]+$")
# "Там же", "Ibid": notes without a year that belong to the list
AGAIN = re.compile(r"\W*(?:там же|ibid|ibidem|idem|ders|ebd|ebenda|указ\. соч|op\. cit)\b", re.IGNORECASE)
NOT_WORD = "this is an archive and no Word document, or a damaged one; nothing was read"
DAMAGED = "this Word file is damaged, encrypted or too large; nothing was read"
NO_LIST = "no heading such as “References” in this Word file; all of its text was read"


def text_of(data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return the references of a Word file, a line each, and what went wrong. Never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = main_part(archive)
            if not part:
                return "", (Issue("binary-file", NOT_WORD),)
            names = set(archive.namelist())
            styles = read_styles(member(archive, STYLES)) if STYLES in names else {}
            body = paragraphs(member(archive, part), styles, addresses(archive, part))
            notes = [note for name in NOTES if name in names for note in notes_of(archive, name)]
    except zipfile.BadZipFile:
        return "", (Issue("binary-file", NOT_WORD),)
    except BROKEN as error:
        return "", (Issue("damaged-file", f"{DAMAGED} ({error})" if str(error) else DAMAGED),)
    return listed(body, [note for note in notes if YEAR.search(note) or AGAIN.match(note)])


def notes_of(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Return the texts of footnotes or endnotes; separators are notes of another type."""
    links = addresses(archive, name)
    notes = (note for note in member(archive, name) if note.get(f"{WORD}type") in (None, "normal"))
    texts = (" ".join(filter(None, (printed(each, links) for each in note.iter(f"{WORD}p")))) for note in notes)
    return [text for text in texts if text]


def listed(body: list[Paragraph], notes: list[str]) -> tuple[str, tuple[Issue, ...]]:
    """Return the sections of references and the notes as text; all paragraphs where there is neither."""
    numbers = [f"{number}. {note}" for number, note in enumerate(notes, 1)]
    kept = sections(body) or {at for at, each in enumerate(body) if each.style.bibliography}
    if kept:
        lines = [paragraph.text if at in kept else "" for at, paragraph in enumerate(body[: max(kept) + 1])]
        return "\n".join([*lines, *(["", *numbers] if numbers else [])]), ()
    if numbers:
        return "\n".join(numbers), ()
    return "\n".join(paragraph.text for paragraph in body), (Issue("no-reference-list", NO_LIST),)


def sections(body: list[Paragraph]) -> set[int]:
    """Return which paragraphs stand in sections of references: the last one, and those before that hold references."""
    starts = [at for at, each in enumerate(body) if is_heading(each.text) and not each.style.contents]
    found = [range(start, section_end(body, start)) for start in starts]
    return {at for section in found if section is found[-1] or holds_references(body, section) for at in section}


def section_end(body: list[Paragraph], start: int) -> int:
    """Return where a section of references ends: before the next list or other heading that is not below its own.

    "Нормативные акты" of the second level is a part of the "Список литературы" above it.
    """
    level = body[start].style.heading or BODY_LEVEL
    for at in range(start + 1, len(body)):
        heading = body[at].style.heading if body[at].text and at > start + 1 else 0
        listed = is_heading(body[at].text) and (body[at].style.heading or BODY_LEVEL) <= level
        if listed or 0 < heading <= level:
            return at
    return len(body)


def holds_references(body: list[Paragraph], section: range) -> bool:
    """Return whether at least half of the paragraphs behind a heading carry a year; "Источники" may head prose."""
    texts = [body[at].text for at in section[1:] if body[at].text]
    return 2 * sum(YEAR.search(text) is not None for text in texts) >= len(texts)


def is_heading(text: str) -> bool:
    """Return whether a paragraph is the heading of a list of references."""
    return len(text) < 80 and AROUND.sub("", fold(text)) in headings()


@cache
def headings() -> frozenset[str]:
    """Return the headings of lists of references, folded; "Notes" alone names none."""
    rows = (row["cue"] for row in table("cues.tsv") if row["role"] == "section_references")
    return frozenset(AROUND.sub("", fold(cue)) for cue in rows) - {"примечания", "примечание", "anmerkungen"}
