"""mhlit search: works in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.options import (
    Json,
    Limit,
    Output,
    To,
    open_library,
)
from mhlit.errors import NotFound
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.model import Hit

app = typer.Typer()
PANEL = "Find"


@app.command(rich_help_panel=PANEL)
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="What you look for, in any script.", show_default=False)],
    limit: Limit = 20,
    exact: Annotated[bool, typer.Option("--exact", help="Only these words: no translations.")] = False,
    to: To = "",
    output: Output = "",
    json: Json = False,
) -> None:
    """Find works in any script: "self-help groups" also finds группы самопомощи and gruppy samopomoshchi.

    Words, "phrases", prefix*, -not, OR, and title: author: journal: keyword: year:2005..2019 type: doi: lang:

    Example: mhlit search "self-help groups" year:2005..
    """
    query = " ".join(words)
    with open_library(ctx) as library:
        hits = library.search(query, limit=limit, exact=exact)
        if not hits:
            raise nothing_found(library, query)
        if to:
            render.write_output(api.write(library.export(hit.work for hit in hits), to), output)
            return
        notes = also_searched(query) if not exact else ()
    data = {"query": query, "also": list(notes), "hits": [hit_data(hit) for hit in hits]}
    also = (f"also searching: {', '.join(notes)}",) if notes and render.on_terminal() else ()
    render.finish(render.Result("search", data, lambda: show_hits(hits), notes=also), json)


def nothing_found(library: Library, query: str) -> NotFound:
    """Return the failure for a search without hits, with what to try."""
    from mhlit.library.search import suggest

    near = suggest(library.store, query)
    if near:
        return NotFound(f"nothing found for '{query}'", hint=f"did you mean: {', '.join(near[:3])}?")
    return NotFound(f"nothing found for '{query}'", hint="try fewer words, or a part of a word with * at its end")


def also_searched(query: str) -> tuple[str, ...]:
    """Return the labels of the thesaurus that a query was widened by."""
    from mhlit.library.search import explain

    return explain(query)


def hit_data(hit: Hit) -> dict[str, Any]:
    """Return a hit for ``--json``."""
    snippet = render.plain(hit.snippet)
    return {"key": hit.work.key, "score": round(hit.score, 4), "snippet": snippet, "item": to_csl(hit.work.view)}


def show_hits(hits: list[Hit]) -> None:
    """Print a row a hit: citekey, year, authors, title with the matched words marked."""
    rows = [
        (h.work.key, h.work.view.year or "", render.people(h.work.view), h.snippet or h.work.view.title) for h in hits
    ]
    render.table(("key", "year", "authors", "title"), rows, grow=("authors", "title"))
