"""The sieve before the comparison: it holds back what would come out as different, and nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.matching.compare import weigh
from mhlit.matching.features import Prepared, prepare
from mhlit.matching.sieve import plainly_apart, promising
from mhlit.model import Date, Name, Record, Text

TITLES = (
    "Supported housing and recovery in towns",
    "Supported housing and recovery in towns: a randomized controlled trial",
    "Supported employment: a randomized controlled trial",
    "Supported housing in towns. Part 1",
    "Supported housing in towns. Part 2",
    "Новые возможности ресоциализации психически больных",
    "Novye vozmozhnosti resotsializatsii psikhicheski bol'nykh",
    "New opportunities for the resocialization of the mentally ill",
    "Новые возможности ресоциализации больных [New opportunities for resocialization]",
    "Supported housing and recov",
    "Editorial",
    "???",
)


def article(title: str = "", by: str = "", year: int = 0, **fields: str) -> Record:
    """Return a record of one author."""
    return Record(
        titles=(Text(title),) if title else (),
        authors=(Name(by, "E"),) if by else (),
        issued=Date((year,)) if year else None,
        **fields,
    )


ARTICLES = st.builds(
    article,
    st.sampled_from(("", *TITLES)),
    st.sampled_from(("", "Miller", "Любов", "Lyubov")),
    st.sampled_from((0, 2018, 2019)),
    volume=st.sampled_from(("", "7")),
    pages=st.sampled_from(("", "18-24")),
    doi=st.sampled_from(("", "10.1000/one", "10.1000/two")),
)


def worth(a: Prepared, b: Prepared) -> bool:
    """Return whether the thorough comparison of a pair would leave anything of it."""
    verdict = weigh(a, b)
    return not plainly_apart(a, b) and (verdict.same is not False or verdict.related)


@settings(max_examples=150)
@given(st.lists(ARTICLES, min_size=2, max_size=8))
def test_what_may_be_one_work_passes(records: list[Record]) -> None:
    items = [prepare(record) for record in records]
    for at in range(len(items)):
        others = [position for position in range(len(items)) if position != at]
        passed = promising(items, at, others)
        assert passed == [position for position in others if position in passed]
        assert {position for position in others if worth(items[at], items[position])} <= set(passed)


def test_every_two_titles_are_judged_as_without_the_sieve() -> None:
    items = [prepare(article(title, "Любов", 2019)) for title in TITLES]
    for i, j in combinations(range(len(items)), 2):
        assert not worth(items[i], items[j]) or promising(items, i, [j]) == [j]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article(TITLES[0], "Miller", 2019), article("Group psychotherapy of psychoses", "Miller", 2019)),
        (article(TITLES[3], "Miller", 2019), article(TITLES[4], "Miller", 2019)),
    ],
)
def test_what_cannot_be_one_work_is_held_back(one: Record, other: Record) -> None:
    assert promising([prepare(one), prepare(other)], 0, [1]) == []
