"""The formats that mhlit knows, in the order in which a text is tried against them.

To add one: write a module with a ``FORMAT`` and put it into the tuple. The list stands apart from ``catalogue`` because
it loads all formats, which a command that names its format does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
