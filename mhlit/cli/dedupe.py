"""mhlit dedupe: the library's works that are the same, a person's verdicts on them, and files without a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.files import read_all, write_whole
from mhlit.cli.options import DryRun, Json, Output, To, open_library

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.dedupe import DedupeReport
    from mhlit.model import Issue, Match, Record

app = typer.Typer()
PANEL = "Curate"
VERDICTS = {True: "the same", False: "different", None: "cannot tell: a person has to look"}
Pair = tuple[str, str]


@app.command(rich_help_panel=PANEL)
def dedupe(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to deduplicate instead of the library.", show_default=False)
    ] = None,
    dry_run: DryRun = False,
    explain: Annotated[Pair | None, typer.Option(metavar="A B", help="Why two works are (not) the same.")] = None,
    merge: Annotated[Pair | None, typer.Option(metavar="A B", help="Say that two works are the same.")] = None,
    apart: Annotated[Pair | None, typer.Option(metavar="A B", help="Say that two works are different.")] = None,
    split: Annotated[str, typer.Option(metavar="KEY", help="Take a merged work apart.", show_default=False)] = "",
    clusters: Annotated[
        str, typer.Option(metavar="CSV", help="With files: write id,cluster.", show_default=False)
    ] = "",
    to: To = "bibtex",
    output: Output = "",
    json: Json = False,
) -> None:
    """Find works that are the same in any script, merge the certain, list the doubtful.

    Example: mhlit dedupe --dry-run
    """
    if files:
        on_files(files, clusters, to, output, json)
        return
    with open_library(ctx) as library:
        if explain:
            result = explained(library, explain)
        elif merge or apart or split:
            result = judged(library, merge, apart, split)
        else:
            report = library.dedupe(dry_run=dry_run)
            result = deduplicated(library, report, dry_run)
    render.finish(result, json)


def explained(library: Library, pair: Pair) -> render.Result:
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


def judged(library: Library, merge: Pair | None, apart: Pair | None, split: str) -> render.Result:
    """Store a person's judgement and return what it was."""
    from mhlit import dedupe as deduplication

    if merge:
        deduplication.merge(library.store, *merge, "a person's judgement")
        said = f"{merge[0]} and {merge[1]} are one work now: {library.work(merge[0]).key}"
    elif apart:
        deduplication.reject(library.store, *apart)
        said = f"{apart[0]} and {apart[1]} stay two works, whatever the rules find"
    else:
        deduplication.split(library.store, split)
        said = f"{split} was taken apart"
    notes = ("mhlit undo takes this back",)
    return render.Result("dedupe", {"said": said}, lambda: typer.echo(said), notes=notes)


def deduplicated(library: Library, report: DedupeReport, dry_run: bool) -> render.Result:
    """Return the outcome of a run over the library."""
    data = {
        "works": report.works,
        "merged": [{"keys": group.keys, "reasons": group.reasons} for group in report.merged],
        "possible": [
            {"a": p.a, "b": p.b, "score": round(p.match.score, 4), "reasons": p.match.reasons} for p in report.possible
        ],
    }
    verb = "would be merged" if dry_run else "merged"
    notes = [
        f"{report.works} works looked at, {len(report.merged)} groups {verb}, {len(report.possible)} pairs for a person"
    ]
    if report.possible:
        notes.append("decide a pair with: mhlit dedupe --merge A B, or --apart A B")
    if report.merged and not dry_run:
        notes.append("mhlit undo takes this back")
    keys = [group.keys[0] for group in report.merged] + [key for pair in report.possible for key in (pair.a, pair.b)]
    titles = {key: library.work(key).view.title for key in keys}
    return render.Result("dedupe", data, lambda: show_groups(report, titles), notes=tuple(notes))


def show_groups(report: DedupeReport, titles: dict[str, str]) -> None:
    """Print the merged groups and the doubtful pairs, each with its title and reasons."""
    rows = [("same", " = ".join(g.keys), f"{titles[g.keys[0]]}\n{'; '.join(g.reasons)}") for g in report.merged]
    rows += [
        ("same?", f"{p.a} ~ {p.b}", f"{titles[p.a]}\n{titles[p.b]}\n{'; '.join(p.match.reasons)}")
        for p in report.possible
    ]
    render.paragraphs(rows)


def on_files(files: list[str], clusters: str, to: str, output: str, json: bool) -> None:
    """Deduplicate files without a library: write clusters as CSV, or one record a work."""
    from mhlit.matching.clusters import cluster

    with render.progress("reading", len(files)) as step:
        results = read_all(files, None, step)
    records = [record for _, result in results for record in result.records]
    issues: tuple[Issue, ...] = tuple(issue for _, result in results for issue in result.issues)
    labels = cluster(records)
    if clusters:
        write_whole(clusters, cluster_csv(records, labels))
    text = api.write(one_each(records, labels), to) if output or not clusters else ""
    data = {"records": len(records), "works": len(set(labels)), "labels": labels}
    notes = (f"{len(records)} records, {len(set(labels))} works",)
    render.finish(
        render.Result("dedupe", data, lambda: render.write_output(text, output) if text else None, issues, notes=notes),
        json,
    )


def cluster_csv(records: list[Record], labels: list[int]) -> str:
    """Return the clusters as CSV: the record's id (or its number in the input) and its cluster."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "cluster"))
    writer.writerows(
        (record.id or number, label) for number, (record, label) in enumerate(zip(records, labels, strict=True), 1)
    )
    return out.getvalue()


def one_each(records: list[Record], labels: list[int]) -> list[Record]:
    """Return one view a cluster, in the order of first appearance, under the id of its first record."""
    from dataclasses import replace

    from mhlit.library.views import view_of

    groups: dict[int, list[Record]] = {}
    for record, label in zip(records, labels, strict=True):
        groups.setdefault(label, []).append(record)
    return [replace(view_of(group), id=group[0].id) for group in groups.values()]
