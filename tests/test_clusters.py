from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.matching.blocking import LARGEST_BLOCK, WINDOW, keys, pairs
from mhlit.matching.clusters import cluster
from mhlit.matching.features import MOST_WORDS, prepare
from mhlit.matching.lists import dedupe_records
from mhlit.model import Date, Name, Record, Text


def paper(title: str, by: str = "Любов Е.Б.", year: int = 2019, **fields: Any) -> Record:
    """Return an article with one author."""
    family, _, given_name = by.partition(" ")
    return Record(
        type="article-journal",
        titles=(Text(title),) if title else (),
        authors=(Name(family, given_name),) if by else (),
        containers=(Text(fields.pop("venue", "")),),
        issued=Date((year,)) if year else None,
        **fields,
    )


CYRILLIC = paper(
    "Новые возможности ресоциализации больных", issue="3", pages="18-24", venue="Российский психиатрический журнал"
)
ROMANISED = paper("Novye vozmozhnosti resotsializatsii bol'nykh", "Lyubov EB", issue="3", pages="18-24")
ENGLISH = paper(
    "New opportunities for the resocialization of patients",
    "Lyubov EB",
    issue="3",
    pages="18-24",
    venue="Russian Journal of Psychiatry",
)
PART_ONE = paper("Психозы позднего возраста. Часть 1", pages="1-9")
PART_TWO = paper("Психозы позднего возраста. Часть 2", pages="10-19")
RECORDS = [
    CYRILLIC,
    ROMANISED,
    ENGLISH,
    PART_ONE,
    PART_TWO,
    paper("Суицид и общество", "Зотов М.В."),
    Record(),
    Record(),
]


def partition(labels: list[int], records: list[Record]) -> set[frozenset[int]]:
    """Return the clusters as sets of the identities of records."""
    groups: dict[int, set[int]] = {}
    for label, record in zip(labels, records, strict=True):
        groups.setdefault(label, set()).add(id(record))
    return set(map(frozenset, groups.values()))


def test_scripts_and_translation_meet_and_parts_do_not() -> None:
    labels = cluster(RECORDS)
    assert labels[0] == labels[1] == labels[2]
    assert len(set(labels)) == len(RECORDS) - 2


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_decides_nothing(seed: int) -> None:
    shuffled = RECORDS[:]
    random.Random(seed).shuffle(shuffled)
    assert partition(cluster(shuffled), shuffled) == partition(cluster(RECORDS), RECORDS)


def test_empty_input_and_empty_records_cluster_with_nothing() -> None:
    assert cluster([]) == []
    assert len(set(cluster([Record(), Record(), Record(issued=Date((2001,)))]))) == 3


def test_a_bridge_does_not_join_what_a_veto_parts() -> None:
    bridge = paper("Психозы позднего возраста", pages="1-9")
    labels = cluster([PART_ONE, PART_TWO, bridge])
    assert labels[0] != labels[1]


def test_a_chain_of_weak_links_is_cut() -> None:
    """The bare title fits each of two publications; they do not become one through it."""
    first = paper("Recovery in community care of late psychoses", volume="1", pages="3-9", venue="Journal of Recovery")
    second = paper("Recovery in community care of late psychoses", volume="9", pages="77-81", venue="Social Psychiatry")
    bare = paper("Recovery in community care of late psychoses")
    labels = cluster([first, second, bare])
    assert labels[0] != labels[1]


def test_a_person_joins_and_parts() -> None:
    stranger = RECORDS[5]
    assert len(set(cluster([CYRILLIC, stranger], [(0, 1, True)]))) == 1
    assert len(set(cluster([CYRILLIC, ROMANISED], [(1, 0, False)]))) == 2
    assert len(set(cluster([CYRILLIC, CYRILLIC], [(0, 1, False)]))) == 2


def test_a_wall_holds_for_whole_clusters() -> None:
    """Copies of either side stay apart too, whichever record the person looked at."""
    copy = replace(ROMANISED, id="copy")
    labels = cluster([CYRILLIC, ROMANISED, copy, ENGLISH], [(0, 1, False), (1, 2, True)])
    assert labels[1] == labels[2] != labels[0]


def test_contradicting_and_cyclic_judgements_end_with_the_wall() -> None:
    cycle = [(0, 1, True), (1, 2, True), (2, 0, True), (0, 1, False)]
    labels = cluster([CYRILLIC, ROMANISED, PART_ONE], cycle)
    assert labels[0] != labels[1]


