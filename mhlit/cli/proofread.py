"""The doubtful records of an import one by one, the doubtful parts marked; accept, edit, skip, undo, quit.

All of it goes to stderr. Every answer is stored at once, as a batch of its own, so that one may quit at any time; what
was accepted or edited is not asked about again, whenever the file is imported again.
"""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import typer

from mhlit.cli import render
from mhlit.cli.edit import split_change
from mhlit.cli.fields import confidences, field_rows
from mhlit.errors import UsageError
from mhlit.references import DOUBTS, left_out, marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.api import Library
    from mhlit.model import Record

ANSWERS = {
    "a": "a", "accept": "a", "y": "a", "д": "a", "e": "e", "edit": "e", "s": "s", "skip": "s",
    "u": "u", "undo": "u", "q": "q", "quit": "q",
}  # fmt: skip
PROMPT = "a accept · e edit fields · s skip · u undo · q quit"
EDIT = "field=value, or nothing when done"
# What is accepted where no field is doubted but words of the text are in none.
UNREAD = "unread words"


def review(library: Library, records: Iterable[Record]) -> Counter[str]:
    """Ask about each doubtful record of an import, and return how many were accepted, edited, skipped and left.

    "Undo" takes the answer before back and asks again.
    """
    waiting = [record for record in records if questions(record) and not seen(library, record)]
    said: list[str] = []
    while len(said) < len(waiting):
        show(record := waiting[len(said)], len(waiting) - len(said))
        answer = decided(library, record)
        if answer == "q":
            break
        if answer != "u":
            said.append(answer)
        elif not said:
            render.note("there is nothing to take back")
        elif said.pop() != "s":
            library.undo()
    return Counter(said) + Counter(left=len(waiting) - len(said))


def questions(record: Record) -> list[str]:
    """Return what a person has to look at: doubtful fields, or words that were not read."""
    return list(record.extra.get(DOUBTS) or ([UNREAD] if left_out(record) else []))


def seen(library: Library, record: Record) -> bool:
    """Return whether a person has looked at the work of a record already."""
    return any(each.origin is not None and each.origin.format == "edit" for each in library.work(record.uid).records)


def show(record: Record, left: int) -> None:
    """Show a record: its text with the doubtful parts in brackets, and what was read from them."""
    origin = record.origin
    place = f" ({origin.file}:{origin.line})" if origin and origin.file else ""
    render.note(f"\n{left} to look at{place}")
    render.note(wrapped(marked(origin.raw if origin else "")))
    doubts, sure = record.extra.get(DOUBTS, []), confidences(record)
    rows = [(name, value) for name, value in field_rows(record) if name != "doubts"]
    for name, value in [*rows, *((name, "") for name in doubts if name not in dict(rows))]:
        asked = f"?  [{sure.get(name, 0.0):.2f}]" if name in doubts else ""
        render.note(wrapped(f"{name}: {value}{asked}", "  "))
    if words := left_out(record):
        render.note(wrapped(f"not read: {', '.join(words)}", "  "))


def wrapped(text: str, indent: str = "") -> str:
    """Return a text in lines no wider than the terminal."""
    width = shutil.get_terminal_size().columns
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=2 * indent, break_on_hyphens=False)


def decided(library: Library, record: Record) -> str:
    """Return what a person said of a record, after it was stored; the end of the input is q."""
    while True:
        answer = ANSWERS.get(prompted(PROMPT, end="q").strip().casefold(), "")
        if answer == "e":
            if changes := typed():
                library.edit(record.uid, changes)
                return answer
        elif answer == "a":
            library.accept(record.uid, questions(record))
            return answer
        elif answer:
            return answer
        else:
            render.note("type one of the letters a, e, s, u and q")


def typed() -> dict[str, str]:
    """Return the changes that a person types, a field a line; an empty line ends them."""
    from mhlit.edit import correction

    changes: dict[str, str] = {}
    while line := prompted(EDIT).strip():
        try:
            name, value = split_change(line)
            correction({name: value})
        except UsageError as error:
            render.note(f"error: {error}")
        else:
            changes[name] = value
    return changes


def prompted(question: str, end: str = "") -> str:
    """Return a line that a person types, or ``end`` where the input ends."""
    try:
        return str(typer.prompt(question, default="", show_default=False, err=True))
    except typer.Abort:
        render.note("")
        return end


def told(tally: Counter[str]) -> str:
    """Return what was decided, in one line."""
    words = (("a", "accepted"), ("e", "edited"), ("s", "skipped"), ("left", "left"))
    said = ", ".join(f"{tally[key]} {word}" for key, word in words if tally[key])
    return f"looked at: {said}" if said else "nothing doubtful to look at"
