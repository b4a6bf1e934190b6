"""mhlit resolve: what the registries say about works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.options import DryRun, Json, open_library

if TYPE_CHECKING:
    from mhlit.resolve import ResolveReport

app = typer.Typer()
PANEL = "Curate"


@app.command(rich_help_panel=PANEL)
def resolve(
    ctx: typer.Context,
    keys: Annotated[list[str] | None, typer.Argument(help="Citekeys; all works if none.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the DOIs that the sources gave.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Use stored answers only; ask nobody.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Ask Crossref, DataCite and doi.org for DOIs and metadata; link only what agrees.

    Set MHLIT_MAILTO to your address to be served faster. Example: mhlit resolve --dry-run
    """
    with open_library(ctx) as library:
        report = library.resolve(keys or None, check=check, offline=offline, dry_run=dry_run)
    render.finish(resolved(report, dry_run), json)


def resolved(report: ResolveReport, dry_run: bool) -> render.Result:
    """Return the outcome of a run over the registries."""
    data: dict[str, Any] = {
        "asked": report.asked,
        "outcomes": [{"key": o.key, "doi": o.doi, "state": o.state, "why": o.sentence} for o in report.outcomes],
    }
    counts: dict[str, int] = {}
    for outcome in report.outcomes:
        counts[outcome.state] = counts.get(outcome.state, 0) + 1
    summary = ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "no works"
    notes = (f"{summary}; {report.asked} requests" + ("; dry run: nothing was written" if dry_run else ""),)
    rows = [(o.key, o.state, o.doi, o.sentence) for o in report.outcomes]
    code = 4 if any(o.state == "not-checked" for o in report.outcomes) else 0
    columns = ("key", "state", "DOI", "why")
    return render.Result(
        "resolve", data, lambda: render.table(columns, rows, grow=("why",)), exit_code=code, notes=notes
    )
