"""Whole lists of references: in the order of their style, numbered where it numbers, as text, Markdown or HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from mhlit import styles
from mhlit.errors import UsageError
from mhlit.formats import citeproc
from mhlit.formats.base import Format
from mhlit.styles import Cited, native, style_by_name
from mhlit.styles.pieces import in_cyrillic
from mhlit.text import fold, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mhlit.model import Record

# "*", "_", "[", "<" … in a title would be markup; "1." and "-" only at the beginning of a line
MARKDOWN = re.compile(r"([\\`*_\[\]<>|~^$])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)\]]")

# Orders of a list: that of the citations, by author, and by author with one script before the other.
ORDERS = ("given", "author", "cyrillic-first", "latin-first")
HINT = "its own can: vancouver, rpj, apa, harvard, iso690, gost, gost100"


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one citation a record, in the order given: by a style of mhlit's own, else by pandoc's citeproc."""
    return styles.cite(records, style) if native(style) else citeproc.cite(records, style)


def arranged(records: Iterable[Record], style: str, order: str = "") -> list[Record]:
    """Return the records in the order of a style's list, or in the one asked for; equal ones stay as they were."""
    chosen = order or order_of(style)
    if chosen not in ORDERS:
        raise UsageError(f"there is no order '{order}'", hint=f"orders: {', '.join(ORDERS)}")
    return list(records) if chosen == "given" else sorted(records, key=lambda record: key(record, chosen))


def order_of(style: str) -> str:
    """Return the order of a style's list."""
    return found.order if (found := native(style)) else "given"


def listed(records: Iterable[Record], style: str, order: str = "") -> list[Record]:
    """Return the records as they stand in a style's list: in its order, works of one year and author lettered."""
    chosen = arranged(records, style, order)
    return lettered(chosen) if order_of(style) == "author" else chosen


def lettered(records: Sequence[Record]) -> list[Record]:
    """Return records with a letter behind the year (CSL's year-suffix) where names and year alone do not tell."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, record in enumerate(records):
        names = record.authors or record.editors
        if names and record.year is not None:
            groups.setdefault((*(letters(str(name)) for name in names), record.year), []).append(at)
    chosen = list(records)
    for places in groups.values():
        for number, at in enumerate(places if len(places) > 1 else ()):
            extra = {**chosen[at].extra, "year-suffix": suffix(number)}
            chosen[at] = replace(chosen[at], extra=extra)
    return chosen


def suffix(number: int) -> str:
    """Return the letters of a place among works of one year: a … z, aa, ab …"""
    return (suffix(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)


def in_text(
    records: Sequence[Record],
    style: str,
    form: str = "",
    pages: Sequence[str] = (),
    cited: Iterable[Record] = (),
    order: str = "",
) -> list[str]:
    """Return the citation of works within a text, with their numbers or letters in the list of what is ``cited``.

    Without that list the records themselves are the list. ``pages`` belong to the records in their order.
    """
    if not native(style):
        raise UsageError(f"mhlit writes no citations within the text in the style '{style}'", hint=HINT)
    places = listed({record.id: record for record in (*cited, *records)}.values(), style, order)
    found = {record.id: (number, record) for number, record in enumerate(places, 1)}
    spots = [*pages, *[""] * len(records)]
    wanted = [Cited(found[r.id][1], found[r.id][0], spot) for r, spot in zip(records, spots, strict=False)]
    return styles.in_text(wanted, style, form)


def key(record: Record, order: str) -> tuple[bool, tuple[str, ...], int, str]:
    """Return by what a record is sorted: script, names, year, title; a work without authors goes by its title."""
    names = tuple(letters(str(name)) for name in record.authors or record.editors)
    head = names or (letters(record.title),)
    shown = in_cyrillic(record.titles)
    cyrillic = script(shown.value if shown else head[0]) == "Cyrl"
    later = {"cyrillic-first": not cyrillic, "latin-first": cyrillic}.get(order, False)
    return later, head, record.year or 0, letters(record.title)


def letters(text: str) -> str:
    """Return a text for sorting: without case, marks and punctuation; ё goes with е."""
    return re.sub(r"[^\w\s]", "", fold(text))


def bibliography(records: Iterable[Record], style: str = "vancouver", markup: str = "text", order: str = "") -> str:
    """Return a list of references, an entry a line; ``markup`` is text, markdown or html."""
    if native(style):
        chosen = listed(records, style, order)
        lines, numbered = cite(chosen, style), style_by_name(style).numbered
    else:
        given = arranged(records, style, order)
        entries = citeproc.entries(given, style)
        if order:
            entries.sort(key=lambda entry: entry.place)
        chosen, lines = [given[entry.place] for entry in entries], [entry.line for entry in entries]
        numbered = any(entry.numbered for entry in entries)
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
