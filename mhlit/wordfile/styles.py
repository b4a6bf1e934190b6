"""What the paragraph styles of a Word file say: headings, numbered lists, bibliographies, tables of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{WORD}val"
# "heading 1", "Заголовок 2", "Überschrift 1", "Titre 3"
HEADING = re.compile(r"(?:heading|заголовок|überschrift|titre)\s*(\d?)", re.IGNORECASE)
# "toc 1", "Оглавление 2", "Verzeichnis 1"
CONTENTS = re.compile(r"(?:toc|оглавление|verzeichnis)\s*\d", re.IGNORECASE)
# "Bibliography", "EndNote Bibliography", "Список литературы", "Literaturverzeichnis", "References"
BIBLIOGRAPHY = re.compile(r"bibliogra|references?$|список литературы|литература|literatur", re.IGNORECASE)
BODY_LEVEL = 9


class Style(NamedTuple):
    """What a style makes of its paragraphs: a heading of a level (0 for none), an item of a list, and so on."""

    heading: int = 0
    list_id: str = ""
    contents: bool = False
    bibliography: bool = False


PLAIN = Style()


def read_styles(root: _Element) -> dict[str, Style]:
    """Return the paragraph styles by identifier; what a style does not say it takes from the one it is based on."""
    elements = {element.get(f"{WORD}styleId") or "": element for element in root.iter(f"{WORD}style")}
    return {key: inherited(key, elements) for key in elements}


def inherited(key: str, elements: dict[str, _Element]) -> Style:
    """Return a style with what it takes from the styles it is based on; a circle of these ends."""
    found, seen = PLAIN, set[str]()
    while key in elements and key not in seen:
        seen.add(key)
        own = own_style(elements[key])
        found = Style(
            found.heading or own.heading,
            found.list_id or own.list_id,
            found.contents or own.contents,
            found.bibliography or own.bibliography,
        )
        key = value(elements[key], "basedOn")
    return found


def own_style(element: _Element) -> Style:
    """Return what a style says by itself."""
    name = value(element, "name")
    heading = HEADING.match(name)
    level = int(heading[1] or 1) if heading else level_of(element)
    list_id = value(element, f"pPr/{WORD}numPr/{WORD}numId")
    bibliography = BIBLIOGRAPHY.search(name) is not None and not heading
    return Style(level, list_id, CONTENTS.match(name) is not None, bibliography)


def level_of(element: _Element) -> int:
    """Return the outline level of a style or paragraph, from 1, or 0 where it is body text."""
    printed = value(element, f"pPr/{WORD}outlineLvl")
    return int(printed) + 1 if printed.isdigit() and int(printed) < BODY_LEVEL else 0


def value(element: _Element, path: str) -> str:
    """Return the value of the element under a path (its first step without namespace), or ``""``."""
    found = element.find(f"{WORD}{path}")
    return (found.get(VALUE) or "") if found is not None else ""
