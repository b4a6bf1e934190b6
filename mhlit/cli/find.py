"""Commands that answer questions: search, show, export, cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.fields import field_rows, wording_text
from mhlit.cli.options import (
    AnyAll,
    Author,
    Json,
    Keys,
    Keyword,
    Limit,
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
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.selection import Selection
    from mhlit.model import Hit, Record, Work

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


@app.command(rich_help_panel=PANEL)
def show(
    ctx: typer.Context,
    keys: Annotated[list[str], typer.Argument(help="Citekeys.", show_default=False)],
    sources: Annotated[bool, typer.Option("--sources", help="Tell which record each field came from.")] = False,
    json: Json = False,
) -> None:
    """Show everything known about works.

    Example: mhlit show lyubov2019 --sources
    """
    with open_library(ctx) as library:
        works = [library.work(key) for key in keys]
        links = {work.id: linked(library, work) for work in works}
    data = [work_data(work, links[work.id]) for work in works]
    render.finish(render.Result("show", data, lambda: show_works(works, links, sources)), json)


def linked(library: Library, work: Work) -> dict[str, list[Work]]:
    """Return the works that a work cites, is cited by, or is related to."""
    return library.store.linked(work.id)


def work_data(work: Work, links: dict[str, list[Work]]) -> dict[str, Any]:
    """Return a work for ``--json``: its view, where each field came from, and the records under it."""
    return {
        "key": work.key,
        "aliases": list(work.aliases),
        "item": to_csl(work.view),
        "subjects": list(work.subjects),
        "sources": work.sources,
        "records": [{"uid": record.uid, "item": to_csl(record)} for record in work.records],
        "links": {name: [other.key for other in others] for name, others in links.items()},
    }


def show_works(works: list[Work], links: dict[int, dict[str, list[Work]]], sources: bool) -> None:
    """Print works one under the other."""
    from mhlit.thesaurus import label

    for number, work in enumerate(works):
        if number:
            typer.echo()
        rows = [("key", ", ".join((work.key, *work.aliases))), *field_rows(work.view)]
        if work.subjects:
            rows.append(("subjects", "; ".join(label(each) for each in work.subjects) + "  (assigned by mhlit)"))
        for name, others in links[work.id].items():
            rows += [(name, f"{other.key}: {other.view.title}") for other in others]
        render.fields(rows)
        if sources:
            show_sources(work)


def show_sources(work: Work) -> None:
    """Print which record each field of a view came from, and each record as its source printed it."""
    numbers = {record.uid: number for number, record in enumerate(work.records, 1)}
    by_record: dict[str, list[str]] = {}
    for name, uid in work.sources.items():
        by_record.setdefault(uid, []).append(name.replace("_", "-"))
    for record in work.records:
        render.heading(f"[{numbers[record.uid]}] {place(record)}: {', '.join(by_record.get(record.uid, ['no field']))}")
        wordings = "; ".join(wording_text(wording) for wording in record.titles)
        raw = record.origin.raw if record.origin else ""
        render.fields([("title", wordings), ("printed", raw[:400] + ("…" if len(raw) > 400 else ""))])


def place(record: Record) -> str:
    """Return where a record was read."""
    origin = record.origin
    if origin is None:
        return "given by a program"
    where = f"{origin.file}:{origin.line}" if origin.line else origin.file
    return f"{where} ({origin.format})" if where else origin.format


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
