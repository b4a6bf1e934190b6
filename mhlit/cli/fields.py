"""Records for people: their fields one under the other, or a row each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.cli import render
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.model import Record, Text

SHOWN = 20


def show_records(records: list[Record]) -> None:
    """Print a table of records, the first twenty of them."""
    rows = [(r.year or "", r.type, render.people(r), r.title or r.doi) for r in records[:SHOWN]]
    render.table(("year", "type", "authors", "title"), rows, grow=("authors", "title"))
    if len(records) > SHOWN:
        render.note(f"… and {len(records) - SHOWN} more")


def field_rows(record: Record) -> list[tuple[str, str]]:
    """Return the fields of a record as (CSL name, text), every wording in a row of its own."""
    item = to_csl(replace(record, titles=(), containers=(), origin=None))
    rows = [("type", item.pop("type"))]
    rows += [("title", wording_text(w)) for w in record.titles]
    for name in ("author", "editor"):
        if item.pop(name, None):
            rows.append((name, "; ".join(map(str, record.authors if name == "author" else record.editors))))
    rows += [("container-title", wording_text(w)) for w in record.containers]
    item.pop("custom", None)
    for name, value in item.items():
        rows.append((name, date_text(value) if isinstance(value, dict) else str(value)))
    return rows + [(name.partition(":")[2], as_text(value)) for name, value in record.extra.items() if ":" in name]


def as_text(value: object) -> str:
    """Return a kept value for people: lists without brackets."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def wording_text(wording: Text) -> str:
    """Return a wording with its language and role behind it."""
    about = " ".join(part for part in (wording.lang, wording.role if wording.role != "original" else "") if part)
    return f"{wording.value}  ({about})" if about else wording.value


def date_text(date: dict[str, Any]) -> str:
    """Return a CSL date for people: 2019-03-15, or its prose."""
    spans = ["-".join(f"{n:02}" if at else str(n) for at, n in enumerate(part)) for part in date.get("date-parts", ())]
    return "/".join(spans) or str(date.get("literal", ""))
