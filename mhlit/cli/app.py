"""The app: its commands, its global promises (errors as sentences, exit codes, quiet pipes)."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mhlit.cli import render
from mhlit.errors import MhlitError
from mhlit.version import __version__

INTERRUPTED = 130
# Command -> module of mhlit.cli, in the order of the help. A module is loaded when its command is run.
COMMANDS = {
    "demo": "demo",
    "import": "ingest", "parse": "ingest", "convert": "ingest", "formats": "ingest", "styles": "ingest",
    "search": "search", "show": "show", "export": "export", "cite": "cite",
    "keywords": "keywords",
    "dedupe": "dedupe", "split": "dedupe", "resolve": "resolve", "edit": "edit", "authors": "authors",
    "log": "keep", "undo": "keep", "stats": "keep", "report": "keep", "doctor": "keep",
    "config": "config", "snapshot": "snapshot",
}  # fmt: skip


class Commands(TyperGroup):
    """The group of all commands; turns failures into one sentence, a hint and an exit code.

    It stands here and not in ``main()`` so that tests which run the app see what a shell sees.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, out of its module; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"mhlit.cli.{COMMANDS[cmd_name]}")
        group = typer.main.get_group(module.app)
        if cmd_name not in group.commands:
            # Typer gives its panel to a group that is added to another, not to one that stands alone.
            group.rich_help_panel = module.app.rich_help_panel
        return group.commands.get(cmd_name, group)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        arguments = [*ctx._protected_args, *ctx.args]
        try:
            return super().invoke(ctx)
        except MhlitError as error:
            render.failure(error, arguments[0], as_json="--json" in arguments)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            render.note("interrupted; what was finished before is kept")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # "mhlit search … | head": the reader has enough. Python would complain again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


app = typer.Typer(
    cls=Commands,
    name="mhlit",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"mhlit {__version__}")
        raise typer.Exit


@app.callback()
def mhlit(
    ctx: typer.Context,
    library: Annotated[
        str, typer.Option("--library", "-L", envvar="MHLIT_LIBRARY", help="The library file.", show_default=False)
    ] = "",
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """The literature of mental health, across scripts: one clean library out of whatever you have.

    Start with [bold]mhlit demo[/bold].
    """
    ctx.obj = library
