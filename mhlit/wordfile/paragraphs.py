"""The paragraphs of a Word file as they are printed: changes accepted, numbers counted, links told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from mhlit.text import clean
from mhlit.wordfile.styles import PLAIN, WORD, Style, level_of, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH, ROW, CELL = f"{WORD}p", f"{WORD}tr", f"{WORD}tc"
# Text boxes stand inside a paragraph and are none of its text; Fallback says the same as what stands before it.
BOX = f"{WORD}txbxContent"
# Deleted and moved text, what fields are computed from, formatting
UNPRINTED = {f"{WORD}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")} | {FALLBACK, BOX}
SPECIAL = {f"{WORD}tab": "\t", f"{WORD}br": " ", f"{WORD}cr": " ", f"{WORD}noBreakHyphen": "-"}
# 'HYPERLINK "https://doi.org/10.1016/x"': a link as a field
FIELD_LINK = re.compile(r'HYPERLINK\s+"(https?://[^"]+)"')
# "1.", "[12]", "7)", "1. Ivanov": a running number that somebody typed
TYPED = re.compile(r"[\[(]?\d")
NUMBER_ALONE = re.compile(r"[\[(]?\d{1,4}[\]).]{0,2}")
# "https://doi.org/", "http://www.": what an address may lack in print
SCHEME = re.compile(r"^https?://(?:dx\.|www\.)?(?:doi\.org/)?", re.IGNORECASE)
# Addresses that name the work behind a link such as "[CrossRef]"; others are searches for it
NAMING = re.compile(r"\b10\.\d{4,9}/|pubmed\.ncbi|ncbi\.nlm\.nih\.gov/(?:pubmed|pmc)|elibrary\.ru/", re.IGNORECASE)
SEARCHING = re.compile(r"scholar\.google|[?&]q=|/search", re.IGNORECASE)


class Paragraph(NamedTuple):
    """A paragraph: its text with its number, and what its style says of it."""

    text: str
    style: Style = PLAIN


def paragraphs(root: _Element, styles: Mapping[str, Style], links: Mapping[str, str]) -> list[Paragraph]:
    """Return the paragraphs of a document in their order, with the numbers that Word counts; a row is one paragraph."""
    counts: dict[str, int] = {}
    found: list[Paragraph] = []
    carried = ""
    for line in lines(root):
        style = style_of(line[0], styles)
        text = clean(f"{carried} {' '.join(printed(each, links) for each in line)}")
        carried = text if line[-1].find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None else ""
        if carried:
            continue
        if text and style.list_id and not style.heading:
            counts[style.list_id] = counts.get(style.list_id, 0) + 1
            text = text if TYPED.match(text) else f"{counts[style.list_id]}. {text}"
        found.append(Paragraph(text, style))
    return [*found, Paragraph(carried)] if carried else found


def style_of(element: _Element, styles: Mapping[str, Style]) -> Style:
    """Return what a paragraph is, by its style and by what is set for it alone."""
    style = styles.get(value(element, f"pPr/{WORD}pStyle"), PLAIN)
    list_id = value(element, f"pPr/{WORD}numPr/{WORD}numId") or style.list_id
    return style._replace(heading=level_of(element) or style.heading, list_id="" if list_id == "0" else list_id)


def lines(element: _Element) -> Iterator[list[_Element]]:
    """Yield what is printed on lines of its own: paragraphs, and the rows of tables as several paragraphs in one."""
    for child in element:
        if child.tag == PARAGRAPH:
            yield [child]
            yield from (line for box in child.iter(BOX) if not within(box, FALLBACK) for line in lines(box))
        elif child.tag == ROW and child.find(f"{WORD}trPr/{WORD}del") is None:
            yield from row_lines([[each for cell in lines(cell) for each in cell] for cell in child.iter(CELL)])
        elif child.tag not in UNPRINTED and child.tag != ROW:
            yield from lines(child)


def row_lines(cells: list[list[_Element]]) -> Iterator[list[_Element]]:
    """Yield the paragraphs of a row: on one line where each cell holds one, or a number and what it counts."""
    filled = [[each for each in cell if printed(each, {})] for cell in cells]
    filled = [cell for cell in filled if cell]
    if all(len(cell) == 1 for cell in filled):
        yield from [[each for cell in filled for each in cell]] if filled else []
    elif len(filled) == 2 and len(filled[0]) == 1 and NUMBER_ALONE.fullmatch(printed(filled[0][0], {})):
        yield filled[0] + filled[1]
    else:
        yield from ([each] for cell in filled for each in cell)


def within(element: _Element, tag: str) -> bool:
    """Return whether an element stands inside one of another kind."""
    return next(element.iterancestors(tag), None) is not None


# ---------------------------------------------------------------- the text of one paragraph


def printed(element: _Element, links: Mapping[str, str]) -> str:
    """Return the text of a paragraph as it is printed, and behind it the addresses that its links only lead to."""
    text = clean("".join(pieces(element)).replace("\t", " "))
    missing = unprinted([*targets(element, links)], text) if text else []
    return " ".join([text, *missing])


def pieces(element: _Element) -> Iterator[str]:
    """Yield the printed pieces of a paragraph: no deleted, moved or hidden text, and no codes of fields."""
    for child in element:
        if child.tag in UNPRINTED or child.find(f"{WORD}rPr/{WORD}vanish") is not None:
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in SPECIAL:
            yield SPECIAL[str(child.tag)]
        else:
            yield from pieces(child)


def targets(element: _Element, links: Mapping[str, str]) -> Iterator[str]:
    """Yield the web addresses that a paragraph links to."""
    for link in element.iter(f"{WORD}hyperlink"):
        if not any(within(link, tag) for tag in (f"{WORD}del", f"{WORD}moveFrom")):
            yield links.get(link.get(LINK) or "", "")
    codes = "".join(code.text or "" for code in element.iter(f"{WORD}instrText"))
    simple = " ".join(field.get(f"{WORD}instr") or "" for field in element.iter(f"{WORD}fldSimple"))
    yield from FIELD_LINK.findall(f"{codes} {simple}")


def unprinted(found: Iterable[str], text: str) -> list[str]:
    """Return the addresses that a text does not print itself: those that name a work, else the first of any kind."""
    plain = "".join(text.split()).lower()
    new = [each for each in dict.fromkeys(found) if SCHEME.match(each) and not SEARCHING.search(each)]
    new = [each for each in new if SCHEME.sub("", unquote(each)).rstrip("/").lower() not in plain]
    naming = [each for each in new if NAMING.search(each)]
    return naming or ([] if "http" in plain or "www." in plain else new[:1])
