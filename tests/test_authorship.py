"""Whose name a work prints: ORCIDs, bylines, co-authors, journals and years beyond the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mhlit.library import history, persons
from mhlit.library.store import Store
from mhlit.matching.authorship import settle
from mhlit.matching.support import Setting, Use, signer, support
from mhlit.model import Date, Name, Origin, Person, Record, Text
from mhlit.names import parse_name

ONE, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
ANDREI = Name("Иванов", "Андрей Алексеевич")
ANTON = Name("Иванов", "Антон Антонович")
IVANOV = Name("Ivanov", "AA")


def record(number: int, *names: Name, journal: str = "", year: int = 2010, editors: tuple[Name, ...] = ()) -> Record:
    return Record(
        titles=(Text(f"Title {number}"),),
        authors=names,
        editors=editors,
        containers=(Text(journal),) if journal else (),
        issued=Date((year,)),
        origin=Origin("list.txt", number, "references", f"{number}."),
    )


def named(*forms: str) -> tuple[Name, ...]:
    return tuple(map(parse_name, forms))


def groups(*records: Record) -> set[frozenset[tuple[str, int]]]:
    """Return the (form, work) of each person."""
    with Store(":memory:") as store:
        store.add(records)
        return held(store)


def held(store: Store) -> set[frozenset[tuple[str, int]]]:
    persons.people(store)
    found: dict[int, set[tuple[str, int]]] = {}
    for person, form, work in store.connection.execute("SELECT person, form, work FROM authorship"):
        found.setdefault(person, set()).add((form, work))
    return {frozenset(each) for each in found.values()}


def with_name(people: list[Person], form: str) -> list[Person]:
    return [person for person in people if form in person.variants]


TEAM = named("Gurovich IYa", "Storozhakova YaA")


@pytest.mark.parametrize(
    ("third", "joins"),
    [
        (record(3, IVANOV, *TEAM), True),  # two co-authors
        (record(3, IVANOV, TEAM[0], journal="Social psychiatry"), True),  # one, and the journal
        (record(3, IVANOV, TEAM[0]), False),  # one alone
        (record(3, IVANOV, journal="Social psychiatry"), False),
        (record(3, IVANOV, *TEAM, year=1901), False),  # a lifetime before
        (record(3, IVANOV), False),
    ],
)
def test_works_decide_whose_initials_these_are(third: Record, joins: bool) -> None:
    found = groups(record(1, ANDREI, *TEAM, journal="Social psychiatry"), record(2, ANTON), third)
    own = {("Иванов Андрей Алексеевич", 1), ("Ivanov AA", 3)}
    assert (frozenset(own) in found) is joins
    assert frozenset({("Иванов Антон Антонович", 2)}) in found


def test_one_form_can_be_two_peoples_and_the_rest_is_possible() -> None:
    friends = named("Kabanov MM", "Lyubov EB")
    with Store(":memory:") as store:
        store.add(
            [
                record(1, ANDREI, *TEAM),
                record(2, ANTON, *friends),
                record(3, IVANOV, *TEAM),
                record(4, IVANOV, *friends),
                record(5, IVANOV),
            ]
        )
        people = persons.people(store)
        found = with_name(people, "Ivanov AA")
        assert sorted(person.works for person in found) == [1, 2, 2]
        assert len({person.id for person in people}) == len(people)
        alone = next(person for person in found if person.works == 1)
        assert alone.possible == tuple(sorted(person.id for person in found if person is not alone))
        assert all(alone.id in person.possible for person in found if person is not alone)
        assert any("2 shared co-authors" in reason for person in found for reason in person.reasons)
        assert store.works_by_person(alone.id) == [5]


def test_brothers_who_share_everything_stay_open() -> None:
    found = groups(record(1, ANDREI, ANTON, *TEAM), record(2, IVANOV, *TEAM))
    assert frozenset({("Ivanov AA", 2)}) in found


def test_two_names_in_one_byline_are_two_people() -> None:
    kabanov, short = named("Kabanov MM", "Kabanov M")
    assert groups(record(1, kabanov), record(2, short)) == {frozenset({("Kabanov MM", 1), ("Kabanov M", 2)})}
    assert len(groups(record(1, kabanov, short), record(2, short))) == 2


@pytest.mark.parametrize("twice", [("Kabanov MM", "Кабанов М.М."), ("Kabanov MM", "Kabanov M.M.")])
def test_one_name_printed_twice_in_a_byline_is_one_person(twice: tuple[str, str]) -> None:
    assert len(groups(record(1, *named(*twice)))) == 1


def test_the_editor_of_a_book_may_have_written_its_chapter() -> None:
    author, editor = named("Kabanov M", "Kabanov MM")
    assert len(groups(record(1, author, editors=(editor,)))) == 1


def test_orcids_join_and_part() -> None:
    one, other = replace(IVANOV, orcid=ONE), replace(IVANOV, orcid=OTHER)
    assert len(groups(record(1, one), record(2, one), record(3, IVANOV))) == 1
    found = groups(record(1, one), record(2, other), record(3, IVANOV), record(4, one))
    assert found == {
        frozenset({("Ivanov AA", 1), ("Ivanov AA", 4)}),
        frozenset({("Ivanov AA", 2)}),
        frozenset({("Ivanov AA", 3)}),
    }


def test_an_orcid_with_a_wrong_check_digit_or_given_to_all_says_nothing() -> None:
    wrong = replace(IVANOV, orcid="0000-0002-1825-0098")
    assert len(groups(record(1, wrong), record(2, replace(IVANOV, orcid=OTHER)))) == 1
    everybody = tuple(replace(name, orcid=ONE) for name in named("Kabanov MM", "Kabanov AB"))
    assert len(groups(record(1, *everybody))) == 2


def test_an_orcid_follows_a_person_who_married_but_joins_no_strangers() -> None:
    born, married = Name("Иванова", "Анна Петровна", orcid=ONE), Name("Кабанова", "Анна Петровна", orcid=ONE)
    assert len(groups(record(1, born), record(2, married))) == 1
    assert len(groups(record(1, born), record(2, Name("Кабанов", "Пётр Ильич", orcid=ONE)))) == 2


def test_a_persons_orcid_is_told() -> None:
    with Store(":memory:") as store:
        store.add([record(1, replace(IVANOV, orcid=f"https://orcid.org/{ONE}")), record(2, IVANOV)])
        assert [person.orcid for person in persons.people(store)] == [ONE]


def test_the_other_wording_that_a_registry_gives_is_the_same_name() -> None:
    name = Name("Schmidt", "J.", extra={"mhlit:forms": [{"family": "Шмит", "given": "Юрий"}]})
    assert groups(record(1, name)) == {frozenset({("Schmidt J.", 1), ("Шмит Юрий", 1)})}


def test_the_same_work_in_another_source_decides() -> None:
    with Store(":memory:") as store:
        full, short = record(1, ANDREI), record(2, IVANOV)
        store.add([full, short, record(3, ANTON)])
        assert len(persons.people(store)) == 3
        with store.batch("dedupe") as batch:
            store.judge(batch, full.uid, short.uid, "same", "rule", "test")
        assert {len(person.variants) for person in persons.people(store)} == {1, 2}
        history.undo(store)
        assert len(persons.people(store)) == 3


def test_a_frequent_surname_with_initials_does_not_live_for_a_century() -> None:
    assert len(groups(record(1, IVANOV, year=1901), record(2, IVANOV, year=1998))) == 2
    classic = Name("Bekhterev", "V.M.")
    assert len(groups(record(1, classic, year=1907), record(2, classic, year=1994))) == 1


def test_a_surname_that_is_printed_often_is_no_misprint() -> None:
    one, other = named("Polozhentsev AV", "Polozhensev AV")
    assert len(groups(*(record(n, one) for n in range(1, 7)), record(7, other))) == 1
    assert len(groups(*(record(n, one) for n in range(1, 7)), *(record(n, other) for n in range(7, 13)))) == 2


def test_one_work_of_a_name_can_be_taken_from_a_person() -> None:
    with Store(":memory:") as store:
        store.add([record(n, *named("Kabanov MM")) for n in (1, 2, 3)])
        (person,) = persons.people(store)
        before = held(store)
        key = store.work_by_id(2).key
        persons.split(store, person, key)
        assert held(store) == {frozenset({("Kabanov MM", 1), ("Kabanov MM", 3)}), frozenset({("Kabanov MM", 2)})}
        one, other = persons.people(store)
        assert not one.possible
        persons.merge(store, one, other)
        assert held(store) == before


def test_an_import_touches_its_own_blocks_only() -> None:
    with Store(":memory:") as store:
        store.add([record(1, ANDREI, *TEAM), record(2, ANTON)])
        persons.people(store)
        rows = "SELECT rowid, * FROM name WHERE stale"
        store.add([record(3, IVANOV)])
        stale = [row["form"] for row in store.connection.execute(rows.replace("rowid, ", ""))]
        assert stale == ["Ivanov AA"]
        changes = store.connection.total_changes
        persons.people(store)
        # three names of one block are settled again, those of the team are not
        assert store.connection.total_changes - changes < 20


def test_a_judgement_closes_the_question() -> None:
    with Store(":memory:") as store:
        store.add([record(1, ANDREI), record(2, ANTON), record(3, IVANOV)])
        mine = with_name(persons.people(store), "Ivanov AA")[0]
        assert len(mine.possible) == 2
        andrei = with_name(persons.people(store), "Иванов Андрей Алексеевич")[0]
        persons.keep_apart(store, mine, andrei, "test", "test")
        mine = with_name(persons.people(store), "Ivanov AA")[0]
        assert len(mine.possible) == 1
        anton = with_name(persons.people(store), "Иванов Антон Антонович")[0]
        persons.merge(store, mine, anton)
        assert [person.possible for person in persons.people(store)] == [(), ()]


def test_the_result_does_not_depend_on_the_order_of_import() -> None:
    records = [record(1, ANDREI, *TEAM), record(2, ANTON), record(3, IVANOV, *TEAM), record(4, IVANOV)]
    with Store(":memory:") as one, Store(":memory:") as other:
        one.add(records)
        for each in reversed(records):
            other.add([each])
            persons.people(other)
        forms = [{frozenset(form for form, _ in group) for group in held(store)} for store in (one, other)]
        assert forms[0] == forms[1]


# ---------------------------------------------------------------- the pure part


def test_support_is_none_for_two_signers_of_one_work() -> None:
    a, b = Use(1, "A", record=1), Use(1, "B", record=1)
    assert support([a], [b], {1: Setting()}).score == 0
    assert support([a], [Use(1, "B", record=2)], {1: Setting()}).score == 1


def test_a_co_author_with_a_frequent_surname_counts_less() -> None:
    one, other = Use(1, "A", record=1), Use(2, "B", record=2)

    def score(*signers: str) -> float:
        return support([one], [other], dict.fromkeys((1, 2), Setting(frozenset(signers)))).score

    assert score() < score("ivanov a") < score("guroviC i") < score("guroviC i", "storoZakova i")
    assert signer("Гурович", "Илья") == signer("Gurovich", "I.Ya.") == "guroviC i"


def test_affiliations_speak_for_one_person() -> None:
    one, other = (Use(n, "A", record=n, place="a clinic") for n in (1, 2))
    assert support([one], [other], dict.fromkeys((1, 2), Setting())).reasons == ("the same affiliation",)


@pytest.mark.parametrize("form", ["", "A", "😀", "1", "И.", "...", "x" * 3000, "P.Yа. Galperin", "A. la. Kozhevnikov"])
def test_strange_names_are_settled_too(form: str) -> None:
    uses = [Use(1, form, "mark", 1), Use(2, form, "mark 2", 2)]
    found = settle({form: Name(form)}, uses, lambda works: dict.fromkeys(works, Setting()))
    assert set(found.nodes.values()) == {form}


def test_five_hundred_authors_of_one_work() -> None:
    names = [Name(f"Kabanov{chr(97 + n % 26)}{chr(97 + n // 26)}", "AB") for n in range(500)]
    assert len(groups(record(1, *names))) == 500
