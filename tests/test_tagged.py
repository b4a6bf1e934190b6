from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.formats.csljson import to_csl
from mhlit.formats.tagged import NBIB, RIS
from mhlit.formats.values import bare_doi, language_tag, page_range, standard_number
from mhlit.model import Date, Name, Record, Text
from mhlit.tables import table

RIS_FILE = """Provider: Somebody
1.
TY  - JOUR
AU  - Гурович, И. Я.
AU  - van der Berg, Anna, Jr.
AU  - World Health Organization
A1  - Jane Roe
TI  - Recovery in schizophrenia:
      the concept
T2  - Soc Clin Psychiatry
JF  - Social and Clinical Psychiatry
PY  - 2008//
DA  - 2008/03/15/Spring
Y1  - 2001
VL - 18
IS\t- 2
SP  - 7
EP  - 14
SN  - 0869-4893
SN  - 978-5-00-000000-1
DO  - https://doi.org/10.1000/a_b
UR  - https://example.org/a
KW  - recovery; schizophrenia
KW  - stigma
LA  - rus
AB  - Line one
line two
N1  - first note
N1  - second note
U1  - 26957754[pmid]
ZZ  - unknown
AV  -
Y2  - 2019/05/17/
ER  -

TY  - CHAP
TI  - Part
T2  - Whole
A2  - Editor, E.
SP  - 431-56
M1  - 5
ID  - key1
TY  - BOOK
BT  - A book
SP  - 544
T2  - A series
AN  - 123
DB  - PubMed
ER  -
left over
"""


def test_ris():
    result = RIS.read(RIS_FILE)
    article, chapter, book = result.records
    last = RIS_FILE.splitlines().index("left over") + 1
    assert [(issue.code, issue.line) for issue in result.issues] == [("unread-text", 1), ("unread-text", last)]
    assert article == Record(
        type="article-journal",
        titles=(Text("Recovery in schizophrenia: the concept"),),
        containers=(Text("Social and Clinical Psychiatry"),),
        authors=(
            Name("Гурович", "И. Я."),
            Name("van der Berg", "Anna", "Jr."),
            Name(literal="World Health Organization"),
            Name("Roe", "Jane"),
        ),
        issued=Date((2008, 3, 15), season="1"),
        accessed=Date((2019, 5, 17)),
        volume="18",
        issue="2",
        pages="7-14",
        issn="0869-4893",
        isbn="978-5-00-000000-1",
        doi="10.1000/a_b",
        url="https://example.org/a",
        pmid="26957754",
        language="ru",
        abstract="Line one\nline two",
        note="first note\n\nsecond note",
        keywords=(Text("recovery"), Text("schizophrenia"), Text("stigma")),
        extra={"container-title-short": "Soc Clin Psychiatry", "ris:ZZ": "unknown"},
        origin=article.origin,
    )
    assert (article.origin.line, article.origin.format) == (3, "ris")
    assert article.origin.raw in RIS_FILE
    assert (chapter.id, chapter.container, chapter.pages, chapter.editors) == (
        "key1",
        "Whole",
        "431-456",
        (Name("Editor", "E."),),
    )
    assert chapter.extra["ris:M1"] == "5"
    assert (book.title, book.number_of_pages, book.collection_title, book.pmid) == ("A book", "544", "A series", "123")


def test_ris_without_a_type():
    result = RIS.read("AU  - A, B\nTI  - T\nER  -\n")
    assert result.records[0].title == "T"
    assert RIS.read("ZZ  - x\nER  -\n").issues[0].code == "unread-text"


def test_prose_is_no_tag():
    result = RIS.read("TY  - GEN\nAB  - this is\nso - called prose\nER  - \n")
    assert result.records[0].abstract == "this is\nso - called prose"


@pytest.mark.parametrize("text", ["TY  - JOUR\n", "\ufeffTY  - JOUR\n", "Record 1\n\nTY - JOUR\nAU - x"])
def test_ris_is_recognised(text):
    assert RIS.sniff(text)
    assert not NBIB.sniff(text)


