"""Searches saved under a name, and what is new in them since they were last asked for new works."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mhlit.errors import NotFound, UsageError
from mhlit.library import finding

if TYPE_CHECKING:
    from mhlit.library.finding import Found, Request
    from mhlit.library.store import Store

# "stigma", "наши-группы.2019": what a shell takes without quotes
NAME = re.compile(r"[\w][\w.-]{0,63}")


class Saved(NamedTuple):
    """A saved search: its name, what it asks for, and the number of the last work that was there when it was seen."""

    name: str
    request: Request
    seen: int


def save(store: Store, name: str, request: Request) -> None:
    """Save a search under a name, in place of an older one of that name; what is there now counts as seen."""
    if not NAME.fullmatch(name):
        raise UsageError(f"'{name}' is no name for a search", hint="letters, digits, . - and _: --save our-groups")
    with store.writing():
        store.connection.execute(
            "INSERT OR REPLACE INTO saved (name, request, seen) VALUES (?, ?, ?)",
            (name, finding.encode(request), newest(store)),
        )


def forget(store: Store, name: str) -> None:
    """Delete a saved search. Raises NotFound where there is none of that name."""
    load(store, name)
    with store.writing():
        store.connection.execute("DELETE FROM saved WHERE name = ?", (name,))


def load(store: Store, name: str) -> Saved:
    """Return a saved search. Raises NotFound, with the names there are in the hint."""
    for each in every(store):
        if each.name == name:
            return each
    names = ", ".join(f"@{each.name}" for each in every(store))
    hint = f"saved searches: {names}" if names else "save one: mhlit search WORDS --save NAME"
    raise NotFound(f"no search is saved as '{name}'", hint=hint)


def every(store: Store) -> list[Saved]:
    """Return all saved searches by name."""
    rows = store.connection.execute("SELECT name, request, seen FROM saved ORDER BY name")
    return [Saved(name, finding.decode(text), seen) for name, text, seen in rows]


def news(store: Store, name: str, request: Request) -> Found:
    """Return the works that came since a saved search was last seen; when no more are left, they count as seen."""
    each, now = load(store, name), newest(store)
    found = finding.answer(store, replace(request, since=each.seen or 0))
    if not found.more:
        with store.writing():
            store.connection.execute("UPDATE saved SET seen = ? WHERE name = ?", (now, name))
    return found


def newest(store: Store) -> int:
    """Return the number of the last record there ever was; an undone import does not lend its number to another."""
    row = store.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()
    return int(row[0]) if row else 0
