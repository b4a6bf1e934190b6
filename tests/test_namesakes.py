"""Authors searched for by person: every spelling of the one who is meant, and nobody who is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mhlit.library import history, persons, search
from mhlit.library.finding import Request, find
from mhlit.library.selection import Selection, select
from mhlit.library.store import Store
from mhlit.model import Date, Name, Person, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(id: str, *authors: Name, editors: tuple[Name, ...] = (), year: int = 2010) -> Record:
    return Record(id=id, titles=(Text(f"Work {id}"),), authors=authors, editors=editors, issued=Date((year,)))


WORKS = (
    record("ru", Name("Любов", "Е. Б.")),
    record("tr", Name("Lyubov", "EB")),
    record("de", Name("Ljubow", "E.B.")),
    record("full", Name("Любов", "Евгений Борисович")),
    record("editor", Name("Gurovich", "IYa"), editors=(Name("Liubov", "EB"),)),
    record("short", Name("Любов", "Е.")),
    record("kate", Name("Любов", "Екатерина Андреевна")),
    record("other", Name("Lyubova", "Elena")),
    record("maiden", Name("Sokolova", "Vera P.")),
    record("married", Name("Морозова", "В. П.")),
    record("group", Name(literal="Lyubov Charity")),
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.add(WORKS)
        yield opened


def by(store: Store, name: str) -> set[str]:
    found = {work.view.id for work in store.works(search.by_author(store, name))}
    assert {hit.work.view.id for hit in search.search(store, f'author:"{name}"')} == found
    assert {work.view.id for work in select(store, Selection(authors=(name,)))} == found
    assert {hit.work.view.id for hit in find(store, Request(authors=(name,))).hits} == found
    return found


def one(store: Store, who: str) -> Person:
    (person,) = persons.search(persons.people(store), who)
    return person


EVGENY = {"ru", "tr", "de", "full", "editor"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Любов Е", EVGENY | {"short", "kate"}),
        ("Lyubov E", EVGENY | {"short", "kate"}),
        ("Любов Е.Б.", EVGENY),
        ("Lyubov EB", EVGENY),
        ("Любов Евгений Борисович", EVGENY),
        ("Evgeny B. Lyubov", EVGENY),
        ("Любов Екатерина", {"kate"}),
        ("Lyubov EK", set()),
        ("Lyubova Elena", {"other"}),
        ("Lyubov", EVGENY | {"short", "kate", "group"}),
        ("Nobody N", set()),
    ],
)
def test_a_name_finds_every_spelling_of_the_person_and_nobody_else(store: Store, name: str, found: set[str]) -> None:
    assert by(store, name) - {"short"} == found - {"short"}
    assert ("short" in by(store, name)) >= ("short" in found)


def test_what_a_judgement_ties_to_a_name_is_found_until_it_is_taken_back(store: Store) -> None:
    assert by(store, "Морозова В.П.") == {"married"}
    persons.merge(store, one(store, "Sokolova"), one(store, "Морозова"))
    assert by(store, "Морозова В.П.") == by(store, "Sokolova VP") == by(store, "Sokolova") == {"maiden", "married"}
    history.undo(store)
    assert by(store, "Морозова В.П.") == {"married"}


def test_a_namesake_told_apart_is_found_by_the_name_both_print_only() -> None:
    with Store(":memory:") as store:
        store.add(
            [
                record("first", Name("Ivanov", "AA"), year=1980),
                record("full", Name("Иванов", "Андрей Андреевич"), year=1981),
                record("second", Name("Ivanov", "AA"), year=2019),
            ]
        )
        key = next(work.key for work in store.works() if work.view.id == "second")
        assert by(store, "Иванов Андрей Андреевич") == {"first", "full", "second"}
        persons.split(store, one(store, "Иванов Андрей"), key)
        assert by(store, "Иванов Андрей Андреевич") == {"first", "full"}
        assert by(store, "Ivanov AA") == {"first", "full", "second"}
        assert by(store, "Ivanov") == {"first", "full", "second"}


def test_a_name_that_says_less_counts_where_nothing_decides_whose_it_is() -> None:
    with Store(":memory:") as store:
        store.add(
            [record("a", Name("Петров", "Антон")), record("b", Name("Petrov", "A")), record("c", Name("Petrov", "O"))]
        )
        assert by(store, "Петров Антон") == {"a", "b"}
        assert by(store, "Petrov A") == {"a", "b"}


def test_persons_are_settled_when_an_author_is_asked_for_and_only_those_of_like_names(store: Store) -> None:
    by(store, "Любов Е")
    rows = store.connection.execute("SELECT family FROM name WHERE stale").fetchall()
    assert {row[0] for row in rows} == {"Gurovich", "Sokolova", "Морозова"}


def test_the_whole_query_may_be_a_name_and_the_printed_form_comes_first(store: Store) -> None:
    found = [hit.work.view.id for hit in search.search(store, "Lyubov E.B.")]
    assert set(found) >= EVGENY
    assert {"kate", "other"}.isdisjoint(found)


def test_exact_asks_for_the_printed_name(store: Store) -> None:
    persons.merge(store, one(store, "Sokolova"), one(store, "Морозова"))
    assert [hit.work.view.id for hit in search.search(store, 'author:"Sokolova VP"', exact=True)] == ["maiden"]
