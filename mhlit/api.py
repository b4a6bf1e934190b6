"""The public functions that join the parts, and the Library; ``mhlit/__init__.py`` hands them on.

Each part is imported where it is used: a search should not pay for the parsers, nor a parser for the library.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from mhlit.errors import UnreadableFile, UsageError
from mhlit.model import ReadResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from mhlit.dedupe import DedupeReport
    from mhlit.library.history import Batch, Undone
    from mhlit.library.store import Added
    from mhlit.model import Hit, Issue, Person, Record, Work
    from mhlit.resolve import ResolveReport

# Files above this size are read in portions.
LONG = 8_000_000
# So many records are written at once.
PORTION = 5_000


def read(path: str | Path, format: str | None = None) -> ReadResult:
    """Return the records and issues of a file; its format is sniffed unless given.

    Never raises on content. Raises UnreadableFile where there is no file to read, UsageError for an unknown format.
    """
    from mhlit.formats.limits import joined

    return joined(read_portions(path, format))


def read_portions(path: str | Path, format: str | None = None) -> Iterator[ReadResult]:
    """Yield what ``read`` returns in portions, so that a file may be larger than memory; a short file is one portion.

    Raises as ``read`` does, once the first portion is asked for.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            yield from read_stream(file, format, name=path.name, file_name=str(path))
    except OSError as error:
        raise UnreadableFile(f"cannot read {path}: {error.strerror or error}") from error


def read_stream(
    file: BinaryIO, format: str | None = None, *, name: str = "", file_name: str = ""
) -> Iterator[ReadResult]:
    """Yield what an open file holds in portions; ``file_name`` is what records and issues call it."""
    results = None
    if file.seek(0, os.SEEK_END) > LONG:
        from mhlit.formats import longfile

        file.seek(0)
        results = longfile.portions(file, format, name)
    file.seek(0)
    for result in results if results is not None else (read_bytes(file.read(), format, name=name),):
        yield placed(result, file_name)


def read_bytes(data: bytes, format: str | None = None, *, name: str = "") -> ReadResult:
    """Return the records and issues of a file's bytes: of a binary format, or of text in whatever encoding."""
    from mhlit.decoding import decode
    from mhlit.formats import catalogue

    binary = catalogue.binary(data, format)
    if binary is not None and binary.read_bytes is not None:
        return binary.read_bytes(data)
    text, issues = decode(data)
    result = read_text(text, format, name=name)
    return ReadResult(result.records, (*issues, *result.issues))


def placed(result: ReadResult, file: str) -> ReadResult:
    """Return a result whose records and issues know their file."""
    records = tuple(
        replace(r, origin=replace(r.origin, file=file)) if r.origin and not r.origin.file else r for r in result.records
    )
    return ReadResult(records, tuple(replace(issue, file=issue.file or file) for issue in result.issues))


def read_text(text: str, format: str | None = None, *, name: str = "") -> ReadResult:
    """Return the records and issues of a text; ``name`` is a file name that may help to tell the format."""
    from mhlit.formats import catalogue, limits

    chosen = catalogue.by_name(format) if format else catalogue.sniff(text, name)
    if chosen.read is None:
        raise UsageError(f"mhlit writes {chosen.name} but cannot read it", hint="mhlit formats lists what can be read")
    if not text.strip():
        return ReadResult()
    reader = limits.prose(chosen.read) if chosen.rank == "parsed" else chosen.read
    return limits.bounded(reader(text))


def gathered(results: Iterable[ReadResult]) -> Iterator[tuple[list[Record], list[Issue]]]:
    """Yield records and issues in portions of a size that is quick to write: small files together, long ones apart."""
    records: list[Record] = []
    issues: list[Issue] = []
    for result in results:
        records.extend(result.records)
        issues.extend(result.issues)
        if len(records) + len(issues) >= PORTION:
            yield records, issues
            records, issues = [], []
    if records or issues:
        yield records, issues


def write(records: Iterable[Record], format: str = "bibtex") -> str:
    """Return records as text in a format that ``mhlit formats`` marks as writable."""
    return "".join(write_parts(records, format))


def write_parts(records: Iterable[Record], format: str = "bibtex") -> Iterator[str]:
    """Return the parts of what ``write`` gives: a record at a time, or all at once where records need each other.

    So what is written may be larger than memory. Raises as ``write`` does, before the first record is asked for.
    """
    from mhlit.formats import catalogue

    chosen = catalogue.by_name(format)
    if chosen.write is None:
        raise UsageError(
            f"mhlit reads {chosen.name} but cannot write it", hint="mhlit formats lists what can be written"
        )
    return chosen.write_parts(records) if chosen.write_parts else map(chosen.write, (records,))


