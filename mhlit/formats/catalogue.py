"""The formats that mhlit knows, in the order in which a text is tried against them.

To add one: write a module with a ``FORMAT`` and put it into the tuple.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.formats import (
    bibitem,
    bibliography,
    bibtex,
    citation,
    crossref,
    csljson,
    datacite,
    doilist,
    elibrary,
    exports,
    grey,
    html,
    marc,
    onix,
    page,
    plaintext,
    spreadsheet,
    tagged,
    xmlrecords,
)

if TYPE_CHECKING:
    from mhlit.formats.base import Format

FORMATS: tuple[Format, ...] = (
    bibtex.FORMAT,
    bibtex.BIBLATEX,
    tagged.RIS,
    tagged.NBIB,
    *exports.FORMATS,
    *xmlrecords.FORMATS,
    *marc.FORMATS,
    *elibrary.FORMATS,
    spreadsheet.FORMAT,
    crossref.FORMAT,
    datacite.FORMAT,
    onix.FORMAT,
    csljson.FORMAT,
    csljson.LINES,
    html.FORMAT,
    xmlrecords.UNKNOWN,
    doilist.FORMAT,
    bibitem.FORMAT,
    page.FORMAT,
    plaintext.FORMAT,
    plaintext.LINES,
    grey.FORMAT,
    citation.FORMAT,
    bibliography.MARKDOWN_FORMAT,
)
HEAD = 65536


@cache
def index() -> dict[str, Format]:
    """Return every format by its name and aliases."""
    return {name: each for each in reversed(FORMATS) for name in (each.name, *each.aliases)}


def by_name(name: str) -> Format:
    """Return the format of a name or alias. Raises UsageError, with the known names, where there is none."""
    found = index().get(name.strip().lower())
    if found is None:
        known = ", ".join(each.name for each in FORMATS)
        raise UsageError(f"unknown format '{name}'", hint=f"known formats: {known}")
    return found


def sniff(text: str, filename: str = "") -> Format:
    """Return the format that a text is in: what its content shows, else what the file's name says, else prose."""
    head = text[:HEAD]
    for each in FORMATS:
        if each.read and each.sniff(head):
            return each
    suffix = PurePath(filename).suffix.lower()
    named = (each for each in FORMATS if each.read and suffix in each.suffixes)
    return next(named, grey.FORMAT)


def binary(data: bytes, name: str | None = None) -> Format | None:
    """Return the binary format that data is in, or None for text; a format that was named is believed."""
    if name:
        named = by_name(name)
        return named if named.read_bytes else None
    return next((each for each in FORMATS if each.read_bytes and each.sniff_bytes(data)), None)


def by_suffix(filename: str) -> Format | None:
    """Return the format in which a file of this name would be written, or None where its name does not tell."""
    suffix = PurePath(filename).suffix.lower()
    return next((each for each in FORMATS if each.write and suffix in each.suffixes), None)
