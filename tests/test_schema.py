"""The library's file: made, migrated after a copy, refused when it is newer, foreign or damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from mhlit.errors import LibraryError
from mhlit.library import schema
from mhlit.library.store import Store
from mhlit.model import Origin, Record, Text

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "batch", "record", "link", "issue", "judgement", "citekey", "work", "identifier", "keyword", "name", "byline",
    "authorship", "possible",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


def record(number: int) -> Record:
    raw = f"{number}. Gurovich IYa. Community psychiatry {number}. 2004."
    return Record(
        titles=(Text(f"Community psychiatry {number}"),), origin=Origin("list.txt", number, "references", raw)
    )


def tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_library_has_all_tables_and_a_write_ahead_log(path: Path) -> None:
    with closing(schema.open_library(path)) as connection:
        assert tables(connection) >= TABLES
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(schema.MIGRATIONS)
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 1
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 30_000


def test_opening_again_makes_no_copy_and_changes_nothing(path: Path) -> None:
    schema.open_library(path).close()
    before = path.read_bytes()
    schema.open_library(path).close()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_becomes_a_library_and_folders_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "library.db"
    schema.open_library(deep).close()
    empty = tmp_path / "empty.db"
    empty.touch()
    with closing(schema.open_library(empty)) as connection:
        assert tables(connection) >= TABLES


def test_a_library_in_memory_needs_no_file() -> None:
    with Store(":memory:") as store:
        assert store.add([record(1)]).new == 1


# ---------------------------------------------------------------- migrations


def test_an_old_library_is_copied_and_then_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.add([record(1), record(2)])
    added = "ALTER TABLE work ADD COLUMN shelf TEXT; CREATE INDEX work_shelf ON work (shelf);"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, added))
    with Store(path) as store:
        assert store.connection.execute("SELECT count(shelf), count(*) FROM work").fetchone()[:] == (0, 2)
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == 2
    with closing(sqlite3.connect(path.with_name("library.v1.db"))) as copy:
        assert copy.execute("SELECT count(*) FROM record").fetchone()[0] == 2
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1


def test_a_migration_that_fails_leaves_the_library_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.add([record(1)])
    with monkeypatch.context() as patch:
        patch.setattr(
            schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE shelf (x); INSERT INTO nowhere VALUES (1);")
        )
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            Store(path)
    with Store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert "shelf" not in tables(store.connection)
        assert len(list(store.works())) == 1


def test_a_library_that_cannot_be_copied_is_not_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.open_library(path).close()
    path.with_name("library.v1.db").mkdir()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE shelf (x);"))
    with pytest.raises(LibraryError, match="cannot be copied"):
        schema.open_library(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "shelf" not in tables(connection)


def test_the_copy_is_made_by_the_process_that_migrates(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other finds the library migrated when it gets the lock, and must not copy that over the good copy."""
    schema.open_library(path).close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE shelf (x);"))
    with closing(schema.connect(path)) as slow:
        assert schema.version_of(slow) == 1
        schema.open_library(path).close()
        copy = path.with_name("library.v1.db").read_bytes()
        schema.migrate(slow)
    assert path.with_name("library.v1.db").read_bytes() == copy


def test_a_library_that_is_being_read_opens_without_write_ahead_log_and_gets_it_later(path: Path) -> None:
    schema.open_library(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN")
        other.execute("SELECT * FROM batch").fetchall()
        with closing(schema.open_library(path)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
            assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 30_000
    with closing(schema.open_library(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_statements_keeps_semicolons_inside_strings_and_triggers() -> None:
    script = "CREATE TABLE t (x DEFAULT ';');\nCREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;\n"
    assert [s.strip()[:14] for s in schema.statements(script)] == ["CREATE TABLE t", "CREATE TRIGGER"]


# ---------------------------------------------------------------- refusals


def test_a_newer_library_is_refused_and_untouched(path: Path) -> None:
    schema.open_library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"newer mhlit \(its format is 99") as caught:
        Store(path)
    assert caught.value.hint == "update mhlit"
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, 3])
def test_another_programs_database_is_refused_and_untouched(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE items (itemID)")
        connection.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program's database"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"@article{a, title={x}}\n" * 200, b"\x00" * 5000, "Ёж".encode("cp1251") * 999])
def test_a_file_that_is_no_database_is_refused_and_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"is not a mhlit library") as caught:
        Store(path)
    assert "--library" in caught.value.hint
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened"):
        Store(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be opened"):
        Store(tmp_path / "file" / "library.db")


def test_a_damaged_library_says_so(path: Path) -> None:
    with Store(path) as store:
        store.add([record(number) for number in range(200)])
    content = bytearray(path.read_bytes())
    # The header and the schema stay readable; every page after them is noise.
    content[65536:] = b"\xa5" * (len(content) - 65536)
    path.write_bytes(content)

    def use() -> None:
        with Store(path) as store:
            list(store.works())
            store.add([record(999)])

    with pytest.raises(LibraryError, match="is damaged"):
        use()


def test_a_truncated_library_says_so(path: Path) -> None:
    with Store(path) as store:
        store.add([record(number) for number in range(50)])
    path.write_bytes(path.read_bytes()[:6000])

    def use() -> None:
        with Store(path) as store:
            list(store.works())

    with pytest.raises(LibraryError, match="is damaged"):
        use()


def test_a_full_disk_is_told_and_nothing_is_kept(path: Path) -> None:
    with Store(path) as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LibraryError, match="disk is full"):
            store.add([record(number) for number in range(2000)])
        assert list(store.works()) == []
        store.connection.execute("PRAGMA max_page_count = 1000000")
        assert store.add([record(1)]).new == 1


def test_a_locked_library_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.open_library(path).close()
    monkeypatch.setattr(schema, "PATIENCE", 0.0)
    with Store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="in use by another program"):
            store.add([record(1)])
        other.execute("ROLLBACK")
        assert store.add([record(1)]).new == 1


def test_faults_of_the_program_are_not_dressed_up(path: Path) -> None:
    with Store(path) as store, pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.connection.execute("SELECT * FROM nowhere")
