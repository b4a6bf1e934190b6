"""mhlit cite: formatted citations of works, as entries of a list or as they stand in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.export import CitedIn, Csl, chosen, views
from mhlit.cli.options import (
    AnyAll,
    Author,
    Json,
    Keys,
    Keyword,
    Names,
    Order,
    Output,
    Query,
    Style,
    Type,
    Year,
    expand_keys,
    open_library,
    selection,
)
from mhlit.errors import UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.model import Work

app = typer.Typer()
PANEL = "Find"
Clip = Annotated[bool, typer.Option("--clip", help="Put the citations on the clipboard, too.")]
InText = Annotated[bool, typer.Option("--in-text", help="As it stands in the text: (Lyubov, 2019), (1), [1, с. 5].")]
Form = Annotated[
    str,
    typer.Option("--form", metavar="FORM", help="In GOST's text: number, names, inline or note.", show_default=False),
]
Pages = Annotated[
    list[str] | None, typer.Option("--pages", help="The page meant, in the text; repeatable, in the order of keys.")
]


@app.command(rich_help_panel=PANEL)
def cite(
    ctx: typer.Context,
    keys: Keys = None,
    style: Style = "vancouver",
    csl: Csl = "",
    clip: Clip = False,
    in_text: InText = False,
    form: Form = "",
    pages: Pages = None,
    cited_in: CitedIn = None,
    order: Order = "",
    keyword: Keyword = None,
    any_keyword: AnyAll = False,
    query: Query = "",
    year: Year = "",
    type: Type = None,
    author: Author = None,
    names: Names = "",
    output: Output = "",
    json: Json = False,
) -> None:
    """Print formatted citations of works, or with --in-text what stands in the text.

    Example: mhlit cite lyubov2019 --style gost --in-text --pages 15
    """
    within = in_text or bool(form)
    if (pages or cited_in or order) and not within:
        raise UsageError("--pages, --cited-in and --order are for citations within the text", hint="add --in-text")
    with open_library(ctx) as library:
        if within and keys:
            works = [library.work(key) for key in expand_keys(keys)]
        else:
            works = chosen(library, selection(library, keys, keyword, any_keyword, query, year, type, author))
        if within:
            lines = citations(library, works, csl or style, form, pages or [], cited_in or [], names, order)
        else:
            lines = api.cite(views(library, works, names, csl or style), csl or style)
    shown = [work.key for work in works]
    groups = [[key] for key in shown] if len(lines) == len(shown) else [shown]
    data = [{"key": " ".join(group), "citation": line} for group, line in zip(groups, lines, strict=True)]
    text = "".join(f"{line}\n" for line in lines)
    if clip and json:
        clipped(text)
    render.finish(render.Result("cite", data, lambda: put(text, output, clip)), json)


def put(text: str, output: str, clip: bool) -> None:
    """Print citations, then copy them: where there is no clipboard they can still be taken from the screen."""
    render.write_output(text, output)
    if clip:
        clipped(text)


def clipped(text: str) -> None:
    """Put citations on the clipboard."""
    from mhlit.cli.clipboard import copy

    copy(text)


def citations(
    library: Library,
    works: list[Work],
    style: str,
    form: str,
    pages: list[str],
    manuscripts: list[str],
    names: str,
    order: str,
) -> list[str]:
    """Return what stands in the text, numbered as in the list of what the manuscripts cite."""
    from mhlit.cli.manuscripts import keys_of, looked_up
    from mhlit.formats.bibliography import in_text

    if len(pages) > len(works):
        raise UsageError(f"{len(pages)} times --pages for {render.counted(len(works), 'work', 'works')}")
    found, _ = looked_up(library, keys_of(manuscripts)) if manuscripts else ([], ())
    cited = views(library, [work for _, work in found], names, style)
    return in_text(views(library, works, names, style), style, form, pages, cited, order)
