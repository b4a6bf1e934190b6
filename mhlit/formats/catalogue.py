"""The format of a text or a file: by its name, by what the content shows, by a file's name.

``every.FORMATS`` lists them all; it is loaded only where it is needed.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from mhlit.errors import UsageError

if TYPE_CHECKING:
    from mhlit.formats.base import Format

HEAD = 65536


@cache
def index() -> dict[str, Format]:
    """Return every format by its name and aliases."""
    from mhlit.formats.every import FORMATS

    return {name: each for each in reversed(FORMATS) for name in (each.name, *each.aliases)}


def by_name(name: str) -> Format:
    """Return the format of a name or alias. Raises UsageError, with the known names, where there is none."""
    if name in ("references", "lines"):  # what `mhlit parse` names; it starts in three quarters of the time
        from mhlit.formats import plaintext

        return plaintext.FORMAT if name == "references" else plaintext.LINES
    found = index().get(name.strip().lower())
    if found is None:
        from mhlit.formats.every import FORMATS

        known = ", ".join(each.name for each in FORMATS)
        raise UsageError(f"unknown format '{name}'", hint=f"known formats: {known}")
    return found


def sniff(text: str, filename: str = "") -> Format:
    """Return the format that a text is in: what its content shows, else what the file's name says, else prose."""
    from mhlit.formats import grey
    from mhlit.formats.every import FORMATS

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
    from mhlit.formats.every import FORMATS

    return next((each for each in FORMATS if each.read_bytes and each.sniff_bytes(data)), None)


def by_suffix(filename: str) -> Format | None:
    """Return the format in which a file of this name would be written, or None where its name does not tell."""
    from mhlit.formats.every import FORMATS

    suffix = PurePath(filename).suffix.lower()
    return next((each for each in FORMATS if each.write and suffix in each.suffixes), None)
