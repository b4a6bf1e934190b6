"""The options that several commands share, each written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mhlit.errors import UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.selection import Selection

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; write nothing.")]
Output = Annotated[str, typer.Option("--output", "-o", help="Write to this file; - is stdout.", show_default=False)]
To = Annotated[str, typer.Option("--to", help="Format to write (see: mhlit formats).", show_default=False)]
From = Annotated[str, typer.Option("--from", help="Format of the input, if it is told wrongly.", show_default=False)]
Style = Annotated[str, typer.Option("--style", help="Citation style (see: mhlit styles).")]
Order = Annotated[
    str,
    typer.Option(
        "--order",
        help="Order of a list: given (as cited), author, cyrillic-first or latin-first; else the style's own.",
        show_default=False,
    ),
]
Names = Annotated[
    str,
    typer.Option(
        "--names",
        metavar="SCHEME",
        help="Write every name in one way: bsi, bgn, ala-lc, iso9 …, original or preferred.",
        show_default=False,
    ),
]
Keyword = Annotated[
    list[str] | None,
    typer.Option("--keyword", "-k", help="Works with this keyword, in Russian or English; repeatable."),
]
AnyAll = Annotated[bool, typer.Option("--any/--all", help="With several -k: any of them, or all.")]
Query = Annotated[str, typer.Option("--query", help="Works that this search finds.", show_default=False)]
Year = Annotated[str, typer.Option("--year", help="2019, 2005..2019, 2005.. or ..2019.", show_default=False)]
Type = Annotated[list[str] | None, typer.Option("--type", help="CSL type, such as article-journal; repeatable.")]
Author = Annotated[list[str] | None, typer.Option("--author", help="An author, in any spelling; repeatable.")]
Keys = Annotated[list[str] | None, typer.Argument(help="Citekeys; - reads them from stdin.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]


def open_library(ctx: typer.Context) -> Library:
    """Return the library of this run: ``--library``, ``MHLIT_LIBRARY`` or the default one."""
    from mhlit.api import Library

    return Library(ctx.find_root().obj or None)


def expand_keys(keys: list[str] | None) -> tuple[str, ...]:
    """Return citekeys, those from stdin included; a line's first word counts, so that search results can be piped."""
    found: list[str] = []
    for key in keys or ():
        if key == "-":
            found.extend(line.split()[0] for line in typer.get_text_stream("stdin") if line.strip())
        else:
            found.append(key)
    return tuple(found)


def selection(
    library: Library,
    keys: list[str] | None,
    keyword: list[str] | None,
    any_keyword: bool,
    query: str,
    year: str,
    type: list[str] | None,
    author: list[str] | None,
) -> Selection:
    """Return what these options ask for. Raises UsageError where they contradict each other or name an unknown type."""
    from mhlit.library.selection import Selection, known_types

    chosen = expand_keys(keys)
    if keys and not chosen:
        raise UsageError("no citekeys came from stdin", hint="mhlit search WORDS | mhlit export -")
    return Selection(
        keys=chosen,
        keywords=tuple(keyword or ()),
        any=any_keyword,
        query=query,
        years=year,
        types=known_types(type or (), library.store),
        authors=tuple(author or ()),
    )