def test_a_written_entry():
    record = Record(
        id="a1",
        type="article-journal",
        titles=(Text("T"),),
        authors=(Name("A", "B"),),
        issued=Date((2019, 3)),
        pages="1-2",
        containers=(Text("J"),),
        pmid="7",
    )
    assert RIS.write([record]) == (
        "TY  - JOUR\nID  - a1\nAU  - A, B\nTI  - T\nT2  - J\nPY  - 2019\n"
        "DA  - 2019/03/\nSP  - 1-2\nAN  - 7\nDB  - PubMed\nER  - \n"
    )


@pytest.mark.parametrize("row", table("types.tsv"), ids=lambda row: row["csl"])
def test_every_type_comes_back(row):
    record = Record(id="k", type=row["csl"], titles=(Text("T"),), number="5", issue="3", pages="1-9")
    assert replace(RIS.read(RIS.write([record])).records[0], origin=None) == record


WORDS = st.text(alphabet="abЯé-:;,.#{}\"' 1", max_size=15).map(lambda text: " ".join(text.split()))
TITLE = st.builds(Text, WORDS.filter(bool), st.sampled_from(["", "ru"]), st.sampled_from(["original", "translated"]))
NAME = st.builds(Name, WORDS, WORDS, st.sampled_from(["", "Jr."]), WORDS, st.sampled_from(["", "van"])).filter(
    lambda name: name != Name()
)
RECORD = st.builds(
    Record,
    id=st.just("k"),
    type=st.sampled_from(["article-journal", "book", "chapter", "webpage", "patent"]),
    titles=st.lists(TITLE, max_size=3).map(tuple),
    containers=st.lists(TITLE, max_size=2).map(tuple),
    authors=st.lists(NAME, max_size=3).map(tuple),
    issued=st.sampled_from(
        [None, Date((2019,)), Date((2019, 3, 15)), Date((2001,), (2003,)), Date(literal="x", season="q")]
    ),
    volume=WORDS,
    issue=WORDS,
    pages=WORDS,
    publisher=WORDS,
    abstract=WORDS,
    note=WORDS,
    doi=WORDS,
    url=WORDS,
    issn=WORDS,
    keywords=st.lists(TITLE, max_size=3).map(tuple),
    extra=st.sampled_from([{}, {"bibtex:custom": "a"}, {"translator": [{"family": "T"}]}, {"ris:ZZ": ["a", "b"]}]),
)


@settings(max_examples=100, deadline=None)
@given(RECORD)
def test_every_record_comes_back(record):
    text = RIS.write([record])
    again = RIS.read(text)
    assert not again.issues, text
    assert to_csl(replace(again.records[0], origin=None)) == to_csl(record), text


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(["TY  - JOUR", "ER  -", "PMID- 1", "AU  - A", "PG  - 1-", "x", ""])).map("\n".join),
    )
)
def test_reading_never_raises(text):
    for form in (RIS, NBIB):
        form.read(text)


NBIB_FILE = """
PMID- 20481061
OWN - NLM
IS  - 0955-2359 (Print)
IS  - 0955-2359 (Linking)
VI  - 20
IP  - 4
DP  - 2009 Jul-Sep
TI  - [Mutual support of former patients: a survey in three
      towns].
PG  - 454-81
LID - 10.1000/xyz [doi]
LID - S0955 [pii]
AB  - An abstract.
FAU - Long, Vicky
AU  - Long V
AUID- ORCID: 0000-0002-1825-0097
FAU - Marland, Hilary
AU  - Marland H
CN  - Patients' Union
LA  - rus
PT  - Journal Article
PL  - England
TT  - Vzaimopomoshch' byvshikh bol'nykh.
TA  - Zh Nevrol
JT  - Zhurnal nevrologii
PMC - PMC4513071
MH  - Employment/*psychology
OT  - self-help
SO  - Zh Nevrol. 2009;20(4):454-81.

PMID-22664220
PT  - Technical Report
TI  - A report.
AU  - Roe J
AID - doi:10.1016/j.cpr.2005.02.002
"""


