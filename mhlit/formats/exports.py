"""The tagged exports that are neither RIS nor NBIB: Web of Science, EndNote's Refer (ENW), RefWorks, Ovid.

They differ in the line that holds a tag and in where an entry ends; what the tags mean stands in
``data/field_map.tsv``. Text outside of all entries becomes an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.fieldset import record_of_fields
from mhlit.formats.mapping import types
from mhlit.formats.ovid import sourced
from mhlit.formats.portions import lines_before, streaming
from mhlit.formats.taglines import Lines, Stray, Tagged, closed, cut_off
from mhlit.model import Issue, ReadResult
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mhlit.model import Record


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes its lines: the line of a tag, the tags that open and close an entry, the tag of the type.

    Of ``listed`` tags every further line is a value of its own; of the others it goes on with the value. ``record``
    matches where a long file may be cut.
    """

    name: str
    line: re.Pattern[str]
    opens: frozenset[str]
    closes: frozenset[str]
    type: tuple[str, ...]
    listed: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    default: str = "document"
    blank_ends: bool = False
    record: str = ""


WOS = Layout(
    "wos",
    re.compile(r"^[\ufeff]?([A-Z][A-Z0-9])(?: (.*))?$"),  # "AU Smith, L. J.", "ER"
    frozenset(("PT",)),
    frozenset(("ER",)),
    ("DT", "PT"),
    frozenset(("AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP", "CR", "C1", "EM", "TA")),
    frozenset(("FN", "VR", "EF")),
    "article-journal",
    record=r"^PT [A-Z]",
)
REFER = Layout(
    "refer",
    re.compile(r"^[\ufeff]?%([A-Z0-9@!#$&()*+~>?<=\[\]^|])(?:\s+(.*))?$"),  # "%A Calvino, Italo", "%@ 8203107354"
    frozenset(("0",)),
    frozenset(),
    ("0",),
    blank_ends=True,
    record=r"^%0 |(?<=\n\n)(?=%[A-Z0-9] )",
)
REFWORKS = Layout(
    "refworks",
    re.compile(r"^[\ufeff]?([A-Z][A-Z0-9]) (.*)$"),  # "A1 Allan,Steven"
    frozenset(("RT",)),
    frozenset(),
    ("RT",),
    blank_ends=True,
    record=r"^RT ",
)
OVID = Layout(
    "ovid",
    re.compile(r"^(?:\ufeff)?(?:([A-Z]{2,5}) {0,2}- ?(.*)|(<\d+)\.? ?>\s*)$"),  # "TI  - Test", "<1. >"
    frozenset(("<",)),
    frozenset(),
    ("PT", "DT"),
    default="article-journal",
    record=r"^<\d+\. ?>",
)


def entries(text: str, layout: Layout) -> Iterator[Tagged | Stray]:
    """Yield the entries of a text, and what stands outside of them."""
    collected, stray = Lines(), Lines()
    for number, line in enumerate(text.splitlines(), 1):
        found = layout.line.match(line)
        tag, value = tag_of(found)
        ends = tag in layout.opens or (layout.blank_ends and not line.strip())
        if ends and collected.fields:
            yield from closed(collected, stray)
            collected, stray = Lines(), Lines()
        if tag in layout.closes and collected.fields:
            collected.raw.append(line)
            yield from closed(collected, stray)
            collected, stray = Lines(), Lines()
        elif tag and tag not in layout.ignored and tag not in layout.closes:
            collected.line = collected.line or number
            collected.fields.append((tag, value.strip()))
            collected.raw.append(line)
        elif collected.fields and line.strip():
            go_on(collected, line, layout)
        elif line.strip() and tag not in layout.ignored:
            stray.line = stray.line or number
            stray.raw.append(line)
    yield from closed(collected, stray, ended=not layout.closes)


def tag_of(found: re.Match[str] | None) -> tuple[str, str]:
    """Return the tag and value of a line; ``<`` is Ovid's number of an entry."""
    if found is None:
        return "", ""
    if found.re.groups > 2 and found[3]:
        return "<", found[3][1:]
    return found[1], found[2] or ""


