"""mhlit search: works in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.options import Author, Json, Limit, Output, To, Type, Year, open_library
from mhlit.errors import NotFound, UsageError
from mhlit.formats.csljson import to_csl

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.finding import Found, Request
    from mhlit.model import Hit

app = typer.Typer()
PANEL = "Find"
Several = list[str] | None
FILTERS = "Only works …"
Words = Annotated[
    list[str] | None,
    typer.Argument(help="What you look for, in any script; @NAME is a saved search, @ lists them.", show_default=False),
]
BAR = 30
LONGEST = 80


def option(*names: str, help: str, panel: str = FILTERS) -> Any:
    """Return an option that may be repeated, in a panel of the help."""
    return typer.Option(*names, help=help, show_default=False, rich_help_panel=panel)


@app.command(rich_help_panel=PANEL)
def search(
    ctx: typer.Context,
    words: Words = None,
    author: Author = None,
    title: Annotated[Several, option("--title", help="With these words in the title; repeatable.")] = None,
    journal: Annotated[Several, option("--journal", help="Of a journal, under any of its titles.")] = None,
    keyword: Annotated[Several, option("--keyword", "-k", help="With this keyword, in Russian or English.")] = None,
    year: Year = "",
    type: Type = None,
    lang: Annotated[Several, option("--lang", help="In a language: ru, en …; repeatable.")] = None,
    batch: Annotated[str, option("--in", help="That came with this batch of mhlit log, or: last.")] = "",
    limit: Limit = 20,
    page: Annotated[int, typer.Option("--page", min=1, help="The next so many.")] = 1,
    sort: Annotated[str, typer.Option("--sort", help="relevance, year, or cited (in this library).")] = "relevance",
    exact: Annotated[bool, typer.Option("--exact", help="Only these words: no translations, no guesses.")] = False,
    syntax: Annotated[str, typer.Option("--syntax", help="mhlit or pubmed: stigma[ti] AND 2005:2019[dp]")] = "mhlit",
    facets: Annotated[bool, typer.Option("--facets", help="Count years, journals, keywords, authors.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Print citekeys only, for: | mhlit export -")] = False,
    save: Annotated[str, typer.Option("--save", help="Save this search under a name.", show_default=False)] = "",
    new: Annotated[bool, typer.Option("--new", help="With @NAME: what came since you last asked so.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="With @NAME: delete the saved search.")] = False,
    to: To = "",
    output: Output = "",
    json: Json = False,
) -> None:
    """Find works in any script: "self-help groups" also finds группы самопомощи and gruppy samopomoshchi.

    Words, "phrases", prefix*, -not, AND OR NOT ( ), and title: author: journal: keyword: year:2005..2019 type: lang:
    doi: pmid: has:doi is:retracted in:7

    Example: mhlit search "self-help groups" year:2005.. --facets
    """
    from mhlit.library.finding import Request

    check_choices(syntax, sort)
    asked = Request(
        text=" ".join(words or ()),
        syntax=syntax,
        authors=tuple(author or ()),
        titles=tuple(title or ()),
        journals=tuple(journal or ()),
        keywords=tuple(keyword or ()),
        years=year,
        types=tuple(type or ()),
        languages=tuple(lang or ()),
        batch=batch,
        exact=exact,
        sort=sort,
        limit=limit,
        page=page,
    )
    with open_library(ctx) as library:
        if asked.text == "@":
            result = list_saved(library)
        elif forget:
            result = forget_saved(library, asked)
        else:
            result = run(library, asked, save, new=new, facets=facets, ids=ids, target=(to, output), json=json)
    render.finish(result, json)


def check_choices(syntax: str, sort: str) -> None:
    """Raise UsageError for a syntax or an order that does not exist."""
    from mhlit.library.finding import SORTS, SYNTAXES

    for name, value, known in (("--syntax", syntax, SYNTAXES), ("--sort", sort, SORTS)):
        if value not in known:
            raise UsageError(f"{name} cannot be '{value}'", hint=f"it may be: {', '.join(known)}")


# ---------------------------------------------------------------- saved searches


def list_saved(library: Library) -> render.Result:
    """Return the saved searches."""
    from mhlit.library import finding, saved

    every = saved.every(library.store)
    if not every:
        raise NotFound("no search is saved yet", hint="mhlit search WORDS --save NAME")
    rows = [(f"@{each.name}", finding.in_words(each.request)) for each in every]
    data = {"saved": [{"name": name[1:], "search": what} for name, what in rows]}
    return render.Result("search", data, lambda: render.table(("saved", "search"), rows, grow=("search",)))


def forget_saved(library: Library, asked: Request) -> render.Result:
    """Delete a saved search."""
    from mhlit.library import saved

    name = name_of(asked)
    saved.forget(library.store, name)
    return render.Result("search", {"forgotten": name}, lambda: typer.echo(f"forgot @{name}"))


def name_of(asked: Request) -> str:
    """Return the name of the saved search that the words ask for. Raises UsageError where they ask for none."""
    if not asked.text.startswith("@"):
        raise UsageError("which saved search?", hint="mhlit search @NAME --new; mhlit search @ lists them")
    return asked.text[1:]


def stated(library: Library, asked: Request) -> Request:
    """Return what is asked for, out of the saved search that is named: page, limit and order are those of today."""
    from dataclasses import replace

    from mhlit.library import saved

    if not asked.text.startswith("@"):
        return asked
    kept = saved.load(library.store, asked.text[1:]).request
    sort = asked.sort if asked.sort != "relevance" else kept.sort
    return replace(kept, page=asked.page, limit=asked.limit, sort=sort, exact=asked.exact or kept.exact)


# ---------------------------------------------------------------- one search


def run(
    library: Library,
    asked: Request,
    save: str,
    *,
    new: bool,
    facets: bool,
    ids: bool,
    target: tuple[str, str],
    json: bool,
) -> render.Result:
    """Return what a search found, in the form that is asked for."""
    from mhlit.library import finding, saved

    request = stated(library, asked)
    if new:
        found = saved.news(library.store, name_of(asked), request)
    else:
        found = finding.find(library.store, request, hints=json or render.on_terminal())
    if save:
        saved.save(library.store, save, request)
    if not found.hits:
        raise nothing_found(library, request, found, new=new)
    data = {**data_of(request, found), "saved": save}
    if any(target):
        return written(library, found, data, *target)
    if facets:
        from mhlit.library.facets import facets as count

        data["facets"] = counted = count(library.store, request)
        return render.Result("search", data, lambda: show_facets(counted), notes=notes(found, request, save))
    show = (lambda: show_keys(found.hits)) if ids else (lambda: show_hits(found.hits))
    return render.Result("search", data, show, notes=notes(found, request, save))


def nothing_found(library: Library, request: Request, found: Found, *, new: bool) -> NotFound:
    """Return the failure for a search without hits, with what to try."""
    from mhlit.library.finding import in_words

    asked = shortened(in_words(request))
    if new:
        return NotFound("nothing new", hint="without --new the search shows everything")
    if request.page > 1:
        return NotFound(f"page {request.page} is empty", hint="--page 1 is the first")
    near = [near for each in request.keywords for near in library.store.near_keywords(each)]
    if near:
        return NotFound(f"nothing found for '{asked}'", hint=f"keywords in this library: {', '.join(near)}")
    if found.meant:
        return NotFound(f"nothing found for '{asked}'", hint=f"did you mean: {', '.join(found.meant)}?")
    if found.without:
        return NotFound(f"nothing found for '{asked}'", hint=without(found.without))
    return NotFound(f"nothing found for '{asked}'", hint="try fewer words, or a part of a word with * at its end")


def shortened(text: str) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def without(number_and_word: tuple[int, str]) -> str:
    """Return how many works there are without a word: 12 without «Moscow»."""
    number, word = number_and_word
    return f"no work says all words; {number} without «{word}»"


def notes(found: Found, request: Request, save: str) -> tuple[str, ...]:
    """Return what to tell beside the hits; into a pipe only that something else was searched for than was typed."""
    from mhlit.library.finding import in_words

    said = []
    if found.read_as:
        said.append(f"nothing found for '{shortened(in_words(request))}'; this is for '{found.read_as}'")
    if save:
        said.append(f"saved: mhlit search @{save}")
    if not render.on_terminal():
        return tuple(said)
    if found.also:
        said.append(f"also searching: {', '.join(found.also)}  (--exact: only your words)")
    if found.without and not found.read_as:
        said.append(without(found.without))
    if found.meant:
        said.append(f"did you mean: {', '.join(found.meant)}?")
    if found.more:
        said.append(f"there is more: --page {request.page + 1}")
    return tuple(said)


def data_of(request: Request, found: Found) -> dict[str, Any]:
    """Return a search for ``--json``."""
    return {
        "query": request.text,
        "read_as": found.read_as,
        "also": list(found.also),
        "did_you_mean": list(found.meant),
        "without": {"number": found.without[0], "word": found.without[1]} if found.without else None,
        "page": request.page,
        "more": found.more,
        "hits": [hit_data(hit) for hit in found.hits],
    }


def hit_data(hit: Hit) -> dict[str, Any]:
    """Return a hit for ``--json``."""
    snippet = render.plain(hit.snippet)
    return {"key": hit.work.key, "score": round(hit.score, 4), "snippet": snippet, "item": to_csl(hit.work.view)}


def written(library: Library, found: Found, data: dict[str, Any], to: str, output: str) -> render.Result:
    """Return the hits as a file in a format, by default in the one that the file's name tells."""
    from mhlit.cli.export import written_as

    text = api.write(library.export(hit.work for hit in found.hits), to or written_as(output))
    told = (
        (f"{render.counted(len(found.hits), 'work', 'works')} written to {output}",) if output not in {"", "-"} else ()
    )
    return render.Result("search", {**data, "text": text}, lambda: render.write_output(text, output), notes=told)