def test_possible_pairs_are_ordered_and_exclude_what_is_settled() -> None:
    records = [
        CYRILLIC,
        ROMANISED,
        paper("Supported housing and recovery in towns", "Miller R", doi="10.1000/one", venue="Lancet"),
        paper("Supported housing and recovery in towns", "Miller R", doi="10.1000/two", venue="Lancet"),
        paper("Эффективность кветиапина при психозах у пожилых", "Мещеряков О.И.", 2008, venue="Психиатрия"),
        paper("Эффективность рисперидона при психозах у пожилых", "Мещеряков О.И.", 2008, venue="Психиатрия"),
    ]
    found = dedupe_records(records).possible
    assert (2, 3) in [(pair.a, pair.b) for pair in found]
    assert all(pair.match.same is None for pair in found)
    scores = [pair.match.score for pair in found]
    assert scores == sorted(scores, reverse=True)


def test_two_books_of_one_author_year_and_publisher_leave_a_translation_undecided() -> None:
    def book(title: str, by: str) -> Record:
        return replace(paper(title, by, 1986, publisher="Педагогика"), type="book", containers=())

    english = book("Psychosocial rehabilitation in schizophrenia", "Davydov VV")
    one = book("Шизофрения и психосоциальная реабилитация", "Давыдов В.В.")
    rival = book("Реабилитация при шизофрении (психосоциальная)", "Давыдов В.В.")
    assert len(set(cluster([english, one]))) == 1
    labels = cluster([english, one, rival])
    assert labels[0] not in labels[1:]


# ---------------------------------------------------------------- size


def test_ten_thousand_copies_cost_no_more_than_one() -> None:
    assert len(set(cluster([CYRILLIC] * 10_000))) == 1


def test_a_title_shared_by_thousands_of_works_stays_linear() -> None:
    editorials = [
        prepare(paper("Editorial", f"Author{n:05d} A.", 1900 + n % 100, volume=str(n), pages=str(n)))
        for n in range(5000)
    ]
    assert sum(1 for _ in pairs(editorials)) <= len(editorials) * WINDOW * 4


def test_a_block_of_moderate_size_is_compared_in_full() -> None:
    items = [prepare(paper("Editorial", f"Author{n} A.", 1950 + n)) for n in range(LARGEST_BLOCK)]
    assert sum(1 for _ in pairs(items)) == LARGEST_BLOCK * (LARGEST_BLOCK - 1) // 2


def test_editorials_of_many_issues_stay_apart() -> None:
    editorials = [paper("Editorial", "Zwass V", 2000, volume="17", issue=str(n), pages="3") for n in range(1, 9)]
    assert len(set(cluster(editorials))) == len(editorials)


def test_a_long_title_is_borne() -> None:
    long = paper("психоз " * 3000, pages="1")
    assert len(set(cluster([long, replace(long, id="2"), CYRILLIC]))) == 2


def test_long_titles_are_compared_by_their_beginning() -> None:
    """Thirty titles of 20,000 characters were half a minute when each word met each of the other title."""
    words = ["психоз", "терапия", "schizophrenia", "hospital", "ремиссия", "care", "3"]
    chance = random.Random(1)
    many = [paper(" ".join(chance.choices(words, k=2500)), pages=str(n)) for n in range(8)]
    assert max(len(prepare(each).titles[0].split()) for each in many) == MOST_WORDS
    assert len(set(cluster([*many, replace(many[0], id="copy")]))) == len(many)


# ---------------------------------------------------------------- keys and properties


def test_every_form_of_a_work_shares_a_key_with_every_other() -> None:
    for one, other in combinations([CYRILLIC, ROMANISED, ENGLISH], 2):
        assert keys(one) & keys(other)


def test_a_record_without_anything_has_no_key() -> None:
    assert keys(Record()) == set()


TITLES = [
    "Психозы позднего возраста",
    "Psikhozy pozdnego vozrasta",
    "Psychoses of late life",
    "Editorial",
    "",
    "Психозы. Часть 2",
]
SOME = st.lists(
    st.builds(
        paper,
        st.sampled_from(TITLES),
        st.sampled_from(["", "Любов Е.Б.", "Lyubov EB", "Miller R"]),
        st.sampled_from([0, 2018, 2019]),
        pages=st.sampled_from(["", "1-9", "10"]),
        volume=st.sampled_from(["", "1", "2"]),
    ),
    max_size=9,
)


@settings(max_examples=80, deadline=None)
@given(SOME, st.randoms(use_true_random=False))
def test_clusters_depend_on_the_records_only(records: list[Record], chance: random.Random) -> None:
    shuffled = records[:]
    chance.shuffle(shuffled)
    assert partition(cluster(shuffled), shuffled) == partition(cluster(records), records)


