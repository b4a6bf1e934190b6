"""The dialogue of ``mhlit dedupe --review``: two works side by side, why they may be one, and one letter to answer.

It goes to stderr, so that stdout stays data. Every answer is stored at once as a person's judgement in a batch of its
own: leaving in the middle loses nothing, and what was answered is not asked again.
"""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import typer

from mhlit.cli import render
from mhlit.cli.fields import field_rows
from mhlit.cli.review import ANSWERS, LABEL, side_by_side
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.dedupe import Pair
    from mhlit.library.store import Store
    from mhlit.model import Record, Work

PROMPT = "The same work? y yes · n no · s skip · u undo · q quit"
NAMES = {"container-title": "in", "page": "pages", "issued": "date", "publisher-place": "place"}
# Fields that say nothing about whether two works are one.
LEFT_OUT = {"id", "abstract", "keyword", "note", "language", "accessed"}
DIFFERS = "≠"


def review(store: Store, pairs: Sequence[Pair]) -> Counter[str]:
    """Ask about pairs until they are through or the person has enough, and return how often each answer was given."""
    answers: list[tuple[int, str, int | None]] = []
    number = 0
    while number < len(pairs):
        works = store.work(pairs[number].a), store.work(pairs[number].b)
        if works[0].id == works[1].id:
            # joined by an earlier answer about other records of theirs
            number += 1
            continue
        show(works, pairs[number].match.reasons, f"{number + 1} of {len(pairs)}")
        answer = ask()
        if answer == "q":
            break
        if answer != "u":
            answers.append((number, answer, judge(store, works, answer)))
            number += 1
        elif answers:
            number = take_back(store, answers.pop())
        else:
            render.note("there is nothing to take back")
    return Counter(answer for _, answer, _ in answers)


def ask() -> str:
    """Return one of y, n, s, u and q; the end of the input is q.

    Not by ``typer.prompt``, which prints a blank on stdout.
    """
    while True:
        typer.echo(f"{PROMPT}: ", nl=False, err=True)
        if not (said := typer.get_text_stream("stdin").readline()):
            render.note("")
            return "q"
        if answer := ANSWERS.get(said.strip().casefold()):
            return answer


def judge(store: Store, works: tuple[Work, Work], answer: str) -> int | None:
    """Store an answer and return the batch that holds it; what is skipped is asked again another time."""
    from mhlit import dedupe

    if answer == "s":
        return None
    a, b = works[0].key, works[1].key
    return dedupe.merge(store, a, b, "merged in a review") if answer == "y" else dedupe.reject(store, a, b)


def take_back(store: Store, last: tuple[int, str, int | None]) -> int:
    """Undo an answer and return the number of its pair, to be asked again."""
    from mhlit.library import history

    number, _, batch = last
    if batch is not None:
        history.undo(store, batch)
    return number


# ---------------------------------------------------------------- side by side


def show(works: tuple[Work, Work], reasons: Sequence[str], progress: str) -> None:
    """Print two works side by side, a sign where they differ, and the reasons."""
    one, other = works
    width = shutil.get_terminal_size().columns
    render.note(f"\n{progress}")
    for line in side_by_side([("", one.key, other.key), *compared(one.view, other.view)], max(width, 60)):
        render.note(line)
    for reason in reasons:
        render.note(textwrap.fill(reason, width, initial_indent="  · ", subsequent_indent="    "))


def compared(a: Record, b: Record) -> list[tuple[str, str, str]]:
    """Return the rows of a comparison: the field, with a sign where both have it and differ, and the two values."""
    one, other = fields_of(a), fields_of(b)
    rows = []
    for name in dict.fromkeys((*one, *other)):
        left, right = one.get(name, ""), other.get(name, "")
        sign = DIFFERS if left and right and fold(left) != fold(right) else " "
        rows.append((f"{sign} {NAMES.get(name, name)}"[: LABEL - 1], left, right))
    return rows


def fields_of(record: Record) -> dict[str, str]:
    """Return the fields of a record that are compared, several wordings under one another."""
    found: dict[str, list[str]] = {}
    for name, value in field_rows(record):
        if name not in LEFT_OUT:
            found.setdefault(name, []).append(value)
    return {name: "\n".join(values) for name, values in found.items()}
