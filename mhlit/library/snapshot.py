"""A local extract of Crossref's public data file: look-ups by DOI and searches by title without the network.

One SQLite file: works by a 64-bit hash of the DOI (checked against the DOI itself), compressed, without their reference
lists; and a full-text index of title, first author and year. It is built file by file, each in a transaction of its
own, so a build that was interrupted goes on where it stopped. Both layouts of the data file are read: ``.json.gz`` with
``items``, and JSON lines; not compressed as well.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from mhlit.errors import LibraryError, UnreadableFile, UsageError
from mhlit.library.extract import Wanted, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mhlit.library.extract import Row

# "mhls" in ASCII, in the file's header: tells an extract from a library.
APPLICATION = 0x6D686C73
# The index keeps no text of its own, but where words stand: without that (``detail = none``) SQLite ranks nothing.
SCHEMA = (
    "CREATE TABLE work (hash INTEGER PRIMARY KEY, doi TEXT NOT NULL, body BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE words USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE word USING fts5vocab('words', 'row')",
    "CREATE TABLE file (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, works INTEGER, broken INTEGER)",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    f"PRAGMA application_id = {APPLICATION}",
)
SUFFIXES = (".json.gz", ".jsonl.gz", ".json", ".jsonl", ".gz")
# A search looks for the rarest words of a query: common ones cost much and tell nothing.
RAREST = 8
# SQLite's words are runs of letters and digits: "self-help" is two
WORD = re.compile(r"[^\W_]+")
FOUND = 20


class Built(NamedTuple):
    """What a build did: files read, files that were there already, works put in, entries that could not be read."""

    files: int
    known: int
    works: int
    broken: int


def key_of(doi: str) -> int:
    """Return the 64-bit key of a DOI in lower case, as SQLite's signed integer."""
    return int.from_bytes(blake2b(doi.encode(), digest_size=8).digest(), "big", signed=True)


# ---------------------------------------------------------------- building


def build(
    source: str | Path,
    out: str | Path,
    wanted: Wanted | None = None,
    *,
    jobs: int = 1,
    progress: Callable[[], None] = lambda: None,
) -> Built:
    """Read a data file, or a folder of its parts, into an extract; parts that were read before are left out.

    Raises UnreadableFile where there is nothing to read, UsageError where the extract was begun with other filters.
    """
    wanted = wanted or Wanted()
    files = parts_of(Path(source))
    with closing(opened(out, wanted)) as connection:
        known = {tuple(row) for row in connection.execute("SELECT name, size, changed FROM file")}
        new = [path for path in files if stamp(path) not in known]
        works = broken = 0
        for path, rows, bad in read_all(new, wanted, jobs):
            write(connection, path, rows, bad)
            works, broken = works + len(rows), broken + bad
            progress()
    return Built(len(new), len(files) - len(new), works, broken)


def parts_of(source: Path) -> list[Path]:
    """Return the files of a data file, in order. Raises UnreadableFile where there are none."""
    if source.is_dir():
        found = sorted(path for path in source.rglob("*") if path.name.endswith(SUFFIXES) and path.is_file())
    else:
        found = [source] if source.is_file() else []
    if not found:
        raise UnreadableFile(f"there is no data file in {source}", hint="name a folder of .json.gz or .jsonl.gz files")
    return found


def stamp(path: Path) -> tuple[str, int, int]:
    """Return what tells a file that was read before: name, size, time of its last change."""
    about = path.stat()
    return path.name, about.st_size, int(about.st_mtime)


def read_all(files: list[Path], wanted: Wanted, jobs: int) -> Iterator[tuple[Path, list[Row], int]]:
    """Yield each file with its rows and the number of its broken entries, read by several processes if you like."""
    if jobs <= 1 or len(files) <= 1:
        yield from ((path, *rows_of(path, wanted)) for path in files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        results = pool.map(rows_of, files, repeat(wanted))
        yield from ((path, *result) for path, result in zip(files, results, strict=True))


def write(connection: sqlite3.Connection, path: Path, rows: list[Row], broken: int) -> None:
    """Write the works of one file, all or none."""
    keyed = sorted((key_of(doi), doi, body, text) for doi, body, text in rows)
    connection.execute("BEGIN IMMEDIATE")
    try:
        fresh = {key for key, *_ in keyed} - present(connection, [key for key, *_ in keyed])
        connection.executemany("INSERT OR REPLACE INTO work VALUES (?, ?, ?)", (row[:3] for row in keyed))
        # the index has no content of its own to replace, so a work that comes again stays as it was first indexed
        once = {key: text for key, _, _, text in keyed if key in fresh}
        connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", once.items())
        connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (*stamp(path), len(rows), broken))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def present(connection: sqlite3.Connection, keys: list[int]) -> set[int]:
    """Return the keys that the extract has already."""
    rows = connection.execute("SELECT hash FROM work WHERE hash IN (SELECT value FROM json_each(?))", (str(keys),))
    return {row[0] for row in rows}


