from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.api import read, read_text, write
from mhlit.formats import catalogue
from mhlit.formats.csljson import to_csl
from mhlit.model import Date, Name, Record, Text

PUBMED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID>
<Article><Journal><ISSN>0869-4893</ISSN><JournalIssue><Volume>18</Volume><Issue>2</Issue>
<PubDate><Year>2008</Year><Month>Mar</Month><Day>5</Day></PubDate></JournalIssue>
<Title>Social and Clinical Psychiatry</Title><ISOAbbreviation>Soc Clin Psychiatry</ISOAbbreviation></Journal>
<ArticleTitle>[Recovery in <i>schizophrenia</i>].</ArticleTitle>
<Pagination><MedlinePgn>107-14</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText Label="RESULTS">Seen.</AbstractText></Abstract>
<AuthorList><Author><LastName>Gurovich</LastName><ForeName>I Ya</ForeName><Initials>IY</Initials>
<Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier></Author>
<Author><CollectiveName>Recovery Group</CollectiveName></Author></AuthorList>
<Language>rus</Language><VernacularTitle>Vyzdorovlenie pri shizofrenii.</VernacularTitle>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
<KeywordList><Keyword>recovery</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/a_b</ArticleId><ArticleId IdType="pmc">PMC7</ArticleId>
</ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>"""


def test_pubmed():
    (record,) = read_text(PUBMED).records
    assert record.titles == (
        Text("Recovery in schizophrenia", "en", "translated"),
        Text("Vyzdorovlenie pri shizofrenii", "ru-Latn", "romanised"),
    )
    assert record.authors == (
        Name("Gurovich", "I Ya", orcid="0000-0002-1825-0097"),
        Name(literal="Recovery Group"),
    )
    assert (record.doi, record.pmid, record.pmcid, record.id) == ("10.1000/a_b", "123", "PMC7", "123")
    assert (record.pages, record.issued, record.volume, record.issue) == ("107-114", Date((2008, 3, 5)), "18", "2")
    assert record.abstract == "AIM: To see.\nRESULTS: Seen."
    assert (record.container, record.issn, record.language) == ("Social and Clinical Psychiatry", "0869-4893", "ru")
    assert record.origin.format == "pubmed-xml"


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        ("<Year>2019</Year><Season>Spring</Season>", Date((2019,), season="1")),
        ("<MedlineDate>2019 Jul-Sep</MedlineDate>", Date((2019, 7), (2019, 9))),
        ("<Year>2019</Year><Month>11</Month>", Date((2019, 11))),
        ("<Year>2019</Year>", Date((2019,))),
    ],
)
def test_dates_of_pubmed(markup, date):
    text = PUBMED.replace("<Year>2008</Year><Month>Mar</Month><Day>5</Day>", markup)
    assert read_text(text).records[0].issued == date


UNIXREF = """<doi_records><doi_record><crossref><journal>
<journal_metadata language="en"><full_title>Acta</full_title><abbrev_title>A.</abbrev_title><issn>08694893</issn></journal_metadata>
<journal_issue><publication_date media_type="online"><year>2012</year></publication_date>
<journal_volume><volume>84</volume></journal_volume><issue>1</issue></journal_issue>
<journal_article><titles><title>CO<sub>2</sub> and
  soil</title></titles><contributors><organization contributor_role="author">The Group</organization>
