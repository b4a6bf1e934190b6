"""mhlit edit: a person's corrections."""

from __future__ import annotations

from typing import Annotated

import typer

from mhlit.cli import render
from mhlit.cli.fields import field_rows
from mhlit.cli.options import DryRun, Json, open_library
from mhlit.errors import UsageError

app = typer.Typer()
PANEL = "Curate"


@app.command(rich_help_panel=PANEL)
def edit(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(help="Citekey.", show_default=False)],
    changes: Annotated[
        list[str], typer.Argument(help="field=value, with CSL names; field= clears.", show_default=False)
    ],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct a work. The sources stay as they are; your word comes first in what is shown and exported.

    Example: mhlit edit lyubov2019 volume=12 "author=Lyubov EB; Kulikov AN"
    """
    pairs = dict(split_change(change) for change in changes)
    with open_library(ctx) as library:
        if dry_run:
            from mhlit.edit import correction

            work = library.work(key)
            view, notes = correction(pairs), (f"dry run: {work.key} would get these fields",)
        else:
            work = library.edit(key, pairs)
            view, notes = work.view, (f"{work.key} corrected; mhlit undo takes this back",)
    data = {"key": work.key, "changes": pairs}
    render.finish(render.Result("edit", data, lambda: render.fields(field_rows(view)), notes=notes), json)


def split_change(change: str) -> tuple[str, str]:
    """Return the field and value of ``field=value``."""
    name, sign, value = change.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"cannot read '{change}'", hint='write field=value, such as volume=12 or "title=A title"')
    return name.strip(), value
