"""mhlit show: everything known about a work, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.fields import field_rows, notice_rows, wording_text
from mhlit.cli.options import (
    Json,
    open_library,
)
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.judgements import Judgement
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
        reasons = {work.id: library.store.reasons(work) for work in works}
    data = [work_data(work, links[work.id], reasons[work.id]) for work in works]
    render.finish(render.Result("show", data, lambda: show_works(works, links, reasons if sources else {})), json)


def linked(library: Library, work: Work) -> dict[str, list[Work]]:
    """Return the works that a work cites, is cited by, or is related to."""
    return library.store.linked(work.id)


def work_data(work: Work, links: dict[str, list[Work]], reasons: list[Judgement]) -> dict[str, Any]:
    """Return a work for ``--json``: its view, where each field came from, its records, and why they are one."""
    return {
        "key": work.key,
        "aliases": list(work.aliases),
        "item": to_csl(work.view),
        "subjects": list(work.subjects),
        "sources": work.sources,
        "records": [{"uid": record.uid, "item": to_csl(record)} for record in work.records],
        "judgements": [{"a": j.a, "b": j.b, "verdict": j.verdict, "by": j.by, "reason": j.reason} for j in reasons],
        "links": {name: [other.key for other in others] for name, others in links.items()},
    }


def show_works(works: list[Work], links: dict[int, dict[str, list[Work]]], reasons: dict[int, list[Judgement]]) -> None:
    """Print works one under the other; with reasons, also the sources of each."""
    from mhlit.thesaurus import label

    for number, work in enumerate(works):
        if number:
            typer.echo()
        rows = [("key", ", ".join((work.key, *work.aliases))), *notice_rows(work.view), *field_rows(work.view)]
        if work.subjects:
            rows.append(("subjects", "; ".join(label(each) for each in work.subjects) + "  (assigned by mhlit)"))
        for name, others in links[work.id].items():
            rows += [(name, f"{other.key}: {other.view.title}") for other in others]
        render.fields(rows)
        if work.id in reasons:
            show_sources(work, reasons[work.id])


def further_wordings(work: Work, record: Record) -> list[str]:
    """Return the fields to whose wordings a record adds one that the field's first source has not."""
    added = []
    for name in ("titles", "containers", "keywords"):
        first = next((each for each in work.records if each.uid == work.sources.get(name)), record)
        known = {wording.value for wording in getattr(first, name)}
        shown = {wording.value for wording in getattr(work.view, name)} - known
        if first is not record and any(wording.value in shown for wording in getattr(record, name)):
            added.append(f"further {name}")
    return added


def show_sources(work: Work, reasons: list[Judgement]) -> None:
    """Print which record each field of a view came from, each record as its source printed it, and why it is here."""
    numbers = {record.uid: number for number, record in enumerate(work.records, 1)}
    by_record: dict[str, list[str]] = {}
    for name, uid in work.sources.items():
        by_record.setdefault(uid, []).append(name.replace("_", "-"))
    for record in work.records:
        given = by_record.get(record.uid, []) + further_wordings(work, record)
        render.heading(f"[{numbers[record.uid]}] {place(record)}: {', '.join(given) or 'agrees'}")
        wordings = "; ".join(wording_text(wording) for wording in record.titles)
        raw = record.origin.raw if record.origin else ""
        rows = [("title", wordings), ("printed", raw[:400] + ("…" if len(raw) > 400 else ""))]
        if record.uid != work.records[0].uid:
            rows += [("why here", reason_text(each)) for each in reasons if record.uid in (each.a, each.b)]
        render.fields(rows)
    render.fields([("decided", reason_text(each)) for each in reasons if is_about_doi(each)])


def is_about_doi(judgement: Judgement) -> bool:
    """Return whether a judgement is about the work and a DOI, and not about two records."""
    return judgement.kind == "doi"


def reason_text(judgement: Judgement) -> str:
    """Return a judgement in words: what was said, by whom, and why."""
    who = "a person" if judgement.by == "person" else "a rule"
    doi = next((end.removeprefix("doi:") for end in (judgement.a, judgement.b) if end.startswith("doi:")), "")
    about = f"{'is' if judgement.verdict == 'same' else 'is not'} {doi}" if doi else judgement.verdict
    return f"{judgement.reason} ({about}, said {who})"


def place(record: Record) -> str:
    """Return where a record was read."""
    origin = record.origin
    if origin is None:
        return "given by a program"
    where = f"{origin.file}:{origin.line}" if origin.line else origin.file
    return f"{where} ({origin.format})" if where else origin.format
