"""Plain text to write: one formatted citation a line, numbered, in Vancouver style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit import styles
from mhlit.formats.base import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Record


def write(records: Iterable[Record]) -> str:
    """Return a numbered reference list, one citation a line."""
    lines = styles.cite(records, "vancouver")
    return "".join(f"{number}. {line}\n" for number, line in enumerate(lines, 1))


FORMAT = Format("vancouver", "numbered reference list in Vancouver style", ("txt",), (".txt",), write=write)
