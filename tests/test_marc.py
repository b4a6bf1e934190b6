from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.api import read, read_text, write
from mhlit.formats.marc import read_bytes
from mhlit.model import Date, Name, Record, Text

FIELDS = (
    ("001", "rec1"),
    ("008", "040101s2004    ru            000 0 rus d"),
    ("020", "  \x1fa5-89481-000-1 (hbk.)"),
    ("100", "1 \x1faГурович, Исаак Яковлевич,\x1fd1929-"),
    ("245", "10\x1faПсихосоциальная терапия :\x1fbруководство /\x1fcИ. Я. Гурович."),
    ("250", "  \x1fa2-е изд."),
    ("260", "  \x1faМосква :\x1fbМедпрактика-М,\x1fc2004."),
    ("300", "  \x1fa492 с. ;\x1fc22 см."),
    ("650", " 0\x1faПсихиатрия."),
    ("700", "1 \x1faШмуклер, А. Б."),
    ("700", "1 \x1faДмитриева, Т. Б.,\x1feред."),
    ("700", "1 \x1faПетров, П. П.,\x1feпер."),
    ("856", "40\x1fuhttps://doi.org/10.1000/b"),
    ("999", "  \x1faown"),
)


def iso2709(fields=FIELDS, encoding="utf-8", flag="a"):
    directory, body = b"", b""
    for tag, value in fields:
        data = value.encode(encoding) + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(body):05d}".encode()
        body += data
    base = 24 + len(directory) + 1
    total = base + len(body) + 1
    return f"{total:05d}cam {flag}22{base:05d} i 4500".encode() + directory + b"\x1e" + body + b"\x1d"


def check_book(record):
    assert (record.type, record.id, record.language) == ("book", "rec1", "ru")
    assert record.title == "Психосоциальная терапия: руководство"
    assert record.authors == (Name("Гурович", "Исаак Яковлевич"), Name("Шмуклер", "А. Б."))
    assert record.editors == (Name("Дмитриева", "Т. Б."),)
    assert (record.publisher_place, record.publisher, record.year) == ("Москва", "Медпрактика-М", 2004)
    assert (record.number_of_pages, record.isbn, record.doi) == ("492", "5-89481-000-1", "10.1000/b")
    assert record.keywords == (Text("Психиатрия"),)
    assert record.extra["marc:999$a"] == "own"
    assert "Петров" in str(record.extra)


def test_marc21(tmp_path):
    path = tmp_path / "books.txt"
    path.write_bytes(iso2709())
    result = read(path)
    assert not result.issues
    check_book(result.records[0])
    assert result.records[0].origin.format == "marc"


def test_windows_1251_without_a_word_about_it():
    result = read_bytes(iso2709(encoding="cp1251", flag=" "))
    check_book(result.records[0])
    assert [issue.code for issue in result.issues] == ["encoding-guessed"]


def test_a_damaged_record_costs_itself_only():
    data = iso2709() + b"00100cam a2200" + b"x" * 60 + b"\x1d" + iso2709()
    result = read_bytes(data)
    assert len(result.records) == 2
    assert [issue.code for issue in result.issues] == ["damaged-marc"]
    assert read_bytes(iso2709()[:200]).records == ()


MARC8 = (("245", "10\x1faCaf\xe2e and more"), ("260", "  \x1fc2001"))


def test_marc8_is_decoded_by_pymarc():
    pytest.importorskip("pymarc")
    record = read_bytes(iso2709(MARC8, "latin-1", " ")).records[0]
    assert record.title == "Café and more"