def test_copies_without_a_title_belong_to_the_titled_work_together() -> None:
    bare, titled = paper("", "Любов Е.Б.", 0), paper("Editorial", "Любов Е.Б.", 0)
    bare, titled = (replace(record, volume="1", pages="1-9") for record in (bare, titled))
    assert cluster([bare, bare, titled]) == [0, 0, 0]
    assert cluster([bare, bare]) == [0, 1]


@settings(max_examples=60, deadline=None)
@given(SOME, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=5))
def test_walls_hold_whatever_else_is_judged(records: list[Record], judged: list[tuple[int, int, bool]]) -> None:
    judged = [(i, j, same) for i, j, same in judged if max(i, j) < len(records)]
    labels = cluster(records, judged)
    assert all(labels[i] != labels[j] for i, j, same in judged if not same and i != j)


# ---------------------------------------------------------------- records that fit two works

VERSIONS = "Incremental maintenance of Bayesian networks by sampling"
CONFERENCE = paper(VERSIONS, "Yamamoto C.", 1997, venue="Very Large Data Bases", pages="10-21")
JOURNAL = paper(VERSIONS, "Yamamoto C.", 1999, venue="Machine Learning", volume="35", pages="101-140")
BARE = paper(VERSIONS, "Yamamoto C.", 0)


def test_a_citation_without_year_and_place_joins_no_work_where_it_fits_two() -> None:
    assert cluster([CONFERENCE, BARE]) == [0, 0]
    assert cluster([CONFERENCE, JOURNAL, BARE]) == [0, 1, 2]
    assert cluster([CONFERENCE, JOURNAL, BARE], [(1, 2, True)]) == [0, 1, 1]


def test_it_joins_the_work_that_most_citations_mean() -> None:
    cited = [replace(CONFERENCE, pages=f"10-{last}") for last in (20, 22)]
    assert cluster([CONFERENCE, *cited, JOURNAL, BARE]) == [0, 0, 0, 3, 0]


def test_a_title_without_authors_in_many_places_is_a_common_one() -> None:
    column = [
        paper(
            "Laboratory notes and queries",
            "",
            1990 + at,
            venue="Annals",
            volume="4",
            issue=f"{at}",
            pages=f"{at}1-{at}3",
        )
        for at in range(1, 6)
    ]
    placeless = paper("Laboratory notes and queries", "", 1991, venue="Annals", volume="4")
    assert cluster([column[0], placeless]) == [0, 0]
    assert cluster([*column, placeless]) == list(range(6))


def test_a_column_is_found_in_a_large_block_a_year_off() -> None:
    found = keys(paper("Book reviews", "", 1988, volume="2", pages="257-258"))
    assert found & keys(paper("Book reviews", "", 1987, volume="2", pages="257")) >= {"vp:2:257"}


def test_what_a_member_of_the_group_rules_out_is_not_asked() -> None:
    first = paper(
        "Recovery in schizophrenia: a cohort study. Part 1", volume="7", issue="6", pages="506-517", venue="Annals"
    )
    second = replace(first, titles=(Text("Recovery in schizophrenia: a cohort study. Part 2"),), pages="518-530")
    unnumbered = replace(first, titles=(Text("Recovery in schizophrenia: a cohort study"),))
    assert len(dedupe_records([unnumbered, second]).possible) == 1
    report = dedupe_records([first, unnumbered, second])
    assert report.groups == ((0, 1), (2,))
    assert not report.possible


def test_which_of_three_meetings_of_a_year_is_meant_nobody_can_tell() -> None:
    meetings = [paper("Annual meeting of nurses", "Brown R.", 1990, issue=f"{at}", pages=f"{at}0") for at in (1, 2, 3)]
    bare = paper("Annual meeting of nurses", "Brown R.", 1990)
    assert cluster([meetings[0], bare]) == [0, 0]
    assert cluster([*meetings, bare]) == [0, 1, 2, 3]


def test_a_pair_with_rivals_is_asked_later() -> None:
    meetings = [paper("Annual meeting", "Brown R.", 1990, issue=f"{at}", pages=f"{at}0") for at in (1, 2, 3)]
    bare = paper("Annual meeting", "Brown R.", 1990)
    sole = [paper("Stigma among the nurses and doctors of a rural hospital", "Brown R.", year) for year in (2006, 2009)]
    possible = dedupe_records([*meetings, bare, *sole]).possible
    assert [(pair.a, pair.b) for pair in possible] == [(4, 5), (0, 3), (1, 3), (2, 3)]
    assert possible[0].match.score < possible[1].match.score