<person_name contributor_role="author"><given_name>J. A.</given_name><surname>Frerichs</surname></person_name>
<person_name contributor_role="editor"><given_name>E.</given_name><surname>Ditor</surname></person_name></contributors>
<publication_date media_type="online"><month>12</month><year>2012</year></publication_date>
<publication_date media_type="print"><year>2013</year></publication_date>
<pages><first_page>60</first_page><last_page>74</last_page></pages>
<doi_data><doi>10.1000/1</doi><resource>https://example.org/1</resource></doi_data>
</journal_article></journal></crossref></doi_record></doi_records>"""


def test_unixref():
    (record,) = read_text(UNIXREF).records
    assert record.title == "CO2 and soil"
    assert {str(name) for name in record.authors} == {"Frerichs J. A.", "The Group"}
    assert record.editors == (Name("Ditor", "E."),)
    assert (record.issued, record.issn, record.pages) == (Date((2013,)), "0869-4893", "60-74")
    assert (record.type, record.container, record.doi) == ("article-journal", "Acta", "10.1000/1")


JATS = """<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="ru"><front>
<journal-meta><journal-title-group><journal-title>Социальная психиатрия</journal-title>
<trans-title-group xml:lang="en"><trans-title>Social Psychiatry</trans-title></trans-title-group></journal-title-group>
<issn pub-type="ppub">0869-4893</issn><publisher><publisher-name>МИА</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1000/2</article-id><title-group>
<article-title>Выздоровление</article-title><trans-title-group xml:lang="en"><trans-title>Recovery</trans-title>
</trans-title-group></title-group><contrib-group><contrib contrib-type="author">
<name-alternatives><name><surname>Гурович</surname><given-names>И. Я.</given-names></name></name-alternatives>
</contrib><contrib contrib-type="author"><collab>НИИ психиатрии</collab></contrib></contrib-group>
<pub-date><year>2008</year></pub-date><volume>18</volume><fpage>7</fpage><lpage>14</lpage>
<abstract><p>Цель.</p></abstract><kwd-group><kwd>стигма</kwd><kwd>recovery</kwd></kwd-group></article-meta></front>
<back><ref-list><ref><article-title>Cited</article-title></ref></ref-list></back></article>"""


def test_jats():
    (record,) = read_text(JATS).records
    assert record.titles == (Text("Выздоровление", "ru"), Text("Recovery", "en", "translated"))
    assert record.containers == (Text("Социальная психиатрия"), Text("Social Psychiatry", "en", "translated"))
    assert record.authors == (Name("Гурович", "И. Я."), Name(literal="НИИ психиатрии"))
    assert (record.pages, record.abstract, record.publisher) == ("7-14", "Цель.", "МИА")
    assert record.keywords == (Text("стигма", "ru"), Text("recovery", "en"))


ENDNOTE = """<xml><records><record><source-app name="EndNote">EndNote</source-app>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Gurovich, I. Ya.</style>
</author></authors></contributors><titles><title><style>Recovery in </style><style face="italic">schizophrenia</style></title>
<secondary-title>Acta</secondary-title></titles><dates><year>2008</year></dates><isbn>0869-4893&#xd;978-5-00-000000-1</isbn>
<keywords><keyword>stigma</keyword></keywords></record></records></xml>"""


def test_endnote():
    (record,) = read_text(ENDNOTE).records
    assert (record.title, record.container, record.year) == ("Recovery in schizophrenia", "Acta", 2008)
    assert (record.issn, record.isbn) == ("0869-4893", "978-5-00-000000-1")
    assert record.authors == (Name("Gurovich", "I. Ya."),)


FULL = Record(
    id="k",
    type="article-journal",
    titles=(Text("A & B < C"),),
    containers=(Text("Acta"),),
    authors=(Name("Любов", "Е. Б."), Name(literal="World Health Organization")),
    editors=(Name("Ditor", "E."),),
    issued=Date((2019, 3, 5)),
    volume="3",
    issue="2",
    pages="7-14",
    doi="10.1000/a_b",
    url="https://example.org/?a=1&b=2",
    pmid="123",
    issn="0869-4893",
    language="ru",
    keywords=(Text("a"), Text("b, c")),
    abstract="One.\nTwo.",
    note="n",
)


def test_endnote_xml_comes_back():
    (again,) = read_text(write([FULL], "endnote-xml")).records
    assert replace(again, origin=None) == FULL


def test_a_translated_title_comes_back_from_endnote_xml():
    record = replace(FULL, titles=(Text("New", "en", "translated"),))
    assert read_text(write([record], "endnote-xml")).records[0].titles == record.titles


SECRET = "file:///etc/hostname"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 9}">' for n in range(12))
    + "]>"
)


@pytest.mark.parametrize("text", [PUBMED, UNIXREF, JATS, ENDNOTE])
@pytest.mark.parametrize(
    ("head", "body"),
    [(f'<!DOCTYPE x [<!ENTITY xxe SYSTEM "{SECRET}">]>', "&xxe;"), (BOMB, "&m;")],
)
def test_entities_are_not_expanded(text, head, body):
    text = text[
        text.index(
            "<doi" if "<doi" in text else "<Pubmed" if "<Pubmed" in text else "<article" if "<art" in text else "<xml>"
        ) :
    ]
    first = text.index(">", text.index("itle>") - 12) + 1
    result = read_text(head + text[:first] + body + text[first:])
    assert "xml-entities" in {issue.code for issue in result.issues}
    told = str([to_csl(replace(record, origin=None)) for record in result.records])
    assert len(told) < 5000
    assert "haha" not in told


@pytest.mark.parametrize("text", [PUBMED, UNIXREF, JATS, ENDNOTE])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_files_are_told(text, share):
    result = read_text(text[: int(len(text) * share)])
    assert any(issue.code in ("damaged-xml", "unread-text") for issue in result.issues)


def test_a_wrong_ending_of_the_name_does_not_matter(tmp_path):
    path = tmp_path / "records.bib"
    path.write_text(PUBMED.replace("Gurovich", "Gurovič"), encoding="iso-8859-2")
    path.write_text(PUBMED, encoding="utf-8")
    assert read(path).records[0].origin.format == "pubmed-xml"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["pubmed-xml", "endnote-xml", "jats", "unixref", "marcxml"]),
    st.text(alphabet="<>/=\"'& aPM1?![]-\x00", max_size=60),
    st.integers(0, 900),
)
def test_readers_of_xml_never_raise(form, noise, at):
    source = {"pubmed-xml": PUBMED, "jats": JATS, "unixref": UNIXREF}.get(form, ENDNOTE)
    result = catalogue.by_name(form).read(source[:at] + noise + source[at:])
    assert result.records or result.issues


MODS = """<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="k"><titleInfo><title>On stigma</title>
<subTitle>a review</subTitle></titleInfo><name type="personal"><namePart type="given">Jane</namePart>
<namePart type="family">Roe</namePart><role><roleTerm>author</roleTerm></role></name>
<name type="corporate"><namePart>The Group</namePart></name><relatedItem type="host"><titleInfo><title>Acta</title></titleInfo>
<identifier type="issn">0869-4893</identifier><part><detail type="volume"><number>18</number></detail>
<extent unit="pages"><start>7</start><end>14</end></extent><date>2008</date></part></relatedItem>
<identifier type="doi">10.1000/m</identifier></mods></modsCollection>"""


def test_mods():
    (record,) = read_text(MODS).records
    assert (record.title, record.container, record.type) == ("On stigma: a review", "Acta", "article-journal")
    assert record.authors == (Name("Roe", "Jane"), Name(literal="The Group"))
    assert (record.volume, record.pages, record.year, record.doi) == ("18", "7-14", 2008, "10.1000/m")


def test_other_xml_is_told_and_not_taken_for_prose():
    result = read_text('<?xml version="1.0"?>\n<gpx><name>Somewhere. J Foo. 2019;3:2-5</name></gpx>')
    assert not result.records
    assert [issue.code for issue in result.issues] == ["unknown-xml"]
    assert "<gpx>" in result.issues[0].message
