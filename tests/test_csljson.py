import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import csljson
from mhlit.formats.csljson import from_csl, to_csl
from mhlit.model import Date, Name, Origin, Record, Text

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
texts = st.builds(
    Text, words.filter(bool), st.sampled_from(["", "ru", "ru-Latn"]), st.sampled_from(["original", "translated"])
)
names = st.builds(Name, words, words, words, words, words, st.just(""), st.just({})).filter(lambda name: name != Name())
parts = st.lists(st.integers(1, 2100), min_size=1, max_size=3).map(tuple)
dates = st.builds(Date, parts, parts | st.just(()), words, st.booleans(), st.sampled_from(["", "2", "Spring"]))
records = st.builds(
    Record,
    id=words,
    type=st.sampled_from(["book", "article-journal", "x-odd"]),
    titles=st.lists(texts, max_size=3).map(tuple),
    containers=st.lists(texts, max_size=2).map(tuple),
    authors=st.lists(names, max_size=2).map(tuple),
    issued=dates | st.none(),
    volume=words,
    keywords=st.lists(texts, max_size=3).map(tuple),
    cites=st.lists(words, max_size=2).map(tuple),
    extra=st.dictionaries(
        st.sampled_from(["bibtex:annote", "shortTitle", "custom"]), st.just({"a": 1}) | words, max_size=2
    ),
    origin=st.none() | st.builds(Origin, words, st.integers(0, 9), st.just("page"), words),
).filter(lambda r: "custom" not in r.extra or isinstance(r.extra["custom"], dict))


@given(records)
def test_a_record_comes_back_from_csl_as_it_was(record):
    assert record == from_csl(json.loads(json.dumps(to_csl(record))))


ITEMS = [
    {"type": "article-journal", "title": "Stigma", "DOI": "10.1000/1", "issued": {"date-parts": [[2019, 3, 15]]}},
    {"id": "k", "type": "book", "author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}]},
    {"type": "chapter", "author": [{"literal": "WHO"}], "translator": [{"family": "Любов"}], "keyword": "a; b, c"},
    {
        "type": "report",
        "issued": {"date-parts": [[2019], [2020]], "season": 2, "circa": True},
        "custom": {"Zotero": {"x": 1}},
    },
    {
        "type": "thesis",
        "author": [{"family": "King", "suffix": "Jr", "comma-suffix": True}],
        "x-unknown": [1, {"a": None}],
    },
    {"type": "webpage", "accessed": {"literal": "last spring"}, "note": "", "keyword": "self-help groups"},
]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["type"])
def test_an_item_comes_back_from_a_record_as_it_was(item):
    assert {k: v for k, v in item.items() if v != ""} == to_csl(from_csl(item))


@pytest.mark.parametrize(
    ("odd", "clean"),
    [
        ({"volume": 12, "issued": "2004-05"}, {"volume": "12", "issued": {"date-parts": [[2004, 5]]}}),
        ({"issued": {"raw": "2004"}}, {"issued": {"date-parts": [[2004]]}}),
        ({"issued": {"raw": "spring 2004"}}, {"issued": {"literal": "spring 2004"}}),
        ({"issued": {"date-parts": [["2004", "5"]]}}, {"issued": {"date-parts": [[2004, 5]]}}),
        ({"issued": {"date-parts": [[None]]}}, {}),
        ({"issued": 1999}, {"issued": {"date-parts": [[1999]]}}),
        ({"title": ["A", "B"]}, {"title": "A"}),
        ({"author": {"family": "Любов"}}, {"author": [{"family": "Любов"}]}),
        ({"author": "WHO"}, {"author": [{"literal": "WHO"}]}),
        ({"keyword": ["stigma", "family"]}, {"keyword": "stigma; family"}),
        ({"ISSN": ["1560-957X", "2409-9295"]}, {"ISSN": "1560-957X, 2409-9295"}),
    ],
)
def test_odd_shapes_are_read_and_written_clean(odd, clean):
    assert {"type": "document", **clean} == to_csl(from_csl(odd))


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"}]',
        '{"items": [{"id": "a"}, {"id": "b"}]}',
        '{"id": "a"}\n\n{"id": "b"}\n',
        '\ufeff[{"id": "a"},\n {"id": "b"}]',
    ],
)
def test_arrays_objects_and_lines_are_read(text):
    result = csljson.read(text)

    assert [record.id for record in result.records] == ["a", "b"]
    assert result.issues == ()


def test_a_broken_line_costs_itself_only():
    result = csljson.read('{"id": "a"}\n{"id": \n{"id": "c"}\n')

    assert [record.id for record in result.records] == ["a", "c"]
    assert [(i.code, i.line, i.raw) for i in result.issues] == [("json-unreadable", 2, '{"id": ')]


def test_an_array_that_breaks_off_keeps_its_whole_items():
    result = csljson.read('[{"id": "a"},\n{"id": "b"},\n{"id": "c", "title": "Cut')

    assert [record.id for record in result.records] == ["a", "b"]
    assert [(i.line, i.raw.lstrip(",\n")) for i in result.issues] == [(2, '{"id": "c", "title": "Cut')]


def test_what_is_no_object_is_an_issue():
    result = csljson.read('[1, {"id": "a"}]')

    assert (len(result.records), result.issues[0].code) == (1, "json-unreadable")


@given(st.text())
def test_reading_never_raises(text):
    result = csljson.read(text)

    assert result.records or result.issues or not text.replace("\ufeff", "").strip()


def test_lines_and_array_hold_the_same_items():
    given_records = [Record(id="a", type="book"), Record(id="b", type="report")]

    assert json.loads(csljson.write(given_records)) == [
        json.loads(line) for line in csljson.write_lines(given_records).splitlines()
    ]


@pytest.mark.parametrize(
    ("head", "is_csl"),
    [
        ('[{"id":', True),
        ('{"type": "book"', True),
        ("[1] Gurovich IYa.", False),
        ("@book{a,", False),
        ("{\\rtf1", False),
        ("", False),
    ],
)
def test_sniffing(head, is_csl):
    assert is_csl == csljson.sniff(head)


def test_an_item_stands_on_the_line_of_its_id():
    result = csljson.read('[\n{"id": "a",\n "type": "book"},\n{"type": "book"},\n{"id": "c"}]')

    assert [record.origin.line for record in result.records] == [2, 2, 5]
