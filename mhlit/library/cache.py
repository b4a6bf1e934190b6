"""What registries answered, kept in the library so that nothing is asked twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library.records import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.library.schema import Connection


class Kept(NamedTuple):
    """An answer of a registry: its status, its text, and the day on which it was given."""

    status: str
    body: str
    day: str


def get(connection: Connection, registry: str, key: str, max_age_days: float) -> Kept | None:
    """Return what a registry answered to a question, or None where it was not asked lately."""
    oldest = (datetime.now(UTC) - timedelta(days=max_age_days)).isoformat(timespec="seconds")
    row = connection.execute(
        "SELECT status, body, fetched FROM cache WHERE registry = ? AND key = ? AND fetched >= ?",
        (registry, storable(key), oldest),
    ).fetchone()
    return None if row is None else Kept(row["status"], row["body"], row["fetched"][:10])


def put(connection: Connection, registry: str, answers: Iterable[tuple[str, str, str]]) -> None:
    """Keep answers (key, status, body), instead of older ones to the same questions."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.executemany(
        "INSERT OR REPLACE INTO cache (registry, key, status, body, fetched) VALUES (?, ?, ?, ?, ?)",
        ((registry, storable(key), status, storable(body), now) for key, status, body in answers),
    )
