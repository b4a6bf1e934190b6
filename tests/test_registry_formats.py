from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import crossref, csljson, datacite, doilist
from mhlit.formats.deposit import abstract, one_per_person, readable
from mhlit.model import Date, Name, Record, Text


def work(**members: Any) -> dict[str, Any]:
    return {"DOI": "10.5555/Example.1", "type": "journal-article", "title": ["A title"], **members}


def read_one(**members: Any) -> Record:
    return crossref.read(json.dumps(work(**members))).records[0]


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("deposited", "text"),
    [
        ("Stigma &amp; discrimination", "Stigma & discrimination"),
        ("Stigma &amp;amp; discrimination", "Stigma & discrimination"),
        ("&lt;i&gt;In vivo&lt;/i&gt; imaging", "In vivo imaging"),
        ("<i>In vivo</i>\n      imaging\tof <sub>2</sub>x", "In vivo imaging of 2x"),
        ("CO<sub>2</sub> therapy", "CO2 therapy"),
        ("Score of <jats:italic>p</jats:italic> < .05 and n > 3", "Score of p < .05 and n > 3"),
        ("<mml:math><mml:mi>x</mml:mi><mml:annotation>$x$</mml:annotation></mml:math> in use", "x in use"),
        ("First<br/>second", "First second"),
        ("<!-- note -->Plain<?pi x?>", "Plain"),
        ("", ""),
        (None, ""),
        (["", "second"], "second"),
        (12, "12"),
        ({"a": 1}, ""),
    ],
)
def test_deposited_text_becomes_readable(deposited: Any, text: str) -> None:
    assert readable(deposited) == text


def test_an_abstract_keeps_its_section_titles_and_loses_its_own() -> None:
    deposited = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title><jats:p>To describe &amp; compare."
        "</jats:p></jats:sec><jats:sec><jats:title>Results</jats:title>\n  <jats:p>Nothing\n was found.</jats:p>"
    )
    assert abstract(deposited) == "Aims: To describe & compare.\nResults: Nothing was found."
    assert abstract(None) == ""


# ---------------------------------------------------------------- Crossref


def test_a_work_becomes_a_record() -> None:
    record = read_one(
        **{
            "subtitle": ["A survey"],
            "container-title": ["World Psychiatry"],
            "short-container-title": ["World Psych."],
            "author": [
                {
                    "given": "Anna",
                    "family": "Meyer",
                    "sequence": "first",
                    "ORCID": "http://orcid.org/0000-0002-1825-0097",
                }
            ],
            "volume": "9",
            "issue": "2",
            "page": "71-77",
            "issued": {"date-parts": [[2010, 6]]},
            "ISSN": ["1723-8617", "2051-5545"],
            "publisher": "Wiley",
            "is-referenced-by-count": 7,
            "language": "en",
        }
    )
    assert record.type == "article-journal"
    assert record.titles == (Text("A title: A survey", "en"),)
    assert record.container == "World Psychiatry"
    assert record.extra == {"container-title-short": "World Psych.", "crossref:is-referenced-by-count": 7}
    assert record.authors == (Name("Meyer", "Anna", orcid="0000-0002-1825-0097"),)
    assert (record.volume, record.issue, record.pages, record.doi) == ("9", "2", "71-77", "10.5555/example.1")
    assert record.issued == Date((2010, 6))
    assert record.issn == "1723-8617, 2051-5545"
    assert record.origin is not None
    assert json.loads(record.origin.raw)["DOI"] == "10.5555/Example.1"


