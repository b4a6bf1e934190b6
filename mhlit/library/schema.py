"""The library's file: its tables, numbered migrations, and the connection with its settings.

SQLite of the standard library: write-ahead log, ``BEGIN IMMEDIATE`` for every write, 30 seconds of patience. The number
of the last migration stands in ``user_version``; an older library is copied by the backup API before it is migrated, a
newer one is refused. Creating a library is the first migration, under the same lock, so two imports may start at once.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from mhlit.errors import LibraryError
from mhlit.library import blocks, search

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = ":memory:"
# "mhlt" in ASCII, in the file's header: tells a library from another program's database.
APPLICATION = 0x6D686C74
PATIENCE = 30.0

# record.uid is the identity of evidence; record.work the id of the work it belongs to, which is the smallest record id
# of that work. Ids are never used twice, so an undone import cannot lend its number to another. work.view is NULL where
# the work has one record: that record is the view. citekey.number counts the keys of one base ("b" is 2).
#
# name holds the printed forms of names, byline which works print them. Whose they are stands in authorship, by work,
# since "Ivanov AA" can be two people's; it is made when people are asked for, for the blocks (name.key) that hold a
# stale name, and so is possible, the pairs of nodes that nothing decides (library/authorship.py).
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    undone INTEGER REFERENCES batch
);

CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    batch INTEGER NOT NULL REFERENCES batch,
    work INTEGER NOT NULL,
    rank TEXT NOT NULL,
    source_id TEXT NOT NULL,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    raw TEXT NOT NULL,
    csl TEXT NOT NULL
);
CREATE INDEX record_work ON record (work);
CREATE INDEX record_batch ON record (batch);
CREATE INDEX record_source_id ON record (source_id) WHERE source_id <> '';

CREATE TABLE link (
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    rel TEXT NOT NULL,
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (record, rel, position)
) WITHOUT ROWID;
CREATE INDEX link_target ON link (target);

CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    batch INTEGER NOT NULL REFERENCES batch,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    raw TEXT NOT NULL
);
CREATE INDEX issue_batch ON issue (batch);

CREATE TABLE judgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
    by TEXT NOT NULL CHECK (by IN ('rule', 'person')),
    reason TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch
);
CREATE INDEX judgement_a ON judgement (kind, a);
CREATE INDEX judgement_b ON judgement (kind, b);
CREATE INDEX judgement_batch ON judgement (batch);

CREATE TABLE citekey (
    key TEXT PRIMARY KEY COLLATE NOCASE,
    uid TEXT NOT NULL,
    base TEXT NOT NULL,
    number INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX citekey_uid ON citekey (uid);
CREATE INDEX citekey_base ON citekey (base, number);

CREATE TABLE work (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL COLLATE NOCASE,
    type TEXT NOT NULL,
    year INTEGER,
    size INTEGER NOT NULL,
    view TEXT,
    sources TEXT,
    subjects TEXT NOT NULL
);
CREATE INDEX work_key ON work (key);
CREATE INDEX work_year ON work (year);

CREATE TABLE identifier (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    work INTEGER NOT NULL,
    PRIMARY KEY (kind, value, work)
) WITHOUT ROWID;
CREATE INDEX identifier_work ON identifier (work);

CREATE TABLE keyword (
    work INTEGER NOT NULL,
    folded TEXT NOT NULL,
    label TEXT NOT NULL,
    concept TEXT NOT NULL,
    assigned INTEGER NOT NULL
);
CREATE INDEX keyword_work ON keyword (work);
CREATE INDEX keyword_folded ON keyword (folded) WHERE assigned = 0;
CREATE INDEX keyword_concept ON keyword (concept) WHERE concept <> '';

CREATE TABLE name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form TEXT NOT NULL UNIQUE,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    suffix TEXT NOT NULL,
    key TEXT,
    stale INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX name_key ON name (key);
CREATE INDEX name_stale ON name (id) WHERE stale;

CREATE TABLE byline (
    work INTEGER NOT NULL,
    form TEXT NOT NULL,
    record INTEGER NOT NULL,
    role TEXT NOT NULL,
    orcid TEXT NOT NULL,
    place TEXT NOT NULL,
    wording_of TEXT NOT NULL,
    PRIMARY KEY (work, form)
) WITHOUT ROWID;
CREATE INDEX byline_form ON byline (form);
CREATE INDEX byline_orcid ON byline (orcid) WHERE orcid <> '';

CREATE TABLE authorship (
    work INTEGER NOT NULL,
    form TEXT NOT NULL,
    person INTEGER NOT NULL,
    node TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (form, work)
) WITHOUT ROWID;
CREATE INDEX authorship_person ON authorship (person);
CREATE INDEX authorship_node ON authorship (node);

CREATE TABLE possible (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (key, a, b)
) WITHOUT ROWID;

CREATE TABLE vocabulary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    concept TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch
);

CREATE TABLE saved (
    name TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    seen INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE cache (
    registry TEXT NOT NULL,
    key TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    fetched TEXT NOT NULL,
    PRIMARY KEY (registry, key)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (TABLES + search.SCHEMA + blocks.SCHEMA,)

# What SQLite says -> what the user is told and advised; other codes are faults of the program and stay as they are.
TROUBLES = {
    "SQLITE_BUSY": ("is in use by another program", "wait until it has finished, then try again"),
    "SQLITE_LOCKED": ("is in use by another program", "wait until it has finished, then try again"),
    "SQLITE_NOTADB": ("is not a mhlit library", "name another file with --library"),
    "SQLITE_CORRUPT": ("is damaged", "go back to a copy of the file, or import your sources into a new library"),
    "SQLITE_READONLY": ("cannot be written", "see to the permissions of the file and its folder"),
    "SQLITE_CANTOPEN": ("cannot be opened", "see whether the folder exists and may be written"),
    "SQLITE_PERM": ("cannot be opened", "see to the permissions of the file"),
    "SQLITE_FULL": ("cannot grow: the disk is full", "make room; nothing of this command was kept"),
    "SQLITE_IOERR": ("cannot be read or written", "see to the disk"),
}


class Connection(sqlite3.Connection):
    """A connection whose troubles with the file are LibraryErrors, one sentence with a hint."""

    path = ""

    def execute(self, *arguments: Any) -> Any:
        """Run one statement."""
        return self.cursor(Cursor).execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        """Run one statement for many rows."""
        return self.cursor(Cursor).executemany(*arguments)

    def trouble(self, error: sqlite3.DatabaseError) -> Exception:
        """Return what to raise: a sentence about the file, or the error itself where the program is at fault."""
        # "SQLITE_IOERR_SHORT_READ" -> "SQLITE_IOERR"
        code = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        if code not in TROUBLES:
            return error
        what, hint = TROUBLES[code]
        return LibraryError(f"the library {self.path} {what}", hint=hint)


class Cursor(sqlite3.Cursor):
    """A cursor of such a connection; damage often shows only when rows are fetched."""

    connection: Connection

    def execute(self, *arguments: Any) -> Self:
        """Run one statement."""
        try:
            return super().execute(*arguments)
        except sqlite3.DatabaseError as error:
            raise self.connection.trouble(error) from error

    def executemany(self, *arguments: Any) -> Self:
        """Run one statement for many rows."""
        try:
            return super().executemany(*arguments)
        except sqlite3.DatabaseError as error:
            raise self.connection.trouble(error) from error

    def fetchone(self) -> Any:
        """Return the next row or None."""
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            raise self.connection.trouble(error) from error

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        try:
            return super().fetchall()
        except sqlite3.DatabaseError as error:
            raise self.connection.trouble(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise self.connection.trouble(error) from error


def open_library(path: str | Path) -> Connection:
    """Return a connection to a library, created if missing and migrated if old.

    Raises LibraryError where the file is not a library, damaged, locked for too long, or newer than this program.
    """
    connection = connect(path)
    try:
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: str | Path) -> Connection:
    """Return a connection in which transactions begin only where we say so."""
    name = str(path)
    try:
        if name != MEMORY:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, factory=Connection)
    except (sqlite3.Error, OSError) as error:
        raise LibraryError(
            f"the library {name} cannot be opened: {error}", hint=TROUBLES["SQLITE_CANTOPEN"][1]
        ) from error
    connection.path = name
    connection.row_factory = sqlite3.Row
    return connection


def prepare(connection: Connection) -> None:
    """Set what a connection needs and bring the tables up to date."""
    if version_of(connection) < len(MIGRATIONS):
        migrate(connection)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        write_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA temp_store = MEMORY")
    # The log is brought home at 32 MB or when the library is closed, not every 4 MB: that waits for the disk twice.
    connection.execute("PRAGMA wal_autocheckpoint = 8000")


def write_ahead(connection: Connection) -> None:
    """Turn on the write-ahead log, which stays on; while another process uses the new file, leave it to the next."""
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(LibraryError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def version_of(connection: Connection) -> int:
    """Return the number of a library's last migration, 0 for a new file. Refuses what is no library or too new."""
    # One statement is one snapshot: another process may be making the library right now.
    version, application, tables = connection.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if application != APPLICATION and (version or tables):
        raise LibraryError(
            f"the library {connection.path} is another program's database", hint="name another file with --library"
        )
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"the library {connection.path} was written by a newer mhlit (its format is {version}, "
            f"this program knows {len(MIGRATIONS)})",
            hint="update mhlit",
        )
    return int(version)


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, each in one transaction of its own, after a copy of what is there."""
    copied = False
    for number, script in enumerate(MIGRATIONS, 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked again under the lock: another process may have been faster.
            version = version_of(connection)
            if version < number:
                if version and not copied:
                    back_up(connection.path, version)
                copied = True
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: ``executescript`` would commit the transaction it is called in."""
    pending = ""
    for part in script.split(";"):
        pending += f"{part};"
        if sqlite3.complete_statement(pending):
            if pending.strip(" \n;"):
                yield pending
            pending = ""


def back_up(library: str, version: int) -> None:
    """Copy a library beside itself before it is migrated: ``library.db`` -> ``library.v1.db``.

    Through a connection of its own, which sees what is committed while ours holds the lock.
    """
    path = Path(library)
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except (sqlite3.Error, OSError) as error:
        raise LibraryError(f"the library {path} cannot be copied to {copy} before its update: {error}") from error
