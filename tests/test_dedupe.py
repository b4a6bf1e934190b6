from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.dedupe import dedupe, explain, merge, reject, split
from mhlit.errors import NotFound, UsageError
from mhlit.library.history import undo
from mhlit.library.store import Store
from mhlit.matching.lists import dedupe_records
from mhlit.model import Date, Name, Record, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def article(title: str, family: str, given: str, year: int, venue: str = "", **fields: Any) -> Record:
    """Return an article of one author."""
    return Record(
        type="article-journal",
        titles=(Text(title),),
        authors=(Name(family, given),),
        containers=(Text(venue),) if venue else (),
        issued=Date((year,)),
        **fields,
    )


JOURNAL = "Российский психиатрический журнал"
CYRILLIC = article(
    "Новые возможности ресоциализации психически больных", "Любов", "Е.Б.", 2019, JOURNAL, issue="3", pages="18–24"
)
ROMANISED = article(
    "Novye vozmozhnosti resotsializatsii psikhicheski bol'nykh", "Lyubov", "EB", 2019, issue="3", pages="18-24"
)
REPORT_2017 = article(
    "Итоги конкурса «За подвижничество» за 2017 год", "Данилова", "С.В.", 2018, JOURNAL, issue="3", pages="86–90"
)
REPORT_2018 = article("Itogi konkursa Za podvizhnichestvo za 2018 god", "Danilova", "SV", 2019, issue="1", pages="82-3")
TWINS = [
    article("Supported housing and recovery in towns", "Miller", "R", 2015, "Lancet", doi="10.1000/one"),
    article("Supported housing and recovery in towns", "Miller", "R", 2015, "Lancet", doi="10.1000/two"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "library.db") as opened:
        opened.add([CYRILLIC, ROMANISED, REPORT_2017, REPORT_2018, *TWINS])
        yield opened


def key_of(store: Store, record: Record) -> str:
    """Return the citekey under which a record is found."""
    return store.work(record.uid).key


def same_work(store: Store, a: Record, b: Record) -> bool:
    """Return whether two records are in one work."""
    return store.work(a.uid).id == store.work(b.uid).id


def test_certain_duplicates_are_merged_with_a_reason_and_reports_stay_apart(store: Store) -> None:
    report = dedupe(store)
    assert report.works == 6
    assert len(report.merged) == 1
    assert len(report.merged[0].keys) == 2
    assert report.merged[0].reason == "same title, author, year, issue, pages"
    assert "the titles are the same" in report.merged[0].links[0].match.reasons
    assert same_work(store, CYRILLIC, ROMANISED)
    assert not same_work(store, REPORT_2017, REPORT_2018)
    said = [each for each in store.judgements() if each.by == "rule" and each.verdict == "same"]
    assert said[-1].reason


def test_a_dry_run_reports_the_same_and_changes_nothing(store: Store) -> None:
    before = store.judgements()
    plan = dedupe(store, dry_run=True)
    assert store.judgements() == before
    assert not same_work(store, CYRILLIC, ROMANISED)
    assert dedupe(store).merged == plan.merged


def test_a_second_run_finds_nothing_more(store: Store) -> None:
    first = dedupe(store)
    again = dedupe(store)
    assert again.merged == ()
    assert again.works == first.works - 1
    assert again.possible == first.possible


def test_doubtful_pairs_are_listed_until_a_person_decides(store: Store) -> None:
    keys = {key_of(store, record) for record in TWINS}
    assert [{pair.a, pair.b} for pair in dedupe(store).possible] == [keys]
    assert not same_work(store, *TWINS)
    reject(store, *keys)
    assert dedupe(store).possible == ()
    assert not same_work(store, *TWINS)


def test_a_rejected_pair_is_never_merged(store: Store) -> None:
    reject(store, key_of(store, CYRILLIC), key_of(store, ROMANISED))
    report = dedupe(store)
    assert report.merged == ()
    assert not same_work(store, CYRILLIC, ROMANISED)


def test_a_person_merges_what_no_rule_would_and_overrules_an_earlier_no(store: Store) -> None:
    reject(store, key_of(store, REPORT_2017), key_of(store, TWINS[0]))
    merge(store, key_of(store, REPORT_2017), key_of(store, TWINS[0]), "seen in the hand")
    assert same_work(store, REPORT_2017, TWINS[0])
    assert any(each.by == "person" and each.reason == "seen in the hand" for each in store.judgements())


def test_split_takes_a_work_apart_for_good(store: Store) -> None:
    dedupe(store)
    split(store, key_of(store, CYRILLIC))
    assert not same_work(store, CYRILLIC, ROMANISED)
    assert dedupe(store).merged == ()
    assert not same_work(store, CYRILLIC, ROMANISED)


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    dedupe(store)
    key, other = key_of(store, CYRILLIC), key_of(store, ROMANISED)
    with pytest.raises(UsageError, match="one work already"):
        merge(store, key, other)
    with pytest.raises(UsageError, match="one work already"):
        reject(store, key, other)
    with pytest.raises(UsageError, match="nothing to split"):
        split(store, key_of(store, REPORT_2017))
    with pytest.raises(NotFound):
        explain(store, key, "nobody1900")


def test_explain_tells_why(store: Store) -> None:
    match = explain(store, key_of(store, REPORT_2017), key_of(store, REPORT_2018))
    assert match.same is False
    assert match.reasons[0] == "the titles differ in a number: 2017 / 2018"


def test_new_records_join_an_old_work(store: Store) -> None:
    dedupe(store)
    late = article("Novye vozmožnosti resocializacii psihičeski bol'nyh", "Lûbov", "E. B.", 2019, pages="18")
    store.add([late])
    assert len(dedupe(store).merged) == 1
    assert same_work(store, late, CYRILLIC)


def test_records_without_a_library() -> None:
    found = dedupe_records([CYRILLIC, REPORT_2017, ROMANISED, *TWINS])
    assert found.groups == ((0, 2), (1,), (3,), (4,))
    assert [(link.a, link.b, link.short) for link in found.links] == [(0, 2, "same title, author, year, issue, pages")]
    assert [(pair.a, pair.b) for pair in found.possible] == [(3, 4)]
    assert dedupe_records([]).groups == ()


# ---------------------------------------------------------------- what is new


TITLES = (
    "Психозы позднего возраста",
    "Psikhozy pozdnego vozrasta",
    "Psychoses of late life",
    "Editorial",
    "Психозы позднего возраста. Часть 2",
    "Schizophrenia in the community",
)
PAPERS = st.builds(
    article,
    st.sampled_from(TITLES),
    st.sampled_from(("Любов", "Lyubov", "Miller", "Zotov", "Frank")),
    st.sampled_from(("", "Е.Б.", "EB")),
    st.sampled_from((2018, 2019)),
    st.sampled_from(("", "Lancet", "Психиатрия")),
    pages=st.sampled_from(("", "1-9", "10")),
    volume=st.sampled_from(("", "1", "2")),
    doi=st.sampled_from(("", "", "10.1000/one")),
)
# What happens between two runs: records come, a person parts or joins two of them, the last batch is taken back.
STEPS = st.one_of(
    st.lists(PAPERS, min_size=1, max_size=4),
    st.tuples(st.sampled_from(("reject", "merge", "split", "undo")), st.integers(0, 20), st.integers(0, 20)),
)


def act(store: Store, step: Any) -> None:
    """Do one step; what makes no sense is refused, as ever."""
    if isinstance(step, list):
        store.add([replace(each, id=str(number)) for number, each in enumerate(step)])
        return
    verb, one, other = step
    keys = [work.key for work in store.works()]
    with suppress(UsageError, NotFound):
        if verb == "undo":
            undo(store)
        elif keys and verb == "split":
            split(store, keys[one % len(keys)])
        elif keys:
            {"reject": reject, "merge": merge}[verb](store, keys[one % len(keys)], keys[other % len(keys)])


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=7))
def test_a_run_over_what_is_new_finds_what_a_full_run_finds(steps: list[Any]) -> None:
    with Store(":memory:") as store:
        for step in steps:
            act(store, step)
            whole = dedupe(store, dry_run=True, full=True)
            assert replace(dedupe(store, dry_run=True), new=whole.new) == whole
            assert dedupe(store).merged == whole.merged