@pytest.mark.parametrize(
    ("members", "year"),
    [
        ({"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[1999]]}}, 1999),
        ({"issued": {"date-parts": [[2018]]}, "published-print": {"date-parts": [[2019]]}}, 2019),
        ({"issued": {"date-parts": [[None]]}, "created": {"date-parts": [[2003, 5, 1]]}}, 2003),
        ({"issued": {"date-parts": [["2011", "4"]]}}, 2011),
        ({"issued": {"date-parts": [[0]]}}, None),
        ({"issued": None}, None),
        ({}, None),
    ],
)
def test_the_year_is_taken_where_it_is(members: dict[str, Any], year: int | None) -> None:
    assert read_one(**members).year == year


def test_print_is_cited_and_the_online_year_kept() -> None:
    dates = {"published-print": {"date-parts": [[2019]]}, "published-online": {"date-parts": [[2018, 11]]}}
    record = read_one(**dates)
    assert record.year == 2019
    assert record.extra["crossref:published-online"] == {"date-parts": [[2018, 11]]}


@pytest.mark.parametrize(
    ("deposited", "csl"),
    [
        ("book-chapter", "chapter"),
        ("monograph", "book"),
        ("posted-content", "article"),
        ("dissertation", "thesis"),
        ("peer-review", "review"),
        ("component", "figure"),
        ("proceedings-article", "paper-conference"),
        ("nonsense", "document"),
        (None, "document"),
    ],
)
def test_types_are_csl_types(deposited: str | None, csl: str) -> None:
    assert read_one(type=deposited).type == csl


def test_a_chapter_of_a_series_stands_in_the_book() -> None:
    record = read_one(**{"type": "book-chapter", "container-title": ["Lecture Notes in Psychology", "The Book"]})
    assert (record.container, record.collection_title) == ("The Book", "Lecture Notes in Psychology")


def test_titles_in_two_scripts_are_wordings_with_roles() -> None:
    record = read_one(title=["The groups of self-help in psychiatry", "Группы самопомощи в психиатрии"], language="ru")
    assert record.titles == (
        Text("The groups of self-help in psychiatry", "en", "translated"),
        Text("Группы самопомощи в психиатрии", "ru", "original"),
    )
    assert record.language == "ru"
    record = read_one(**{"title": ["On self-help"], "original-title": ["Von der Selbsthilfe"]})
    assert [(title.value, title.role) for title in record.titles] == [
        ("On self-help", "translated"),
        ("Von der Selbsthilfe", "original"),
    ]


def test_authors_given_in_two_scripts_are_one_each_with_both_forms() -> None:
    names = [
        {"given": "Марина", "family": "Гущина"},
        {"given": "Юрий", "family": "Жилин"},
        {"given": "Marina", "family": "Gushchina"},
        {"given": "Yuriy", "family": "Zhilin"},
    ]
    latin = read_one(author=names)
    assert [name.family for name in latin.authors] == ["Gushchina", "Zhilin"]
    assert latin.authors[1].extra["mhlit:forms"] == [{"family": "Жилин", "given": "Юрий"}]
    cyrillic = read_one(author=names, title=["Заглавие работы"])
    assert [name.family for name in cyrillic.authors] == ["Гущина", "Жилин"]


def test_authors_of_two_scripts_who_are_not_doubled_all_stay() -> None:
    names = (Name("Жилин", "Юрий"), Name("Meyer", "Anna"), Name("Weber", "Karl"))
    assert {str(name) for name in one_per_person(names, cyrillic=False)} == {str(name) for name in names}


def test_organisations_and_odd_names() -> None:
    record = read_one(
        author=[{"name": "WHO Group"}, {"family": "Plato"}, {"given": "Madonna"}, {"sequence": "first"}, "x", None]
    )
    assert record.authors == (Name(literal="WHO Group"), Name("Plato"), Name(literal="Madonna"))


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ([{"type": "correction", "DOI": "10.5555/c"}, {"type": "retraction", "DOI": "10.5555/r"}], "retracted"),
        ([{"type": "withdrawal", "DOI": "10.5555/w"}], "withdrawn"),
        ([{"type": "expression_of_concern", "DOI": "10.5555/e"}], "expression of concern"),
        ([{"type": "retraction", "DOI": "10.5555/example.1"}], ""),
        ([{"type": "new_version", "DOI": "10.5555/v"}], ""),
        ("x", ""),
        (None, ""),
    ],
)
def test_the_gravest_update_is_the_status(updates: Any, status: str) -> None:
    result = crossref.read(json.dumps(work(**{"updated-by": updates})))
    assert result.records[0].extra.get("status", "") == status
    assert ("retracted" in {issue.code for issue in result.issues}) == (status in {"retracted", "withdrawn"})


