"""The commands about keywords and the concepts they name: mhlit keywords list, show, add and map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.options import DryRun, Json, open_library
from mhlit.errors import NotFound
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    part: Annotated[str, typer.Argument(help="Only those with these letters in a label.", show_default=False)] = "",
    concepts: Annotated[bool, typer.Option("--concepts", help="All concepts, not the library's keywords.")] = False,
    under: Annotated[
        str, typer.Option("--under", help="The concepts below this one, however deep.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """List the keywords of the library with their numbers and concepts; or all concepts there are.

    Example: mhlit keywords list --under housing
    """
    from mhlit.library import keywords, vocabulary

    with open_library(ctx) as library:
        own = vocabulary.load(library.store.connection)
        counted = [] if concepts or under else keywords.counted(library.store.connection)
    columns: tuple[str, ...] = ("keyword", "works", "concept")
    grow: tuple[str, ...] = ("keyword", "concept")
    if concepts or under:
        columns, grow = ("English", "Russian", "id"), ("English", "id", "Russian")
        rows = concept_rows(ids_under(under, own) if under else every_id(own), part, own)
    else:
        rows = keyword_rows(counted, part, own)
    if not rows:
        what = f"no keyword is like '{part}'" if part else f"nothing is under '{under}'" if under else "no keywords yet"
        raise NotFound(what, hint="mhlit keywords list --concepts lists what the thesaurus knows")
    data = [dict(zip(columns, row, strict=True)) for row in rows]
    render.finish(render.Result("keywords list", data, lambda: render.table(columns, rows, grow=grow)), json)


def keyword_rows(counted: list[tuple[str, int, str]], part: str, own: Vocabulary) -> list[tuple[object, ...]]:
    """Return keywords, how many works have them and what they name, if a keyword or concept has the letters."""
    rows = [(label, number, name(id, own)) for label, number, id in counted]
    return [row for row in rows if fold(part) in fold(f"{row[0]} {row[2]}")]


def concept_rows(ids: Iterable[str], part: str, own: Vocabulary) -> list[tuple[object, ...]]:
    """Return the labels to show of the concepts of which some label has the letters, and their ids."""
    from mhlit.library import vocabulary

    return [
        (vocabulary.label_of(id, "en", own), vocabulary.label_of(id, "ru", own), id)
        for id in ids
        if any(fold(part) in fold(each) for each in (id, *(label.value for label in vocabulary.labels_of(id, own))))
    ]


def every_id(own: Vocabulary) -> list[str]:
    """Return the ids of all concepts, those of the library after those of the thesaurus."""
    from mhlit.thesaurus import by_id

    return [*by_id(), *(id for id in own.labels if id not in by_id())]


def ids_under(label: str, own: Vocabulary) -> list[str]:
    """Return the ids of all concepts of the thesaurus below the one with this label. Raises NotFound."""
    from mhlit import thesaurus

    top = known(label, own)
    return [id for id in thesaurus.by_id() if top in thesaurus.above(id)]


def known(label: str, own: Vocabulary) -> str:
    """Return the id of the concept that a label names. Raises NotFound where there is none."""
    from mhlit.library import vocabulary

    if id := vocabulary.concept_of(label, own):
        return id
    raise NotFound(f"no concept is called '{label}'", hint=f"mhlit keywords add '{label}' makes one")


def name(id: str, own: Vocabulary) -> str:
    """Return a concept's labels in both languages, nothing for no concept."""
    from mhlit.library import vocabulary

    labels = dict.fromkeys(vocabulary.label_of(id, lang, own) for lang in ("en", "ru")) if id else ()
    return " = ".join(labels)


@app.command()
def show(ctx: typer.Context, label: Label, json: Json = False) -> None:
    """Show a concept: all its labels, what is above and below it, its sources, and how many works have it.

    Example: mhlit keywords show recovery
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        own = vocabulary.load(library.store.connection)
        id = known(label, own)
        works = len(library.store.works_by_keyword(label))
    data = {"id": id, "labels": labels(id, own), "works": works, **around(id)}
    render.finish(render.Result("keywords show", data, lambda: render.fields(flat(data))), json)


def labels(id: str, own: Vocabulary) -> dict[str, list[str]]:
    """Return the labels of a concept by language."""
    from mhlit.library import vocabulary

    found: dict[str, list[str]] = {}
    for each in vocabulary.labels_of(id, own):
        found.setdefault(each.lang, []).append(each.value)
    return found


def around(id: str) -> dict[str, list[str]]:
    """Return what the thesaurus says around one of its concepts: English labels, the nearest above first; sources."""
    from mhlit import thesaurus

    if id not in thesaurus.by_id():
        return {}
    concept = thesaurus.concept(id)
    ids = {"broader": thesaurus.above(id), "narrower": thesaurus.below(id), "related": concept.related}
    named = {what: [thesaurus.label(each) for each in found] for what, found in ids.items()}
    return {**named, "sources": list(concept.sources)}


def flat(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a concept's facts as names and values, the labels of each language as one, the broader as a path."""
    rows = {"id": data["id"], **data["labels"], **{n: v for n, v in data.items() if n not in {"id", "labels"}}}
    joints = {"broader": " < "}
    return [
        (what, joints.get(what, "; ").join(each) if isinstance(each, list) else str(each))
        for what, each in rows.items()
    ]


@app.command()
def add(
    ctx: typer.Context,
    labels: Annotated[list[str], typer.Argument(help="Labels of one concept, Russian or English.", show_default=False)],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add labels that mean the same: to the concept that one of them names already, else to a new one.

    Example: mhlit keywords add "peer coach" "равный наставник"
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        before = vocabulary.load(library.store.connection)
        library.store.rehearsing = dry_run
        id = vocabulary.add(library.store, labels)
        own = vocabulary.load(library.store.connection)
    said = f"{', '.join(labels)}: {name(id, own)}"
    data = {"concept": id, "labels": [each.value for each in vocabulary.labels_of(id, own)]}
    finish("add", said, data, json, dry_run=dry_run, changed=own != before)


@app.command("map")
def map_(
    ctx: typer.Context,
    label: Label,
    concept: Annotated[str, typer.Argument(help="A label of the concept; - for none.", show_default=False)],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say which concept a keyword names, whatever it named before; - says that it names none.

    Example: mhlit keywords map "клуб" clubhouses
    """
    from mhlit.library import vocabulary

    with open_library(ctx) as library:
        before = vocabulary.load(library.store.connection)
        library.store.rehearsing = dry_run
        id = vocabulary.map_to(library.store, label, "" if concept == "-" else concept)
        own = vocabulary.load(library.store.connection)
    said = f"{label}: {name(id, own) or 'no concept'}"
    finish("map", said, {"label": label, "concept": id}, json, dry_run=dry_run, changed=own != before)


def finish(command: str, said: str, data: dict[str, Any], json: bool, *, dry_run: bool, changed: bool) -> None:
    """Print what a label means now, and how to take that back where it is new."""
    notes = (render.DRY,) if dry_run else ("mhlit undo takes this back",) if changed else ()
    render.finish(render.Result(f"keywords {command}", data, lambda: typer.echo(said), notes=notes), json)
