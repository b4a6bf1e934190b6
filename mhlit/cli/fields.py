"""Records for people: their fields one under the other, or a row each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.cli import render
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.model import Record, Text

SHOWN = 20
# Shown in rows of their own, before the fields.
TOLD = {"crossref:updated-by", "crossref:is-referenced-by-count", "crossref:asked", "mhlit:confidence"}


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
    kept = {name: value for name, value in record.extra.items() if ":" in name and name not in TOLD}
    return rows + [(name.partition(":")[2], as_text(value)) for name, value in kept.items()]


def confidences(record: Record) -> dict[str, float]:
    """Return how sure the parser was of each field, from 0 to 1; nothing for what was not read out of prose."""
    found = record.extra.get("mhlit:confidence")
    return found if isinstance(found, dict) else {}


def confident_rows(record: Record) -> list[tuple[str, str]]:
    """Return the fields of a record, each with the parser's confidence behind it and a mark where it is unsure."""
    sure, doubts = confidences(record), record.extra.get("mhlit:doubts", ())
    shown = []
    for name, value in field_rows(record):
        about = f"  [{sure[name]:.2f}{'?' if name in doubts else ''}]" if name in sure else ""
        shown.append((name, value + about))
    return shown


def notice_rows(record: Record) -> list[tuple[str, str]]:
    """Return what readers must know first of a work: that it was retracted or corrected; and how often it is cited."""
    rows = [("NOTICE" if record.notice else "notice", update_text(each)) for each in updates_of(record)]
    if record.notice and not rows:
        rows.append(("NOTICE", record.notice))
    cited = record.extra.get("crossref:is-referenced-by-count")
    if isinstance(cited, int):
        rows.append(("cited by", ", ".join(filter(None, (str(cited), "Crossref", record.extra.get("crossref:asked"))))))
    return rows


def updates_of(record: Record) -> list[dict[str, Any]]:
    """Return what a registry says was published about a work later: retractions, corrections."""
    from mhlit.formats.crossref import updates

    return updates({"DOI": record.doi, "updated-by": record.extra.get("crossref:updated-by")})


def update_text(update: dict[str, Any]) -> str:
    """Return an update in a line: "retraction, 2021-03-04: https://doi.org/10.… (retraction-watch)"."""
    day = date_text(update["updated"]) if isinstance(update.get("updated"), dict) else ""
    what = ", ".join(filter(None, (str(update.get("type") or "update").replace("_", " "), day)))
    where = f": https://doi.org/{update['DOI']}" if update.get("DOI") else ""
    return f"{what}{where}" + (f" ({update['source']})" if update.get("source") else "")


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
