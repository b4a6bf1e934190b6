"""Commands about the library itself: log, undo, stats, report, doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit import report as reporting
from mhlit.cli import render
from mhlit.cli.options import DryRun, Json, Output, open_library
from mhlit.errors import NotFound

if TYPE_CHECKING:
    from mhlit.library.history import Batch
    from mhlit.report import Finding

app = typer.Typer()
PANEL = "Keep"


@app.command(rich_help_panel=PANEL)
def log(ctx: typer.Context, json: Json = False) -> None:
    """List what was done to the library, newest first."""
    with open_library(ctx) as library:
        batches = library.log()
    if not batches:
        raise NotFound("nothing was done to this library yet", hint="mhlit import FILE")
    rows = [(b.id, minute(b.at), b.command, f"+{b.records}", f"+{b.judgements}", b.detail) for b in batches]
    columns = ("batch", "when", "command", "records", "judgements", "what")
    data = [batch_data(batch) for batch in batches]
    render.finish(render.Result("log", data, lambda: render.table(columns, rows, grow=("what",))), json)


def minute(at: str) -> str:
    """Return a time for people: ``2026-11-21T22:43:10+00:00`` is 2026-11-21 22:43."""
    return at[:16].replace("T", " ")


def batch_data(batch: Batch) -> dict[str, Any]:
    """Return a batch for ``--json``."""
    return {
        "id": batch.id,
        "at": batch.at,
        "command": batch.command,
        "detail": batch.detail,
        "records": batch.records,
        "judgements": batch.judgements,
    }


@app.command(rich_help_panel=PANEL)
def undo(
    ctx: typer.Context,
    batch: Annotated[int | None, typer.Argument(help="A batch of: mhlit log. The last one if none.")] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take back what a command did.

    Example: mhlit undo 7
    """
    with open_library(ctx) as library:
        if dry_run:
            target = undoable(library.log(), batch)
            said = f"would take back {sentence(target.id, target.command, target.records, target.judgements)}"
            data: dict[str, Any] = batch_data(target)
        else:
            done = library.undo(batch)
            said = f"took back {sentence(done.batch, done.command, done.records, done.judgements)}"
            data = {
                "batch": done.batch,
                "command": done.command,
                "records": done.records,
                "judgements": done.judgements,
            }
    render.finish(render.Result("undo", data, lambda: typer.echo(said)), json)


def sentence(batch: int, command: str, records: int, judgements: int) -> str:
    """Return what a batch added, in words."""
    added = (render.counted(records, "record", "records"), render.counted(judgements, "judgement", "judgements"))
    return f"batch {batch} ({command}): {', '.join(added)}"


def undoable(batches: list[Batch], wanted: int | None) -> Batch:
    """Return the batch that an undo would take back."""
    for batch in batches:
        if (wanted is None and batch.command != "undo") or batch.id == wanted:
            return batch
    raise NotFound(
        "there is nothing to take back" if wanted is None else f"there is no batch {wanted}", hint="mhlit log"
    )


@app.command(rich_help_panel=PANEL)
def stats(ctx: typer.Context, json: Json = False) -> None:
    """Count the library: works, records, people, years, types, languages, journals, keywords."""
    with open_library(ctx) as library:
        counts = reporting.counts(library.store)
    rows = [(group, name, number) for group, numbers in counts.items() for name, number in numbers.items()]
    render.finish(render.Result("stats", counts, lambda: render.table(("", "what", "number"), rows)), json)


@app.command(rich_help_panel=PANEL)
def report(ctx: typer.Context, output: Output = "", json: Json = False) -> None:
    """Write a page about the library in Markdown: what it holds, and what a person should look at.

    Example: mhlit report -o library.md
    """
    with open_library(ctx) as library:
        counts = reporting.counts(library.store)
        doubts = reporting.doubts(library.store)
        text = reporting.markdown(counts, doubts, reporting.findings(library.store))
    data = {
        "counts": counts,
        "doubts": [{"code": i.code, "message": i.message, "file": i.file, "line": i.line} for i in doubts],
    }
    render.finish(render.Result("report", data, lambda: render.write_output(text, output)), json)


@app.command(rich_help_panel=PANEL)
def doctor(
    ctx: typer.Context,
    reindex: Annotated[bool, typer.Option("--reindex", help="Build the search index and the views anew.")] = False,
    json: Json = False,
) -> None:
    """Check the library: the file, the index, retracted and corrected works, identifiers, missing fields.

    Exit code 3 where there is something to mend.
    """
    with open_library(ctx) as library:
        if reindex:
            number = reporting.reindex(library.store)
            render.note(f"{number} works indexed anew")
        found = reporting.findings(library.store)
    data = [{"code": f.code, "key": f.key, "message": f.message, "hint": f.hint} for f in found]
    code = render.DOUBTS if found else 0
    render.finish(render.Result("doctor", data, lambda: show_findings(found), exit_code=code), json)


def show_findings(found: list[Finding]) -> None:
    """Print what the checks found, and what to do about it."""
    if not found:
        typer.echo("the library is in order")
        return
    rows = [(finding.code, finding.key, finding.message, finding.hint) for finding in found]
    render.table(("check", "work", "found", "what to do"), rows, grow=("found",))
