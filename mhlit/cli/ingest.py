"""Commands that read files: import, parse, convert, formats, styles."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.fields import confident_rows, field_rows, show_records
from mhlit.cli.files import read_one, read_portions
from mhlit.cli.options import DryRun, From, Json, Output, To, open_library
from mhlit.errors import NotFound, UsageError
from mhlit.formats.csljson import to_csl
from mhlit.model import ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mhlit.library.store import Added
    from mhlit.model import Issue, Record

# So many issues are listed after an import; what more there are, the library keeps.
MOST_ISSUES = 10_000
app = typer.Typer()
PANEL = "Read"
Files = Annotated[list[str], typer.Argument(help="Files; - is stdin.", show_default=False)]


@app.command("import", rich_help_panel=PANEL)
def import_(
    ctx: typer.Context,
    files: Files,
    format: From = "",
    split: Annotated[
        str, typer.Option(help="'lines': every line of the file is one reference.", show_default=False)
    ] = "",
    show: Annotated[bool, typer.Option("--show", help="List what was read.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Look at the doubtful records, one by one.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Read files into the library: reference lists, article pages, BibTeX, CSL-JSON, DOIs.

    Example: mhlit import lists/*.txt export.bib
    """
    if split not in {"", "lines"}:
        raise UsageError(f"cannot split by '{split}'", hint="--split lines")
    if review and (dry_run or json or "-" in files):
        raise UsageError("--review asks questions: it goes with neither --dry-run nor --json, nor with stdin")
    tally = Tally(show or review)
    with render.progress("reading", len(files)) as step:
        results = counted(read_portions(files, "lines" if split else format or None, step), tally)
        if dry_run:
            deque(results, maxlen=0)
            added, notes = None, [render.DRY]
        else:
            # The first file is read before the library is made: a mistyped name leaves nothing behind.
            results = primed(results)
            with open_library(ctx) as library:
                detail = " ".join(Path(name).name for name in files)
                added = library.add_portions(results, detail=detail)
                notes = [told(added), *(reviewed(library, tally.records) if review else ())]
    data = {"files": [file_data(*row) for row in tally.rows()], "new": added.new if added else 0, "known": known(added)}
    data["keys"] = list(added.keys) if added else []
    shown = tally.records if show else []
    result = render.Result(
        "import", data, lambda: show_files(tally.rows(), shown), tuple(tally.issues), 0, (*tally.more(), *notes)
    )
    render.finish(result, json)


