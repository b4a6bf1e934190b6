"""The store: the only owner of the library's file, and the few acts of which every command is made.

It stays thin: what a record, a work, a judgement, a keyword or a citekey is stands in the module of that name.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from mhlit.errors import NotFound
from mhlit.library import cache, judgements, keywords, links, persons, records, works
from mhlit.library.judgements import Judgement
from mhlit.library.schema import open_library
from mhlit.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mhlit.library.cache import Kept
    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection
    from mhlit.model import Issue, Record, Work


@dataclass(frozen=True, slots=True)
class Added:
    """What an import brought: new records, known ones, new issues, the batch (None: nothing new), the new citekeys."""

    new: int
    known: int
    issues: int = 0
    batch: int | None = None
    keys: tuple[str, ...] = ()


class Store:
    """A library in one SQLite file. Every write happens inside ``batch``, which keeps all of it or nothing.

    Raises LibraryError where the file is no library, damaged, locked for too long, or newer than this program.
    """

    connection: Connection

    def __init__(self, path: str | Path) -> None:
        self.connection = open_library(path)
        self.touched: dict[str, None] = {}
        self.fresh: dict[str, Stored] = {}
        self.rehearsing = False
        if works.outdated(self.connection):
            with self.writing():
                # Asked again under the lock: another process may have been faster.
                if works.outdated(self.connection):
                    works.rebuild(self.connection)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock; commit at the end, or take everything back when something is raised.

        Inside a batch it adds to the batch. While ``rehearsing`` (``--dry-run``) everything is taken back at the end.
        """
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK" if self.rehearsing else "COMMIT")
        except BaseException:
            # A full disk has already rolled back.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    @contextmanager
    def batch(self, command: str, detail: str = "", *, into: int | None = None) -> Iterator[int]:
        """Open a batch and yield its id; works touched by judgements are regrouped at its end.

        A batch that changed nothing leaves no trace. Batches do not nest. A long run writes in portions, each of them
        committed, ``into`` the batch of its first one, so that one undo takes back the run.
        """
        if self.connection.in_transaction:
            raise RuntimeError("a batch was opened inside another")
        with self.writing():
            self.touched.clear()
            self.fresh.clear()
            id = self.open_batch(command, records.storable(detail), into)
            before = self.connection.total_changes
            yield id
            if self.touched:
                self.regroup(list(self.touched))
            if self.connection.total_changes == before:
                self.connection.execute("ROLLBACK")

    def open_batch(self, command: str, detail: str, into: int | None) -> int:
        """Return the id of a new batch, or of ``into``, unless that was undone meanwhile."""
        known = "UPDATE batch SET detail = ? WHERE id = ? AND undone IS NULL"
        if into is not None and self.connection.execute(known, (detail, into)).rowcount:
            return into
        now = datetime.now(UTC).isoformat(timespec="seconds")
        new = "INSERT INTO batch (at, command, detail) VALUES (?, ?, ?)"
        return int(self.connection.execute(new, (now, command, detail)).lastrowid or 0)

    def add(
        self,
        new: Iterable[Record],
        issues: Iterable[Issue] = (),
        *,
        command: str = "import",
        detail: str = "",
        into: int | None = None,
    ) -> Added:
        """Add records, each as a work of its own, and the issues met in reading them.

        What is there already, by ``Record.uid``, is counted and left alone, so importing twice is importing once.
        ``into`` as in ``batch``.
        """
        # Ranks and uids before the lock is taken, so that others wait for what has to be written only.
        given = [(each.uid, records.rank_of(each.origin.format if each.origin else ""), each) for each in new]
        problems = list(issues)
        if not given and not problems:
            return Added(0, 0)
        with self.batch(command, detail, into=into) as batch:
            known = records.known(self.connection, (uid for uid, _, _ in given))
            fresh = {row[0]: row for row in given if row[0] not in known}
            stored = records.insert(self.connection, batch, list(fresh.values()))
            keys = works.write(self.connection, [[each] for each in stored])
            self.touched.update(dict.fromkeys(works.judged(self.connection, batch)))
            noted = records.insert_issues(self.connection, batch, problems)
        kept = batch if stored or noted else None
        return Added(len(stored), len(given) - len(stored), noted, kept, tuple(sorted(keys.values())))

    def attach(self, batch: int, work_id: int, record: Record, rank: str, reason: str, by: str = "") -> None:
        """Add evidence to a work: a registry's answer (rank ``registry``) or a person's correction (rank ``edit``).

        The same answer again changes nothing; an answer that another work has too is kept for each of them. ``by`` says
        who judged that it belongs here: a person for edits and a rule for answers, unless told otherwise.
        """
        target = works.founder(self.connection, work_id)
        uid = record.uid
        there = works.of_record(self.connection, uid)
        if there is not None and (there != work_id or rank == "edit"):
            record = distinct(record, target, batch if rank == "edit" else 0)
            uid = record.uid
            there = works.of_record(self.connection, uid)
        if there is None:
            (self.fresh[uid],) = records.insert(self.connection, batch, [(uid, rank, record)])
        by = by or ("person" if rank == "edit" else "rule")
        self.judge(batch, target, uid, "same", by, reason)

    def judge(self, batch: int, a: str, b: str, verdict: str, by: str, reason: str, kind: str = "work") -> None:
        """Store that two records (by uid) or two printed names (kind ``person``) are the same or different, and why.

        Kind ``doi`` is about a record and a DOI, written ``doi:10.…``. Evidence that was attached stands and falls with
        its work: it cannot be judged different, only undone.
        """
        if a == b and kind != "spelling":
            return
        if kind == "work" and verdict == "different" and works.attached(self.connection, (a, b)):
            return
        new = judgements.insert(self.connection, Judgement(a, b, verdict, by, reason, batch, kind))
        if new and kind == "work":
            self.touched.update({a: None, b: None})
        elif new and kind not in {"doi", "related"}:
            persons.forget(self.connection, [a, b])

    def regroup(self, uids: Iterable[str]) -> None:
        """Compute anew the works that hold these records. Batches do this at their end for what they judged."""
        fresh, self.fresh = self.fresh, {}
        works.regroup(self.connection, uids, fresh)

    def rebuild(self) -> int:
        """Make all that is derived (views, keywords, indexes) anew, and return how many works there are."""
        with self.writing():
            return works.rebuild(self.connection)

    # ------------------------------------------------------------ reading

    def work(self, key: str) -> Work:
        """Return the work of a citekey, an alias, a record's uid, a DOI, PMID or PMCID, or a source's own id.

        Raises NotFound, with near citekeys in the hint.
        """
        id = works.find(self.connection, key)
        if id is None:
            near = works.near(self.connection, key)
            hint = f"near: {', '.join(near)}" if near else "mhlit search WORDS shows keys"
            raise NotFound(f"no work has the key '{key}'", hint=hint)
        return self.work_by_id(id)

    def work_by_id(self, id: int) -> Work:
        """Return the work of a number. Raises NotFound."""
        for work in works.read(self.connection, [id]):
            return work
        raise NotFound(f"there is no work number {id}")

    def size(self) -> int:
        """Return how many works there are."""
        return int(self.connection.execute("SELECT count(*) FROM work").fetchone()[0])

    def works(self, ids: Iterable[int] | None = None) -> Iterator[Work]:
        """Yield works, all of them or those of some ids, ordered by citekey."""
        return works.read(self.connection, ids)

    def works_by_keyword(self, keyword: str) -> list[int]:
        """Return the ids of the works with a keyword, in any language of the thesaurus and any romanisation."""
        return keywords.works_by_keyword(self.connection, keyword)

    def near_keywords(self, keyword: str) -> list[str]:
        """Return up to five keywords of the library that look like one that no work has, else the commonest ones."""
        return keywords.near(self.connection, keyword)

    def works_by_person(self, person: int) -> list[int]:
        """Return the ids of a person's works."""
        return persons.works_of(self.connection, person)

    def linked(self, work_id: int) -> dict[str, list[Work]]:
        """Return the works that a work ``cites``, is ``cited by`` or is ``related`` to; only what there is."""
        found = links.of_work(self.connection, work_id)
        return {name: [self.work_by_id(id) for id in ids] for name, ids in found.items()}

    # ------------------------------------------------------------ what registries answered

    def cached(self, registry: str, key: str, max_age_days: float) -> Kept | None:
        """Return what a registry answered (status, body, day), if that is young enough; else None."""
        return cache.get(self.connection, registry, key, max_age_days)

    def remember(self, registry: str, answers: Iterable[tuple[str, str, str]]) -> None:
        """Keep a registry's answers (key, status, body); they stay when the batch in which it was asked is undone."""
        with self.writing():
            cache.put(self.connection, registry, answers)

    # ------------------------------------------------------------ judgements

    def reasons(self, work: Work) -> list[Judgement]:
        """Return why the records of a work are one, and what persons said of it and a DOI; oldest first."""
        return judgements.about(self.connection, [record.uid for record in work.records])

    def judgements(self, kind: str = "work") -> list[Judgement]:
        """Return all judgements of a kind (``work`` or ``person``), in the order in which they were made."""
        return judgements.judgements(self.connection, kind)


def merged(added: list[Added]) -> Added:
    """Return what several portions of one import brought."""
    batch = next((each.batch for each in added if each.batch), None)
    keys = tuple(sorted(key for each in added for key in each.keys))
    new, known, issues = (sum(getattr(each, name) for each in added) for name in ("new", "known", "issues"))
    return Added(new, known, issues, batch, keys)


def distinct(record: Record, target: str, batch: int) -> Record:
    """Return the record as evidence about one work only, and an edit as made in one batch only.

    Otherwise two works with one DOI would be joined by the registry's answer, which is for ``dedupe`` to judge; and an
    edit that goes back to an earlier one would be taken for known.
    """
    origin = record.origin or Origin()
    mark = f"about {target}" + (f" in batch {batch}" if batch else "")
    return replace(record, origin=replace(origin, raw=f"{origin.raw}\n{mark}"))
