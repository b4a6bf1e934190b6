"""The list of references of a Word file (DOCX), as lines of text that the readers of lists take.

A DOCX file is a ZIP archive of XML. Its paragraphs become lines, each with the number that Word prints before it
(numbers of list styles are not in the text). What stands before the heading of the references ("Литература",
"References") becomes blank lines, so that line numbers count paragraphs; footnotes and endnotes that carry a year
follow, or are all there is where the file has no such heading. Nothing is opened that could be larger than 64 MB.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mhlit.model import Issue
from mhlit.tables import table
from mhlit.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LARGEST = 64 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# What reading a damaged, encrypted or forged archive raises.
BROKEN = (zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
SPECIAL = {f"{WORD}tab": "\t", f"{WORD}br": " ", f"{WORD}cr": " ", f"{WORD}noBreakHyphen": "-"}
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# "5. Literature:", "Литература (25)", "СПИСОК ЛИТЕРАТУРЫ / REFERENCES"
AROUND = re.compile(r"^[\W\d]+|[\W\d]+$")
# "Там же", "Ibid": notes without a year that belong to the list
AGAIN = re.compile(r"\W*(?:там же|ibid|ibidem|idem|ders|указ\. соч|op\. cit)\b", re.IGNORECASE)
NOT_WORD = "this is an archive and no Word document, or a damaged one; nothing was read"
DAMAGED = "this Word file is damaged, encrypted or too large; nothing was read"
NO_LIST = "no heading such as “References” in this Word file; all of its text was read"


class Paragraph(NamedTuple):
    """A paragraph: its text with its number, whether its style makes it a heading, and the list it belongs to."""

    text: str
    heading: bool = False
    list_id: str = ""


def text_of(data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return the references of a Word file, a line each, and what went wrong. Never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if DOCUMENT not in names:
                return "", (Issue("binary-file", NOT_WORD),)
            body = paragraphs(member(archive, DOCUMENT), numbered_styles(archive, names))
            notes = [note for name in NOTES if name in names for note in notes_of(member(archive, name))]
    except zipfile.BadZipFile:
        return "", (Issue("binary-file", NOT_WORD),)
    except BROKEN as error:
        return "", (Issue("damaged-file", f"{DAMAGED} ({error})" if str(error) else DAMAGED),)
    return listed(body, [note for note in notes if YEAR.search(note) or AGAIN.match(note)])


def listed(body: list[Paragraph], notes: list[str]) -> tuple[str, tuple[Issue, ...]]:
    """Return the section of references and the notes as text; all paragraphs where there is neither."""
    start = next((at for at in range(len(body) - 1, -1, -1) if is_heading(body[at].text)), None)
    numbers = [f"{number}. {note}" for number, note in enumerate(notes, 1)]
    if start is None:
        if numbers:
            return "\n".join(numbers), ()
        return "\n".join(paragraph.text for paragraph in body), (Issue("no-reference-list", NO_LIST),)
    start = first_heading(body, start)
    end = section_end(body, start)
    lines = [""] * start + [paragraph.text for paragraph in body[start:end]]
    return "\n".join([*lines, *(["", *numbers] if numbers else [])]), ()


def first_heading(body: list[Paragraph], last: int) -> int:
    """Return where the references begin: an earlier heading, where another list ("References") follows the first."""
    earlier = [at for at in range(last) if is_heading(body[at].text)]
    whole = [at for at in earlier if section_end(body, at) == len(body) or section_end(body, at) >= last]
    return whole[0] if whole else last


def section_end(body: list[Paragraph], start: int) -> int:
    """Return where the section of references ends: before the next heading that is none of another list."""
    return next(
        (
            at
            for at in range(start + 2, len(body))
            if body[at].heading and body[at].text and not is_heading(body[at].text)
        ),
        len(body),
    )


def is_heading(text: str) -> bool:
    """Return whether a paragraph is the heading of a list of references."""
    return len(text) < 80 and AROUND.sub("", fold(text)) in headings()


@cache
def headings() -> frozenset[str]:
    """Return the headings of lists of references, folded; "Notes" alone names none."""
    rows = (row["cue"] for row in table("cues.tsv") if row["role"] == "section_references")
    return frozenset(AROUND.sub("", fold(cue)) for cue in rows) - {"примечания", "примечание", "anmerkungen"}


# ---------------------------------------------------------------- the archive


def member(archive: zipfile.ZipFile, name: str) -> _Element:
    """Return the XML of a member. Raises ValueError where it is too large or no XML."""
    from lxml import etree

    with archive.open(name) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"{name} has more than {LARGEST // 2**20} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise ValueError(f"{name} is no XML")
    return root


def numbered_styles(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Return the list that each paragraph style numbers its paragraphs in, and "heading" for styles of headings."""
    if "word/styles.xml" not in names:
        return {}
    found: dict[str, str] = {}
    for style in member(archive, "word/styles.xml").iter(f"{WORD}style"):
        number = style.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")
        name = style.find(f"{WORD}name")
        key = style.get(f"{WORD}styleId") or ""
        if name is not None and (name.get(f"{WORD}val") or "").lower().startswith(("heading", "заголовок")):
            found[key] = "heading"
        elif number is not None:
            found[key] = number.get(f"{WORD}val") or ""
    return found


def paragraphs(root: _Element, styles: dict[str, str]) -> list[Paragraph]:
    """Return the paragraphs of a document in their order, with the numbers that Word counts."""
    counts: dict[str, int] = {}
    found = []
    for element in root.iter(f"{WORD}p"):
        text, (heading, list_id) = printed(element), kind(element, styles)
        if text and list_id and not heading:
            counts[list_id] = counts.get(list_id, 0) + 1
            text = text if re.match(r"[\[(]?\d", text) else f"{counts[list_id]}. {text}"
        found.append(Paragraph(text, heading, list_id))
    return found


def kind(element: _Element, styles: dict[str, str]) -> tuple[bool, str]:
    """Return whether a paragraph is a heading, and which numbered list it belongs to, by itself or by its style."""
    style = element.find(f"{WORD}pPr/{WORD}pStyle")
    number = element.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")
    outline = element.find(f"{WORD}pPr/{WORD}outlineLvl")
    by_style = styles.get(style.get(f"{WORD}val") or "", "") if style is not None else ""
    list_id = (number.get(f"{WORD}val") or "") if number is not None else by_style
    heading = by_style == "heading" or outline is not None
    return heading, "" if list_id in ("0", "heading") else list_id


def printed(element: _Element) -> str:
    """Return the text of a paragraph as it is printed: deleted text and field codes are not."""
    return clean("".join(pieces(element)).replace("\t", " "))


def pieces(element: _Element) -> Iterator[str]:
    """Yield the printed pieces of a paragraph; ``w:delText`` and ``w:instrText`` are other elements and stay out."""
    for child in element.iter():
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in SPECIAL:
            yield SPECIAL[str(child.tag)]


def notes_of(root: _Element) -> list[str]:
    """Return the texts of footnotes or endnotes; separators are notes of another type."""
    notes = (note for note in root if note.get(f"{WORD}type") in (None, "normal"))
    texts = (" ".join(filter(None, (printed(each) for each in note.iter(f"{WORD}p")))) for note in notes)
    return [text for text in texts if text]
