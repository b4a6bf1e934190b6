"""The log and undo: every batch can be taken back, and the log says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.errors import NotFound, UsageError
from mhlit.library import citekeys, history
from mhlit.library.store import Store
from mhlit.model import Date, Issue, Name, Origin, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

# What undo has to bring back; batches, and the counters that never go back, are not compared.
DERIVED = (
    "SELECT id, uid, rank, work, csl, raw FROM record",
    "SELECT id, key, type, year, size, view, sources, subjects FROM work",
    "SELECT * FROM citekey",
    "SELECT * FROM keyword",
    "SELECT * FROM identifier",
    "SELECT * FROM byline",
    "SELECT * FROM link",
    "SELECT code, raw FROM issue",
    "SELECT kind, a, b, verdict, by FROM judgement",
    "SELECT rowid, title, author FROM head",
    "SELECT rowid, title FROM body",
)


def record(number: int, **fields: object) -> Record:
    return Record(
        titles=(Text(f"Кризисная помощь {number}", "ru"),),
        authors=(Name("Любов", "Е.Б."),),
        issued=Date((2000 + number,)),
        keywords=(Text("суициды"),),
        doi=f"10.1234/{number}",
        origin=Origin("list.txt", number, "references", f"{number}. Любов Е.Б."),
        **fields,
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as store:
        yield store


def state(store: Store) -> list[list[tuple[object, ...]]]:
    return [sorted(tuple(row) for row in store.connection.execute(query)) for query in DERIVED]


def same(store: Store, *pairs: tuple[Record, Record], by: str = "rule", verdict: str = "same") -> int:
    with store.batch("dedupe") as batch:
        for one, other in pairs:
            store.judge(batch, one.uid, other.uid, verdict, by, "test")
    return batch


def test_an_empty_library_has_no_history(store: Store) -> None:
    assert history.log(store) == []
    with pytest.raises(NotFound, match="nothing to take back"):
        history.undo(store)
    assert history.log(store) == []


def test_the_log_counts_what_each_batch_added_newest_first(store: Store) -> None:
    store.add([record(1), record(2)], [Issue("uncertain", "year?", 2, "list.txt", "2.")], detail="list.txt")
    same(store, (record(1), record(2)))
    dedupe, imported = history.log(store)
    assert (imported.id, imported.command, imported.detail) == (1, "import", "list.txt")
    assert (imported.records, imported.judgements, imported.issues, imported.works) == (2, 0, 1, 1)
    assert (dedupe.command, dedupe.records, dedupe.judgements, dedupe.undone) == ("dedupe", 0, 1, None)
    assert imported.at.endswith("+00:00")


def test_undo_takes_back_the_last_batch_and_logs_itself(store: Store) -> None:
    empty = state(store)
    store.add([record(1)])
    before = state(store)
    store.add([record(2), record(3)], [Issue("x", "y", 1, "f", "raw")], detail="more.txt")
    assert history.undo(store) == history.Undone(2, "import", 2, 0, 1)
    assert state(store) == before
    undo, undone, first = history.log(store)
    assert (undo.command, undo.detail) == ("undo", "batch 2: import more.txt")
    assert (undone.undone, undone.records) == (undo.id, 0)
    assert first.undone is None
    assert history.undo(store).batch == 1
    assert state(store) == empty
    with pytest.raises(NotFound, match="nothing to take back"):
        history.undo(store)


def test_undo_of_a_merge_brings_the_works_back(store: Store) -> None:
    store.add([record(1), record(2), record(3)])
    before = state(store)
    same(store, (record(1), record(2)), (record(2), record(3)))
    assert len(list(store.works())) == 1
    history.undo(store)
    assert state(store) == before


def test_undo_of_an_edit_brings_the_view_back(store: Store) -> None:
    store.add([record(1)])
    before = state(store)
    with store.batch("edit") as batch:
        store.attach(batch, 1, Record(volume="7"), "edit", "seen on paper")
    assert store.work("lyubov2001").view.volume == "7"
    history.undo(store)
    assert state(store) == before


def test_a_batch_that_others_build_upon_can_be_undone_and_its_judgements_sleep(store: Store) -> None:
    store.add([record(1), record(9)])
    store.add([record(2)])
    same(store, (record(1), record(2)), (record(2), record(9)))
    assert [len(work.records) for work in store.works()] == [3]
    assert history.undo(store, 2).records == 1
    assert sorted(len(work.records) for work in store.works()) == [1, 1]
    assert len(store.judgements()) == 2
    store.add([record(2)])
    assert [len(work.records) for work in store.works()] == [3]


def test_undo_of_the_founding_records_batch_renumbers_the_work(store: Store) -> None:
    store.add([record(1)])
    store.add([record(2)])
    same(store, (record(1), record(2)))
    assert [(work.id, work.key) for work in store.works()] == [(1, "lyubov2001")]
    history.undo(store, 1)
    (work,) = store.works()
    assert (work.id, work.key, work.view.title) == (2, "lyubov2002", "Кризисная помощь 2")
    with pytest.raises(NotFound):
        store.work("lyubov2001")


def test_record_numbers_are_never_used_twice(store: Store) -> None:
    store.add([record(1), record(2)])
    history.undo(store)
    store.add([record(3)])
    assert [work.id for work in store.works()] == [3]


def test_undo_of_a_persons_difference_joins_again(store: Store) -> None:
    store.add([record(1), record(2)])
    same(store, (record(1), record(2)))
    same(store, (record(1), record(2)), by="person", verdict="different")
    assert len(list(store.works())) == 2
    history.undo(store)
    assert len(list(store.works())) == 1


def test_exported_keys_stay_reserved(store: Store) -> None:
    store.add([record(1)])
    citekeys.pin(store, ["lyubov2001"])
    history.undo(store)
    other = Record(authors=(Name("Lyubov"),), issued=Date((2001,)), titles=(Text("Other"),))
    assert store.add([other]).keys == ("lyubov2001b",)


@pytest.mark.parametrize(
    ("batch", "error", "message"),
    [
        (99, NotFound, "there is no batch 99"),
        (1, UsageError, "batch 1 was taken back already, by batch 2"),
        (2, UsageError, "batch 2 is an undo itself"),
        (4, NotFound, "there is no batch 4"),
    ],
)
def test_what_cannot_be_undone_says_why_and_changes_nothing(
    store: Store, batch: int, error: type[Exception], message: str
) -> None:
    store.add([record(1)])
    history.undo(store)
    store.add([record(2)])
    before = state(store), history.log(store)
    with pytest.raises(error, match=message):
        history.undo(store, batch)
    assert (state(store), history.log(store)) == before


acts = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sets(st.integers(1, 6), min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["same", "different"]), st.tuples(st.integers(1, 6), st.integers(1, 6))),
        st.tuples(st.just("edit"), st.integers(1, 6)),
    ),
    min_size=1,
    max_size=8,
)


def act(store: Store, kind: str, what: object) -> None:
    if isinstance(what, set):
        store.add([record(number) for number in sorted(what)])
    elif isinstance(what, tuple):
        same(store, (record(what[0]), record(what[1])), verdict=kind, by="person" if kind == "different" else "rule")
    else:
        with store.batch("edit") as batch:
            try:
                work = store.work(record(int(str(what))).uid)
            except NotFound:
                return
            store.attach(batch, work.id, Record(volume=str(what)), "edit", "test")


@settings(max_examples=40, deadline=None)
@given(acts)
def test_undoing_everything_step_by_step_passes_every_state_backwards(acts: list[tuple[str, object]]) -> None:
    with Store(":memory:") as store:
        states = [state(store)]
        for kind, what in acts:
            before = len(history.log(store))
            act(store, kind, what)
            if len(history.log(store)) > before:
                states.append(state(store))
        while states[1:]:
            assert state(store) == states.pop()
            history.undo(store)
        assert state(store) == states[0]


@settings(max_examples=40, deadline=None)
@given(acts, st.integers(0, 7))
def test_after_any_undo_every_record_is_in_one_work_and_one_index_entry(
    acts: list[tuple[str, object]], at: int
) -> None:
    with Store(":memory:") as store:
        for kind, what in acts:
            act(store, kind, what)
        batches = history.log(store)
        if not batches:
            return
        history.undo(store, batches[at % len(batches)].id)
        works = list(store.works())
        held = [row[0] for row in store.connection.execute("SELECT uid FROM record")]
        assert sorted(uid for work in works for uid in uids(store, work.id)) == sorted(held)
        assert all(work.id == min(ids(store, work.id)) for work in works)
        for query in ("SELECT rowid FROM head", "SELECT rowid FROM body", "SELECT DISTINCT work FROM byline"):
            assert {row[0] for row in store.connection.execute(query)} <= {work.id for work in works}
        fresh = state(store)
        store.connection.execute("BEGIN IMMEDIATE")
        store.regroup(held)
        store.connection.execute("COMMIT")
        assert state(store) == fresh


def uids(store: Store, work: int) -> list[str]:
    return [row[0] for row in store.connection.execute("SELECT uid FROM record WHERE work = ?", (work,))]


def ids(store: Store, work: int) -> list[int]:
    return [row[0] for row in store.connection.execute("SELECT id FROM record WHERE work = ?", (work,))]


def test_a_run_written_in_portions_is_one_batch(store: Store) -> None:
    store.add([record(1), record(2)])
    one, two = store.works()
    with store.batch("resolve", "1 works") as first:
        store.attach(first, one.id, Record(doi="10.5/a", origin=Origin(format="crossref", raw="a")), "registry", "why")
    with store.batch("resolve", "2 works", into=first) as second:
        store.attach(second, two.id, Record(doi="10.5/b", origin=Origin(format="crossref", raw="b")), "registry", "why")
    assert second == first
    newest = history.log(store)[0]
    assert (newest.command, newest.detail, newest.records) == ("resolve", "2 works", 2)
    assert history.undo(store).records == 2
    assert [len(work.records) for work in store.works()] == [1, 1]


def test_what_comes_after_an_undo_is_a_batch_of_its_own(store: Store) -> None:
    store.add([record(1)])
    (work,) = store.works()
    with store.batch("resolve") as first:
        store.attach(first, work.id, Record(doi="10.5/a", origin=Origin(format="crossref", raw="a")), "registry", "why")
    history.undo(store, first)
    with store.batch("resolve", into=first) as second:
        store.attach(second, work.id, Record(doi="10.5/b", origin=Origin(format="crossref", raw="b")), "registry", "y")
    assert second != first
    assert history.undo(store).batch == second


def test_verdicts_about_dois_are_kept_and_taken_back(store: Store) -> None:
    store.add([record(1)])
    (work,) = store.works()
    uid = work.records[0].uid
    with store.batch("review") as batch:
        store.judge(batch, uid, "doi:10.5/a", "different", "person", "not this", "doi")
    (said,) = store.reasons(work)
    assert ({said.a, said.b}, said.verdict, said.reason) == ({uid, "doi:10.5/a"}, "different", "not this")
    history.undo(store)
    assert store.reasons(work) == []