def test_a_second_run_looks_at_new_records_only(store: Store) -> None:
    assert dedupe(store).new == 6
    assert dedupe(store).new == 0
    store.add([article("Суицид и общество", "Зотов", "М.В.", 2011)])
    assert dedupe(store, dry_run=True).new == 1
    assert dedupe(store).new == 1


def test_after_an_undo_a_run_starts_anew(store: Store) -> None:
    dedupe(store)
    undo(store)
    assert not same_work(store, CYRILLIC, ROMANISED)
    assert len(dedupe(store).merged) == 1


# ---------------------------------------------------------------- related works


PREPRINT = article("Peer support workers and recovery in hospital wards", "Garcia", "Ana", 2019, "medRxiv preprint")
PUBLISHED = article(
    "Peer support workers and recovery in hospital wards", "Garcia", "A", 2020, "Journal of Mental Health", volume="8"
)


def test_a_preprint_is_linked_with_its_article_and_not_merged(store: Store) -> None:
    dedupe(store)
    store.add([PREPRINT, PUBLISHED])
    report = dedupe(store)
    assert report.merged == ()
    keys = key_of(store, PREPRINT), key_of(store, PUBLISHED)
    assert [{pair.a, pair.b} for pair in report.related] == [set(keys)]
    assert not {pair.a for pair in report.possible} & set(keys)
    for one, other in (keys, keys[::-1]):
        assert [work.key for work in store.linked(store.work(one).id)["related"]] == [other]
    undo(store)
    assert "related" not in store.linked(store.work(keys[0]).id)


