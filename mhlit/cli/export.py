"""mhlit export and cite: bibliographies out of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.options import (
    AnyAll,
    Author,
    Json,
    Keys,
    Keyword,
    Output,
    Query,
    Style,
    To,
    Type,
    Year,
    open_library,
    selection,
)
from mhlit.errors import NotFound, UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.selection import Selection
    from mhlit.model import Record, Work

app = typer.Typer()
PANEL = "Find"


@app.command(rich_help_panel=PANEL)
def export(
    ctx: typer.Context,
    keys: Keys = None,
    keyword: Keyword = None,
    any_keyword: AnyAll = False,
    query: Query = "",
    year: Year = "",
    type: Type = None,
    author: Author = None,
    to: To = "",
    output: Output = "",
    json: Json = False,
) -> None:
    """Write a bibliography: the whole library, or the works that the options ask for, all at once.

    Example: mhlit export -k "psychosocial rehabilitation" --year 2005.. -o refs.bib
    """
    from mhlit.formats import catalogue

    target = catalogue.by_name(to).name if to else written_as(output)
    with open_library(ctx) as library:
        wanted = selection(library, keys, keyword, any_keyword, query, year, type, author)
        works = chosen(library, wanted)
        records = library.export(works)
        if target == "jsonl":
            records = [with_ids(record, work) for record, work in zip(records, works, strict=True)]
    text = api.write(records, target)
    data = {"format": target, "works": [work.key for work in works], "text": text}
    told = (f"{len(works)} works written to {output}",) if output not in {"", "-"} else ()
    render.finish(render.Result("export", data, lambda: render.write_output(text, output), notes=told), json)


def chosen(library: Library, wanted: Selection) -> list[Work]:
    """Return the works of a selection. Raises NotFound, with what to try, where there are none."""
    from mhlit.library.selection import select

    works = select(library.store, wanted)
    if works:
        return works
    if wanted.keywords:
        near = library.store.near_keywords(wanted.keywords[0])
        hint = f"keywords in this library: {', '.join(near)}" if near else "mhlit stats lists the keywords there are"
        raise NotFound(f"no work has the keyword {', '.join(map(repr, wanted.keywords))} and the rest", hint=hint)
    raise NotFound(
        "no work fits these options", hint="mhlit search WORDS shows what there is; mhlit import FILE adds more"
    )


def written_as(output: str) -> str:
    """Return the format to write when none is named: what the file's name says, else BibTeX."""
    from mhlit.formats import catalogue

    if output in {"", "-"}:
        return "bibtex"
    found = catalogue.by_suffix(output)
    if found is None:
        raise UsageError(f"the name {output} does not tell a format", hint="name one: --to bibtex (see: mhlit formats)")
    return found.name


def with_ids(record: Record, work: Work) -> Record:
    """Return a view whose ``custom.ids`` lists the ids with which its records were imported."""
    from dataclasses import replace

    custom = {**record.extra.get("custom", {}), "ids": [each.id for each in work.records if each.id]}
    raws = [each.origin.raw for each in work.records if each.origin and each.origin.raw]
    return replace(record, extra={**record.extra, "custom": {**custom, "raw": raws}})


@app.command(rich_help_panel=PANEL)
def cite(
    ctx: typer.Context,
    keys: Keys = None,
    style: Style = "vancouver",
    keyword: Keyword = None,
    any_keyword: AnyAll = False,
    query: Query = "",
    year: Year = "",
    type: Type = None,
    author: Author = None,
    output: Output = "",
    json: Json = False,
) -> None:
    """Print formatted citations of works.

    Example: mhlit cite lyubov2019 --style gost
    """
    with open_library(ctx) as library:
        wanted = selection(library, keys, keyword, any_keyword, query, year, type, author)
        works = chosen(library, wanted)
        lines = api.cite(library.export(works), style)
    data = [{"key": work.key, "citation": line} for work, line in zip(works, lines, strict=True)]
    text = "".join(f"{line}\n" for line in lines)
    render.finish(render.Result("cite", data, lambda: render.write_output(text, output)), json)