# ---------------------------------------------------------------- for people


def show_hits(hits: tuple[Hit, ...]) -> None:
    """Print a row a hit: citekey, year, authors, title with the matched words marked, and a piece of the abstract."""
    rows = [(h.work.key, h.work.view.year or "", render.people(h.work.view), told(h)) for h in hits]
    render.table(("key", "year", "authors", "title"), rows, grow=("authors", "title"))


def told(hit: Hit) -> str:
    """Return a hit's title as its best wording says it, and below it the abstract where only that says the words."""
    title = hit.work.view.title
    mark = f"[{hit.work.view.later}] " if hit.work.view.later else ""
    plain = render.plain(hit.snippet)
    if not hit.snippet or plain == render.plain(title):
        return mark + (hit.snippet or title)
    if any(plain == render.plain(wording.value) for wording in hit.work.view.titles):
        return mark + (f"{title} = {hit.snippet}" if title else hit.snippet)
    return f"{mark}{title}\n{hit.snippet}"


def show_keys(hits: tuple[Hit, ...]) -> None:
    """Print the citekeys, one a line."""
    for hit in hits:
        typer.echo(hit.work.key)


def show_facets(counted: dict[str, dict[str, int]]) -> None:
    """Print a line a value: how many works, as a number and (on a terminal) as a bar."""
    if not render.on_terminal():
        render.table(
            (), [(facet, value, number) for facet, values in counted.items() for value, number in values.items()]
        )
        return
    for facet, values in counted.items():
        if values:
            most = max(values.values())
            bars = [(value, number, "█" * max(1, round(BAR * number / most))) for value, number in values.items()]
            render.table((facet, "works", ""), bars)