def test_marc8_without_pymarc_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pymarc", None)
    monkeypatch.setitem(sys.modules, "pymarc.marc8", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = read_bytes(iso2709(MARC8, "latin-1", " "))
    assert result.records[0].year == 2001
    assert "mhlit[marc]" in result.issues[0].message


XML = """<zs:records xmlns:zs="x"><marc:record><marc:controlfield tag="001">1</marc:controlfield>
<marc:datafield tag="100" ind1="1" ind2=" "><marc:subfield code="a">Xarque, Francisco,</marc:subfield></marc:datafield>
<marc:datafield tag="245" ind1="1" ind2="0"><marc:subfield code="a">Insignes missioneros :</marc:subfield>
<marc:subfield code="b">estado presente /</marc:subfield></marc:datafield>
<marc:datafield tag="773" ind1="0" ind2=" "><marc:subfield code="t">Acta.</marc:subfield><marc:subfield code="x">0869-4893</marc:subfield>
<marc:subfield code="g">Vol. 18, no. 2 (2008), p. 7-14</marc:subfield></marc:datafield></marc:record></zs:records>"""


def test_marcxml_with_an_undeclared_prefix_and_no_leader():
    result = read_text(XML)
    (record,) = result.records
    assert not result.issues
    assert (record.title, record.type) == ("Insignes missioneros: estado presente", "article-journal")
    assert record.authors == (Name("Xarque", "Francisco"),)
    assert (record.container, record.volume, record.issue, record.pages) == ("Acta", "18", "2", "7-14")


RUSMARC = (
    ("001", "r1"),
    ("101", "0 \x1farus"),
    ("200", "1 \x1faПсихиатрия\x1feруководство\x1ffТ. Б. Дмитриева"),
    ("210", "  \x1faМосква\x1fcМИА\x1fd2009"),
    ("700", " 1\x1faДмитриева\x1fbТ. Б.\x1fgТатьяна Борисовна"),
    ("702", " 1\x1faПоложий\x1fbБ. С."),
)


def test_rusmarc():
    (record,) = read_bytes(iso2709(RUSMARC)).records
    assert record.title == "Психиатрия: руководство"
    assert record.authors == (Name("Дмитриева", "Татьяна Борисовна"),)
    assert record.editors == (Name("Положий", "Б. С."),)
    assert (record.publisher_place, record.publisher, record.year) == ("Москва", "МИА", 2009)


@pytest.mark.parametrize(
    "record",
    [
        Record(
            id="b", type="book", titles=(Text("A & B"),), authors=(Name("Любов", "Е. Б."), Name("Doe", "Jane")),
            editors=(Name("Ditor", "E."),), issued=Date((2004,)), publisher="МИА", publisher_place="Москва",
            number_of_pages="492", isbn="978-5-00-000000-1", language="ru", keywords=(Text("a"), Text("b")),
            abstract="Text.", edition="2-е изд.", collection_title="Series", doi="10.1000/b", url="https://example.org/",
        ),
        Record(
            id="a", type="article-journal", titles=(Text("New", "en", "translated"),), containers=(Text("Acta"),),
            authors=(Name(literal="World Health Organization"),), issued=Date((2008,)), volume="18", issue="2",
            pages="7-14", issn="0869-4893", language="ru",
        ),
    ],
)  # fmt: skip
def test_marcxml_comes_back(record):
    result = read_text(write([record], "marcxml"))
    assert not result.issues
    again = replace(result.records[0], origin=None)
    if record.type == "article-journal":  # brackets of catalogues mean "supplied", so that role is not told
        again = replace(again, titles=record.titles)
    assert again == record


@given(st.binary(max_size=300), st.integers(0, 400))
def test_the_reader_never_raises(noise, at):
    data = iso2709()
    read_bytes(data[:at] + noise + data[at:])
    read_bytes(noise)


@pytest.mark.parametrize("type_", ["report", "dataset", "paper-conference", "webpage", "article-journal", "thesis"])
def test_what_marc_keeps_under_codes_comes_back(type_):
    record = Record(
        type=type_,
        titles=(Text("Housing first"),),
        containers=(Text("World Journal of Psychiatry"),) if type_ == "article-journal" else (),
        issued=Date((2018, 2, 15)),
        accessed=Date((2020, 5, 17)),
        url="https://example.org/a",
        doi="10.5555/x",
        pmid="29352533",
        extra={"container-title-short": "World J Psychiatry"} if type_ == "article-journal" else {},
    )
    (back,) = read_text(write([record], "marcxml")).records

    assert replace(back, origin=None) == record
