"""Files too long for memory: the format is told by the beginning, and the reader of that format takes portions.

What has no records that follow each other (a page, a list of references, a Word file) is read whole, up to a size
that none of them has.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from mhlit.decoding import ZIP
from mhlit.formats import catalogue
from mhlit.formats.limits import FILE_TOO_LONG, LONGEST_PAGE, bounded
from mhlit.formats.textfile import opened
from mhlit.model import Issue, ReadResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from mhlit.formats.base import Format
    from mhlit.formats.textfile import TextFile


def portions(file: BinaryIO, name: str | None = None, file_name: str = "") -> Iterator[ReadResult] | None:
    """Return what an open file holds, portion by portion, or None where it has to be read whole.

    Raises UsageError for an unknown format.
    """
    head = file.read(2 * catalogue.HEAD)
    whole_size = file.seek(0, io.SEEK_END)
    file.seek(0)
    binary = catalogue.binary(head, name)
    if binary is not None and binary.stream_bytes is not None:
        return map(bounded, binary.stream_bytes(file))
    text = None if head.startswith(ZIP) else opened(file)
    chosen = chosen_format(text, name, file_name) if text else None
    file.seek(0)
    if text and not text.encoding:
        return iter((ReadResult((), text.issues),))
    if text and chosen and chosen.stream:
        return read_text(text, chosen)
    return iter((ReadResult((), (Issue("file-too-long", FILE_TOO_LONG),)),)) if whole_size > LONGEST_PAGE else None


def chosen_format(text: TextFile, name: str | None, file_name: str) -> Format:
    """Return the format that was named, or that the beginning of a text shows."""
    return catalogue.by_name(name) if name else catalogue.sniff(next(iter(text), ""), file_name)


def read_text(text: TextFile, chosen: Format) -> Iterator[ReadResult]:
    """Yield the portions of a text, and first of all what was doubtful about its encoding."""
    if text.issues:
        yield ReadResult((), text.issues)
    if chosen.stream:
        yield from map(bounded, chosen.stream(text))
