"""The commands about people: mhlit authors, and its list, show, merge, split, prefer, review and export."""

from __future__ import annotations

import csv
import io
import json as jsonlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.options import DryRun, Json, Limit, Output, open_library
from mhlit.errors import NotFound, UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.model import Person

app = typer.Typer(
    name="authors",
    invoke_without_command=True,
    rich_help_panel="Curate",
    help="People: one author, however the name was romanised.",
)
REVIEW = "Decide about people who may be one: y/n/skip/undo/quit, stored at once, never asked again."
Who = Annotated[str, typer.Argument(help="A name in any spelling, or a person's number.", show_default=False)]
Named = Annotated[str, typer.Argument(help="A printed name, exactly as in: mhlit authors show.", show_default=False)]


def data_of(person: Person) -> dict[str, Any]:
    """Return a person for ``--json``."""
    return {
        "id": person.id,
        "preferred": person.preferred,
        "variants": list(person.variants),
        "works": person.works,
        "years": list(person.years),
        "orcid": person.orcid.split(),
        "possible": list(person.possible),
    }


@app.callback()
def authors(
    ctx: typer.Context, review: Annotated[bool, typer.Option("--review", help=REVIEW)] = False, json: Json = False
) -> None:
    """People: one author, however the name was romanised."""
    if ctx.invoked_subcommand is not None:
        return
    if review:
        review_(ctx, json)
    else:
        typer.echo(ctx.get_help())


@app.command("review", help=REVIEW)
def review_(ctx: typer.Context, json: Json = False) -> None:
    """Ask about doubtful pairs one by one."""
    from mhlit.cli import review

    with open_library(ctx) as library:
        tally = review.people(library.store)
    data = {"same": tally["y"], "different": tally["n"], "skipped": tally["s"], "left": tally["left"]}
    notes = ("mhlit undo takes the last answer back",) if tally["y"] + tally["n"] else ()
    render.finish(render.Result("authors review", data, lambda: typer.echo(review.told(tally)), notes=notes), json)


def span(person: Person) -> str:
    """Return the years of a person's works: 2004-2019."""
    if not person.years:
        return ""
    first, last = min(person.years), max(person.years)
    return str(first) if first == last else f"{first}-{last}"


def find(library: Library, who: str) -> list[Person]:
    """Return the persons of a number or of a name in any script; raise NotFound where there is none."""
    from mhlit.library.persons import search

    people = library.people()
    found = [person for person in people if str(person.id) == who] or search(people, who)
    if not found:
        raise NotFound(f"nobody here is called '{who}'", hint="mhlit authors list shows everybody; a surname is enough")
    return found


def one(library: Library, who: str) -> Person:
    """Return the only person of that name. Raises UsageError where there are several."""
    found = find(library, who)
    if len(found) > 1:
        several = ", ".join(f"{person.id} = {person.preferred}" for person in found[:5])
        raise UsageError(f"'{who}' may be {len(found)} people", hint=f"use the number: {several}")
    return found[0]


@app.command("list")
def list_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Only people of this name, in any script.", show_default=False)] = "",
    limit: Limit = 50,
    json: Json = False,
) -> None:
    """List people with the spellings of their names, works and years."""
    with open_library(ctx) as library:
        people = find(library, name) if name else library.people()
    if not people:
        raise NotFound("there are no authors in this library yet", hint="mhlit import FILE")
    people = sorted(people, key=lambda person: (-person.works, person.preferred))
    rows = [
        (p.id, p.preferred, p.works, span(p), "; ".join(v for v in p.variants if v != p.preferred))
        for p in people[:limit]
    ]
    notes = (f"{len(people) - limit} more: raise --limit",) if len(people) > limit else ()
    columns = ("id", "name", "works", "years", "also printed as")
    data = [data_of(person) for person in people]
    render.finish(
        render.Result(
            "authors list", data, lambda: render.table(columns, rows, grow=("also printed as",)), notes=notes
        ),
        json,
    )


