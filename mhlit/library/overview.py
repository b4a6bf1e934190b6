"""What a library holds, in numbers; and the doubts that its imports left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.model import Issue

if TYPE_CHECKING:
    from mhlit.library.store import Store

# What is counted, and how; a view that is NULL is that of the work's only record.
TOTALS = {
    "works": "SELECT count(*) FROM work",
    "records": "SELECT count(*) FROM record",
    "people": "SELECT count(DISTINCT person) FROM authorship",
    "works with a DOI": "SELECT count(DISTINCT work) FROM identifier WHERE kind = 'DOI'",
    "doubtful places": "SELECT count(*) FROM issue",
}
VIEWS = "SELECT coalesce(work.view, record.csl) AS item FROM work JOIN record ON record.id = work.id"
GROUPS = {
    "type": "SELECT type, count(*) FROM work GROUP BY type",
    "decade": "SELECT (year / 10 * 10) || 's', count(*) FROM work WHERE year IS NOT NULL GROUP BY 1 ORDER BY 1",
    "language": f"SELECT item ->> 'language', count(*) FROM ({VIEWS}) GROUP BY 1",
    "journal": f"SELECT item ->> 'container-title', count(*) FROM ({VIEWS}) "
    "WHERE item ->> 'type' LIKE 'article%' GROUP BY 1",
    "keyword": "SELECT label, count(*) FROM keyword WHERE NOT assigned GROUP BY folded",
    "source": "SELECT file, count(*) FROM record GROUP BY file",
}
MOST = 10


def counts(store: Store) -> dict[str, dict[str, int]]:
    """Return numbers by group: totals, then the ten commonest of each kind, decades in their order."""
    people_first(store)
    totals = {name: one(store, query) for name, query in TOTALS.items()}
    return {"total": totals} | {group: commonest(store, group, query) for group, query in GROUPS.items()}


def people_first(store: Store) -> None:
    """See to it that every printed name has its person before people are counted."""
    from mhlit.library.persons import people

    people(store)


def one(store: Store, query: str) -> int:
    """Return the only number of a query."""
    return int(store.connection.execute(query).fetchone()[0])


def commonest(store: Store, group: str, query: str) -> dict[str, int]:
    """Return the values of a group with their numbers; what has no value counts as ``not told``."""
    rows = [(row[0] or "not told", row[1]) for row in store.connection.execute(query)]
    if group != "decade":
        rows.sort(key=lambda row: (-row[1], row[0]))
        rows = rows[:MOST]
    return dict(rows)


def doubts(store: Store) -> list[Issue]:
    """Return the issues met by all imports, in the order of files and lines."""
    rows = store.connection.execute("SELECT code, message, line, file, raw FROM issue ORDER BY file, line, id")
    return [Issue(*row) for row in rows]


def damage(store: Store) -> list[str]:
    """Return what SQLite finds wrong with the file and its indexes; nothing in a sound library."""
    rows = store.connection.execute("PRAGMA integrity_check").fetchall()
    broken = store.connection.execute("PRAGMA foreign_key_check").fetchall()
    return [row[0] for row in rows if row[0] != "ok"] + [f"a row of {row[0]} points nowhere" for row in broken]
