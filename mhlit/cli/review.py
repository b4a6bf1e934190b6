"""Doubtful pairs one by one: the evidence side by side, and y/n/skip/undo/quit. All of it goes to stderr."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import typer

from mhlit.cli import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.library.doubts import Doubt, Side
    from mhlit.library.store import Store
    from mhlit.model import Person

    Pair = tuple[Person, Person]

ANSWERS = {
    "y": "y", "yes": "y", "д": "y", "да": "y", "n": "n", "no": "n", "н": "n", "нет": "n",
    "s": "s", "skip": "s", "u": "u", "undo": "u", "q": "q", "quit": "q",
}  # fmt: skip
PROMPT = "The same person? y yes · n no · s skip · u undo · q quit"
LABEL = 12


def people(store: Store) -> Counter[str]:
    """Ask about the people who may be one until there are none left, or somebody quits; return the answers' counts.

    Every answer is stored at once, as a batch of its own, so that one may quit at any time and go on another day.
    """
    from mhlit.library import doubts

    tally: Counter[str] = Counter()
    past: list[tuple[str, Pair]] = []
    while pairs := waiting(store, past):
        show(doubts.doubt(store, pairs[0]), len(pairs))
        answer = ask()
        if answer == "q":
            break
        if answer != "u":
            act(store, answer, pairs[0])
            past.append((answer, pairs[0]))
            tally[answer] += 1
        elif past:
            answer, pair = past.pop()
            act(store, answer, pair, back=True)
            tally[answer] -= 1
        else:
            render.note("there is nothing to take back")
    tally["left"] = len(doubts.pairs(store))
    return tally


def waiting(store: Store, past: Iterable[tuple[str, Pair]]) -> list[Pair]:
    """Return the pairs that were not asked about in this session."""
    from mhlit.library import doubts

    skipped = {doubts.named(store, pair) for answer, pair in past if answer == "s"}
    return [pair for pair in doubts.pairs(store) if not skipped or doubts.named(store, pair) not in skipped]


def act(store: Store, answer: str, pair: Pair, *, back: bool = False) -> None:
    """Store an answer, or take it back."""
    from mhlit.library import doubts, history

    if answer == "s":
        doubts.skip(store, pair, back=back)
    elif back:
        history.undo(store)
    else:
        doubts.decide(store, pair, same=answer == "y")


def ask() -> str:
    """Return one of y, n, s, u and q; the end of the input is q."""
    while True:
        typer.echo(f"{PROMPT}: ", nl=False, err=True)
        said = typer.get_text_stream("stdin").readline()
        if not said:
            render.note("")
            return "q"
        if answer := ANSWERS.get(said.strip().casefold()):
            return answer


def show(doubt: Doubt, left: int) -> None:
    """Show a pair, side by side."""
    width = shutil.get_terminal_size().columns if not os.environ.get("COLUMNS") else int(os.environ["COLUMNS"])
    rows = [(name, one, other) for (name, one), (_, other) in zip(facts(doubt.a), facts(doubt.b), strict=True)]
    render.note(f"\n{left} to decide")
    for line in side_by_side(rows, max(width, 60)):
        render.note(line)
    for reason in doubt.reasons:
        render.note(textwrap.fill(reason, width, initial_indent="  · ", subsequent_indent="    "))


def facts(side: Side) -> list[tuple[str, str]]:
    """Return what is shown of one person: names and values, the same names for everybody."""
    person = side.person
    works = [f"{work.key}: {work.view.title}" for work in side.works[:3]]
    more = [f"… {len(side.works) - 3} more"] if len(side.works) > 3 else []
    years = "-".join(map(str, dict.fromkeys((person.years[0], person.years[-1])))) if person.years else ""
    return [
        ("person", f"{person.id}: {person.preferred}"),
        ("printed as", "; ".join(person.variants)),
        ("ORCID", person.orcid),
        ("years", years),
        ("works", "\n".join([*works, *more])),
        ("with", "; ".join(side.coauthors)),
        ("in", "; ".join(side.journals)),
    ]


def side_by_side(rows: Iterable[Sequence[str]], width: int) -> list[str]:
    """Return lines with a name and two values each, wrapped in two columns; rows without values are left out."""
    half = (width - LABEL - 2) // 2
    lines: list[str] = []
    for name, one, other in rows:
        if not (one or other):
            continue
        left, right = wrapped(one, half), wrapped(other, half)
        for at in range(max(len(left), len(right))):
            cells = (left[at] if at < len(left) else "", right[at] if at < len(right) else "")
            lines.append(f"{'' if at else name:<{LABEL}}{cells[0]:<{half}}  {cells[1]}".rstrip())
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a value."""
    return [line for part in text.splitlines() for line in textwrap.wrap(part, width)]


def told(tally: Counter[str]) -> str:
    """Return what was decided, in one line."""
    return f"{tally['y']} merged, {tally['n']} kept apart, {tally['s']} skipped, {tally['left']} left"
