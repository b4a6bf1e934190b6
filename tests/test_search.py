"""Search over a small library of made-up works: every script and language, fields, phrases, and hostile queries."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhlit.errors import UsageError
from mhlit.library import postings, search, spelling
from mhlit.library.filters import Setting
from mhlit.library.folding import author_keys, body_text, cognates, first_initial, is_stop_word
from mhlit.library.passages import CLOSE, OPEN
from mhlit.library.store import Store
from mhlit.model import Date, Hit, Name, Record, Text
from mhlit.skeletons import stem_word
from mhlit.tables import table
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(id: str, title: str, *authors: Name, **fields: Any) -> Record:
    year = fields.pop("year", 2010)
    titles = tuple(Text(each) for each in title.split(" = "))
    values: dict[str, Any] = {"type": "article-journal", "issued": Date((year,)), "authors": authors, **fields}
    return Record(id=id, titles=titles, **values)


LYUBOV = Name("Любов", "Е. Б.")
WORKS = (
    record("ru", "Группы самопомощи больных шизофренией в районной больнице", LYUBOV, year=2003),
    record("tr", "Sem'ya i gruppy samopomoshchi pri depressii", Name("Lyubov", "EB"), year=2007),
    record("en", "Self-help groups for women with depression", Name("Lyubova", "Olga"), year=2012),
    record("work", "Supported employment and housing", year=2015, doi="10.1234/WORK.5", language="en"),
    record(
        "job", "Трудоустройство инвалидов с психическими расстройствами", Name("Петров", "Иван"), type="book", year=2015
    ),
    record("both", "Стигма и качество жизни = Stigma and quality of life", keywords=(Text("дискриминация"),)),
    record(
        "abstract",
        "A letter from the north",
        abstract="We met twelve carers. Fishing helped them against burnout.",
        year=1999,
    ),
    record("journal", "Обзор", containers=(Text("Журнал неврологии и психиатрии им. С.С. Корсакова"),)),
    record("quality", "Quality control of fishing nets", year=2001),
    record("numeral", "К 100-летней истории клиники", year=2018),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.add(WORKS)
        yield opened


def ids(store: Store, query: str, **options: Any) -> list[str]:
    return [hit.work.view.id for hit in search.search(store, query, **options)]


# ---------------------------------------------------------------- scripts and languages


@pytest.mark.parametrize(
    "query", ["группы самопомощи", "gruppy samopomoshchi", "grupp samopomosch'", "self-help groups", "SELF HELP GROUP"]
)
def test_one_question_in_any_script_and_language_finds_all_three(store: Store, query: str) -> None:
    assert set(ids(store, query)[:3]) == {"ru", "tr", "en"}


def test_what_was_typed_comes_before_its_translation(store: Store) -> None:
    assert ids(store, "self-help groups")[0] == "en"
    assert ids(store, "группы самопомощи")[0] in {"ru", "tr"}


def test_works_with_all_words_come_before_works_with_some(store: Store) -> None:
    assert ids(store, "группы самопомощи депрессия")[0] == "tr"
    assert ids(store, "self-help groups schizophrenia")[0] == "ru"


def test_exact_searches_for_nothing_else(store: Store) -> None:
    assert set(ids(store, "supported employment")) == {"work", "job"}
    assert ids(store, "supported employment", exact=True) == ["work"]
    assert set(ids(store, "samopomoshch'", exact=True)) == {"ru", "tr"}


def test_plain_words_are_translated_too(store: Store) -> None:
    assert ids(store, "district hospital")[0] == "ru"


def test_cognates_meet_without_a_dictionary(store: Store) -> None:
    assert set(cognates("psychosis")) & set(cognates("психоз"))
    assert set(cognates("rehabilitation")) & set(cognates("реабилитация"))
    assert set(cognates("hypnosis")) & set(cognates("гипноз"))
    assert set(cognates("experiment")) & set(cognates("эксперимент"))
    assert cognates("дом") == ()


def test_explain_names_the_other_labels(store: Store) -> None:
    assert "группы самопомощи" in search.explain("self-help groups")
    assert "self-help groups" in search.explain("gruppy samopomoshchi")
    assert search.explain("zzzz") == ()


# ---------------------------------------------------------------- fields and operators


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("author:Любов", {"ru", "tr"}),
        ('author:"Любов Е"', {"ru", "tr"}),
        ('author:"Lyubov EB"', {"ru", "tr"}),
        ('author:"Ljubow E.B."', {"ru", "tr"}),
        ("author:Lyub*", {"ru", "tr", "en"}),
        ('author:"Петров Иван"', {"job"}),
        ("Любов Е.", {"ru", "tr"}),
        ("title:stigma", {"both"}),
        ("keyword:discrimination", {"both"}),
        ("keyword:schizophrenia", {"ru"}),
        ("journal:Корсакова", {"journal"}),
        ('journal:"Journal of Neurology and Psychiatry"', {"journal"}),
        ("year:2015", {"work", "job"}),
        ("year:..2001", {"abstract", "quality"}),
        ("year:2015 type:book", {"job"}),
        ("type:article year:2018..", {"numeral"}),
        ("doi:10.1234/work.5", {"work"}),
        ("doi:10.1234/*", {"work"}),
        ("https://doi.org/10.1234/WORK.5", {"work"}),
        ("lang:en year:2015", {"work"}),
        ('"self-help groups"', {"en"}),
        ('"группа самопомощи"', {"ru", "tr"}),
        ('"quality of life"', {"both"}),
        ("fishing -quality", {"abstract"}),
        ("fishing NOT carers", {"quality"}),
        ("stigma AND fishing", set()),
        ("stigma OR employment", {"both", "work", "job"}),
        ("(stigma OR fishing) AND year:..2001", {"abstract", "quality"}),
        ("samopom*", {"ru", "tr"}),
        ("100 -летней", {"numeral"}),
    ],
)
def test_fields_phrases_and_operators(store: Store, query: str, found: set[str]) -> None:
    assert set(ids(store, query)) == found


@pytest.mark.parametrize("query", ["Любов", "lyubov", "Ljubow depression", "Любов депрессия"])
def test_a_surname_among_the_words_finds_its_works(store: Store, query: str) -> None:
    assert ids(store, query)[0] in {"ru", "tr"}
    assert {"ru", "tr"} <= set(ids(store, query))


def test_a_filter_keeps_words_wished_for(store: Store) -> None:
    assert ids(store, "depression year:2005..2010") == ["tr"]


def test_the_abstract_is_searched_where_titles_say_too_little(store: Store) -> None:
    assert ids(store, "burnout of carers")[0] == "abstract"


def test_a_question_in_plain_english(store: Store) -> None:
    assert ids(store, "what is it that helps carers against burnout in the north?")[0] == "abstract"


def test_matching_gives_all_works_that_say_every_word(store: Store) -> None:
    by_id = {work.id: work.view.id for work in store.works()}
    assert {by_id[id] for id in search.matching(store, "self-help groups")} == {"ru", "tr", "en"}
    assert {by_id[id] for id in search.matching(store, "self-help groups depression")} == {"tr", "en"}
    assert {by_id[id] for id in search.matching(store, "self-help groups year:2012")} == {"en"}
    assert {by_id[id] for id in search.matching(store, "doi:10.1234/work.5")} == {"work"}
    assert search.matching(store, "fishing depression") == []


# ---------------------------------------------------------------- what is shown


@pytest.mark.parametrize(
    ("query", "snippet"),
    [
        ("группой самопомощи", "[Группы] [самопомощи] больных шизофренией в районной больнице"),
        ("quality of life", "Стигма и [качество] [жизни]"),
        ("carers", "We met twelve [carers]. Fishing helped them against burnout."),
    ],
)
def test_the_matched_words_are_marked_in_the_script_in_which_they_stand(store: Store, query: str, snippet: str) -> None:
    marked = [hit.snippet.replace(OPEN, "[").replace(CLOSE, "]") for hit in search.search(store, query)]
    assert (
        snippet in marked or snippet.replace("Стигма и [качество] [жизни]", "Stigma and [quality] of [life]") in marked
    )


def test_a_long_abstract_is_cut_around_its_first_mark() -> None:
    from mhlit.library import passages, query, wanted

    view = Record(titles=(Text("Letter"),), abstract=f"{'Nothing here. ' * 60}The carers came. {'Nothing more. ' * 60}")
    piece = passages.snippet(view, wanted.units(query.parse("carers")))
    assert f"{OPEN}carers{CLOSE}" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 320


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("depresion gruops", "groups"), ("самоопмощи", "самопомощи"), ("emplyoment", "employment"), ("stigmma", "")],
)
def test_did_you_mean(store: Store, typed: str, meant: str) -> None:
    near = spelling.corrections(store, typed)
    assert any(meant in each for each in near) if meant else near == []


# ---------------------------------------------------------------- keeping in step


def put(connection: sqlite3.Connection, id: int, view: Record, subjects: tuple[str, ...] = ()) -> None:
    search.index(connection, [(id, view, subjects)])


def test_unindex_takes_out_what_index_put_in() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    search.index(connection, [(7, record("a", "Stigma of epilepsy"), ()), (8, record("b", "Housing last"), ())])
    search.unindex(connection, [7])
    search.index(connection, [(7, record("a", "Housing first"), ())])

    def found(query: str) -> list[int]:
        return [each.id for each in search.ranked(search.planned(Setting(connection), query), 10)]

    assert found("epilepsy") == []
    assert found("first") == [7]
    search.unindex(connection, [7])
    search.unindex(connection, [7])
    assert found("housing") == [8]
    connection.execute("INSERT INTO head(head) VALUES ('integrity-check')")
    connection.execute("INSERT INTO body(body) VALUES ('integrity-check')")


def test_common_words_are_capped_but_an_old_work_with_all_words_still_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postings, "FEW", 4)
    monkeypatch.setattr(postings, "BUDGET", 12)
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    put(connection, 1, record("old", "Patients and walruses"))
    for number in range(2, 60):
        rare = "walruses" if number < 5 else "wards" if number % 2 else "nurses"
        put(connection, number, record(str(number), f"Patients, {rare}" if number > 4 else "About walruses"))

    def found(query: str) -> list[int]:
        return [each.id for each in search.ranked(search.planned(Setting(connection, exact=True), query), 5)]

    assert found("patients walruses")[0] == 1
    assert found("patients") == [59, 58, 57, 56, 55]


def test_of_common_words_the_newest_works_are_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "FEW", 2)
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    for number in range(1, 101):
        put(connection, number, record(str(number), f"Wards of patients{' and walruses' if number == 50 else ''}"))
    units = search.planned(Setting(connection, exact=True), "wards patients").units
    found = postings.Postings(connection, units, exact=True)
    assert found.oldest() == 0
    assert found.whole(3, None) == [100, 99, 98]
    monkeypatch.setattr(postings, "REACH", 40)
    assert 60 < found.oldest() < 95
    assert found.oldest() < found.oldest(cost=2)
    rare = search.planned(Setting(connection, exact=True), "walruses patients").units
    monkeypatch.setattr(postings, "SEEK", 5)
    assert postings.Postings(connection, rare, exact=True).oldest() == 0


def test_the_indexes_can_be_made_anew() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    put(connection, 1, record("a", "Stigma of epilepsy", doi="10.1/A"))
    search.renew(connection)
    assert search.ranked(search.planned(Setting(connection), "stigma"), 10) == []
    put(connection, 1, record("a", "Housing first"))
    assert [each.id for each in search.ranked(search.planned(Setting(connection), "housing"), 10)] == [1]
    assert connection.execute("SELECT count(*) FROM head_words WHERE term = 'stigm'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("suicide", "suicides"), ("family", "families"), ("patient", "patients"), ("disease", "diseases"),
        ("right", "rights"), ("survey", "surveys"), ("service", "services"), ("illness", "illnesses"),
        ("интерес", "interes"), ("больниц", "bol'nits"), ("диабет", "diabetes"),
    ],
)  # fmt: skip
def test_an_english_plural_has_the_stem_of_its_singular(singular: str, plural: str) -> None:
    assert stem_word(singular) == stem_word(plural)


def test_records_with_odd_characters_are_indexed() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    put(connection, 1, record("a", "Stigma \ud800 \0 of NULs", abstract="\udfff", doi="10.1/\ud800"))
    assert [each.id for each in search.ranked(search.planned(Setting(connection), "stigma NULs"), 10)] == [1]


def test_an_empty_library_answers_with_nothing() -> None:
    with Store(":memory:") as empty:
        assert search.search(empty, "stigma") == []
        assert search.search(empty, "year:2010") == []
        assert spelling.corrections(empty, "stigma") == []


def test_subjects_are_found_as_keywords() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(search.SCHEMA)
    put(connection, 1, record("a", "Untitled"), ("schizophrenia",))
    assert search.planned(Setting(connection), "keyword:шизофрения").among == [1]


@pytest.mark.parametrize(
    ("given_name", "initial"),
    [
        ("Е. Б.", "e"),
        ("EB", "e"),
        ("Evgeny B.", "e"),
        ("Yevgeny", "e"),
        ("Юрий", "u"),
        ("Yu. A.", "u"),
        ("IYa", "i"),
        ("", ""),
    ],
)
def test_the_first_initial_is_the_same_in_any_form(given_name: str, initial: str) -> None:
    assert first_initial(given_name) == initial


def test_author_keys_of_an_organisation_are_its_words() -> None:
    assert author_keys(Name(literal="World Health Organization"))[:2] == ("vorld", "healt")


def test_body_text_keeps_english_and_folds_cyrillic() -> None:
    assert body_text("Therapy of шизофрении, 2010") == "Therapy of shizofren, 2010".replace(
        "shizofren", body_text("шизофрения")
    )


# ---------------------------------------------------------------- hostile queries


def answer_or_message(store: Store, query: str) -> list[Hit] | UsageError:
    try:
        return search.search(store, query, limit=5)
    except UsageError as error:
        return error


@pytest.mark.parametrize(
    "query",
    [
        'stigma" OR "1"="1',
        "head MATCH 'x'; DROP TABLE head",
        "stigma NEAR/3 work",
        "title : stigma",
        "{title} : stigma",
        "^stigma",
        "stigma + work",
        "col:umn*:stigma",
        "a\0b stigma",
        "\ud800 stigma",
        "слово " * 10_000,
        "%_!",
        "type:%",
        "lang:_",
        "doi:'",
        "year:0001",
        "the of and",
        "-stigma",
        "*",
        "x" * 5000,
    ],
)
def test_hostile_queries_give_an_answer_or_a_clear_message(store: Store, query: str) -> None:
    answer = answer_or_message(store, query)
    assert isinstance(answer, list) or (squeeze(str(answer)) and answer.hint)


@pytest.mark.parametrize("query", ["", "   ", "?!…", "\0"])
def test_a_query_without_words_says_so(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="no words"):
        search.search(store, query)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused_with_a_message(store: Store, query: str) -> None:
    answer = answer_or_message(store, query)
    if isinstance(answer, list):
        scores = [hit.score for hit in answer]
        assert len(scores) <= 5
        assert scores == sorted(scores, reverse=True)


# ---------------------------------------------------------------- the table of stop words


def test_stop_words_are_unique_sorted_and_in_their_script() -> None:
    rows = [(row["lang"], row["word"]) for row in table("stopwords.tsv")]
    assert rows == sorted(set(rows))
    assert {lang for lang, _ in rows} == {"en", "ru"}
    for lang, word in rows:
        assert word == word.casefold()
        assert word.isascii() is (lang == "en"), word


@pytest.mark.parametrize(("word", "stops"), [("the", True), ("для", True), ("dlya", True), ("stigma", False)])
def test_stop_words_in_any_script(word: str, stops: bool) -> None:
    assert is_stop_word(word) is stops
