"""mhlit snapshot: a local extract of Crossref's public data file."""

from __future__ import annotations

from typing import Annotated

import typer

from mhlit.cli import options, render

app = typer.Typer(
    name="snapshot",
    no_args_is_help=True,
    rich_help_panel="Keep",
    help="Make a local extract of Crossref's public data file, for work offline.",
)
Several = list[str] | None


@app.callback()
def snapshot() -> None:
    """Make a local extract of Crossref's public data file, for: mhlit resolve --snapshot FILE."""


@app.command()
def build(
    source: Annotated[str, typer.Argument(help="The folder of the data file's parts, or one of them.")],
    out: Annotated[str, typer.Option("--out", "-o", help="The extract to write, or to go on with.")],
    issn: Annotated[Several, typer.Option(help="Works of this journal; repeatable.")] = None,
    prefix: Annotated[Several, typer.Option(help="Works with this DOI prefix; repeatable.")] = None,
    type: Annotated[Several, typer.Option(help="Works of this Crossref type; repeatable.")] = None,
    lang: Annotated[Several, typer.Option(help="Works in this language (two letters); repeatable.")] = None,
    from_year: Annotated[int, typer.Option(help="Works of this year and later.", show_default=False)] = 0,
    jobs: Annotated[int, typer.Option(help="Processes that read at a time.", min=1)] = 1,
    json: options.Json = False,
) -> None:
    """Read the data file into an extract; run again after an interruption, and it goes on where it stopped.

    Example: mhlit snapshot build crossref-2026/ --out crossref.db --prefix 10.17816 --jobs 2
    """
    import shlex
    from pathlib import Path

    from mhlit.library.extract import wanted
    from mhlit.library.snapshot import build as build_extract
    from mhlit.library.snapshot import parts_of

    filters = wanted(issn or (), prefix or (), type or (), lang or (), from_year)
    with render.progress("reading", len(parts_of(Path(source)))) as step:
        built = build_extract(source, out, filters, jobs=jobs, progress=step)
    works, files = (render.counted(n, one, one + "s") for n, one in ((built.works, "work"), (built.files, "file")))
    said = f"{works} from {files}" + (f"; read before: {built.known}" if built.known else "")
    broken = render.counted(built.broken, "entry could not be read", "entries could not be read")
    notes = (*([broken] if built.broken else []), f"mhlit resolve --snapshot {shlex.quote(out)} asks it")
    code = render.DOUBTS if built.broken else 0
    render.finish(
        render.Result("snapshot", built._asdict(), lambda: typer.echo(said), exit_code=code, notes=notes), json
    )