def cite(records: Iterable[Record], style: str = "vancouver") -> list[str]:
    """Return one formatted citation a record, without numbers, in any style that ``mhlit styles`` or pandoc knows."""
    from mhlit.formats import bibliography

    return bibliography.cite(records, style)


def default_library() -> Path:
    """Return where the library lies: ``MHLIT_LIBRARY``, the setting, or ``mhlit/library.db`` in the XDG data folder."""
    from mhlit.settings import setting

    if named := setting("library"):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "mhlit" / "library.db"


class Library:
    """A library of works in one SQLite file: created if missing, migrated after a backup if old.

    Use it as a context manager. Every method that writes is one batch, which ``undo`` takes back. Raises LibraryError
    where the file is damaged, locked for too long, or newer than this program.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        from mhlit.library.store import Store

        self.path = Path(path) if path else default_library()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.store = Store(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def add(self, records: Iterable[Record], issues: Iterable[Issue] = (), *, detail: str = "") -> Added:
        """Add records and keep the issues met in reading them; what is there already is counted, not added again."""
        return self.store.add(records, issues, detail=detail)

    def add_portions(self, results: Iterable[ReadResult], *, detail: str = "") -> Added:
        """Add what ``read_portions`` yields, as one batch; each portion is kept once it is written.

        So a file may be larger than memory, and an import that is broken off can be undone, or done again for the rest.
        """
        from mhlit.library.store import merged

        added: list[Added] = []
        for records, issues in gathered(results):
            into = next((each.batch for each in added if each.batch), None)
            added.append(self.store.add(records, issues, detail=detail, into=into))
        return merged(added)

    def search(self, query: str, limit: int = 20, *, exact: bool = False) -> list[Hit]:
        """Return the works that answer a query in any script, best first."""
        from mhlit.library import search

        return search.search(self.store, query, limit=limit, exact=exact)

    def work(self, key: str) -> Work:
        """Return the work of a citekey. Raises NotFound, with near keys in the hint."""
        return self.store.work(key)

    def works(self, keyword: str | Iterable[str] = (), **selection: Any) -> list[Work]:
        """Return works by citekey: all, or those of a selection (see ``mhlit.library.selection.Selection``)."""
        from mhlit.library.selection import Selection, select

        keywords = (keyword,) if isinstance(keyword, str) else tuple(keyword)
        return select(self.store, Selection(keywords=tuple(filter(None, keywords)), **selection))

    def people(self) -> list[Person]:
        """Return the persons named in the library, each with all printed forms of the name."""
        from mhlit.library import persons

        return persons.people(self.store)

    def dedupe(self, *, dry_run: bool = False, **options: Any) -> DedupeReport:
        """Merge the works that are certainly the same, and return these and the pairs that a person should see."""
        from mhlit import dedupe as deduplication

        return deduplication.dedupe(self.store, dry_run=dry_run, **options)

    def resolve(self, keys: Iterable[str] | None = None, *, snapshot: str = "", **options: Any) -> ResolveReport:
        """Ask the registries about works (all by default); options as in ``mhlit.resolve.resolve``.

        ``snapshot`` is the file of a local extract of Crossref, asked before the network.
        """
        from mhlit import resolve as resolving
        from mhlit.settings import setting

        if not (named := snapshot or setting("snapshot")):
            return resolving.resolve(self.store, keys, **options)
        from mhlit.library.snapshot import Snapshot

        with Snapshot(named) as extract:
            return resolving.resolve(self.store, keys, snapshot=extract, **options)

    def edit(self, key: str, changes: dict[str, str]) -> Work:
        """Correct fields of a work (CSL names; ``""`` clears one) by a record of your own; the sources stay."""
        from mhlit import edit as editing

        return editing.edit(self.store, key, changes)

    def accept(self, key: str, variables: list[str]) -> Work:
        """Say that doubtful fields of a work are right as they are."""
        from mhlit import edit as editing

        return editing.accept(self.store, key, variables)

    def log(self) -> list[Batch]:
        """Return the batches, newest first."""
        from mhlit.library import history

        return history.log(self.store)

    def undo(self, batch: int | None = None) -> Undone:
        """Take back a batch, the last one by default. Raises NotFound where there is none."""
        from mhlit.library import history

        return history.undo(self.store, batch)

    def export(self, works: Iterable[Work], names: str = "") -> list[Record]:
        """Return the views of works, each under its citekey, which from now on stays with the work.

        ``names`` writes all names in one scheme (see ``mhlit.library.persons.respelt``).
        """
        from mhlit.library import citekeys, persons

        chosen = list(works)
        views = persons.respelt(self.store, chosen, names) if names else [work.view for work in chosen]
        citekeys.pin(self.store, [work.key for work in chosen])
        return [replace(view, id=work.key) for view, work in zip(views, chosen, strict=True)]
