"""Whole lists of references: in the order of their style, numbered where it numbers, as text, Markdown or HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from mhlit import styles
from mhlit.formats import citeproc
from mhlit.formats.base import Format
from mhlit.styles import native
from mhlit.text import fold, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mhlit.model import Record

# "*", "_", "[", "<" … in a title would be markup; "1." and "-" only at the beginning of a line
MARKDOWN = re.compile(r"([\\`*_\[\]<>|~^$])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)\]]")


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one citation a record, in the order given: by a style of mhlit's own, else by pandoc's citeproc."""
    return styles.cite(records, style) if native(style) else citeproc.cite(records, style)


def arranged(records: Iterable[Record], style: str) -> list[Record]:
    """Return the records in the order of a style's list; equal ones stay as they were."""
    order = found.order if (found := native(style)) else "given"
    if order == "given":
        return list(records)
    return sorted(records, key=lambda record: key(record, order == "cyrillic-first"))


def key(record: Record, cyrillic_first: bool) -> tuple[bool, tuple[str, ...], int, str]:
    """Return by what a record is sorted: script, names, year, title; a work without authors goes by its title."""
    names = tuple(letters(str(name)) for name in record.authors or record.editors)
    head = names or (letters(record.title),)
    return cyrillic_first and script(record.title or head[0]) != "Cyrl", head, record.year or 0, letters(record.title)


def letters(text: str) -> str:
    """Return a text for sorting: without case, marks and punctuation; ё goes with е."""
    return re.sub(r"[^\w\s]", "", fold(text))


def bibliography(records: Iterable[Record], style: str = "vancouver", markup: str = "text") -> str:
    """Return a list of references, an entry a line; ``markup`` is text, markdown or html."""
    chosen = arranged(records, style)
    lines = cite(chosen, style)
    found = native(style)
    numbered = found is not None and found.numbered
    if markup == "html":
        return page(chosen, lines, numbered)
    if markup == "markdown":
        lines = [linked(MARKDOWN.sub(r"\\\1", line)) for line in lines]
        marks = [f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1)]
        return "".join(f"{mark}{line}\n" for mark, line in zip(marks, lines, strict=True))
    return "".join(f"{number}. {line}\n" if numbered else f"{line}\n" for number, line in enumerate(lines, 1))


def linked(line: str) -> str:
    """Return a line whose addresses are links, signs in them unescaped."""
    return ADDRESS.sub(lambda found: "<" + re.sub(r"\\(.)", r"\1", found[0]) + ">", line)


def page(records: Sequence[Record], lines: Sequence[str], numbered: bool) -> str:
    """Return a fragment of HTML: a list whose items carry the citekeys; text is escaped, nothing is executed."""
    tag = "ol" if numbered else "ul"
    items = []
    for record, line in zip(records, lines, strict=True):
        mark = f' id="ref-{escape(record.id)}"' if record.id else ""
        items.append(f"  <li{mark}>{anchored(line)}</li>\n")
    return f'<{tag} class="references">\n{"".join(items)}</{tag}>\n'


def anchored(line: str) -> str:
    """Return a line as HTML with links."""
    parts, end = [], 0
    for found in ADDRESS.finditer(line):
        address = escape(found[0])
        parts += [escape(line[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(line[end:])])


def writer(markup: str) -> Callable[[Iterable[Record]], str]:
    """Return the writer of a list of references in Vancouver style."""
    return lambda records: bibliography(records, "vancouver", markup)


MARKDOWN_FORMAT = Format("markdown", "list of references in Markdown", ("md",), (".md",), write=writer("markdown"))
