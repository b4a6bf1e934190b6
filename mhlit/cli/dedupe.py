"""mhlit dedupe and mhlit split: works that are the same, a person's verdicts on them, files without a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.files import read_all, write_whole
from mhlit.cli.options import DryRun, Json, Output, To, open_library
from mhlit.errors import UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.dedupe import DedupeReport, Group, Pair
    from mhlit.matching.lists import RecordsReport
    from mhlit.model import Issue, Match, Record

app = typer.Typer()
PANEL = "Curate"
VERDICTS = {True: "the same", False: "different", None: "cannot tell: a person has to look"}
# More pairs than these are not listed; --json has all, and --review asks about them.
LISTED = 20
# A review asks about the best pairs only, one for fifty works, so that people get through it.
MOST_ASKED, SHARE_ASKED = 20, 50
Keys = tuple[str, str]


@app.command(rich_help_panel=PANEL)
def dedupe(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to deduplicate instead of the library.", show_default=False)
    ] = None,
    dry_run: DryRun = False,
    review: Annotated[bool, typer.Option("--review", help="Ask about each doubtful pair, side by side.")] = False,
    explain: Annotated[Keys | None, typer.Option(metavar="A B", help="Why two works are (not) the same.")] = None,
    merge: Annotated[Keys | None, typer.Option(metavar="A B", help="Say that two works are the same.")] = None,
    apart: Annotated[Keys | None, typer.Option(metavar="A B", help="Say that two works are different.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Compare everything again, not only what is new.")] = False,
    clusters: Annotated[
        str, typer.Option(metavar="CSV", help="With files: write id,cluster.", show_default=False)
    ] = "",
    report: Annotated[
        str, typer.Option(metavar="HTML", help="With files: write a page of the groups.", show_default=False)
    ] = "",
    prisma: Annotated[bool, typer.Option("--prisma", help="Counts for a PRISMA flow diagram.")] = False,
    to: To = "bibtex",
    output: Output = "",
    json: Json = False,
) -> None:
    """Find works that are the same in any script, merge the certain, list the doubtful.

    Example: mhlit dedupe --dry-run
    """
    if files:
        on_files(files, Wanted(clusters, report, prisma, to, output), json)
        return
    if clusters or report or output:
        raise UsageError("--clusters, --report and --output need files", hint="mhlit export writes the library")
    if review and (dry_run or json):
        raise UsageError("--review asks questions: it goes with neither --dry-run nor --json")
    with open_library(ctx) as library:
        if explain:
            result = explained(library, explain)
        elif merge or apart:
            library.store.rehearsing = dry_run
            result = judged(library, merge, apart)
        elif prisma:
            result = flow(library)
        else:
            found = library.dedupe(dry_run=dry_run, full=full, progress=render.progress)
            result = reviewed(library, found) if review else deduplicated(library, found, dry_run)
    render.finish(result, json)


@app.command(rich_help_panel=PANEL)
def split(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The citekey of a merged work.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take a merged work apart: each of its records becomes a work of its own.

    Example: mhlit split lyubov2019
    """
    from mhlit import dedupe as deduplication

    with open_library(ctx) as library:
        library.store.rehearsing = dry_run
        deduplication.split(library.store, key)
    render.finish(verdict("split", f"{key} was taken apart", dry_run), json)


# ---------------------------------------------------------------- a person's questions and verdicts


def explained(library: Library, pair: Keys) -> render.Result:
    """Return why two works are, or are not, the same."""
    from mhlit.dedupe import explain

    match = explain(library.store, *pair)
    data = {"a": pair[0], "b": pair[1], "same": match.same, "score": round(match.score, 4), "reasons": match.reasons}
    return render.Result("dedupe", data, lambda: show_match(match))


def show_match(match: Match) -> None:
    """Print a verdict and its reasons."""
    render.heading(f"{VERDICTS[match.same]} (score {match.score:.2f})")
    for reason in match.reasons:
        typer.echo(f"  {reason}")


def judged(library: Library, merge: Keys | None, apart: Keys | None) -> render.Result:
    """Store a person's judgement and return what it was."""
    from mhlit import dedupe as deduplication

    if merge:
        deduplication.merge(library.store, *merge, "a person's judgement")
        said = f"{merge[0]} and {merge[1]} are one work now: {library.work(merge[0]).key}"
    elif apart:
        deduplication.reject(library.store, *apart)
        said = f"{apart[0]} and {apart[1]} stay two works, whatever the rules find"
    return verdict("dedupe", said, library.store.rehearsing)


def verdict(command: str, said: str, rehearsing: bool) -> render.Result:
    """Return what a person's judgement comes to, and how to take it back."""
    notes = (render.DRY if rehearsing else "mhlit undo takes this back",)
    return render.Result(command, {"said": said}, lambda: typer.echo(said), notes=notes)


