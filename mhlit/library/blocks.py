"""What deduplication remembers, so that its cost follows what is new: blocking keys, open pairs, how far it came.

All of it is derived and can be thrown away: then the next run looks at everything. A key stands for a fingerprint of
what two records may have in common (see ``matching.blocking``); an open pair is one that was neither joined nor found
different. When a batch is undone that a run had seen, the next run starts anew, since the pairs that this reopens are
not kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library.records import stored_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection

# Raised when keys or rules change: what was remembered by other rules is worth nothing.
VERSION = 4
SCHEMA = """
CREATE TABLE match_key (key INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE TABLE match_title (record INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE match_pair (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
"""
RECORDS = "SELECT record.*, work.key FROM record JOIN work ON work.id = record.work"


class Reached(NamedTuple):
    """How far a run came: the last record, judgement and batch it saw, how many batches were undone, its rules."""

    record: int
    judgement: int
    batch: int
    undone: int
    rules: int


def now(connection: Connection) -> Reached:
    """Return where a run stands that has seen everything."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM record), (SELECT coalesce(max(id), 0) FROM judgement), "
        "(SELECT coalesce(max(id), 0) FROM batch)"
    ).fetchone()
    record, judgement, batch = map(int, row)
    return Reached(record, judgement, batch, undone(connection, batch), VERSION)


def undone(connection: Connection, last: int) -> int:
    """Return how many batches up to one were taken back; what came and went since reopens nothing."""
    row = connection.execute("SELECT count(*) FROM batch WHERE undone IS NOT NULL AND id <= ?", (last,)).fetchone()
    return int(row[0])


def reached(connection: Connection) -> Reached | None:
    """Return how far the last run came, or None where the next has to look at everything."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'dedupe'").fetchone()
    last = Reached(*json.loads(row[0])) if row else None
    valid = last and last.rules == VERSION and last.undone == undone(connection, last.batch)
    return last if valid else None


def fresh(connection: Connection, last: Reached) -> list[int]:
    """Return the ids of the records that are new since a run, or that a person has parted from others since."""
    rows = connection.execute(
        "SELECT id FROM record WHERE id > ?1 UNION SELECT record.id FROM judgement JOIN record ON uid IN (a, b) "
        "WHERE judgement.id > ?2 AND +kind = 'work' AND verdict = 'different' ORDER BY 1",
        (last.record, last.judgement),
    )
    return [row[0] for row in rows]


def count(connection: Connection) -> tuple[int, int]:
    """Return how many records and works there are."""
    row = connection.execute("SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM work)").fetchone()
    return int(row[0]), int(row[1])


def sources(connection: Connection) -> dict[str, int]:
    """Return how many records were imported from each file, in the order of the imports."""
    rows = connection.execute(
        "SELECT file, count(*) FROM record WHERE rank IN ('file', 'parsed') GROUP BY file ORDER BY min(id)"
    )
    return {row[0]: row[1] for row in rows}


def evidence(connection: Connection, ids: Iterable[int] | None = None) -> Iterator[tuple[str, Stored]]:
    """Yield all records, or those of the works that hold some records, each with its work's citekey."""
    chosen, arguments = "", [json.dumps(list(ids))] if ids is not None else []
    if arguments:
        chosen = " WHERE record.work IN (SELECT work FROM record WHERE id IN (SELECT value FROM json_each(?)))"
    rows = connection.execute(f"{RECORDS}{chosen} ORDER BY work.key, record.uid", arguments)
    return ((row["key"], stored_of(row)) for row in rows)


def members(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """Return the records that have some keys, by key."""
    found: dict[int, list[int]] = {}
    rows = connection.execute(
        "SELECT key, record FROM match_key WHERE key IN (SELECT value FROM json_each(?)) "
        "AND EXISTS (SELECT 1 FROM record WHERE id = match_key.record)",
        (json.dumps(list(keys)),),
    )
    for key, record in rows:
        found.setdefault(key, []).append(record)
    return found


def titles(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return what the members of large blocks are sorted by."""
    query = "SELECT record, title FROM match_title WHERE record IN (SELECT value FROM json_each(?))"
    return dict(map(tuple, connection.execute(query, (json.dumps(list(ids)),))))


def open_pairs(connection: Connection) -> list[tuple[int, int]]:
    """Return the pairs of records that earlier runs left open and that still belong to two works."""
    rows = connection.execute(
        "SELECT a, b FROM match_pair JOIN record AS one ON one.id = a JOIN record AS other ON other.id = b "
        "WHERE one.work <> other.work"
    )
    return [(row[0], row[1]) for row in rows]


def forget(connection: Connection) -> None:
    """Throw away what was remembered."""
    for table in ("match_key", "match_title", "match_pair"):
        connection.execute(f"DELETE FROM {table}")


def remember(
    connection: Connection,
    keys: Iterable[tuple[int, int]],
    sorted_by: Iterable[tuple[int, str]],
    left: Iterable[tuple[int, int]],
    state: Reached,
) -> None:
    """Keep the keys (key, record) and titles of the records that were new, the pairs left open, and how far it came."""
    connection.executemany("INSERT OR IGNORE INTO match_key (key, record) VALUES (?, ?)", sorted(keys))
    connection.executemany("INSERT OR REPLACE INTO match_title (record, title) VALUES (?, ?)", sorted_by)
    connection.execute("DELETE FROM match_pair")
    connection.executemany("INSERT OR IGNORE INTO match_pair (a, b) VALUES (?, ?)", left)
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('dedupe', ?)", (json.dumps(state),))