def test_being_the_notice_is_not_being_retracted() -> None:
    record = read_one(**{"update-to": [{"type": "retraction", "DOI": "10.5555/other"}]})
    assert "status" not in record.extra
    assert record.extra["crossref:update-to"][0]["DOI"] == "10.5555/other"


SHAPES = {
    "bare": json.dumps(work()),
    "answer": json.dumps({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work()}),
    "list": json.dumps(
        {"status": "ok", "message-type": "work-list", "message": {"items": [work(), work(DOI="10.5555/2")]}}
    ),
    "data file": json.dumps({"items": [work(), work(DOI="10.5555/2")]}),
    "lines": json.dumps(work()) + "\n" + json.dumps(work(DOI="10.5555/2")),
}


@pytest.mark.parametrize(("shape", "number"), [("bare", 1), ("answer", 1), ("list", 2), ("data file", 2), ("lines", 2)])
def test_every_shape_of_crossref_is_read(shape: str, number: int) -> None:
    assert len(crossref.read(SHAPES[shape]).records) == number


def test_a_title_in_capitals_and_a_missing_one_are_issues() -> None:
    result = crossref.read(json.dumps({"items": [work(title=["STIGMA IN SMALL TOWNS"]), work(title=[])]}))
    assert [issue.code for issue in result.issues] == ["title-capitals", "no-title"]
    assert result.records[0].title == "STIGMA IN SMALL TOWNS"


@pytest.mark.parametrize("read", [crossref.read, datacite.read])
def test_what_is_no_answer_becomes_an_issue(read: Any) -> None:
    for text in ("Resource not found.", "<html>", "[1, 2]", '{"message": "x"'):
        result = read(text)
        assert not result.records
        assert result.issues


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
members = st.sampled_from(
    [
        "title",
        "author",
        "issued",
        "container-title",
        "volume",
        "ISSN",
        "ISBN",
        "subtitle",
        "type",
        "updated-by",
        "event",
        "abstract",
        "original-title",
        "language",
        "DOI",
        "editor",
        "page",
        "message",
        "items",
        "titles",
        "creators",
        "data",
        "attributes",
        "types",
        "dates",
        "container",
        "publisher",
        "publicationYear",
        "relatedItems",
        "subjects",
        "doi",
    ]
)


@given(st.dictionaries(members, json_values))
def test_no_json_makes_a_reader_raise(value: dict[str, Any]) -> None:
    for read in (crossref.read, datacite.read):
        for record in (*read(json.dumps(value)).records, *read(json.dumps({"message": value, "data": value})).records):
            assert csljson.from_csl(csljson.to_csl(record)) == record


# ---------------------------------------------------------------- DataCite


def attributes(**members: Any) -> str:
    given = {"doi": "10.5555/D.1", "titles": [{"title": "Data &amp; more"}], "publicationYear": 2020, **members}
    return json.dumps({"data": {"id": "10.5555/d.1", "type": "dois", "attributes": given}})


def datacite_one(**members: Any) -> Record:
    return datacite.read(attributes(**members)).records[0]


def test_an_answer_of_datacite_becomes_a_record() -> None:
    record = datacite_one(
        creators=[
            {
                "name": "Meyer, Anna",
                "nameType": "Personal",
                "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0002-1825-0097"}],
            },
            {"name": "Institute of Examples", "nameType": "Organizational"},
            {"name": "Weber, Karl", "familyName": "Weber", "givenName": "Karl"},
        ],
        publisher={"name": "Zenodo"},
        types={"citeproc": "dataset", "resourceTypeGeneral": "Dataset"},
        dates=[{"date": "2020-03-01T10:00:00Z", "dateType": "Issued"}],
        subjects=[{"subject": "stigma"}],
        descriptions=[{"description": "<p>About it.</p>", "descriptionType": "Abstract"}],
    )
    assert record.title == "Data & more"
    assert record.authors == (
        Name("Meyer", "Anna", orcid="0000-0002-1825-0097"),
        Name(literal="Institute of Examples"),
        Name("Weber", "Karl"),
    )
    assert (record.doi, record.type, record.publisher, record.abstract) == (
        "10.5555/d.1",
        "dataset",
        "Zenodo",
        "About it.",
    )
    assert record.issued == Date((2020, 3, 1))
    assert record.keywords == (Text("stigma"),)


