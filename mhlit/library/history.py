"""The log of batches, and undo: every writing command can be taken back.

Undo deletes what a batch added (records, issues, judgements) and computes the works anew that this touches. Batches
that came later stay: their judgements about records that are gone sleep, and count again when the records come back.
Undoing is a batch of its own, so the log tells the whole story.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.errors import NotFound, UsageError
from mhlit.library import citekeys, judgements, persons, works

if TYPE_CHECKING:
    import sqlite3

    from mhlit.library.schema import Connection
    from mhlit.library.store import Store

COLUMNS = """id, at, command, detail, undone,
    (SELECT count(*) FROM record WHERE batch = batch.id) AS records,
    (SELECT count(*) FROM judgement WHERE batch = batch.id) AS judgements,
    (SELECT count(*) FROM issue WHERE batch = batch.id) AS issues,
    (SELECT count(DISTINCT work) FROM record WHERE batch = batch.id) AS works"""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one writing command did: when (UTC), what it added, and which batch took it back (None: none)."""

    id: int
    at: str
    command: str
    detail: str
    records: int
    judgements: int
    issues: int
    works: int
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took away: the batch, its command, and the numbers of its records, judgements and issues."""

    batch: int
    command: str
    records: int
    judgements: int
    issues: int = 0


def log(store: Store) -> list[Batch]:
    """Return all batches, the newest first."""
    return [batch_of(row) for row in store.connection.execute(f"SELECT {COLUMNS} FROM batch ORDER BY id DESC")]


def batch_of(row: sqlite3.Row) -> Batch:
    """Return the batch of a row."""
    return Batch(**dict(row))


def undo(store: Store, batch_id: int | None = None) -> Undone:
    """Take back a batch, by default the last one that was not taken back yet.

    Keys that were exported stay reserved for their records. Raises NotFound where there is no such batch, UsageError
    where it was taken back before, or is an undo itself: import again instead.
    """
    with store.batch("undo") as this:
        batch = find(store.connection, batch_id)
        detail = f"batch {batch.id}: {batch.command} {batch.detail}".rstrip()
        store.connection.execute("UPDATE batch SET undone = ? WHERE id = ?", (this, batch.id))
        store.connection.execute("UPDATE batch SET detail = ? WHERE id = ?", (detail, this))
        store.touched.update(dict.fromkeys(withdraw(store.connection, batch.id)))
    return Undone(batch.id, batch.command, batch.records, batch.judgements, batch.issues)


def find(connection: Connection, batch_id: int | None) -> Batch:
    """Return the batch to take back."""
    chosen = "undone IS NULL AND command <> 'undo'" if batch_id is None else "id = ?"
    arguments = () if batch_id is None else (batch_id,)
    query = f"SELECT {COLUMNS} FROM batch WHERE {chosen} AND id < (SELECT max(id) FROM batch) ORDER BY id DESC"
    row = connection.execute(query, arguments).fetchone()
    if row is None:
        raise NotFound(
            "there is nothing to take back" if batch_id is None else f"there is no batch {batch_id}", "mhlit log"
        )
    batch = batch_of(row)
    if batch.undone is not None:
        raise UsageError(f"batch {batch.id} was taken back already, by batch {batch.undone}", hint="mhlit log")
    if batch.command == "undo":
        raise UsageError(f"batch {batch.id} is an undo itself", hint="do again what it took back")
    return batch


def withdraw(connection: Connection, batch: int) -> list[str]:
    """Delete what a batch added, and return the uids of the records whose works have to be computed anew."""
    gone = [row[0] for row in connection.execute("SELECT uid FROM record WHERE batch = ?", (batch,))]
    judged = judgements.of_batch(connection, batch)
    touched = [uid for each in judged if each.kind == "work" for uid in (each.a, each.b)]
    losing = [row[0] for row in connection.execute("SELECT DISTINCT work FROM record WHERE batch = ?", (batch,))]
    staying = connection.execute(
        "SELECT uid FROM record WHERE batch <> ? AND work IN (SELECT value FROM json_each(?))",
        (batch, json.dumps(losing)),
    )
    touched += [row[0] for row in staying]
    works.remove(connection, losing)
    for table in ("judgement", "issue", "record", "vocabulary"):
        connection.execute(f"DELETE FROM {table} WHERE batch = ?", (batch,))
    citekeys.release(connection, gone)
    persons.forget(connection, [form for each in judged if each.kind == "person" for form in (each.a, each.b)])
    for each in judged:
        if each.kind == "spelling":
            works.respell(connection, each.a)
    return touched
