"""mhlit show: everything known about a work, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.fields import field_rows, wording_text
from mhlit.cli.options import (
    Json,
    open_library,
)
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.model import Record, Work

app = typer.Typer()
PANEL = "Find"


@app.command(rich_help_panel=PANEL)
def show(
    ctx: typer.Context,
    keys: Annotated[list[str], typer.Argument(help="Citekeys.", show_default=False)],
    sources: Annotated[bool, typer.Option("--sources", help="Tell which record each field came from.")] = False,
    json: Json = False,
) -> None:
    """Show everything known about works.

    Example: mhlit show lyubov2019 --sources
    """
    with open_library(ctx) as library:
        works = [library.work(key) for key in keys]
        links = {work.id: linked(library, work) for work in works}
    data = [work_data(work, links[work.id]) for work in works]
    render.finish(render.Result("show", data, lambda: show_works(works, links, sources)), json)


def linked(library: Library, work: Work) -> dict[str, list[Work]]:
    """Return the works that a work cites, is cited by, or is related to."""
    return library.store.linked(work.id)


def work_data(work: Work, links: dict[str, list[Work]]) -> dict[str, Any]:
    """Return a work for ``--json``: its view, where each field came from, and the records under it."""
    return {
        "key": work.key,
        "aliases": list(work.aliases),
        "item": to_csl(work.view),
        "subjects": list(work.subjects),
        "sources": work.sources,
        "records": [{"uid": record.uid, "item": to_csl(record)} for record in work.records],
        "links": {name: [other.key for other in others] for name, others in links.items()},
    }


def show_works(works: list[Work], links: dict[int, dict[str, list[Work]]], sources: bool) -> None:
    """Print works one under the other."""
    from mhlit.thesaurus import label

    for number, work in enumerate(works):
        if number:
            typer.echo()
        rows = [("key", ", ".join((work.key, *work.aliases))), *field_rows(work.view)]
        if work.subjects:
            rows.append(("subjects", "; ".join(label(each) for each in work.subjects) + "  (assigned by mhlit)"))
        for name, others in links[work.id].items():
            rows += [(name, f"{other.key}: {other.view.title}") for other in others]
        render.fields(rows)
        if sources:
            show_sources(work)


def show_sources(work: Work) -> None:
    """Print which record each field of a view came from, and each record as its source printed it."""
    numbers = {record.uid: number for number, record in enumerate(work.records, 1)}
    by_record: dict[str, list[str]] = {}
    for name, uid in work.sources.items():
        by_record.setdefault(uid, []).append(name.replace("_", "-"))
    for record in work.records:
        render.heading(f"[{numbers[record.uid]}] {place(record)}: {', '.join(by_record.get(record.uid, ['no field']))}")
        wordings = "; ".join(wording_text(wording) for wording in record.titles)
        raw = record.origin.raw if record.origin else ""
        render.fields([("title", wordings), ("printed", raw[:400] + ("…" if len(raw) > 400 else ""))])


def place(record: Record) -> str:
    """Return where a record was read."""
    origin = record.origin
    if origin is None:
        return "given by a program"
    where = f"{origin.file}:{origin.line}" if origin.line else origin.file
    return f"{where} ({origin.format})" if where else origin.format
