"""A search with its options: fields beside the query, order, pages, facets, own words, and saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhlit.errors import NotFound, UsageError
from mhlit.library import facets, finding, history, saved, search, vocabulary
from mhlit.library.finding import Found, Request
from mhlit.library.store import Store
from mhlit.model import Date, Name, Origin, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(id: str, title: str, *authors: Name, **fields: Any) -> Record:
    titles = tuple(Text(each) for each in title.split(" = "))
    year = fields.pop("year", 2010)
    values: dict[str, Any] = {"type": "article-journal", "issued": Date((year,)), "authors": authors, **fields}
    return Record(id=id, titles=titles, **values)


CITED = record("cited", "Stigma in families", Name("Orlova", "Nina"), year=2001)
WORKS = (
    CITED,
    record("new", "Stigma and work", Name("Орлова", "Н. В."), year=2020, cites=(CITED.uid,), doi="10.1234/new"),
    record("old", "Stigma and housing", year=1990, cites=(CITED.uid,), abstract="Landlords refuse tenants."),
    record("gone", "A retracted trial of stigma", year=2015, extra={"status": "retracted"}, pmid="12345678"),
    record("book", "Трудоустройство инвалидов", Name("Орлова", "Н. В."), type="book", language="ru", year=2005),
    record(
        "club", "Клубный дом в городе", keywords=(Text("клубный дом"), Text("стационар")), year=2018,
        containers=(Text("Журнал неврологии и психиатрии им. С.С. Корсакова"),),
    ),
    record("house", "The sparrow nook and its garden", year=2019),
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.add(WORKS[:4])
        opened.add(WORKS[4:])
        yield opened


def ids(found: Found) -> list[str]:
    return [hit.work.view.id for hit in found.hits]


def find(store: Store, text: str = "", **options: Any) -> list[str]:
    return ids(finding.find(store, Request(text=text, **options)))


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("has:doi", {"new"}),
        ("has:pmid", {"gone"}),
        ("has:abstract", {"old"}),
        ("has:keyword", {"club"}),
        ("has:journal", {"club"}),
        ("has:author", {"cited", "new", "book"}),
        ("stigma -has:author", {"old", "gone"}),
        ("is:retracted", {"gone"}),
        ("stigma NOT is:retracted", {"cited", "new", "old"}),
        ("is:merged", set()),
        ("in:1", {"cited", "new", "old", "gone"}),
        ("in:last", {"book", "club", "house"}),
        ("in:77", set()),
        ("pmid:12345678", {"gone"}),
        ("12345678", {"gone"}),
        ("PMID: 12345678", {"gone"}),
    ],
)
def test_facts_as_fields(store: Store, text: str, found: set[str]) -> None:
    assert set(find(store, text)) == found


@pytest.mark.parametrize("text", ["has:wings", "is:red", "in:yesterday", "in:²", "in:99999999999"])
def test_facts_that_do_not_exist_are_explained(store: Store, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        finding.find(store, Request(text=text))
    assert caught.value.hint.endswith("^")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"authors": ("Orlova",)}, {"cited", "new", "book"}),
        ({"titles": ("stigma and",), "years": "2000.."}, {"new"}),
        ({"journals": ("Корсакова",)}, {"club"}),
        ({"keywords": ("statsionar",)}, {"club"}),
        ({"keywords": ("clubhouse model",), "text": "город"}, {"club"}),
        ({"years": "1990..2001"}, {"cited", "old"}),
        ({"types": ("book",)}, {"book"}),
        ({"languages": ("en", "uk"), "text": "stigma", "years": "..1995"}, {"old"}),
        ({"batch": "2", "text": "stigma"}, set()),
        ({"text": "stigma", "authors": ("Orlova N",)}, {"cited", "new"}),
        ({"text": "stigma[ti] NOT 2015:3000[dp]", "syntax": "pubmed"}, {"cited", "old"}),
        ({"text": "landlords[tiab]", "syntax": "pubmed"}, {"old"}),
        ({"text": "landlords[ti]", "syntax": "pubmed"}, set()),
        ({"text": "стигма AND housing", "syntax": "pubmed"}, {"old"}),
    ],
)
def test_options_beside_the_query(store: Store, options: dict[str, Any], found: set[str]) -> None:
    assert set(find(store, **options)) == found


def test_an_author_is_found_by_the_persons_of_the_library(store: Store) -> None:
    assert "cited" not in find(store, 'author:"Орлова-Белова Н"')
    store.add([record("bride", "On sparrows", Name("Орлова-Белова", "Н. В."))])
    from mhlit.library import persons

    people = {form: each for each in persons.people(store) for form in each.variants}
    one, other = (
        next(each for form, each in people.items() if form.startswith(start)) for start in ("Орлова Н", "Орлова-")
    )
    if one.id != other.id:
        persons.merge(store, one, other)
        persons.people(store)
    assert {"bride", "new", "book"} <= set(find(store, 'author:"Орлова-Белова Н"'))
    assert set(find(store, 'author:"Орлова-Белова Н"', exact=True)) == {"bride"}


# ---------------------------------------------------------------- order and pages


def test_sorting(store: Store) -> None:
    assert find(store, "stigma", sort="year") == ["new", "gone", "cited", "old"]
    assert find(store, "stigma", sort="cited")[0] == "cited"
    with pytest.raises(UsageError, match="cannot sort"):
        find(store, "stigma", sort="colour")


@pytest.mark.parametrize("sort", finding.SORTS)
def test_pages_follow_one_another_without_gaps(store: Store, sort: str) -> None:
    whole = finding.find(store, Request(text="stigma", sort=sort, limit=10))
    pages = [finding.find(store, Request(text="stigma", sort=sort, limit=2, page=page)) for page in (1, 2, 3)]
    assert ids(whole) == [id for page in pages for id in ids(page)]
    assert [page.more for page in pages] == [True, False, False]


# ---------------------------------------------------------------- what to try instead


def test_a_misspelt_word_finds_its_neighbours_and_says_so(store: Store) -> None:
    found = finding.find(store, Request(text="hosuing"))
    assert found.read_as == "housing"
    assert "old" in ids(found)
    assert finding.find(store, Request(text="hosuing", exact=True)).hits == ()


def test_the_word_without_which_there_would_be_more_is_named(store: Store) -> None:
    found = finding.find(store, Request(text="stigma walruses"))
    assert found.without == (4, "walruses")
    assert len(found.hits) == 4
    assert finding.find(store, Request(text="stigma housing")).without is None


def test_what_else_is_searched(store: Store) -> None:
    assert "стигматизация" in finding.find(store, Request(text="stigma")).also
    assert finding.find(store, Request(text="stigma", exact=True)).also == ()


# ---------------------------------------------------------------- facets


def test_facets_count_all_works_of_the_query_not_those_of_a_page(store: Store) -> None:
    counted = facets.facets(store, Request(text="stigma", limit=1))
    assert counted["year"] == {"1990": 1, "2001": 1, "2015": 1, "2020": 1}
    assert counted["language"]["en"] >= 2
    assert counted["keyword"]["stigma"] == 4


def test_facets_count_persons_not_their_spellings() -> None:
    with Store(":memory:") as opened:
        opened.add([record("a", "Stigma", Name("Любов", "Е. Б.")), record("b", "Stigma", Name("Lyubov", "EB"))])
        assert list(facets.facets(opened, Request(text="stigma"))["author"].values()) == [2]


def test_facets_of_a_work_with_keywords_and_a_journal(store: Store) -> None:
    counted = facets.facets(store, Request(text="in:2"))
    assert counted["keyword"]["стационар"] == counted["keyword"]["клубный дом"] == 1
    assert list(counted["journal"]) == ["Журнал неврологии и психиатрии им. С.С. Корсакова"]
    assert sum(counted["author"].values()) == 1


# ---------------------------------------------------------------- the library's own words


def test_own_labels_widen_queries_and_keywords_and_can_be_taken_back(store: Store) -> None:
    assert find(store, "sparrow nook", exact=True) == ["house"]
    assert "club" not in find(store, "sparrow nook garden")
    id = vocabulary.add(store, ["sparrow nook", "клубный дом"])
    assert id == "clubhouse-model"
    assert {"club", "house"} <= set(find(store, "sparrow nook"))
    assert {"club", "house"} <= set(find(store, "клубный дом"))
    assert set(find(store, keywords=("sparrow nook",))) == {"club", "house"}
    assert "клубный дом" in finding.find(store, Request(text="sparrow nook")).also
    history.undo(store)
    assert find(store, keywords=("sparrow nook",)) == []


def test_a_new_concept_has_its_first_label_as_id(store: Store) -> None:
    assert vocabulary.add(store, ["walrus circle", "круг моржей"]) == "own:walrus circle"
    own = vocabulary.load(store.connection)
    assert vocabulary.label_of("own:walrus circle", "ru", own) == "круг моржей"
    assert vocabulary.concept_of("krug morzhei", own) == "own:walrus circle"
    assert vocabulary.add(store, ["walrus circle"]) == "own:walrus circle"
    assert len(history.log(store)) == 3


def test_a_label_can_be_mapped_elsewhere_and_to_nothing(store: Store) -> None:
    assert find(store, keywords=("clubhouse model",)) == ["club"]
    vocabulary.map_to(store, "клубный дом", "family")
    assert find(store, keywords=("clubhouse model",)) == []
    assert "club" in find(store, keywords=("family",))
    vocabulary.map_to(store, "клубный дом", "")
    assert vocabulary.concept_of("klubnyi dom", vocabulary.load(store.connection)) == ""
    assert finding.find(store, Request(text="клубный дом")).also == ()


def test_labels_of_two_concepts_are_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="several concepts"):
        vocabulary.add(store, ["schizophrenia", "depression"])
    with pytest.raises(UsageError, match="no words"):
        vocabulary.add(store, ["?!"])
    with pytest.raises(NotFound, match="no concept"):
        vocabulary.map_to(store, "house", "qwrtzpl")


# ---------------------------------------------------------------- saved searches


REQUEST = Request(text="stigma", authors=("Orlova",), years="2000..", exact=True, sort="year", limit=7)


def test_a_request_survives_being_saved(store: Store) -> None:
    assert finding.decode(finding.encode(REQUEST)) == REQUEST
    assert finding.decode('{"text": "a", "colour": "red"}') == Request(text="a")
    saved.save(store, "our", REQUEST)
    saved.save(store, "our", REQUEST)
    assert [(each.name, each.request) for each in saved.every(store)] == [("our", REQUEST)]
    assert finding.in_words(REQUEST) == "stigma author:Orlova year:2000.."


def test_new_works_are_told_once(store: Store) -> None:
    request = Request(text="stigma", limit=2)
    saved.save(store, "s", request)
    assert saved.news(store, "s", request).hits == ()
    store.add([record(str(n), f"Stigma of sparrows, part {n}", year=1900 + n) for n in range(3)])
    first = saved.news(store, "s", request)
    assert (len(first.hits), first.more) == (2, True)
    assert len(saved.news(store, "s", Request(text="stigma")).hits) == 3
    assert saved.news(store, "s", request).hits == ()


def test_saved_searches_are_forgotten_and_named_well(store: Store) -> None:
    saved.save(store, "наши.группы-2", REQUEST)
    with pytest.raises(NotFound) as caught:
        saved.load(store, "other")
    assert caught.value.hint == "saved searches: @наши.группы-2"
    saved.forget(store, "наши.группы-2")
    assert saved.every(store) == []
    for name in ("", "@x", "a b", "x" * 80, "../x"):
        with pytest.raises(UsageError, match="no name"):
            saved.save(store, name, REQUEST)


# ---------------------------------------------------------------- bad input


TEXTS = st.text(alphabet=st.sampled_from('aя *"()[]{}:^+-«»\0\n ANDORTNE16%_~/\\\ud800'), max_size=40)


@pytest.mark.parametrize("syntax", finding.SYNTAXES)
def test_any_request_is_answered_or_refused_with_a_hint(syntax: str) -> None:
    with Store(":memory:") as store:
        store.add(WORKS)

        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        @given(TEXTS, TEXTS, st.sampled_from(finding.SORTS))
        def check(text: str, other: str, sort: str) -> None:
            options = {"authors": (other,), "titles": (other,), "journals": (other,), "keywords": (other,)}
            for request in (Request(text=text, sort=sort), *(Request(text=text, **{n: v}) for n, v in options.items())):
                assert answered(store, Request(**{**as_dict(request), "syntax": syntax}))

        check()


def as_dict(request: Request) -> dict[str, Any]:
    return {name: getattr(request, name) for name in Request.__slots__}


def answered(store: Store, request: Request) -> bool:
    try:
        return isinstance(finding.find(store, request), Found)
    except UsageError as error:
        return bool(str(error) and error.hint)


@pytest.mark.parametrize("syntax", finding.SYNTAXES)
@pytest.mark.parametrize("text", ["слово " * 10_000, "the of and", "?!…", "\0", '"' * 999, "NEAR(a b)", "a* " * 3000])
def test_hostile_requests(store: Store, syntax: str, text: str) -> None:
    assert answered(store, Request(text=text, syntax=syntax))


def test_a_library_indexed_by_other_rules_is_indexed_anew(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    with Store(path) as store:
        store.add(WORKS)
        store.connection.execute("DELETE FROM head")
        assert store.connection.execute("SELECT value FROM meta WHERE name = 'folding'").fetchone()[0] == str(
            search.VERSION
        )
    monkeypatch.setattr(search, "VERSION", search.VERSION + 1)
    with Store(path) as store:
        assert find(store, "housing")
        assert store.connection.execute("SELECT value FROM meta WHERE name = 'folding'").fetchone()[0] == str(
            search.VERSION
        )


def test_origin_is_of_no_matter() -> None:
    with Store(":memory:") as store:
        store.add([Record(type="webpage", origin=Origin(format="page", raw="x"))])
        assert facets.facets(store, Request(text="type:webpage")) == {
            "year": {}, "journal": {}, "keyword": {}, "author": {}, "language": {},
        }  # fmt: skip
