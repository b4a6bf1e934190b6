"""Web of Science, Refer, RefWorks, Ovid: the tagged exports read by the table of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.api import read_text
from mhlit.formats.exports import FORMATS
from mhlit.formats.ovid import sourced
from mhlit.model import Date, Name, Text
from mhlit.tables import table

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Smith, LJ
   Moon, PF
AF Smith, Linda J.
   Moon, Paula F.
TI RECOVERY IN SCHIZOPHRENIA: A LONG
   TITLE
SO JOURNAL OF THE AMERICAN COLLEGE
J9 J AM COLL
DE stigma; self-help
   groups
DT Article
PD MAR 5
PY 1998
VL 27
IS 2
BP 170
EP 6
SN 0161-3499
EI 1532-950X
DI 10.1000/w
UT WOS:0001
ZZ own
ER

EF
"""


def test_web_of_science():
    result = read_text(WOS)
    (record,) = result.records
    assert not result.issues
    assert record.authors == (Name("Smith", "Linda J."), Name("Moon", "Paula F."))
    assert record.title == "Recovery in schizophrenia: a long title"
    assert record.container == "Journal of the American College"
    assert record.keywords == (Text("stigma"), Text("self-help groups"))
    assert (record.issued, record.pages) == (Date((1998, 3, 5)), "170-176")
    assert (record.issn, record.doi, record.id) == ("0161-3499, 1532-950X", "10.1000/w", "WOS:0001")
    assert record.extra["wos:ZZ"] == "own"


REFER = """%0 Book Section
%A Calvino, Italo
%A World Health Organization
%E Ditor, E.
%T Cities
%B The book
%D 1982
%P 12-5
%@ 8203107354
%K one
%K two

%A Jane Roe
%T No type
%J Acta
%D 2001
%X An abstract
that goes on
"""


def test_refer():
    chapter, article = read_text(REFER).records
    assert (chapter.type, chapter.container, chapter.pages, chapter.isbn) == (
        "chapter",
        "The book",
        "12-15",
        "8203107354",
    )
    assert chapter.authors == (Name("Calvino", "Italo"), Name(literal="World Health Organization"))
    assert chapter.keywords == (Text("one"), Text("two"))
    assert (article.type, article.abstract, article.authors) == (
        "article-journal",
        "An abstract that goes on",
        (Name("Roe", "Jane"),),
    )


REFWORKS = "RT Journal Article\nSR Electronic(1)\nID 271\nA1 Allan,Steven\nT1 Anger\nJF Person\nYR 2002\nFD Feb\nSP 551\nOP 565\n"


def test_refworks():
    (record,) = read_text(REFWORKS).records
    assert (record.authors, record.issued) == ((Name("Allan", "Steven"),), Date((2002, 2)))
    assert (record.id, record.pages) == ("271", "551-565")


OVID = """<1. >
VN  - Ovid Technologies
AU  - AHMED, Mughees.
TI  - Legitimacy crises.
SO  - Journal of Studies 12, Winter 2007: 7-14.
LG  - English

<2. >
AU  - Kangur, Andu [E-mail: a@example.org]
TI  - Lakes
YR  - 2007
"""


def test_ovid():
    first, second = read_text(OVID).records
    assert (first.title, first.container, first.volume, first.pages) == (
        "Legitimacy crises",
        "Journal of Studies",
        "12",
        "7-14",
    )
    assert (first.year, first.language) == (2007, "en")
    assert second.authors == (Name("Kangur", "Andu"),)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Acta. Vol.75(2-A(E)),2014, pp. 12-15.", {"JN": "Acta", "VO": "75", "IP": "2-A(E)", "PG": "12-15"}),
        ("Therapy June 2019;1(6):123-456", {"JN": "Therapy", "DP": "June 2019", "VO": "1", "IP": "6", "PG": "123-456"}),
        ("Affairs, 2013(1): 3-28.", {"JN": "Affairs", "VO": "2013", "IP": "1", "PG": "3-28"}),
        ("Roe, J [Ed]. (2012). A book. (pp. 11-31). 254 pp.", {"ED": "Roe, J", "BK": "A book", "PG": "11-31"}),
        ("Just a journal", {"SO": "Just a journal"}),
    ],
)
def test_source_lines_of_ovid(source, told):
    found = dict(sourced([("SO", source)]))
    assert {tag: found.get(tag) for tag in told} == told


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_text_outside_of_entries_is_told(form):
    text = {"wos": WOS, "refer": REFER, "refworks": REFWORKS, "ovid": OVID}[form.name]
    (issue,) = form.read("some stray text\n\n" + text).issues
    assert (issue.code, issue.line, issue.raw) == ("unread-text", 1, "some stray text")


@given(st.sampled_from(FORMATS), st.text(alphabet="%0ATUPJ RT-<1>.\n aЯ", max_size=120))
def test_readers_never_raise(form, text):
    result = form.read(text)
    assert result.records or result.issues or not text.strip(" \n.0123456789")


def test_the_table_is_sound():
    rows = table("field_map.tsv")
    seen = {(row["format"], row["tag"], row["types"]) for row in rows}
    assert len(seen) == len(rows)
    kinds = {row["format"] for row in rows}
    assert {row["format"] for row in table("type_map.tsv")} - {"csv", "scopus"} <= kinds