def test_what_is_no_answer_of_datacite_is_kept_as_it_stands() -> None:
    text = '{"data": {"id": "10.5555/x"}}'
    found = datacite.read(text)
    assert found.records == ()
    assert [(issue.code, issue.raw) for issue in found.issues] == [("json-unreadable", text)]


@pytest.mark.parametrize(
    ("types", "csl"),
    [
        ({"citeproc": "article", "resourceTypeGeneral": "Software"}, "software"),
        ({"citeproc": "", "resourceTypeGeneral": "ConferencePaper"}, "paper-conference"),
        ({"citeproc": "article-journal", "resourceTypeGeneral": "Text"}, "article-journal"),
        ({"citeproc": "article", "resourceTypeGeneral": "Preprint"}, "article"),
        ({}, "document"),
        (None, "document"),
        ("x", "document"),
    ],
)
def test_datacite_types(types: Any, csl: str) -> None:
    assert datacite_one(types=types).type == csl


def test_titles_of_datacite_have_roles_and_subtitles() -> None:
    titles = [
        {"title": "Группы самопомощи"},
        {"title": "обзор", "titleType": "Subtitle"},
        {"title": "Self-help groups", "titleType": "TranslatedTitle", "lang": "en"},
    ]
    record = datacite_one(titles=titles)
    assert record.titles == (Text("Группы самопомощи: обзор", "ru"), Text("Self-help groups", "en", "translated"))


def test_what_it_appeared_in_is_in_container_or_related_items() -> None:
    one = datacite_one(container={"title": "A Series", "volume": "3", "firstPage": "1", "lastPage": "9"})
    item = {
        "relationType": "IsPublishedIn",
        "titles": [{"title": "A Series"}],
        "volume": "3",
        "firstPage": "1",
        "lastPage": "9",
    }
    other = datacite_one(relatedItems=[item])
    for record in (one, other):
        assert (record.container, record.volume, record.pages) == ("A Series", "3", "1-9")


# ---------------------------------------------------------------- telling formats apart, and lists of DOIs


def test_each_shape_is_recognised_and_csl_json_is_not_taken_for_it() -> None:
    deposited = json.dumps(work(**{"is-referenced-by-count": 1}))
    csl = json.dumps([{"id": "a", "type": "article-journal", "DOI": "10.5555/1", "title": "A title"}])
    assert crossref.sniff(SHAPES["answer"])
    assert crossref.sniff(SHAPES["list"])
    assert crossref.sniff(deposited)
    assert not crossref.sniff(csl)
    assert datacite.sniff(attributes())
    assert not datacite.sniff(csl)
    assert not datacite.sniff(deposited)
    assert not crossref.sniff(attributes())


LIST = """\
# my list
https://doi.org/10.5555/first.1
doi:10.5555/second, 10.5555/THIRD;
3. 10.5555/fourth
no DOI here
10.5555/first.1
doi:10.5555/ fifth2
"""


def test_a_list_of_dois_gives_a_record_each() -> None:
    result = doilist.read(LIST)
    assert [record.doi for record in result.records] == [
        "10.5555/first.1",
        "10.5555/second",
        "10.5555/third",
        "10.5555/fourth",
        "10.5555/fifth2",
    ]
    assert [(issue.code, issue.line) for issue in result.issues] == [("no-doi", 5), ("doi-repaired", 7)]
    assert result.records[1].origin is not None
    assert result.records[1].origin.line == 3
    assert doilist.read(doilist.write(result.records)).records == tuple(
        crossref_free(record, line) for line, record in enumerate(result.records, 1)
    )


def crossref_free(record: Record, line: int) -> Record:
    return doilist.read("\n" * (line - 1) + record.doi).records[0]


def test_a_reference_list_is_no_list_of_dois() -> None:
    assert doilist.sniff(LIST)
    assert doilist.sniff("10.5555/a.1")
    assert not doilist.sniff(
        "Meyer A. Stigma. World Psychiatry 2010. doi:10.5555/a.1\nWeber K. Help. 2011. doi:10.5555/b.1"
    )
    assert not doilist.sniff("")
