"""Persons: printed names clustered in blocks, under judgements that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mhlit.errors import NotFound
from mhlit.library import history, persons
from mhlit.library.store import Store
from mhlit.model import Date, Name, Origin, Person, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(number: int, *names: Name, editors: tuple[Name, ...] = ()) -> Record:
    return Record(
        titles=(Text(f"Title {number}"),),
        authors=names,
        editors=editors,
        issued=Date((2000 + number,)),
        origin=Origin("list.txt", number, "references", f"{number}."),
    )


GUROVICH = Name("Gurovich", "IYa")
CYRILLIC = Name("Гурович", "И.Я.")
LYUBOV = Name("Любов", "Е.Б.")
LIUBOV = Name("Liubov", "EB")
OTHER = Name("Lyubov", "A.P.")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as store:
        store.add(
            [record(1, GUROVICH, LYUBOV), record(2, CYRILLIC), record(3, LIUBOV, editors=(LYUBOV,)), record(4, OTHER)]
        )
        yield store


def person(store: Store, form: str) -> Person:
    return next(each for each in persons.people(store) if form in each.variants)


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(each.variants) for each in persons.people(store)}


def test_spellings_of_one_person_meet_across_scripts(store: Store) -> None:
    assert groups(store) == {
        frozenset({"Gurovich IYa", "Гурович И.Я."}),
        frozenset({"Любов Е.Б.", "Liubov EB"}),
        frozenset({"Lyubov A.P."}),
    }


def test_a_person_knows_works_years_and_the_commonest_spelling(store: Store) -> None:
    found = person(store, "Liubov EB")
    assert (found.preferred, found.variants) == ("Любов Е.Б.", ("Любов Е.Б.", "Liubov EB"))
    assert (found.works, found.years) == (2, (2001, 2003))
    assert store.works_by_person(found.id) == [1, 3]


def test_organisations_are_no_persons() -> None:
    with Store(":memory:") as store:
        store.add([record(1, Name(literal="World Health Organization"), GUROVICH)])
        assert [each.preferred for each in persons.people(store)] == ["Gurovich IYa"]


def test_new_forms_join_and_names_without_works_are_left_out(store: Store) -> None:
    before = person(store, "Gurovich IYa").id
    store.add([record(9, Name("Gurovič", "I.Ja."))])
    assert person(store, "Gurovič I.Ja.").id == before
    history.undo(store)
    assert all("Gurovič I.Ja." not in each.variants for each in persons.people(store))


def test_a_name_that_is_gone_ties_nobody_together(store: Store) -> None:
    """ "Lyubov" without initials may be either; whatever it tied together comes apart when its import is undone."""
    before = persons.people(store)
    store.add([record(9, Name("Lyubov", "E."), Name("Любов", "Евгений Борисович"), Name("Lyubov", "Anna Petrovna"))])
    persons.people(store)
    history.undo(store)
    assert persons.people(store) == before
    assert store.connection.execute("SELECT count(*) FROM name").fetchone()[0] == 5


def test_people_are_not_computed_again_without_need(store: Store) -> None:
    first = persons.people(store)
    changes = store.connection.total_changes
    assert persons.people(store) == first
    assert store.connection.total_changes == changes


def test_merge_and_undo(store: Store) -> None:
    before = groups(store)
    persons.merge(store, person(store, "Lyubov A.P."), person(store, "Gurovich IYa"))
    merged = person(store, "Lyubov A.P.")
    assert set(merged.variants) == {"Lyubov A.P.", "Gurovich IYa", "Гурович И.Я."}
    assert "(person: merged by hand)" in merged.reasons[0]
    assert history.log(store)[0].command == "authors merge"
    history.undo(store)
    assert groups(store) == before


def test_split_is_remembered_and_merge_overrules_it(store: Store) -> None:
    persons.split(store, person(store, "Gurovich IYa"), "Гурович И.Я.")
    assert person(store, "Gurovich IYa").variants == ("Gurovich IYa",)
    store.add([record(8, Name("Gurovich", "I.Ya."))])
    assert "Гурович И.Я." not in person(store, "Gurovich IYa").variants
    persons.merge(store, person(store, "Gurovich IYa"), person(store, "Гурович И.Я."))
    assert {"Gurovich IYa", "Гурович И.Я."} <= set(person(store, "Gurovich IYa").variants)


def test_the_preferred_spelling_can_be_chosen_again_and_again(store: Store) -> None:
    for form in ("Liubov EB", "Любов Е.Б.", "Liubov EB"):
        persons.prefer(store, person(store, form), form)
        assert person(store, form).preferred == form
    batches = len(history.log(store))
    persons.prefer(store, person(store, "Liubov EB"), "Liubov EB")
    assert len(history.log(store)) == batches
    history.undo(store)
    assert person(store, "Liubov EB").preferred == "Любов Е.Б."
    with pytest.raises(NotFound, match="is not printed as 'Lyubov E'") as caught:
        persons.prefer(store, person(store, "Liubov EB"), "Lyubov E")
    assert "Liubov EB" in caught.value.hint


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Гурович", {"Gurovich IYa"}),
        ("gurovich", {"Gurovich IYa"}),
        ("Ljubov", {"Любов Е.Б.", "Lyubov A.P."}),
        ("Lyubov E.B.", {"Любов Е.Б."}),
        ("E.B. Lyubov", {"Любов Е.Б."}),
        ("Ivanov", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_search_by_name_in_any_script(store: Store, who: str, expected: set[str]) -> None:
    assert {each.preferred for each in persons.search(persons.people(store), who)} == expected


def test_a_merged_work_keeps_the_spellings_of_all_its_records(store: Store) -> None:
    a, b = (record(5, Name("Ljubov", "E.B.")), record(6, Name("Любов", "Евгений Борисович")))
    store.add([a, b])
    with store.batch("dedupe") as batch:
        store.judge(batch, a.uid, b.uid, "same", "rule", "the titles are the same")

    assert {"Ljubov E.B.", "Любов Евгений Борисович"} <= set(person(store, "Liubov EB").variants)
    assert person(store, "Liubov EB").works == 3