TRANSLATED_EDITION = [
    article(
        "Шизофрения и нарушения памяти у подростков", "Гурович", "И.Я.", 2010, "Журнал неврологии", volume="110", pages="5-9"
    ),
    article(
        "Schizophrenia and memory disorders in adolescents", "Gurovich", "IYa", 2011, "Neuroscience and Behavior",
        volume="41", pages="101-105",
    ),
]  # fmt: skip
ABSTRACT_AND_PAPER = [
    article("Peer workers and recovery in wards [abstract]", "Garcia", "Ana", 2019, "Book of the congress", pages="12"),
    article("Peer workers and recovery in wards", "Garcia", "A", 2020, "Lancet", volume="8", pages="201-209"),
]


@pytest.mark.parametrize("publications", [TRANSLATED_EDITION, ABSTRACT_AND_PAPER])
def test_a_journal_in_translation_and_an_abstract_are_linked_and_not_merged(publications: list[Record]) -> None:
    with Store(":memory:") as store:
        store.add(publications)
        report = dedupe(store)
        one, other = (key_of(store, each) for each in publications)
        assert (report.merged, report.possible) == ((), ())
        assert [{pair.a, pair.b} for pair in report.related] == [{one, other}]
        assert [work.key for work in store.linked(store.work(one).id)["related"]] == [other]


# ---------------------------------------------------------------- progress, and an end before the end


class Stopped(KeyboardInterrupt):
    """What a person's Ctrl-C raises."""


def stages(until: str = "", seen: list[tuple[str, int, int]] | None = None) -> Any:
    """Return a progress that notes stage, total and steps made, and is interrupted in one stage."""

    @contextmanager
    def progress(what: str, total: int) -> Iterator[Callable[..., None]]:
        made = 0

        def step(count: int) -> None:
            nonlocal made
            made += count
            if what == until:
                raise Stopped

        yield step
        if seen is not None:
            seen.append((what, total, made))

    return progress


def test_each_stage_tells_how_many_records_it_is_through_with(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    dedupe(store, progress=stages(seen=seen))
    assert [what for what, *_ in seen] == ["reading", "comparing", "merging"]
    assert all(0 < made <= total for _, total, made in seen if total > 1)
    assert seen[0] == ("reading", 6, 6)


@pytest.mark.parametrize("stage", ["reading", "comparing", "merging"])
def test_an_interrupted_run_loses_and_leaves_nothing(store: Store, stage: str) -> None:
    before = [work.key for work in store.works()]
    with pytest.raises(Stopped):
        dedupe(store, progress=stages(stage))
    assert [work.key for work in store.works()] == before
    assert store.judgements() == []
    assert len(dedupe(store).merged) == 1


# ---------------------------------------------------------------- bad input


def test_thousands_of_copies_are_merged_with_one_link_each() -> None:
    copies = [replace(CYRILLIC, id=str(number)) for number in range(2000)]
    with Store(":memory:") as store:
        store.add(copies)
        report = dedupe(store)
        assert [len(group.links) for group in report.merged] == [1999]
        assert dedupe(store).merged == ()


def test_a_title_of_thousands_of_works_stays_theirs() -> None:
    works = [article("Editorial", f"Author{n}", "A", 1900 + n % 100, volume=str(n), pages=str(n)) for n in range(1000)]
    with Store(":memory:") as store:
        store.add(works[:-10])
        assert dedupe(store).merged == ()
        store.add(works[-10:])
        report = dedupe(store)
        assert (report.merged, report.new, report.works) == ((), 10, 1000)


def test_judgements_in_a_circle_end(store: Store) -> None:
    keys = [key_of(store, record) for record in (CYRILLIC, REPORT_2017, REPORT_2018)]
    merge(store, keys[0], keys[1])
    merge(store, keys[1], keys[2])
    reject_all = [(CYRILLIC, REPORT_2018), (REPORT_2018, CYRILLIC)]
    with store.batch("dedupe") as batch:
        for one, other in reject_all:
            store.judge(batch, one.uid, other.uid, "different", "person", "")
    dedupe(store)
    assert not same_work(store, CYRILLIC, REPORT_2018)