def opened(path: str | Path, wanted: Wanted) -> sqlite3.Connection:
    """Return a connection to write an extract, made if missing. Raises UsageError where its filters are others."""
    filters = json.dumps(wanted.described(), sort_keys=True)
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('filters', ?)", (filters,))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        row = connection.execute("SELECT value FROM meta WHERE name = 'filters'").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise LibraryError(f"{path} cannot be used as an extract: {error}", hint="name another file: --out") from error
    if row is None or row[0] != filters:
        connection.close()
        begun = told(json.loads(row[0])) if row else "none that can be read"
        raise UsageError(f"{path} was begun with other filters: {begun}", hint="use the same ones, or another file")
    return connection


def told(filters: dict[str, list[str] | int]) -> str:
    """Return filters in words: "issns: 1560-957X; from year: 2010", or "none"."""
    said = {name.replace("_", " "): value for name, value in filters.items() if value}
    texts = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in said.items()}
    return "; ".join(f"{name}: {text}" for name, text in texts.items()) or "none"


# ---------------------------------------------------------------- using


class Snapshot:
    """An extract, opened for reading. A data file itself is made into one first, once, in the user's cache folder.

    Raises UnreadableFile where there is no such file, LibraryError where it is something else.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise UnreadableFile(f"there is no file {path}", hint="mhlit snapshot build FOLDER --out FILE makes one")
        if not is_database(self.path):
            self.path = from_data_file(self.path)
        try:
            self.connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
            (application,) = self.connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.Error as error:
            raise LibraryError(f"{path} cannot be opened: {error}") from error
        if application != APPLICATION:
            self.connection.close()
            raise LibraryError(f"{path} is no extract of Crossref", hint="mhlit snapshot build FOLDER --out FILE")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def work(self, doi: str) -> dict[str, Any] | None:
        """Return the work of a DOI (in lower case), or None."""
        row = self.connection.execute("SELECT doi, body FROM work WHERE hash = ?", (key_of(doi),)).fetchone()
        return unpacked(row[1]) if row is not None and row[0] == doi else None

    def search(self, text: str) -> list[dict[str, Any]]:
        """Return the works that share most of the rare words of a query, best first."""
        rarest = self.rarest(words(text))
        if not rarest:
            return []
        best = "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        rows = self.connection.execute(
            f"SELECT body FROM work JOIN ({best}) found ON work.hash = found.rowid ORDER BY found.rank",
            (" OR ".join(f'"{word}"' for word in rarest), FOUND),
        )
        return [unpacked(row[0]) for row in rows]

    def rarest(self, wanted: list[str]) -> list[str]:
        """Return the words of a query that the fewest works have; those that none has are of no use."""
        rows = self.connection.execute(
            "SELECT term FROM word WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc, term LIMIT ?",
            (json.dumps(wanted), RAREST),
        )
        return [row[0] for row in rows]


def unpacked(body: bytes) -> dict[str, Any]:
    """Return the work of a stored body."""
    found: dict[str, Any] = json.loads(zlib.decompress(body))
    return found


def words(text: str) -> list[str]:
    """Return the words of a query as the index has them: folded, at least three characters, each once."""
    from mhlit.text import fold

    return list(dict.fromkeys(word for word in WORD.findall(fold(text)) if len(word) > 2))


def is_database(path: Path) -> bool:
    """Return whether a file is one of SQLite's."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
    return False


def from_data_file(path: Path) -> Path:
    """Return the extract of a whole data file in the cache folder, made if it is not there or the file has changed."""
    files = parts_of(path)
    told = repr([stamp(each) for each in files]) + str(path.resolve())
    name = f"{path.name.partition('.')[0]}-{blake2b(told.encode(), digest_size=6).hexdigest()}.db"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mhlit"
    build(path, folder / name)
    return folder / name
