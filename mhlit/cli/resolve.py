"""mhlit resolve: what the registries say about works, and a person's verdicts where they have no one answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mhlit.cli import render
from mhlit.cli.options import DryRun, Json, open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mhlit.api import Library
    from mhlit.resolve import Finding, Outcome, ResolveReport

app = typer.Typer()
PANEL = "Curate"
SERVICE = 4
# What a check lists: DOIs that lead nowhere, or to another work, or perhaps to one, or that could not be asked about.
DOUBTED = frozenset({"conflict", "does-not-exist", "ambiguous", "not-checked"})
# So many works that could not be asked for one reason are still listed one by one.
MANY = 5
HELP = "y or a number: this one · n: none of them · s: skip · u: undo the last answer · q: quit"


@app.command(rich_help_panel=PANEL)
def resolve(
    ctx: typer.Context,
    keys: Annotated[list[str] | None, typer.Argument(help="Citekeys; all works if none.", show_default=False)] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Only list DOIs that are dead or (perhaps) another work's; exit code 3 if any."),
    ] = False,
    review: Annotated[bool, typer.Option("--review", help="Decide the ambiguous ones, one by one.")] = False,
    pmid: Annotated[bool, typer.Option("--pmid", help="Also look up PMIDs of works that have a DOI.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Use stored answers only; ask nobody.")] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again what was asked before.")] = False,
    max_time: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Ask nothing more after so long.", min=0, show_default=False)
    ] = None,
    snapshot: Annotated[
        str, typer.Option(metavar="FILE", help="Ask this local extract of Crossref first.", show_default=False)
    ] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Ask Crossref, DataCite and doi.org for DOIs and metadata; link only what agrees.

    Set your address to be served faster: mhlit config mailto you@example.org

    Example: mhlit resolve --dry-run
    """
    with open_library(ctx) as library:
        works = len(keys or ()) or library.store.size()
        with render.progress("asking", works) as step:
            report = library.resolve(
                keys or None, check=check, offline=offline, refresh=refresh, max_time=max_time, pmid=pmid,
                snapshot=snapshot, dry_run=dry_run, progress=counted(step),
            )  # fmt: skip
        if review and not dry_run:
            render.note(summary(report.outcomes, check=check))
            Review(library, report, offline=offline).run()
    result = resolved(report, dry_run, check, hint=not (check or review))
    render.finish(replace(result, show=lambda: None, notes=()) if review else result, json)


def counted(step: Callable[[str], None]) -> Callable[[Outcome], None]:
    """Return what to call for each outcome: it moves the bar on and shows the counts so far."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()

    def advance(outcome: Outcome) -> None:
        counts[outcome.state] += 1
        if outcome.key not in seen:
            seen.add(outcome.key)
            step(", ".join(f"{number} {state}" for state, number in counts.items()))

    return advance


def resolved(report: ResolveReport, dry_run: bool, check: bool, *, hint: bool) -> render.Result:
    """Return the outcome of a run over the registries."""
    outcomes = [o for o in report.outcomes if not check or o.state in DOUBTED]
    data: dict[str, Any] = {"asked": report.asked, "batch": report.batch, "outcomes": list(map(outcome_data, outcomes))}
    notes = [f"{summary(report.outcomes, check=check)}; {render.counted(report.asked, 'request', 'requests')}"]
    if dry_run:
        notes.append(render.DRY)
    elif report.batch is not None:
        notes.append("mhlit undo takes this back")
    if report.questions and hint:
        notes.append("mhlit resolve --review lets you decide the ambiguous ones")
    unasked = any(o.state == "not-checked" for o in report.outcomes)
    code = SERVICE if unasked else render.DOUBTS if check and outcomes else 0
    return render.Result("resolve", data, lambda: show(outcomes), exit_code=code, notes=tuple(notes))


def summary(outcomes: Iterable[Outcome], *, check: bool) -> str:
    """Return how many works came to which state; a check is about those that have a DOI."""
    counts = Counter("without DOI" if check and not outcome.doi else outcome.state for outcome in outcomes)
    return ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "no works"


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome for ``--json``; what is new is named only, since the work itself has it."""
    changed = [{"field": c.field, "before": c.before, "after": c.after} for c in outcome.changes if c.before]
    return {
        "key": outcome.key,
        "doi": outcome.doi,
        "state": outcome.state,
        "why": outcome.sentence,
        "changed": changed,
        "new": [c.field for c in outcome.changes if not c.before],
    }


