"""Records in the library: rows <-> records. A record's row never changes, but for the work it belongs to."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.errors import UsageError
from mhlit.formats.csljson import from_csl, to_csl

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from mhlit.library.schema import Connection
    from mhlit.model import Issue, Record

# The ranks of evidence, best first: the order of precedence of views.
RANKS = ("edit", "registry", "file", "parsed")


class Stored(NamedTuple):
    """A record with its place in the library."""

    id: int
    uid: str
    rank: str
    work: int
    record: Record


@cache
def rank_of(format: str) -> str:
    """Return the trust that records of a file's format deserve: ``file``, or ``parsed`` for prose."""
    from mhlit.formats import catalogue

    try:
        return catalogue.by_name(format).rank
    except UsageError:
        return "file"


def known(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of the records that are there already, by uid."""
    rows = connection.execute(
        "SELECT uid, id FROM record WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps(list(uids)),)
    )
    return dict(map(tuple, rows))


def insert(connection: Connection, batch: int, records: Sequence[tuple[str, str, Record]]) -> list[Stored]:
    """Store records, given as (uid, rank, record), each as a work of its own for now."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()
    first = (last[0] if last else 0) + 1
    new: list[Stored] = []
    rows: list[tuple[Any, ...]] = []
    for id, (uid, rank, record) in enumerate(records, first):
        sound, columns = columns_of(record)
        new.append(Stored(id, uid, rank, id, sound))
        rows.append((id, uid, batch, id, rank, *columns))
    connection.executemany(
        "INSERT INTO record (id, uid, batch, work, rank, csl, source_id, format, file, line, raw) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany(
        "INSERT INTO link (record, rel, position, target) VALUES (?, ?, ?, ?)",
        (
            (each.id, rel, position, target)
            for each in new
            for rel in ("cites", "related")
            for position, target in enumerate(getattr(each.record, rel))
        ),
    )
    return new


def columns_of(record: Record) -> tuple[Record, tuple[str, str, str, str, int, str]]:
    """Return a record as it can be stored, and its columns; the raw text stands in one of its own, not in the JSON."""
    item = to_csl(record)
    origin = item["custom"].pop("origin") if record.origin else {}
    if not item.get("custom", True):
        del item["custom"]
    texts = (encode(item), record.id, origin.get("format", ""), origin.get("file", ""), origin.get("raw", ""))
    if tuple(map(storable, texts)) != texts:
        return columns_of(from_csl(json.loads(storable(encode(to_csl(record))))))
    return record, (*texts[:4], origin.get("line", 0), texts[4])


def record_of(row: sqlite3.Row) -> Record:
    """Return the record of a row."""
    item = json.loads(row["csl"])
    origin = {name: row[name] for name in ("file", "line", "format", "raw")}
    if any(origin.values()):
        item.setdefault("custom", {})["origin"] = origin
    return from_csl(item)


def stored_of(row: sqlite3.Row) -> Stored:
    """Return the record of a row with its place in the library."""
    return Stored(row["id"], row["uid"], row["rank"], row["work"], record_of(row))


def load(connection: Connection, works: Iterable[int]) -> Iterator[Stored]:
    """Yield the records of some works, oldest first."""
    rows = connection.execute(
        "SELECT * FROM record WHERE work IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(list(works)),)
    )
    return map(stored_of, rows)


def encode(value: Any) -> str:
    """Return compact JSON; what JSON cannot say (a date of YAML) is written as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def storable(text: str) -> str:
    """Return the text with a question mark for each half of a surrogate pair, which UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def insert_issues(connection: Connection, batch: int, issues: Iterable[Issue]) -> int:
    """Store issues that are not there yet, and return how many were new."""
    from hashlib import blake2b

    before = connection.total_changes
    connection.executemany(
        "INSERT OR IGNORE INTO issue (digest, batch, file, line, code, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                blake2b("\0".join((*texts, str(issue.line))).encode(), digest_size=10).hexdigest(),
                batch,
                texts[0],
                issue.line,
                *texts[1:],
            )
            for issue in issues
            for texts in [[storable(text) for text in (issue.file, issue.code, issue.message, issue.raw)]]
        ),
    )
    return connection.total_changes - before