@app.command()
def show(ctx: typer.Context, who: Who, json: Json = False) -> None:
    """Show one person: every printed form, why the forms are one person, and who else may be the same."""
    with open_library(ctx) as library:
        people = find(library, who)
        by_number = {person.id: person for person in library.people()}
        works = {p.id: list(library.store.works(library.store.works_by_person(p.id))) for p in people}
    data = [
        {**data_of(p), "works": [work.key for work in works[p.id]], "reasons": [*why(p), *p.reasons]} for p in people
    ]

    def print_people() -> None:
        for person in people:
            rows = [("person", f"{person.id}: {person.preferred}"), ("printed as", "; ".join(person.variants))]
            rows += [("ORCID", person.orcid)]
            rows += [("because", reason) for reason in (*why(person), *person.reasons)]
            rows += [("possible", f"{id}: {by_number[id].preferred}") for id in person.possible]
            rows += [("work", f"{work.key}: {work.view.title}") for work in works[person.id]]
            render.fields(rows)

    notes = ("possible: mhlit authors --review decides",) if any(person.possible for person in people) else ()
    render.finish(render.Result("authors show", data, print_people, notes=notes), json)


def why(person: Person) -> list[str]:
    """Return for each form of a name what makes it the preferred one's; who was merged by hand has other reasons."""
    from mhlit.matching.people import compare_names

    others = [form for form in person.variants if form != person.preferred]
    found = [(form, compare_names(person.preferred, form)) for form in others]
    return [f"{form}: {'; '.join(match.reasons)}" for form, match in found if match.same is not False]


@app.command()
def merge(ctx: typer.Context, a: Who, b: Who, dry_run: DryRun = False, json: Json = False) -> None:
    """Say that two people are one. Stored, honoured by later runs, undone by mhlit undo."""
    from mhlit.library import persons

    with open_library(ctx) as library:
        first, second = one(library, a), one(library, b)
        if first.id == second.id:
            raise UsageError(
                f"'{a}' and '{b}' are one person already: {first.preferred}", hint="mhlit authors show NAME"
            )
        library.store.rehearsing = dry_run
        persons.merge(library.store, first, second)
    done(f"{first.preferred} and {second.preferred} are one person", "authors merge", dry_run, json)


@app.command()
def split(ctx: typer.Context, who: Who, form: Named, dry_run: DryRun = False, json: Json = False) -> None:
    """Say that one printed form of a name, or the name on one work (its citekey), belongs to somebody else."""
    from mhlit.library import persons

    with open_library(ctx) as library:
        person = one(library, who)
        library.store.rehearsing = dry_run
        persons.split(library.store, person, form)
    done(f"'{form}' is not {person.preferred}", "authors split", dry_run, json)


@app.command()
def prefer(ctx: typer.Context, who: Who, form: Named, dry_run: DryRun = False, json: Json = False) -> None:
    """Choose the spelling of a person's name for lists and output."""
    from mhlit.library import persons

    with open_library(ctx) as library:
        person = one(library, who)
        library.store.rehearsing = dry_run
        persons.prefer(library.store, person, form)
    done(f"{person.preferred} is written {form}", "authors prefer", dry_run, json)


def done(said: str, command: str, dry_run: bool, json: bool) -> None:
    """Report a judgement about people."""
    notes = (render.DRY if dry_run else "mhlit undo takes this back",)
    result = render.Result(command, {"said": said}, lambda: typer.echo(said), notes=notes)
    render.finish(result, json)


@app.command()
def export(
    ctx: typer.Context,
    to: Annotated[str, typer.Option(help="csv or json.")] = "csv",
    output: Output = "",
    json: Json = False,
) -> None:
    """Write the authority file: every person with all printed forms."""
    if to not in {"csv", "json"}:
        raise UsageError(f"cannot write people as '{to}'", hint="--to csv or --to json")
    with open_library(ctx) as library:
        people = library.people()
        works = library.store.connection.execute(
            "SELECT DISTINCT person, key FROM authorship JOIN work ON work.id = work ORDER BY person, key"
        ).fetchall()
    keys: dict[int, list[str]] = {person.id: [] for person in people}
    for number, key in works:
        keys[number].append(key)
    data = [{**data_of(person), "works": keys[person.id]} for person in people]
    text = as_csv(data) if to == "csv" else jsonlib.dumps(data, ensure_ascii=False, indent=1) + "\n"
    shown = render.Result("authors export", {"format": to, "people": data}, lambda: render.write_output(text, output))
    render.finish(shown, json)


def as_csv(people: list[dict[str, Any]]) -> str:
    """Return people as CSV, a printed form a row; several ORCIDs, works and possible numbers are blank-separated."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("person", "preferred", "form", "orcid", "works", "possible"))
    for person in people:
        several = tuple(" ".join(map(str, person[name])) for name in ("orcid", "works", "possible"))
        writer.writerows((person["id"], person["preferred"], form, *several) for form in person["variants"])
    return out.getvalue()