def show(outcomes: list[Outcome]) -> None:
    """Print the outcomes, each with what the registry's answer replaces in the view.

    On a terminal those works are left out of which there is nothing new to say, and those that could not be asked for
    one reason stand together.
    """
    told = [(o, "\n".join([o.sentence, *diff(o)])) for o in outcomes]
    if not render.on_terminal():
        render.table(("key", "state", "DOI", "why"), [(o.key, o.state, o.doi, text) for o, text in told])
        return
    unasked = Counter(o.sentence for o in outcomes if o.state == "not-checked")
    many = {sentence: number for sentence, number in unasked.items() if number > MANY}
    news = [(o, text) for o, text in told if o.sentence not in many and (o.changes or o.state != "confirmed")]
    render.paragraphs((o.state, f"{o.key}  {o.doi}".rstrip(), text) for o, text in news)
    render.paragraphs(("not-checked", f"{number} works", sentence) for sentence, number in many.items())


def diff(outcome: Outcome) -> list[str]:
    """Return the values that change, one a line, and which fields are new; a retraction is told in full."""
    told = [c for c in outcome.changes if c.before or c.field == "status"]
    replaced = [f"{c.field}: {c.before or '–'} → {c.after}" for c in told]
    new = [c.field for c in outcome.changes if c not in told]
    return replaced + ([f"new: {', '.join(new)}"] if new else [])


# ---------------------------------------------------------------- the review


class Review:
    """Asks a person about one ambiguous work after the other; what is answered is stored at once."""

    def __init__(self, library: Library, report: ResolveReport, *, offline: bool) -> None:
        self.library = library
        self.questions = [each for each in report.questions if each.rivals]
        self.offline = offline
        self.done: list[tuple[int, int]] = []

    def run(self) -> None:
        """Ask until all are answered or the person quits; an end of the input quits as well."""
        from mhlit.registries.http import Client
        from mhlit.resolve.review import whole

        if not self.questions:
            render.note("nothing to decide")
            return
        client = None if self.offline else Client()
        try:
            self.records = whole(self.library.store, self.questions, client)
        finally:
            if client is not None:
                client.close()
        at = 0
        while 0 <= at < len(self.questions):
            at = self.step(at)
        left = len(self.questions) - len(self.done)
        render.note(f"{len(self.done)} decided, {left} left; mhlit undo takes back the last decision")

    def step(self, at: int) -> int:
        """Show one question, obey the answer, and return the number of the next question; -1 ends."""
        from mhlit.resolve import review

        question = self.questions[at]
        show_question(question, at + 1, len(self.questions))
        answer = ask(len(question.rivals))
        store = self.library.store
        if answer == "q":
            return -1
        if answer == "u":
            if not self.done:
                render.note("nothing to take back")
                return at
            before, batch = self.done.pop()
            review.take_back(store, batch)
            return before
        if answer == "n":
            self.done.append((at, review.refuse(store, question)))
        elif answer != "s":
            chosen = question.rivals[int(answer) - 1]
            self.done.append((at, review.accept(store, question, self.records[chosen.doi])))
        return at + 1


def ask(candidates: int) -> str:
    """Return a person's answer: the number of a candidate, n, s, u or q. The end of the input means q."""
    numbers = {str(number) for number in range(1, candidates + 1)}
    while True:
        try:
            typed = typer.prompt("?", default="s", show_default=False, prompt_suffix=" ", err=True).strip().lower()
        except typer.Abort:
            return "q"
        if typed in {"y", "yes"} and candidates == 1:
            return "1"
        if typed in numbers or typed[:1] in {"n", "s", "u", "q"}:
            return typed if typed in numbers else str(typed[0])
        render.note(HELP if typed not in {"y", "yes"} else f"which one: {', '.join(sorted(numbers))}?")


def show_question(question: Finding, number: int, total: int) -> None:
    """Print a work and its candidates, field under field, so that the eye finds the difference."""
    from mhlit.resolve.outcomes import printed, shown

    render.note(f"\n{number} of {total}: {question.work.key}: {question.outcome.sentence}")
    agreed: list[str] = []
    records = [("printed", printed(question.work)), *((f"{n}", each) for n, each in enumerate(question.rivals, 1))]
    for name in ("titles", "authors", "containers", "issued", "volume", "issue", "pages", "type", "doi"):
        values = [(label, shown(getattr(record, name))) for label, record in records]
        if len({value for _, value in values}) == 1:
            # where all agree there is nothing to compare
            agreed += [f"{name}: {values[0][1]}"] if values[0][1] else []
        else:
            render.note(f"  {name}")
            for label, value in values:
                render.note(f"    {label:>7}  {value or '–'}")
    render.note(f"  all agree: {'; '.join(agreed)}" if agreed else "  they agree in nothing else")
    render.note(HELP)
