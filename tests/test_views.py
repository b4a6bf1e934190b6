"""Views: one record out of all evidence, by precedence, with the source of every field."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.library import views
from mhlit.library.records import RANKS, Stored
from mhlit.model import Date, Name, Origin, Record, Text
from mhlit.names.wordings import forms, in_script


def stored(number: int, rank: str = "file", /, **fields: Any) -> Stored:
    return Stored(number, f"uid{number}", rank, 1, Record(**fields))


def view(*evidence: Stored) -> Record:
    return views.build(evidence)[0]


def test_the_view_of_one_record_is_the_record() -> None:
    only = stored(1, volume="14", titles=(Text("Стигма", "ru"), Text("Стигма.", "ru")))
    made, sources = views.build([only])
    assert made is only.record
    assert sources == {"volume": "uid1", "titles": "uid1"}


def test_precedence_is_edit_registry_file_parsed_and_then_the_earliest() -> None:
    evidence = [
        stored(1, "parsed", volume="1", issue="1", pages="1", publisher="1", url="1", note="1"),
        stored(2, "file", volume="2", issue="2", pages="2", publisher="2"),
        stored(3, "file", volume="3", issue="3", pages="3", publisher="3", url="3"),
        stored(4, "registry", volume="4", issue="4"),
        stored(5, "edit", volume="5"),
    ]
    for order in permutations(evidence):
        made, sources = views.build(order)
        assert (made.volume, made.issue, made.pages, made.publisher, made.url, made.note) == (
            "5",
            "4",
            "2",
            "2",
            "3",
            "1",
        )
        assert sources == {
            "volume": "uid5", "issue": "uid4", "pages": "uid2", "publisher": "uid2", "url": "uid3", "note": "uid1",
        }  # fmt: skip


def test_the_latest_edit_wins() -> None:
    assert view(stored(1, volume="1"), stored(2, "edit", volume="2"), stored(3, "edit", volume="3")).volume == "3"


def test_a_field_that_a_person_emptied_stays_empty_until_edited_again() -> None:
    emptied = stored(2, "edit", extra={"mhlit:clear": ["volume", "authors"]})
    made, sources = views.build([stored(1, volume="1", authors=(Name("Lyubov"),), issue="2"), emptied])
    assert (made.volume, made.authors, made.issue) == ("", (), "2")
    assert "volume" not in sources
    assert "mhlit:clear" not in made.extra
    assert view(stored(1, volume="1"), emptied, stored(3, "edit", volume="3")).volume == "3"


def test_the_type_document_says_nothing() -> None:
    made, sources = views.build([stored(1, type="document"), stored(2, "parsed", type="book")])
    assert (made.type, sources["type"]) == ("book", "uid2")
    assert view(stored(1), stored(2)).type == "document"


def test_doubtful_fields_stand_behind_sure_ones_of_the_same_rank_only() -> None:
    doubtful = {"mhlit:doubts": ["volume", "pages"]}
    made, sources = views.build(
        [stored(1, "parsed", volume="1", pages="7", extra=doubtful), stored(2, "parsed", volume="2")]
    )
    assert (made.volume, made.pages) == ("2", "7")
    assert made.extra == {"mhlit:doubts": ["pages"]}
    assert view(stored(1, "file", volume="1", extra=doubtful), stored(2, "parsed", volume="2")).volume == "1"
    assert sources["pages"] == "uid1"


# ---------------------------------------------------------------- wordings


def test_wordings_are_united_and_the_best_records_stand_first() -> None:
    cyrillic = stored(1, "parsed", titles=(Text("Стигма и шизофрения", "ru"),))
    romanised = stored(
        2, "file", titles=(Text("Stigma i shizofreniya", "ru-Latn", "romanised"), Text("Stigma", "en", "translated"))
    )
    assert view(cyrillic, romanised).titles == (
        Text("Stigma i shizofreniya", "ru-Latn", "romanised"),
        Text("Stigma", "en", "translated"),
        Text("Стигма и шизофрения", "ru"),
    )


def test_a_wording_is_one_whatever_its_romanisation_case_and_stop() -> None:
    one = stored(1, titles=(Text("Psikhosotsial'naya reabilitatsiya", "", "romanised"), Text("Self-Help Groups")))
    two = stored(
        2, titles=(Text("Psihosocialnaja reabilitacija.", "ru-Latn"), Text("SELF-HELP GROUPS", "en", "translated"))
    )
    assert view(one, two).titles == (
        Text("Psikhosotsial'naya reabilitatsiya", "ru-Latn", "romanised"),
        Text("Self-Help Groups", "en", "translated"),
    )


def test_capitals_throughout_give_way_to_small_letters() -> None:
    shouted, plain = (Text("СТИГМА И СЕМЬЯ", "ru"),), (Text("Стигма и семья."),)
    assert view(stored(1, titles=shouted), stored(2, "parsed", titles=plain)).titles == (Text("Стигма и семья.", "ru"),)
    assert view(stored(1, titles=plain), stored(2, titles=shouted)).title == "Стигма и семья."


def test_cyrillic_and_romanised_forms_are_two_wordings() -> None:
    assert len(view(stored(1, titles=(Text("Стигма"),)), stored(2, titles=(Text("Stigma"),))).titles) == 2


def test_an_edited_title_replaces_the_wording_in_its_script() -> None:
    printed = stored(1, titles=(Text("Стигмма", "ru"), Text("Stigma", "en", "translated")))
    edited = stored(2, "edit", titles=(Text("Стигма", "ru"),))
    assert view(printed, edited).titles == (Text("Стигма", "ru"), Text("Stigma", "en", "translated"))


def test_keywords_are_united_but_an_edit_says_them_all() -> None:
    one = stored(1, keywords=(Text("стигма"), Text("семья")))
    two = stored(2, keywords=(Text("stigma", "en"), Text("Семья")))
    assert [k.value for k in view(one, two).keywords] == ["стигма", "семья", "stigma"]
    assert [k.value for k in view(one, two, stored(3, "edit", keywords=(Text("кризис"),))).keywords] == ["кризис"]


def test_links_are_united_and_identifiers_filled() -> None:
    made = view(
        stored(1, cites=("a", "b"), doi="10.1/x"), stored(2, cites=("b", "c"), related=("r",), pmid="7", doi="10.1/y")
    )
    assert (made.cites, made.related, made.doi, made.pmid) == (("a", "b", "c"), ("r",), "10.1/x", "7")


# ---------------------------------------------------------------- dates, names, extra


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Date((2019,)), Date((2019, 3, 15)), Date((2019, 3, 15))),
        (Date((2019, 3)), Date((2019,)), Date((2019, 3))),
        (Date((2019,)), Date((2018, 12, 31)), Date((2019,))),
        (Date((2019,), season="1"), Date((2019, 3)), Date((2019,), season="1")),
        (Date((2019,), (2020,)), Date((2019, 3)), Date((2019,), (2020,))),
        (Date(literal="in press"), Date((2019,)), Date(literal="in press")),
        (None, Date((2019,)), Date((2019,))),
    ],
)
def test_a_date_is_completed_by_one_that_agrees(first: Date | None, second: Date, expected: Date) -> None:
    assert view(stored(1, issued=first), stored(2, issued=second)).issued == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("295", "295-302", "295-302"),
        ("295", "295–302", "295–302"),
        ("295", "2951-2960", "295"),
        ("295-302", "295", "295-302"),
        ("e12", "295-302", "e12"),
    ],
)
def test_a_first_page_is_completed_by_the_range(first: str, second: str, expected: str) -> None:
    assert view(stored(1, "registry", pages=first), stored(2, "parsed", pages=second)).pages == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("en", "ru", "ru"), ("en", "de", "en"), ("ru", "en", "ru"), ("en", "en", "en")]
)
def test_the_english_of_a_registry_gives_way_to_the_russian_of_the_source(
    first: str, second: str, expected: str
) -> None:
    assert view(stored(1, "registry", language=first), stored(2, "parsed", language=second)).language == expected


def test_a_first_author_alone_is_completed_by_the_list_that_another_record_prints() -> None:
    alone, both = (Name("Lyubov"),), (Name("Любов", "Е.Б."), Name("Цупрун", "В.Е."))
    others = (Name("Gurovich", "IYa"), Name("Lyubov", "EB"))
    assert view(stored(1, "registry", authors=alone), stored(2, "parsed", authors=both)).authors == both
    assert view(stored(1, "registry", authors=alone), stored(2, "parsed", authors=others)).authors == alone
    assert view(stored(1, "edit", authors=alone), stored(2, "parsed", authors=both)).authors == alone
    unsure = stored(2, "parsed", authors=both, extra={"mhlit:doubts": ["authors"]})
    assert [str(name) for name in view(stored(1, "registry", authors=alone), unsure).authors] == ["Lyubov"]


def test_names_come_from_one_record_as_a_whole() -> None:
    one = stored(1, "parsed", authors=(Name("Lyubov", "EB"),))
    two = stored(2, "file", authors=(Name("Любов", "Е.Б."), Name("Цупрун", "В.Е.")))
    assert [str(name) for name in view(one, two).authors] == ["Любов Е.Б.", "Цупрун В.Е."]


def test_names_keep_the_form_that_another_record_prints_in_the_other_script() -> None:
    latin = (Name("Gurovich", "IYa"), Name("Lyubov", "EB"))
    cyrillic = (Name("Гурович", "И.Я."), Name("Любов", "Е.Б."))
    made = view(stored(1, authors=latin), stored(2, "parsed", authors=cyrillic, editors=cyrillic[:1]))
    assert [str(name) for name in made.authors] == ["Gurovich IYa", "Lyubov EB"]
    assert tuple(in_script(name, "Cyrl") for name in made.authors) == cyrillic
    assert [forms(name) for name in made.editors] == [[]]


@pytest.mark.parametrize(
    "others",
    [
        (Name("Гурович", "И.Я."), Name("Шмуклер", "А.Б.")),
        (Name("Гурович", "И.Я."),),
        (Name("Любов", "Е.Б."), Name("Гурович", "И.Я.")),
        (Name("Gurovitch", "I."), Name("Ljubov", "E.")),
    ],
    ids=["another person", "fewer", "another order", "the same script"],
)
def test_names_of_other_people_are_no_forms(others: tuple[Name, ...]) -> None:
    authors = (Name("Gurovich", "IYa"), Name("Lyubov", "EB"))
    assert view(stored(1, authors=authors), stored(2, authors=others)).authors == authors


def test_extra_is_united() -> None:
    one = stored(1, extra={"bibtex:file": "a.pdf", "custom": {"shelf": 1}, "section": "5"})
    two = stored(2, "registry", extra={"section": "6", "custom": {"shelf": 2, "loan": True}})
    assert view(one, two).extra == {"section": "6", "custom": {"shelf": 2, "loan": True}, "bibtex:file": "a.pdf"}


def test_id_and_origin_are_those_of_the_best_imported_record() -> None:
    origin = Origin("a.bib", 7, "bibtex", "@book{a}")
    made = view(stored(1, "parsed", id="p"), stored(2, id="key", origin=origin), stored(3, "edit", id="e", volume="2"))
    assert (made.id, made.origin) == ("key", origin)
    assert view(stored(1, "registry", id="10.1/x"), stored(2, "edit", volume="3")).id == "10.1/x"


values = st.sampled_from(["", "1", "2"])
titles = st.lists(st.builds(Text, st.sampled_from(["Стигма", "Stigma", "stigma.", "Stigma", "Mind"])), max_size=3).map(
    tuple
)
evidence = st.lists(
    st.tuples(st.sampled_from(RANKS), st.builds(Record, volume=values, issue=values, titles=titles, keywords=titles)),
    min_size=1,
    max_size=5,
).map(lambda parts: [Stored(id, f"uid{id}", rank, 1, record) for id, (rank, record) in enumerate(parts, 1)])


@given(evidence, st.randoms())
def test_a_view_does_not_depend_on_order_and_invents_nothing(evidence: list[Stored], random: Any) -> None:
    made, sources = views.build(evidence)
    shuffled = list(evidence)
    random.shuffle(shuffled)
    assert views.build(shuffled) == (made, sources)
    by_uid = {each.uid: each.record for each in evidence}
    for name in ("volume", "issue"):
        assert getattr(made, name) == (getattr(by_uid[sources[name]], name) if name in sources else "")
        assert bool(getattr(made, name)) == any(getattr(record, name) for record in by_uid.values())
    printed = {each.value for record in by_uid.values() for each in record.titles}
    assert {each.value for each in made.titles} <= printed
    assert bool(made.titles) == bool(printed)


@given(evidence)
def test_a_view_added_as_evidence_changes_nothing(evidence: list[Stored]) -> None:
    twin = Stored(len(evidence) + 1, "twin", "parsed", 1, evidence[0].record)
    evidence = [*evidence, twin]
    made = view(*evidence)
    again = view(*evidence, Stored(len(evidence) + 1, "view", "parsed", 1, made))
    assert (again.volume, again.issue, again.titles, again.keywords) == (
        made.volume,
        made.issue,
        made.titles,
        made.keywords,
    )


def test_the_newest_answer_of_a_registry_counts() -> None:
    made = view(stored(1, volume="1"), stored(2, "registry", volume="2", issue="2"), stored(3, "registry", volume="3"))
    assert (made.volume, made.issue) == ("3", "2")
