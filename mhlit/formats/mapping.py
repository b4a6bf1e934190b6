"""What the tags, columns and paths of a format mean: the rows of ``data/field_map.tsv`` and ``data/type_map.tsv``.

One table serves reading and writing; the order of a format's rows is that of preference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mhlit.tables import parts, table


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what a tag means, how its value is read, in which types, and whether it is written."""

    tag: str
    variable: str
    kind: str
    types: frozenset[str]
    written: bool
    rank: int


@cache
def rows(format_: str) -> tuple[Row, ...]:
    """Return the rows of a format in the order of the table; of two tags for one variable the earlier row wins."""
    found = (row for row in table("field_map.tsv") if row["format"] == format_)
    return tuple(
        Row(row["tag"], row["variable"], row["kind"], frozenset(parts(row["types"])), bool(row["written"]), rank)
        for rank, row in enumerate(found)
    )


@cache
def row_of(format_: str, tag: str, type_: str) -> Row | None:
    """Return what a tag means in an entry of a CSL type."""
    return next((row for row in rows(format_) if row.tag == tag and (not row.types or type_ in row.types)), None)


@cache
def types(format_: str) -> dict[str, str]:
    """Return the CSL type of each type of a format, in lower case."""
    return {row["type"].casefold(): row["csl"] for row in table("type_map.tsv") if row["format"] == format_}


@cache
def written_type(format_: str, csl: str) -> str:
    """Return the type of a format that stands for a CSL type: the first of the table, or ``""``."""
    found = (row for row in table("type_map.tsv") if row["format"] == format_ and row["csl"] == csl)
    return next((row["type"] for row in found), "")