@dataclass(slots=True)
class Tally:
    """What an import met: files with what they held, issues to print, and the records if they are to be shown."""

    keep: bool
    files: dict[str, list[Any]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def count(self, name: str, result: ReadResult) -> None:
        """Count a portion of a file."""
        row = self.files.setdefault(name, ["", 0, 0])
        row[:] = [row[0] or format_of(result), row[1] + len(result.records), row[2] + len(result.issues)]
        self.issues.extend(result.issues[: max(0, MOST_ISSUES - len(self.issues))])
        if self.keep:
            self.records.extend(result.records)

    def rows(self) -> list[tuple[str, str, int, int]]:
        """Return a row a file: name, format, records, issues."""
        return [(name, *row) for name, row in self.files.items()]

    def more(self, where: str = " (mhlit report has all)") -> tuple[str, ...]:
        """Return how many issues are not printed, if any, and where they are."""
        rest = sum(row[2] for row in self.files.values()) - len(self.issues)
        return (f"{rest:,} more issues are not listed here{where}",) if rest else ()


def counted(portions: Iterator[tuple[str, ReadResult]], tally: Tally) -> Iterator[ReadResult]:
    """Yield the portions, each counted."""
    for name, result in portions:
        tally.count(name, result)
        yield result


def reviewed(library: api.Library, records: list[Record]) -> tuple[str, ...]:
    """Ask about the doubtful records, and return what came of it."""
    from mhlit.cli import proofread

    return (proofread.told(proofread.review(library, records)),)


def known(added: Added | None) -> int:
    """Return how many records were in the library already."""
    return added.known if added else 0


def told(added: Added) -> str:
    """Return what an import did, in a sentence."""
    if not added.new:
        return (
            f"nothing new: all {added.known} records are in the library already" if added.known else "nothing was read"
        )
    before = f", {render.counted(added.known, 'was', 'were')} there already" if added.known else ""
    doubts = (
        render.counted(added.issues, "doubtful place is", "doubtful places are") + " kept for review (mhlit report)"
    )
    kept = f", {doubts}" if added.issues else ""
    return f"{render.counted(added.new, 'new record', 'new records')}{before}{kept}; mhlit undo takes this import back"


def file_data(name: str, format: str, records: int, issues: int) -> dict[str, Any]:
    """Return what a file held, for ``--json``."""
    return {"file": name, "format": format, "records": records, "issues": issues}


def format_of(result: ReadResult) -> str:
    """Return the format of the first record of a file."""
    return next((record.origin.format for record in result.records if record.origin), "")


def show_files(files: list[tuple[str, str, int, int]], records: list[Record]) -> None:
    """Print a row a file, and the records if they are wanted."""
    rows = [(name, format or "-", number, issues) for name, format, number, issues in files]
    render.table(("file", "format", "records", "issues"), rows, grow=("file",))
    if records:
        show_records(records)


@app.command(rich_help_panel=PANEL)
def parse(
    text: Annotated[str, typer.Argument(help="One reference, a file's name, or - for stdin.", show_default=False)],
    to: To = "",
    output: Output = "",
    show_confidence: Annotated[
        bool, typer.Option("--show-confidence", help="Show how sure each field is, 0 to 1.")
    ] = False,
    json: Json = False,
) -> None:
    """Read references and show their fields, without a library.

    Example: mhlit parse "Gurovich IYa, Lyubov EB. Vyzdorovlenie pri shizofrenii. 2008;18(2):7-14."
    """
    named = text == "-" or Path(text).is_file()
    result = read_one(text, "references") if named else api.read_text(text, "references")
    if not result.records:
        raise NotFound("there is no reference in this text", hint="give one reference in quotes, or a file's name")
    if to:
        render.write_output(api.write(result.records, to), output)
        render.issues(result.issues)
        raise typer.Exit(render.DOUBTS if result.issues else 0)
    data = [to_csl(record) for record in result.records]
    rows = confident_rows if show_confidence else field_rows
    render.finish(render.Result("parse", data, lambda: show_parsed(result.records, rows), result.issues), json)


def show_parsed(records: tuple[Record, ...], rows: Callable[[Record], list[tuple[str, str]]]) -> None:
    """Print the fields of each record."""
    for number, record in enumerate(records):
        if number:
            typer.echo()
        render.fields(rows(record))


@app.command(rich_help_panel=PANEL)
def convert(
    files: Files,
    to: To = "bibtex",
    output: Output = "",
    format: From = "",
    json: Json = False,
) -> None:
    """Turn files of one format into another, without a library.

    Example: mhlit convert refs.txt --to bibtex -o refs.bib
    """
    tally = Tally(keep=False)
    # No bar where the text itself goes to the terminal.
    with render.progress("reading", len(files) if output not in {"", "-"} else 0) as step:
        results = counted(read_portions(files, format or None, step), tally)
        parts = api.write_parts((record for result in primed(results) for record in result.records), to)
        text = "".join(parts) if json else ""
        if not json:
            render.write_output(parts, output)
    data = {"format": to, "records": sum(row[2] for row in tally.rows()), "text": text}
    notes = tally.more("")
    render.finish(render.Result("convert", data, lambda: None, tuple(tally.issues), notes=notes), json)


def primed(results: Iterator[ReadResult]) -> Iterator[ReadResult]:
    """Return the portions, the first one read: nothing is written where no file can be opened."""
    return chain((next(results, ReadResult()),), results)


@app.command(rich_help_panel=PANEL)
def formats(json: Json = False) -> None:
    """List the formats that mhlit reads and writes."""
    from mhlit.formats.every import FORMATS

    rows = [(f.name, "yes" if f.read else "", "yes" if f.write else "", f.title) for f in FORMATS]
    data = [{"name": f.name, "read": bool(f.read), "write": bool(f.write), "title": f.title} for f in FORMATS]
    columns = ("format", "read", "write", "what")
    render.finish(render.Result("formats", data, lambda: render.table(columns, rows, grow=("what",))), json)


@app.command(rich_help_panel=PANEL)
def styles(json: Json = False) -> None:
    """List the citation styles."""
    from mhlit.styles import STYLES

    rows = [(style.name, style.title) for style in STYLES]
    data = [{"name": name, "title": title} for name, title in rows]
    render.finish(render.Result("styles", data, lambda: render.table(("style", "what"), rows, grow=("what",))), json)
