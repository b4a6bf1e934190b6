"""The works of an author by the persons of a library: what only a judgement, and no spelling, ties to a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mhlit.library import folding
from mhlit.model import Name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# A name that more works than this bear says little about a person.
MOST = 2_000


def works_of_persons(connection: sqlite3.Connection, keys: Iterable[str], match: str) -> list[int]:
    """Return the works of the persons one of whose printed names has the keys of a name that was asked for.

    So ``author:"Любов Е"`` also finds what is printed under a form that only a judgement ties to it. ``match`` finds
    the works in which to look for the name. Persons are settled when people are asked for (``mhlit authors``); until
    then a name is known by its keys only.
    """
    wanted = set(keys)
    rows = connection.execute(
        "SELECT DISTINCT person, family, given FROM authorship JOIN name USING (form) "
        f"WHERE work IN (SELECT rowid FROM head WHERE head MATCH ? LIMIT {MOST})",
        (match,),
    ).fetchall()
    persons = {
        person for person, family, given in rows if wanted <= set(folding.author_keys(Name(family=family, given=given)))
    }
    found = connection.execute(
        "SELECT DISTINCT work FROM authorship WHERE person IN (SELECT value FROM json_each(?)) ORDER BY work",
        (json.dumps(list(persons)),),
    )
    return [row[0] for row in found]
