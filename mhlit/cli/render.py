"""Everything that reaches the screen: tables, the JSON envelope, issues, errors, progress.

Data goes to stdout, all else to stderr. On a terminal rows are a Rich table that fits its width; into a pipe they are
lines with tabs, without heading or colour, and Rich is not even imported.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer

from mhlit.text import squeeze
from mhlit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from mhlit.errors import MhlitError
    from mhlit.model import Issue, Record

ENVELOPE = 1
DRY = "dry run: nothing was written"
DOUBTS = 3
# So many issues are read on a terminal; a list of 10,000 DOIs of which half are junk has thousands.
MOST_ISSUES = 50
# search.py marks the matched words so; a pipe gets the words without the marks
MARK_ON, MARK_OFF = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command has to say: ``data`` for programs, ``show`` prints the same for people."""

    command: str
    data: Any
    show: Callable[[], None]
    issues: tuple[Issue, ...] = ()
    exit_code: int = 0
    notes: tuple[str, ...] = field(default=())


def finish(result: Result, as_json: bool) -> None:
    """Print a result, its issues and notes, and leave with its exit code (3 where something is doubtful)."""
    code = result.exit_code or (DOUBTS if result.issues else 0)
    if as_json:
        envelope(result, code)
    else:
        result.show()
        issues(result.issues)
        for each in result.notes:
            note(each)
    if code:
        raise typer.Exit(code)


def envelope(result: Result, code: int, error: MhlitError | None = None) -> None:
    """Print the one JSON document that every command gives with ``--json``; README, "JSON", lists its members."""
    status = {0: "success", DOUBTS: "partial"}.get(code, "error")
    document = {
        "mhlit": {"version": __version__, "envelope": ENVELOPE},
        "command": result.command,
        "status": status,
        "exit_code": code,
        "data": result.data,
        "issues": [{"code": i.code, "message": i.message, "file": i.file, "line": i.line} for i in result.issues],
        "notes": list(result.notes),
        "error": {"message": str(error), "hint": error.hint} if error else None,
    }
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))


def failure(error: MhlitError, command: str, *, as_json: bool) -> None:
    """Print a failure: one sentence, and what to do about it; with ``--json`` an envelope as well."""
    if as_json:
        envelope(Result(command, None, lambda: None), error.exit_code, error)
    typer.echo(f"error: {error}", err=True)
    if error.hint:
        typer.echo(f"hint: {error.hint}", err=True)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with the words for one or for many: "1 new record", "2 new records"."""
    return f"{number} {one if number == 1 else many}"


def note(text: str) -> None:
    """Print a line of information beside the data."""
    typer.echo(text, err=True)


def issues(found: Iterable[Issue]) -> None:
    """Print issues, one a line, in the form ``file:line: what [code]``; on a terminal not more than can be read."""
    given = tuple(found)
    shown = given[:MOST_ISSUES] if sys.stderr.isatty() else given
    for each in shown:
        note(str(each))
    if len(shown) < len(given):
        note(f"… and {len(given) - len(shown):,} more; a file or pipe for stderr, or --json, has them all")


def on_terminal() -> bool:
    """Return whether people read stdout directly; MHLIT_TABLES=1 asks for their tables anywhere."""
    return sys.stdout.isatty() or bool(os.environ.get("MHLIT_TABLES"))


def console() -> Console:
    """Return a Rich console on stdout; NO_COLOR and the width of the terminal are its own business."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, emoji=False, markup=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], grow: Sequence[str] = ()) -> None:
    """Print rows: a table on a terminal, lines with tabs elsewhere.

    The columns ``grow`` share the width that the others leave, the last of them taking twice as much.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    if not on_terminal():
        for row in cells:
            typer.echo("\t".join(plain(cell) for cell in row))
        return
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=bool(grow))
    for name in columns:
        ratio = (2 if name == grow[-1] else 1) if name in grow else None
        grid.add_column(name, overflow="fold", ratio=ratio, no_wrap=ratio is None)
    for row in cells:
        grid.add_row(*map(marked, row))
    console().print(grid)


def marked(cell: str) -> Any:
    """Return a cell for Rich, with the marked words in bold."""
    from rich.text import Text

    text = Text()
    for number, part in enumerate(cell.replace(MARK_OFF, MARK_ON).split(MARK_ON)):
        text.append(part, style="bold" if number % 2 else "")
    return text


def plain(cell: str) -> str:
    """Return a cell for a pipe: one line, no tabs, no marks."""
    return squeeze(cell.replace(MARK_ON, "").replace(MARK_OFF, ""))


def heading(text: str) -> None:
    """Print a line above a block, in bold on a terminal."""
    if on_terminal():
        from rich.text import Text

        console().print(Text(text, style="bold"), soft_wrap=True)
    else:
        typer.echo(text)


def paragraphs(rows: Iterable[tuple[str, str, str]]) -> None:
    """Print a mark, what it is about, and more about it below: for what is too long for a table."""
    for mark, what, more in rows:
        if not on_terminal():
            typer.echo("\t".join(map(plain, (mark, what, more))))
            continue
        from rich.padding import Padding
        from rich.text import Text

        console().print(Text.assemble((f"{mark} ", "dim"), (what, "bold")))
        for line in more.splitlines():
            console().print(Padding(Text(line), (0, 0, 0, 4)))


def fields(pairs: Iterable[tuple[str, str]]) -> None:
    """Print names and values, one under the other: aligned on a terminal, with tabs elsewhere."""
    rows = [(name, value) for name, value in pairs if value]
    if not on_terminal():
        for name, value in rows:
            typer.echo(f"{name}\t{plain(value)}")
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for name, value in rows:
        grid.add_row(Text(name), marked(value))
    console().print(grid)


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[..., None]]:
    """Yield a function to call after each of ``total`` steps, or after ``count`` of them, with a text if you like.

    A bar with the rate appears on a terminal only.
    """
    if total < 2 or not sys.stderr.isatty():
        yield lambda told="", count=1: None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance(told: str = "", count: int = 1) -> None:
            now = rate(bar.tasks[task].completed + count, bar.tasks[task].elapsed or 0.0)
            bar.update(task, advance=count, description=f"{what} {told}".rstrip(), rate=now)

        yield advance


def rate(done: float, seconds: float) -> str:
    """Return how fast something goes: "1,250/s", "2.5 s each"; ``""`` as long as nobody can say."""
    if not done or not seconds:
        return ""
    return f"{done / seconds:,.0f}/s" if done >= seconds else f"{seconds / done:.1f} s each"


def people(record: Record, most: int = 3) -> str:
    """Return who is to be named for a record in a table: the first authors, or the editors, then ``et al.``."""
    names = record.authors or record.editors
    shown = ", ".join(name.literal or name.family or str(name) for name in names[:most])
    return f"{shown} et al." if len(names) > most else shown


def write_output(text: str | Iterable[str], output: str) -> None:
    """Write text, or its parts as they come, to a file, whole or not at all; ``-`` or nothing is stdout."""
    if output in {"", "-"}:
        for part in (text,) if isinstance(text, str) else text:
            typer.echo(part, nl=False)
        return
    from mhlit.cli.files import write_whole

    write_whole(output, text)
