"""The store: evidence in, works out; batches that keep all or nothing; two writers; a kill in mid-import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.errors import NotFound
from mhlit.library import history, search
from mhlit.library.judgements import Judgement, components, standing
from mhlit.library.store import Added, Store
from mhlit.model import Date, Issue, Name, Origin, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent


def record(number: int, **fields: object) -> Record:
    known = Record(
        id=f"r{number}",
        type="article-journal",
        titles=(
            Text(f"Психосоциальная реабилитация {number}", "ru"),
            Text(f"Rehabilitation {number}", "en", "translated"),
        ),
        containers=(Text("Российский психиатрический журнал"),),
        authors=(Name("Любов", "Е.Б."), Name("Gurovich", "IYa")),
        issued=Date((2010 + number,)),
        doi=f"10.1234/ABC.{number}",
        keywords=(Text("психосоциальная реабилитация"), Text("качество жизни")),
        origin=Origin("list.txt", number, "references", f"{number}. Любов Е.Б. Психосоциальная реабилитация"),
    )
    return replace(known, **fields)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as store:
        yield store


def judge(store: Store, a: Record, b: Record, verdict: str = "same", by: str = "rule") -> None:
    with store.batch("judge") as batch:
        store.judge(batch, a.uid, b.uid, verdict, by, "test")


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(record.id for record in work.records) for work in store.works()}


# ---------------------------------------------------------------- adding


def test_what_goes_in_comes_out(store: Store) -> None:
    records = [record(1), record(2, extra={"bibtex:crossref": "x"}, cites=("abc",)), Record(titles=(Text("Bare"),))]
    added = store.add(records, [Issue("uncertain", "year?", 2, "list.txt", "2.")], detail="list.txt")
    assert added == Added(3, 0, 1, 1, ("barend", "lyubov2011", "lyubov2012"))
    works = list(store.works())
    assert [work.key for work in works] == ["barend", "lyubov2011", "lyubov2012"]
    assert [work.view for work in works] == [records[2], records[0], records[1]]
    assert [work.records for work in works] == [(records[2],), (records[0],), (records[1],)]
    assert {work.records[0].uid for work in works} == {each.uid for each in records}
    assert works[1].sources["doi"] == records[0].uid


def test_importing_twice_changes_nothing_and_says_so(store: Store) -> None:
    issues = [Issue("uncertain", "year?", 2, "list.txt", "2.")]
    store.add([record(1), record(2)], issues)
    before = list(store.connection.iterdump())
    assert store.add([record(2), record(1)], issues) == Added(0, 2)
    assert store.add([], issues) == Added(0, 0)
    assert store.add([]) == Added(0, 0)
    assert list(store.connection.iterdump()) == before


def test_the_same_evidence_from_another_file_or_parsed_anew_is_known(store: Store) -> None:
    store.add([record(1)])
    moved = record(1, origin=replace(record(1).origin, file="copy.txt", line=99), volume="3")
    assert store.add([moved, record(2), record(2)]) == Added(1, 2, 0, 2, ("lyubov2012",))


def test_new_issues_alone_are_a_batch(store: Store) -> None:
    store.add([record(1)])
    assert store.add([record(1)], [Issue("x", "y", 1, "f", "raw")]).issues == 1
    assert len(history.log(store)) == 2


def test_surrogates_and_nuls_do_not_stop_an_import(store: Store) -> None:
    odd = Record(
        id="a\udc81b",
        titles=(Text("\ud800 title \x00 end"),),
        authors=(Name("\udfff"),),
        keywords=(Text("\udfff"),),
        doi="10.1/\udc99",
        origin=Origin("f\udc80.txt", 1, "references", "raw \udc80\x00"),
    )
    assert store.add([odd], [Issue("c", "m\udc80", 1, "f\udc80", "\udc80")], detail="f\udc80.txt").new == 1
    assert store.add([odd], [Issue("c", "m\udc80", 1, "f\udc80", "\udc80")]).new == 0
    (work,) = store.works()
    assert work.view.title == "? title \x00 end"


@pytest.mark.parametrize(
    ("format", "rank"),
    [
        ("bibtex", "file"),
        ("csl-json", "file"),
        ("references", "parsed"),
        ("grey", "parsed"),
        ("unheard-of", "file"),
        ("", "file"),
    ],
)
def test_the_rank_of_a_record_is_that_of_its_format(store: Store, format: str, rank: str) -> None:
    store.add([record(1, origin=Origin("f", 1, format, "raw"))])
    assert store.connection.execute("SELECT rank FROM record").fetchone()[0] == rank


def test_a_structured_file_overrules_prose_that_was_there_before(store: Store) -> None:
    prose, entry = record(1, volume="l4"), record(2, volume="14", origin=Origin("a.bib", 1, "bibtex", "@article{r2}"))
    store.add([prose, entry])
    judge(store, prose, entry)
    (work,) = store.works()
    assert (work.view.volume, work.sources["volume"], work.key) == ("14", entry.uid, "r2")


texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            Record, id=texts, titles=st.lists(st.builds(Text, texts.filter(bool)), max_size=2).map(tuple), volume=texts
        )
    )
)
def test_any_record_is_kept_once_under_its_uid(records: list[Record]) -> None:
    with Store(":memory:") as store:
        added = store.add(records)
        assert added.new == len({each.uid for each in records})
        assert {each.uid for work in store.works() for each in work.records} == {each.uid for each in records}
        assert store.add(records).new == 0


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize("name", ["lyubov2011", "LYUBOV2011", "10.1234/abc.1", "10.1234/ABC.1", "r1", "uid"])
def test_a_work_is_found_by_key_uid_doi_and_the_sources_id(store: Store, name: str) -> None:
    store.add([record(1), record(2)])
    assert store.work(record(1).uid if name == "uid" else name).view == record(1)


def test_an_unknown_key_names_near_ones(store: Store) -> None:
    store.add([record(1), record(2)])
    with pytest.raises(NotFound, match="no work has the key 'liubov2011'") as caught:
        store.work("liubov2011")
    assert caught.value.hint == "near: lyubov2011, lyubov2012"
    with pytest.raises(NotFound) as caught:
        store.work("zzz")
    assert caught.value.hint == "mhlit search WORDS shows keys"
    with pytest.raises(NotFound, match="no work number 7"):
        store.work_by_id(7)


def test_works_come_by_citekey_and_may_change_while_being_read(store: Store) -> None:
    store.add([record(number) for number in range(1, 40)])
    keys = []
    for work in store.works():
        keys.append(work.key)
        with store.batch("edit") as batch:
            store.attach(batch, work.id, Record(volume=work.key), "edit", "test")
    assert keys == sorted(keys)
    assert len(keys) == 39
    assert [work.key for work in store.works([3, 1, 99])] == ["lyubov2011", "lyubov2013"]
    assert all(work.view.volume == work.key for work in store.works())


def test_links_join_works_and_wait_for_what_is_not_there(store: Store) -> None:
    article = record(1, cites=(record(2).uid, record(3).uid), related=(record(4).uid,))
    store.add([article, record(2), record(4)])
    assert keys(store, 1) == {"cites": ["lyubov2012"], "related": ["lyubov2014"]}
    assert keys(store, 2) == {"cited by": ["lyubov2011"]}
    assert keys(store, 3) == {"related": ["lyubov2011"]}
    store.add([record(3)])
    assert keys(store, 1)["cites"] == ["lyubov2012", "lyubov2013"]


def keys(store: Store, work: int) -> dict[str, list[str]]:
    return {name: [other.key for other in others] for name, others in store.linked(work).items()}


# ---------------------------------------------------------------- keywords


def test_keywords_answer_in_any_language_and_romanisation(store: Store) -> None:
    store.add(
        [record(1), record(2, keywords=(Text("Psychosocial rehabilitation"),)), record(3, keywords=(Text("stigma"),))]
    )
    for asked in ("психосоциальная реабилитация", "Психосоциальной реабилитации", "psychosocial rehabilitation",
                  "psikhosotsial'naya reabilitatsiya"):  # fmt: skip
        assert store.works_by_keyword(asked) == [1, 2], asked
    assert store.works_by_keyword("реабилитация животных") == []


def test_a_keyword_that_no_thesaurus_knows_answers_to_itself(store: Store) -> None:
    store.add([record(1, keywords=(Text("дракон огнедышащий"),))])
    assert store.works_by_keyword("Drakon ognedyshashchii") == [1]
    assert store.near_keywords("дракон") == ["дракон огнедышащий"]
    assert store.near_keywords("qqqq") == ["дракон огнедышащий"]


def test_subjects_stand_in_only_where_there_are_no_own_keywords(store: Store) -> None:
    titled = record(1, keywords=(), titles=(Text("Группы самопомощи"),))
    store.add([titled, record(2, titles=titled.titles)])
    assert store.works_by_keyword("self-help groups") == [1]
    first, second = store.works()
    assert first.subjects == second.subjects == ("self-help-groups",)


def test_subjects_of_grey_literature_are_read_off_its_text_too(store: Store) -> None:
    fields = {"keywords": (), "titles": (Text("News"),), "abstract": "We open new self-help groups in May."}
    store.add([record(1, type="webpage", **fields), record(2, **fields)])
    assert [work.subjects for work in store.works()] == [("self-help-groups",), ()]


def test_a_subject_that_an_own_keyword_names_is_not_assigned(store: Store) -> None:
    store.add([record(1, titles=(Text("Группы самопомощи"),), keywords=(Text("self-help groups"),))])
    assert next(store.works()).subjects == ()


# ---------------------------------------------------------------- judging


def test_merged_works_share_a_view_and_are_searched_as_one(store: Store) -> None:
    other = record(2, volume="14", keywords=(Text("семья"),))
    store.add([record(1), other])
    judge(store, record(1), other)
    (work,) = store.works()
    assert (work.id, work.key, work.aliases) == (1, "lyubov2011", ("lyubov2012",))
    assert work.records == (record(1), other)
    assert work.view.volume == "14"
    assert work.sources["volume"] == record(2).uid
    assert store.works_by_keyword("семья") == [1]
    assert store.work("10.1234/abc.2").id == 1
    assert [row[0] for row in store.connection.execute("SELECT rowid FROM head")] == [1]


def test_the_weakest_link_of_a_chain_gives_way(store: Store) -> None:
    a, b, c = (record(number) for number in (1, 2, 3))
    store.add([a, b, c])
    judge(store, a, b)
    judge(store, b, c)
    assert groups(store) == {frozenset({"r1", "r2", "r3"})}
    judge(store, a, c, "different", "person")
    assert groups(store) == {frozenset({"r1", "r2"}), frozenset({"r3"})}
    judge(store, b, c, by="person")
    assert groups(store) == {frozenset({"r1"}), frozenset({"r2", "r3"})}


def test_no_judgement_is_stored_twice(store: Store) -> None:
    store.add([record(1), record(2)])
    judge(store, record(1), record(2))
    judge(store, record(2), record(1))
    judge(store, record(1), record(1))
    assert len(store.judgements()) == len(history.log(store)) - 1 == 1


def test_judgements_wait_for_records_that_come_later(store: Store) -> None:
    store.add([record(1)])
    judge(store, record(1), record(2))
    assert len(list(store.works())) == 1
    store.add([record(2)])
    assert groups(store) == {frozenset({"r1", "r2"})}


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    store.add([record(1), record(2)])
    before = list(store.connection.iterdump())

    def fail() -> None:
        with store.batch("dedupe") as batch:
            store.judge(batch, record(1).uid, record(2).uid, "same", "rule", "test")
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        fail()
    assert list(store.connection.iterdump()) == before
    judge(store, record(1), record(2))
    assert len(list(store.works())) == 1


def test_batches_do_not_nest(store: Store) -> None:
    with store.batch("one"), pytest.raises(RuntimeError, match="inside another"):
        store.add([record(1)])


def test_a_batch_that_changed_nothing_leaves_no_trace(store: Store) -> None:
    with store.batch("dedupe"):
        pass
    assert history.log(store) == []


# ---------------------------------------------------------------- attached evidence


def attach(store: Store, key: str, record: Record, rank: str = "registry") -> None:
    with store.batch("attach") as batch:
        store.attach(batch, store.work(key).id, record, rank, "test")


def test_a_registrys_answer_overrules_prose_and_gives_no_key(store: Store) -> None:
    store.add([record(1, volume="?")])
    answer = Record(id="10.1234/abc.1", volume="14", pmid="77", origin=Origin("", 0, "crossref", "{}"))
    attach(store, "lyubov2011", answer)
    attach(store, "lyubov2011", answer)
    work = store.work("lyubov2011")
    assert (work.view.volume, work.view.pmid, work.view.id, work.aliases) == ("14", "77", "r1", ())
    assert work.records == (record(1, volume="?"), answer)
    assert len(history.log(store)) == 2


def test_one_answer_on_two_works_does_not_join_them(store: Store) -> None:
    store.add([record(1), record(2)])
    answer = Record(id="10.1234/abc", publisher="Medpraktika", origin=Origin("", 0, "crossref", "{}"))
    attach(store, "lyubov2011", answer)
    attach(store, "lyubov2012", answer)
    assert [work.view.publisher for work in store.works()] == ["Medpraktika", "Medpraktika"]


def test_edits_go_back_and_forth_and_stay_with_their_work(store: Store) -> None:
    store.add([record(1), record(2)])
    for volume in ("5", "6", "5"):
        for key in ("lyubov2011", "lyubov2012"):
            attach(store, key, Record(volume=volume), "edit")
        assert [work.view.volume for work in store.works()] == [volume, volume]
    assert [work.view.title for work in store.works()] == [record(1).title, record(2).title]


def test_attached_evidence_follows_its_record_when_a_work_is_split(store: Store) -> None:
    a, b = record(1), record(2)
    store.add([a, b])
    judge(store, a, b)
    attach(store, "lyubov2011", Record(volume="9"), "edit")
    work = store.work("lyubov2011")
    with store.batch("split") as batch:
        for one in work.records:
            for other in work.records:
                store.judge(batch, one.uid, other.uid, "different", "person", "split")
    assert [(each.key, each.view.volume) for each in store.works()] == [("lyubov2011", "9"), ("lyubov2012", "")]


def test_attaching_to_nothing_is_refused(store: Store) -> None:
    with store.batch("edit") as batch, pytest.raises(NotFound):
        store.attach(batch, 5, Record(volume="1"), "edit", "test")


# ---------------------------------------------------------------- clusters, without a library


def said(a: str, b: str, verdict: str = "same", by: str = "rule") -> Judgement:
    return Judgement(a, b, verdict, by, "", 1)


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], "a b c d"),
        ([said("a", "b"), said("c", "b")], "abc d"),
        ([said("a", "b"), said("a", "b", "different")], "a b c d"),
        ([said("a", "b", by="person"), said("b", "a", "different")], "ab c d"),
        ([said("a", "b"), said("b", "a", "different", "person")], "a b c d"),
        ([said("a", "b", "different", "person"), said("b", "a", by="person")], "ab c d"),
        ([said("a", "b"), said("b", "c"), said("a", "c", "different")], "ab c d"),
        ([said("a", "b"), said("b", "c", by="person"), said("a", "c", "different")], "a bc d"),
        ([said("a", "b", by="person"), said("b", "c", by="person"), said("a", "c", "different")], "abc d"),
        ([said("a", "b", by="person"), said("b", "c", by="person"), said("a", "c", "different", "person")], "ab c d"),
        ([said("a", "b"), said("b", "c"), said("c", "d"), said("d", "a"), said("a", "c", "different")], "ab cd"),
        ([said("a", "x"), said("x", "b")], "a b c d"),
    ],
)
def test_components(judgements: list[Judgement], expected: str) -> None:
    assert ["".join(sorted(group)) for group in components("abcd", judgements)] == expected.split()


def test_ten_thousand_copies_are_one_cluster_in_no_time() -> None:
    members = [str(number) for number in range(10_000)]
    chain = [said(a, b) for a, b in pairwise(members)]
    far = said("0", "9999", "different", "person")
    assert sorted(map(len, components(members, [*chain, far]))) == [1, 9999]


pairs = st.lists(
    st.builds(said, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["same", "different"]),
              st.sampled_from(["rule", "person"])).filter(lambda each: each.a != each.b),
    max_size=15,
)  # fmt: skip


@given(pairs)
def test_components_part_all_members_and_keep_what_a_person_parted_apart(judgements: list[Judgement]) -> None:
    found = components("abcdef", judgements)
    assert sorted(member for group in found for member in group) == list("abcdef")
    home = {member: number for number, group in enumerate(found) for member in group}
    for each in standing(judgements):
        if each.verdict == "different" and each.by == "person":
            assert home[each.a] != home[each.b]
    if not any(each.verdict == "different" for each in judgements):
        assert all(home[each.a] == home[each.b] for each in judgements)


# ---------------------------------------------------------------- the cache of registries


def test_answers_are_kept_and_replaced(store: Store) -> None:
    assert store.cached("crossref", "10.1/x", 30) is None
    store.remember("crossref", [("10.1/x", "absent", "")])
    store.remember("datacite", [("10.1/x", "found", "{}")])
    with store.batch("resolve"):
        store.remember("crossref", [("10.1/x", "found", '{"title": "Стигма \udc80"}')])
    kept = store.cached("crossref", "10.1/x", 30)
    assert kept is not None
    assert (kept.status, kept.body) == ("found", '{"title": "Стигма ?"}')
    assert datetime.now(UTC).date() - date.fromisoformat(kept.day) < timedelta(days=2)
    assert store.cached("crossref", "10.1/x", -1) is None
    assert store.cached("crossref", "10.1/y", 30) is None


# ---------------------------------------------------------------- what is derived


def test_what_is_derived_can_be_made_anew(store: Store) -> None:
    store.add([record(1), record(2), record(3)])
    judge(store, record(1), record(2))
    before = list(store.works()), index(store)
    store.connection.execute("DELETE FROM keyword")
    store.connection.execute("UPDATE work SET type = 'broken'")
    store.connection.execute("UPDATE body SET title = 'broken'")
    assert store.rebuild() == 2
    assert (list(store.works()), index(store)) == before
    assert store.works_by_keyword("качество жизни") == [1, 3]


def test_other_folding_rules_make_the_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    with Store(path) as store:
        store.add([record(1)])
        before = index(store)
        store.connection.execute("UPDATE head SET title = 'old'")
    with Store(path) as store:
        assert index(store) != before
    monkeypatch.setattr(search, "VERSION", 99)
    with Store(path) as store:
        assert index(store) == before
        changes = store.connection.total_changes
    with Store(path) as store:
        assert store.connection.total_changes == 0 < changes


def index(store: Store) -> list[tuple[object, ...]]:
    rows = store.connection.execute(
        "SELECT head.title, body.title FROM head JOIN body ON body.rowid = head.rowid ORDER BY 1"
    )
    return [tuple(row) for row in rows]


# ---------------------------------------------------------------- several processes

IMPORT = """
import sys
from mhlit.library.store import Store
from mhlit.model import Origin, Record, Text
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for start in range(0, count, 20):
    with Store(path) as store:
        store.add([
            Record(titles=(Text(f"{name} {n}"),), origin=Origin(name, n, "references", f"{name} {n}"))
            for n in range(start, start + 20)
        ])
    print(start + 20, flush=True)
