"""The commands about keywords and the concepts they name: mhlit keywords list, show, add and map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.options import Json, open_library
from mhlit.errors import NotFound

if TYPE_CHECKING:
    from mhlit.library.vocabulary import Vocabulary

app = typer.Typer(
    name="keywords",
    no_args_is_help=True,
    rich_help_panel="Find",
    help="Keywords, and the concepts they name in Russian and English.",
)
Label = Annotated[str, typer.Argument(help="A keyword or a label, in any script.", show_default=False)]


@app.command("list")
def list_(
    ctx: typer.Context,
    part: Annotated[str, typer.Argument(help="Only those with these letters.", show_default=False)] = "",
    concepts: Annotated[bool, typer.Option("--concepts", help="All concepts, not the library's keywords.")] = False,
    json: Json = False,
) -> None:
    """List the keywords of the library with their numbers and concepts; or all concepts there are.

    Example: mhlit keywords list реабилитация
    """
    from mhlit.library import keywords, vocabulary

    with open_library(ctx) as library:
        own = vocabulary.load(library.store.connection)
        counted = [] if concepts else keywords.counted(library.store.connection)
    rows: list[tuple[object, ...]] = [(label, number, name(id, own)) for label, number, id in counted]
    if concepts:
        rows = [(vocabulary.label_of(id, "en", own), vocabulary.label_of(id, "ru", own), id) for id in every_id(own)]
    columns = ("English", "Russian", "id") if concepts else ("keyword", "works", "concept")
    rows = [row for row in rows if part.casefold() in " ".join(map(str, row)).casefold()]
    if not rows:
        raise NotFound("no keyword is like that", hint="mhlit keywords list --concepts lists what the thesaurus knows")
    data = [dict(zip(columns, row, strict=True)) for row in rows]
    grow = (columns[0], columns[-1])
    render.finish(render.Result("keywords list", data, lambda: render.table(columns, rows, grow=grow)), json)


def every_id(own: Vocabulary) -> list[str]:
    """Return the ids of all concepts, those of the library after those of the thesaurus."""
    from mhlit.thesaurus import by_id

    return [*by_id(), *(id for id in own.labels if id not in by_id())]


def name(id: str, own: Vocabulary) -> str:
    """Return a concept's labels in both languages, nothing for no concept."""
    from mhlit.library import vocabulary

    labels = dict.fromkeys(vocabulary.label_of(id, lang, own) for lang in ("en", "ru")) if id else ()
    return " = ".join(labels)


@app.command()
def show(ctx: typer.Context, label: Label, json: Json = False) -> None:
    """Show a concept: all its labels, what is broader, and how many works have it.

    Example: mhlit keywords show recovery
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        own = vocabulary.load(library.store.connection)
        id = vocabulary.concept_of(label, own)
        works = len(library.store.works_by_keyword(label))
    if not id:
        raise NotFound(f"no concept is called '{label}'", hint=f"mhlit keywords add '{label}' makes one")
    data = {"id": id, "labels": labels(id, own), "works": works, **around(id)}
    rows = [(what, "; ".join(each) if isinstance(each, list) else str(each)) for what, each in flat(data).items()]
    render.finish(render.Result("keywords show", data, lambda: render.fields(rows)), json)


def labels(id: str, own: Vocabulary) -> dict[str, list[str]]:
    """Return the labels of a concept by language."""
    from mhlit.library import vocabulary

    found: dict[str, list[str]] = {}
    for each in vocabulary.labels_of(id, own):
        found.setdefault(each.lang, []).append(each.value)
    return found


def around(id: str) -> dict[str, Any]:
    """Return the broader and related concepts of one of the thesaurus, by their English labels, and its MeSH id."""
    from mhlit import thesaurus

    if id not in thesaurus.by_id():
        return {}
    concept = thesaurus.concept(id)
    broader = [thesaurus.label(concept.broader)] if concept.broader else []
    return {"broader": broader, "related": [thesaurus.label(each) for each in concept.related], "mesh": concept.mesh}


def flat(data: dict[str, Any]) -> dict[str, Any]:
    """Return a concept's facts with the labels of each language as a row, without empty ones."""
    rows = {"id": data["id"], **data["labels"], **{n: v for n, v in data.items() if n not in {"id", "labels"}}}
    return {name: value for name, value in rows.items() if value not in ([], "")}


@app.command()
def add(
    ctx: typer.Context,
    labels: Annotated[list[str], typer.Argument(help="Labels of one concept, Russian or English.", show_default=False)],
    json: Json = False,
) -> None:
    """Add labels that mean the same: to the concept that one of them names already, else to a new one.

    Example: mhlit keywords add "peer coach" "равный наставник"
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        id = vocabulary.add(library.store, labels)
        own = vocabulary.load(library.store.connection)
    said = f"{', '.join(labels)}: {name(id, own)}"
    data = {"concept": id, "labels": [each.value for each in vocabulary.labels_of(id, own)]}
    render.finish(render.Result("keywords add", data, lambda: typer.echo(said)), json)


@app.command("map")
def map_(
    ctx: typer.Context,
    label: Label,
    concept: Annotated[str, typer.Argument(help="A label of the concept; - for none.", show_default=False)],
    json: Json = False,
) -> None:
    """Say which concept a keyword names, whatever it named before; - says that it names none.

    Example: mhlit keywords map "клуб" clubhouses
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        id = vocabulary.map_to(library.store, label, "" if concept == "-" else concept)
        own = vocabulary.load(library.store.connection)
    said = f"{label}: {name(id, own) or 'no concept'}"
    render.finish(render.Result("keywords map", {"label": label, "concept": id}, lambda: typer.echo(said)), json)
