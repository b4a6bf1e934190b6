from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mhlit.dedupe import dedupe, dedupe_records, explain, merge, reject, split
from mhlit.errors import NotFound, UsageError
from mhlit.library.store import Store
from mhlit.model import Date, Name, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    assert "the titles are the same" in report.merged[0].reasons[0]
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
    assert dedupe_records([CYRILLIC, REPORT_2017, ROMANISED]) == ((0, 2), (1,))
    assert dedupe_records([]) == ()