"""


def importing(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), name, str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def together(processes: list[subprocess.Popen[str]]) -> None:
    """Have processes go on at the same moment, when all have imported what they need."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def test_four_processes_import_at_once_into_a_library_that_does_not_exist_yet(tmp_path: Path) -> None:
    path = tmp_path / "new" / "library.db"
    running = [importing(path, name, 40) for name in ("one", "two", "three", "four")]
    together(running)
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    with Store(path) as store:
        works = list(store.works())
        assert len(works) == 160
        assert len({work.key for work in works}) == 160
        assert len(history.log(store)) == 8
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_kill_in_mid_import_keeps_what_was_acknowledged_and_opens(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    process = importing(path, "killed", 100_000)
    together([process])
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(3)][-1]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    acknowledged = max([acknowledged, *map(int, rest.split())])
    with Store(path) as store:
        kept = len(list(store.works()))
        assert kept in {acknowledged, acknowledged + 20}
        assert len(history.log(store)) == kept / 20
        for query in ("record", "work", "head", "body", "citekey"):
            assert store.connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0] == kept
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.add([record(1)]).new == 1


def test_what_was_attached_in_one_batch_gives_the_same_works_as_reading_it_back(store: Store) -> None:
    store.add([record(1), record(2)])
    first, second = store.works()
    raw = '{"title": "Стигма \\ud800"}'
    answers = [
        replace(record(n), doi=f"10.5555/{n}", origin=Origin(format="crossref", raw=f"{n} {raw}")) for n in (1, 2)
    ]
    with store.batch("resolve") as batch:
        for work, answer in zip((first, second), answers, strict=True):
            store.attach(batch, work.id, answer, "registry", "agrees")
        store.attach(batch, first.id, replace(answers[0], pmid="7", origin=None), "registry", "agrees")
    before = list(store.works())
    assert [(work.view.doi, work.view.pmid, len(work.records)) for work in before] == [
        ("10.5555/1", "7", 3),
        ("10.5555/2", "", 2),
    ]
    store.rebuild()
    assert list(store.works()) == before