def go_on(collected: Lines, line: str, layout: Layout) -> None:
    """Add a line without a tag to the value before it, or as a value of its own."""
    collected.raw.append(line)
    tag, value = collected.fields[-1]
    if tag in layout.listed:
        collected.fields.append((tag, line.strip()))
    else:
        collected.fields[-1] = (tag, f"{value} {line.strip()}".strip())


def reader(layout: Layout) -> Callable[[str], ReadResult]:
    """Return the reader of a layout."""

    def read(text: str) -> ReadResult:
        records: list[Record] = []
        issues: list[Issue] = []
        for entry in entries(text, layout):
            if isinstance(entry, Stray) or len(entry.fields) < 2:
                issues.append(Issue("unread-text", "text outside of all entries", entry.line, raw=entry.raw))
            else:
                records.append(read_entry(entry, layout))
                issues.extend(cut_off(entry))
        return ReadResult(tuple(records), tuple(issues))

    return read


def read_entry(entry: Tagged, layout: Layout) -> Record:
    """Return the record of one entry."""
    fields = [(tag, value) for tag, value in entry.fields if value and tag != "<"]
    type_ = type_of(fields, layout)
    if layout is OVID:
        fields = sourced(fields)
        type_ = "chapter" if "BK" in dict(fields) else type_
    if layout is WOS and "AF" in dict(fields):
        fields = [(tag, value) for tag, value in fields if tag != "AU"]
    return record_of_fields(layout.name, fields, type_, entry.line, entry.raw)


def type_of(fields: list[tuple[str, str]], layout: Layout) -> str:
    """Return the CSL type that the first tag with a known type tells."""
    for tag in layout.type:
        for value in (value for name, value in fields if name == tag):
            for kind in [value, *value.split(";")]:
                if type_ := types(layout.name).get(squeeze(kind).casefold()):
                    return type_
    tags = {tag for tag, _ in fields}
    if layout is REFER:  # entries of refer itself have no %0
        return "article-journal" if "J" in tags else "chapter" if "B" in tags else "book" if "I" in tags else "document"
    return layout.default


def sniff_wos(head: str) -> bool:
    """Return whether a text is an export of Web of Science: its heading, or an entry from PT to ER."""
    return re.match(r"[\ufeff\s]*FN (?:ISI|Thomson|Clarivate|.*Web of)", head) is not None or (
        re.search(r"^PT [JBSPC]\s*$", head, re.MULTILINE) is not None
    )


def sniff_refer(head: str) -> bool:
    """Return whether a text has Refer's lines: a type, or an author and a title."""
    if re.search(r"^[\ufeff]?%0 [A-Z]", head, re.MULTILINE):
        return True
    return all(re.search(rf"^%{tag} \S", head, re.MULTILINE) for tag in "ATD")


def sniff_refworks(head: str) -> bool:
    """Return whether a text has entries of RefWorks."""
    return re.search(r"^[\ufeff]?RT [A-Z]", head, re.MULTILINE) is not None and bool(
        re.search(r"^(?:T1|A1|SR|ID) \S", head, re.MULTILINE)
    )


def sniff_ovid(head: str) -> bool:
    """Return whether a text has the numbers and tags of Ovid: ``<1. >`` and ``VN  - Ovid``."""
    return re.search(r"^<\d+\. ?>\s*$(?:\n.*){0,3}?\n[A-Z]{2} {0,2}- ", head, re.MULTILINE) is not None


def long(layout: Layout) -> Callable[[Iterable[str]], Iterator[ReadResult]]:
    """Return the reader of long texts of a layout."""
    return streaming(lines_before(layout.record), reader(layout))


FORMATS = (
    Format(
        "wos", "Web of Science (tagged)", ("isi", "web-of-science"), (".isi", ".ciw"), sniff_wos, reader(WOS),
        stream=long(WOS),
    ),
    Format(
        "refer", "Refer, EndNote export (ENW)", ("enw", "endnote"), (".enw",), sniff_refer, reader(REFER),
        stream=long(REFER),
    ),
    Format("refworks", "RefWorks (tagged)", (), (), sniff_refworks, reader(REFWORKS), stream=long(REFWORKS)),
    Format("ovid", "Ovid (tagged)", (), (), sniff_ovid, reader(OVID), stream=long(OVID)),
)  # fmt: skip