def test_nbib():
    result = NBIB.read(NBIB_FILE)
    article, report = result.records
    assert result.issues == ()
    assert article.titles == (
        Text("Mutual support of former patients: a survey in three towns", "en", "translated"),
        Text("Vzaimopomoshch' byvshikh bol'nykh", "ru-Latn", "romanised"),
    )
    assert article.authors == (
        Name("Long", "Vicky", orcid="0000-0002-1825-0097"),
        Name("Marland", "Hilary"),
        Name(literal="Patients' Union"),
    )
    assert (article.container, article.extra["container-title-short"]) == ("Zhurnal nevrologii", "Zh Nevrol")
    assert (article.issued, article.pages, article.doi) == (Date((2009, 7), (2009, 9)), "454-481", "10.1000/xyz")
    assert (article.id, article.pmid, article.pmcid, article.issn) == (
        "20481061",
        "20481061",
        "PMC4513071",
        "0955-2359",
    )
    assert [word.value for word in article.keywords] == ["Employment/psychology", "self-help"]
    assert (article.language, article.publisher_place, article.extra["nbib:PL"]) == ("ru", "", "England")
    assert article.extra["nbib:SO"].startswith("Zh Nevrol.")
    assert (report.type, report.title, report.authors) == ("report", "A report", (Name("Roe", "J"),))
    assert report.doi == "10.1016/j.cpr.2005.02.002"
    assert report.origin.line == NBIB_FILE.splitlines().index("PMID-22664220") + 1


def test_nbib_is_recognised():
    assert NBIB.sniff(NBIB_FILE)
    assert NBIB.sniff("OWN - ERIC\nTI  - T\nAU  - A, B\nJT  - J\nDP  - 2020\n")
    assert not NBIB.sniff("He said TI  - and left.\nAU  - x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("454-81", "454-481"),
        ("12--5", "12-15"),
        ("S12-9", "S12-S19"),
        ("e1013", "e1013"),
        ("1-2, 7", "1-2, 7"),
        ("xi-xv", "xi-xv"),
    ],
)
def test_page_range(text, wanted):
    assert page_range(text) == wanted


def test_small_values():
    assert bare_doi("doi: 10.1/x") == bare_doi("http://dx.doi.org/10.1/x") == "10.1/x"
    assert (language_tag("Russian"), language_tag("rus"), language_tag("ru-RU")) == ("ru", "ru", "ru-RU")
    assert (standard_number("0869-4893"), standard_number("978-5-00-000000-1"), standard_number("x")) == (
        "ISSN",
        "ISBN",
        "",
    )


def test_nbib_comes_back():
    record = Record(
        id="7", type="article-journal", pmid="7", pmcid="PMC1", language="ru", volume="18", issue="2", pages="431-456",
        titles=(
            Text("Recovery in schizophrenia", "en", "translated"),
            Text("Vyzdorovlenie", "ru-Latn", "romanised"),
        ),
        containers=(Text("Social and Clinical Psychiatry " * 5 + "End"),), issued=Date((2008, 3, 5)), doi="10.1000/a_b",
        authors=(Name("Gurovich", "I. Ya."), Name(literal="Recovery Group")), issn="0869-4893", abstract="An abstract.",
        keywords=(Text("one"), Text("two")), url="https://example.org/a",
    )  # fmt: skip
    text = NBIB.write([record])
    assert "TI  - [Recovery in schizophrenia].\nTT  - Vyzdorovlenie\n" in text
    assert "FAU - Gurovich, I. Ya.\nAU  - Gurovich IYa\nCN  - Recovery Group\n" in text
    assert "PG  - 431-56\n" in text
    assert max(map(len, text.splitlines())) <= 88
    again = NBIB.read(text).records[0]
    assert replace(again, origin=None, extra={}) == record


def test_conference_papers_of_ris_have_a_conference_and_proceedings():
    text = "TY  - CPAPER\nTI  - Paper\nT2  - The Conference\nC3  - The Proceedings\nER  - \n"
    (record,) = RIS.read(text).records
    assert (record.container, record.event_title) == ("The Proceedings", "The Conference")
    assert "T2  - The Conference\n" in RIS.write([record])
    (plain,) = RIS.read("TY  - CPAPER\nTI  - Paper\nT2  - The Proceedings\nER  - \n").records
    assert plain.container == "The Proceedings"
