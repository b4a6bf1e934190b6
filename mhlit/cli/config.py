"""mhlit config: the few settings."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from mhlit import settings
from mhlit.cli import options, render
from mhlit.errors import NotFound, UsageError

app = typer.Typer()
PANEL = "Keep"


@app.command(rich_help_panel=PANEL)
def config(
    name: Annotated[str, typer.Argument(help="The setting; all if none.", show_default=False)] = "",
    value: Annotated[str | None, typer.Argument(help="What to set it to; '' unsets it.", show_default=False)] = None,
    json: options.Json = False,
) -> None:
    """Show or change settings: mailto, library, snapshot, citekey.

    Example: mhlit config mailto you@example.org
    """
    if name and name not in settings.SETTINGS:
        raise UsageError(f"there is no setting '{name}'", hint=f"settings: {', '.join(settings.SETTINGS)}")
    if value is not None:
        settings.put(name, value.strip())
    shown = {each: settings.setting(each) for each in ([name] if name else settings.SETTINGS)}
    if name and value is None and not shown[name]:
        raise NotFound(f"{name} is not set", hint=f"mhlit config {name} VALUE")
    rows = [(each, text, settings.SETTINGS[each][1]) for each, text in shown.items()]
    notes = [f"kept in {settings.path()}"] if value is not None else []
    variables = {each: settings.SETTINGS[each][0] for each in shown}
    notes += [
        f"{variable} in the environment overrules it"
        for variable in variables.values()
        if value is not None and os.environ.get(variable)
    ]
    one = name and value is None
    render.finish(
        render.Result(
            "config",
            shown,
            lambda: (
                typer.echo(shown[name])
                if one
                else render.table(("setting", "value", "what for"), rows, grow=("what for",))
            ),
            notes=tuple(notes),
        ),
        json,
    )