def reviewed(library: Library, report: DedupeReport) -> render.Result:
    """Ask a person about the doubtful pairs and return what was answered."""
    from mhlit.cli.pairs import review

    most = max(MOST_ASKED, report.works // SHARE_ASKED)
    answers = review(library.store, report.possible[:most])
    counts = {said: answers[letter] for said, letter in (("same", "y"), ("different", "n"), ("skipped", "s"))}
    left = len(report.possible) - counts["same"] - counts["different"]
    said = f"{counts['same']} the same, {counts['different']} different, {counts['skipped']} skipped"
    merged = render.counted(len(report.merged), "group was", "groups were")
    notes = (
        f"{merged} certain and merged",
        f"at most {render.counted(left, 'pair is', 'pairs are')} left for another time",
    )
    return render.Result("dedupe", counts, lambda: typer.echo(said), notes=notes)


def flow(library: Library) -> render.Result:
    """Return the counts of a PRISMA diagram for the library as it stands."""
    from mhlit.cli.duplicates import prisma, prisma_rows
    from mhlit.library import blocks

    counts = prisma(blocks.sources(library.store.connection), blocks.count(library.store.connection)[1])
    return render.Result("dedupe", {"prisma": counts}, lambda: render.table(("", "records"), prisma_rows(counts)))


# ---------------------------------------------------------------- the outcome of a run


def deduplicated(library: Library, report: DedupeReport, dry_run: bool) -> render.Result:
    """Return the outcome of a run over the library."""
    data = {
        "works": report.works,
        "new": report.new,
        "merged": [group_data(group) for group in report.merged],
        "possible": [pair_data(pair) for pair in report.possible],
        "related": [pair_data(pair) for pair in report.related],
    }
    verb = "would be merged" if dry_run else "merged"
    new = f", {report.new} records new since the last run" if report.new < report.works else ""
    linked = f", {len(report.related)} linked as related" if report.related else ""
    groups = render.counted(len(report.merged), "group", "groups")
    found = f"{groups} {verb}, {render.counted(len(report.possible), 'pair', 'pairs')} for a person{linked}"
    notes = [f"{report.works} works looked at{new}, {found}"]
    if report.possible:
        notes.append("decide them side by side: mhlit dedupe --review; or one: --merge A B, --apart A B")
    if (report.merged or report.related) and not dry_run:
        notes.append("mhlit undo takes this back")
    shown = report.possible[:LISTED]
    keys = [group.keys[0] for group in report.merged] + [key for pair in shown for key in (pair.a, pair.b)]
    titles = {key: library.work(key).view.title for key in dict.fromkeys(keys)}
    return render.Result("dedupe", data, lambda: show_groups(report.merged, shown, titles), notes=tuple(notes))


def group_data(group: Group) -> dict[str, Any]:
    """Return a merged group for ``--json``: the reason of its weakest link, and all links with all reasons."""
    links = [{"a": link.a, "b": link.b, "reasons": link.match.reasons} for link in group.links]
    return {"keys": group.keys, "reason": group.reason, "links": links}


def pair_data(pair: Pair) -> dict[str, Any]:
    """Return a pair of works for ``--json``."""
    return {"a": pair.a, "b": pair.b, "score": round(pair.match.score, 4), "reasons": pair.match.reasons}


def show_groups(merged: tuple[Group, ...], possible: tuple[Pair, ...], titles: dict[str, str]) -> None:
    """Print the merged groups and the first doubtful pairs, each with its title and reasons."""
    rows = [("same", " = ".join(group.keys), f"{titles[group.keys[0]]}\n{group.reason}") for group in merged]
    rows += [
        ("same?", f"{p.a} ~ {p.b}", f"{titles[p.a]}\n{titles[p.b]}\n{'; '.join(p.match.reasons)}") for p in possible
    ]
    render.paragraphs(rows)


# ---------------------------------------------------------------- files without a library


class Wanted(NamedTuple):
    """What is to be written about files."""

    clusters: str
    report: str
    prisma: bool
    to: str
    output: str


def on_files(files: list[str], wanted: Wanted, json: bool) -> None:
    """Deduplicate files without a library: write clusters, a page, counts, or one record a work."""
    from mhlit.cli import duplicates
    from mhlit.matching.lists import dedupe_records

    with render.progress("reading", len(files)) as step:
        results = read_all(files, None, step)
    records = [record for _, result in results for record in result.records]
    sources = {path: len(result.records) for path, result in results}
    issues: tuple[Issue, ...] = tuple(issue for _, result in results for issue in result.issues)
    found = dedupe_records(records, render.progress)
    counts = duplicates.prisma(sources, len(found.groups))
    if wanted.clusters:
        write_whole(wanted.clusters, duplicates.cluster_csv(records, found.labels))
    if wanted.report:
        write_whole(wanted.report, duplicates.page(records, found, counts))
    open_pairs = render.counted(len(found.possible), "pair", "pairs")
    notes = (f"{len(records)} records, {len(found.groups)} works, {open_pairs} for a person",)
    result = render.Result(
        "dedupe",
        files_data(records, found, counts),
        lambda: show_files(records, found, counts, wanted),
        issues,
        notes=notes,
    )
    render.finish(result, json)


def files_data(records: list[Record], found: RecordsReport, counts: dict[str, Any]) -> dict[str, Any]:
    """Return what was found among files for ``--json``; a group's members are positions, as in ``labels``."""
    from mhlit.cli.duplicates import weakest

    reasons = weakest(found)
    groups = [{"members": group, "reason": reasons[group[0]]} for group in found.groups if len(group) > 1]
    possible = [{"a": pair.a, "b": pair.b, "reasons": pair.match.reasons} for pair in found.possible]
    return {
        "records": len(records),
        "works": len(found.groups),
        "labels": found.labels,
        "ids": [record.id for record in records],
        "groups": groups,
        "possible": possible,
        "prisma": counts,
    }


def show_files(records: list[Record], found: RecordsReport, counts: dict[str, Any], wanted: Wanted) -> None:
    """Write the deduplicated list, unless something else was asked for; then the counts."""
    from mhlit.cli.duplicates import one_each, prisma_rows

    if wanted.output or not (wanted.clusters or wanted.report or wanted.prisma):
        render.write_output(api.write(one_each(records, found.groups), wanted.to), wanted.output)
    if wanted.prisma:
        render.table(("", "records"), prisma_rows(counts))
