from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.api import read_text, write
from mhlit.formats.spreadsheet import FORMAT
from mhlit.model import Date, Name, Record, Text

SCOPUS = (
    "\ufeffAuthors,Author full names,Title,Year,Source title,Volume,Issue,Page start,Page end,Cited by,DOI,Author Keywords,"
    "Document Type,EID\n"
    '"Gong B.; Wang L.","Gong, Bin (57321683800); Wang, Luowen (58115311900)","A title, with\nlines",2024,Acta,26,5,4716,'
    '4723,7,10.1000/x,"one; two",Conference paper,2-s2.0\n'
)


def test_scopus():
    result = read_text(SCOPUS)
    (record,) = result.records
    assert not result.issues
    assert record.authors == (Name("Gong", "Bin"), Name("Wang", "Luowen"))
    assert (record.title, record.type, record.id) == ("A title, with lines", "paper-conference", "2-s2.0")
    assert (record.pages, record.doi, record.keywords) == ("4716-4723", "10.1000/x", (Text("one"), Text("two")))
    assert record.extra["scopus:cited by"] == "7"


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_columns_are_guessed_and_shown(mark):
    rows = (
        ("Авторы", "Название", "Год", "Журнал", "Том", "Страницы", "Моё"),
        ("Любов Е.Б.", "О стигме", "2019", "Психиатрия", "3", "С. 7–14", "x"),
    )
    result = read_text("\n".join(mark.join(row) for row in rows))
    (record,) = result.records
    assert (record.title, record.year, record.container, record.volume) == ("О стигме", 2019, "Психиатрия", "3")
    assert (record.pages, record.type, record.extra["csv:Моё"]) == ("7-14", "article-journal", "x")
    assert record.authors[0].family == "Любов"
    (issue,) = result.issues
    assert (issue.code, issue.line) == ("columns-guessed", 1)
    assert "Авторы = author" in issue.message
    assert "kept as they are: Моё" in issue.message


def test_a_damaged_row_is_told():
    result = read_text("title,year\nA,2001,more\nB,2002\n")
    assert [record.title for record in result.records] == ["A", "B"]
    assert [issue.code for issue in result.issues] == ["columns-guessed", "unread-text"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_no_cell_is_a_formula(value):
    record = Record(id="k", type="book", titles=(Text(value),), publisher=value, note=value, issued=Date((2001,)))
    text = write([record], "csv")
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert replace(read_text(text).records[0], origin=None) == record


WORDS = st.text(alphabet="aЯ=+-@'\",;\n.1", max_size=12).map(lambda text: " ".join(text.split()).strip(" .,;'-"))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="aЯb", min_size=1, max_size=5), WORDS, WORDS)
def test_what_is_written_comes_back(title, publisher, note):
    record = Record(
        id="k", type="report", titles=(Text(title),), publisher=publisher, note=note, issued=Date((2001, 5))
    )
    again = FORMAT.read(write([record], "csv")).records[0]
    assert (again.type, again.publisher, again.note, again.issued) == ("report", publisher, note, Date((2001, 5)))


@given(st.text(max_size=200))
def test_the_reader_never_raises(text):
    FORMAT.read(text)


def test_prose_is_no_table():
    assert not FORMAT.sniff("Title, year, and all that: a history of reference lists\n")
    assert not FORMAT.sniff("Любов Е.Б., Название. 2019\n")


@pytest.mark.parametrize(
    ("cell", "families"),
    [
        ("Орлова М.П., Ким А.В.", ["Орлова", "Ким"]),
        ("Ramos L., O'Neill S.-J., van der Berg A", ["Ramos", "O'Neill", "van der Berg"]),
        ("Ann Roe, Ben Lee, Carl Ode", ["Roe", "Lee", "Ode"]),
        ("Smith, Anna", ["Smith"]),
        ("van der Berg, Anna Maria", ["van der Berg"]),
        ("Smith, A.; Lee, B.", ["Smith", "Lee"]),
    ],
)
def test_names_are_parted_by_semicolons_or_by_commas_where_each_is_whole(cell, families):
    (record,) = FORMAT.read(f'Title,Authors\nHope,"{cell}"\n').records

    assert [name.family for name in record.authors] == families


def test_russian_headings_are_known_and_the_map_is_shown():
    text = "№ п/п;ФИО авторов;Название статьи;Название журнала;Год издания;Том;№;Стр.\n1;Ким А.В.;Надежда;Вестник;2021;7;2;15–24\n"
    result = FORMAT.read(text)
    (record,) = result.records

    assert FORMAT.sniff(text)
    assert (record.title, record.container, record.year, record.volume, record.issue, record.pages) == (
        "Надежда", "Вестник", 2021, "7", "2", "15-24",
    )  # fmt: skip
    assert record.extra == {"csv:№ п/п": "1"}
    assert "ФИО авторов = author" in result.issues[0].message
    assert "kept as they are: № п/п" in result.issues[0].message


def test_a_quotation_mark_that_is_missing_is_told():
    result = FORMAT.read('Title,Year,Author\nOne,2001,"Smith, A"\n"Two,2002,"Lee, B"\nThree,2003,"Kim, C"\n')

    assert [(issue.code, issue.line) for issue in result.issues[1:]] == [("damaged-row", 3)]
    assert [record.title for record in result.records][::2] == ["One", "Three"]


def test_a_cell_without_an_end_is_told():
    result = FORMAT.read('Title,Year\nOne,2001\n"Two,' + "x" * 10_000_001)

    assert [record.title for record in result.records] == ["One"]
    assert [issue.code for issue in result.issues[1:]] == ["damaged-row"]
