"""The public functions and nothing else; ``mhlit/__init__.py`` hands them on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mhlit import formats, styles
from mhlit.decoding import decode
from mhlit.errors import UnreadableFile, UsageError
from mhlit.formats.csljson import from_csl, to_csl
from mhlit.identifiers import find_dois
from mhlit.matching.clusters import cluster
from mhlit.matching.compare import compare
from mhlit.matching.people import cluster_names, compare_names
from mhlit.model import ReadResult
from mhlit.names import parse_name
from mhlit.references import parse_reference
from mhlit.translit import romanise, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Record

__all__ = [
    "cite", "cluster", "cluster_names", "compare", "compare_names", "find_dois", "from_csl", "parse_name",
    "parse_reference", "read", "read_text", "romanise", "skeleton", "to_csl", "write",
]  # fmt: skip


def read(path: str | Path, format: str | None = None) -> ReadResult:
    """Return the records and issues of a file; its format is sniffed unless given.

    Never raises on content. Raises UnreadableFile where there is no file to read, UsageError for an unknown format.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"cannot read {path}: {error.strerror or error}") from error
    text, issues = decode(data)
    result = read_text(text, format, name=path.name)
    return placed(ReadResult(result.records, (*issues, *result.issues)), str(path))


def placed(result: ReadResult, file: str) -> ReadResult:
    """Return a result whose records and issues know their file."""
    records = tuple(
        replace(r, origin=replace(r.origin, file=file)) if r.origin and not r.origin.file else r for r in result.records
    )
    return ReadResult(records, tuple(replace(issue, file=issue.file or file) for issue in result.issues))


def read_text(text: str, format: str | None = None, *, name: str = "") -> ReadResult:
    """Return the records and issues of a text; ``name`` is a file name that may help to tell the format."""
    chosen = formats.by_name(format) if format else formats.sniff(text, name)
    if chosen.read is None:
        raise UsageError(f"mhlit writes {chosen.name} but cannot read it", hint="mhlit formats lists what can be read")
    return chosen.read(text)


def write(records: Iterable[Record], format: str = "bibtex") -> str:
    """Return records as text in a format that ``mhlit formats`` marks as writable."""
    chosen = formats.by_name(format)
    if chosen.write is None:
        raise UsageError(f"mhlit reads {chosen.name} but cannot write it", hint="mhlit formats lists what can be written")
    return chosen.write(records)


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one formatted citation a record, without numbers."""
    return styles.cite(records, style)
