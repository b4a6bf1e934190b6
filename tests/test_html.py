"""Saved web pages: metadata, the best source first; references; and text where there is no metadata."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import html
from mhlit.model import Date, Text


def meta(**tags):
    pairs = [
        (name, value) for name, values in tags.items() for value in ([values] if isinstance(values, str) else values)
    ]
    return "\n".join(f'<meta name="{name.replace("__", ".")}" content="{value}">' for name, value in pairs)


def document(head="", body="", lang="en"):
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


HIGHWIRE = meta(
    citation_title="Новые возможности ресоциализации психически больных",
    citation_author=["Любов Е. Б.", "А. Н. Куликов"],
    citation_year="2018",
    citation_publication_date="2019/06/30",
    citation_journal_title="Российский психиатрический журнал",
    citation_issue="3",
    citation_firstpage="18",
    citation_lastpage="24",
    citation_issn="1560-957X",
    citation_doi="doi:10.24411/1560-957X-2019-11923",
    citation_keywords="группы самопомощи; реабилитация",
    citation_pdf_url="https://example.org/a.pdf",
    DC__Title__Alternative="New opportunities for the resocialization of mental patients",
    DC__Title="Another title",
)


def test_highwire_tags_come_first():
    record = html.read(document(HIGHWIRE)).records[0]

    assert record.type == "article-journal"
    assert [(text.lang, text.role) for text in record.titles] == [("ru", "original"), ("en", "translated")]
    assert [(name.family, name.given) for name in record.authors] == [("Любов", "Е. Б."), ("Куликов", "А. Н.")]
    assert record.issued == Date((2019, 6, 30))
    assert (record.container, record.issue, record.pages) == ("Российский психиатрический журнал", "3", "18-24")
    assert (record.doi, record.issn) == ("10.24411/1560-957x-2019-11923", "1560-957X")
    assert record.keywords == (Text("группы самопомощи", "ru"), Text("реабилитация", "ru"))
    assert record.extra["html:pdf"] == "https://example.org/a.pdf"
    assert record.origin.format == "html"
    assert "citation_issue" in record.origin.raw


def test_json_ld_tells_volume_and_issue_in_a_nest():
    thing = {
        "@graph": [
            {"@type": "WebPage", "name": "A page"},
            {
                "@type": "ScholarlyArticle",
                "headline": "Recovery in schizophrenia",
                "author": [{"@type": "Person", "name": "Ann Lee"}, {"familyName": "Roe", "givenName": "Jo"}],
                "datePublished": "2020-05-01",
                "isPartOf": {
                    "@type": "PublicationIssue", "issueNumber": "2",
                    "isPartOf": {
                        "@type": "PublicationVolume", "volumeNumber": 14,
                        "isPartOf": {"@type": "Periodical", "name": "Journal of Recovery", "issn": "1560-957X"},
                    },
                },
                "pageStart": "1", "pageEnd": "9", "sameAs": "https://doi.org/10.1234/abc.1",
                "keywords": ["recovery", "stigma"],
            },
        ]
    }  # fmt: skip
    record = html.read(document(f'<script type="application/ld+json">{json.dumps(thing)}</script>')).records[0]

    assert (record.type, record.title, record.container) == (
        "article-journal", "Recovery in schizophrenia", "Journal of Recovery",
    )  # fmt: skip
    assert [name.family for name in record.authors] == ["Lee", "Roe"]
    assert (record.volume, record.issue, record.pages, record.doi) == ("14", "2", "1-9", "10.1234/abc.1")
    assert [word.value for word in record.keywords] == ["recovery", "stigma"]


def test_dublin_core_and_prism():
    tags = meta(
        DC__Title="Clubs", DC__Creator="Cole, Anna", DC__Date="2011", DC__Identifier="doi:10.1234/x1",
        **{"prism__publicationName": "Acta Exempli", "prism__volume": "3", "prism__startingPage": "7"},
    )  # fmt: skip
    record = html.read(document(tags)).records[0]

    assert (record.title, record.container, record.volume, record.pages) == ("Clubs", "Acta Exempli", "3", "7")
    assert (record.doi, record.issued) == ("10.1234/x1", Date((2011,)))


def test_coins():
    title = (
        "ctx_ver=Z39.88-2004&amp;rft.atitle=Self-help+groups&amp;rft.jtitle=J+Mutual+Aid&amp;rft.aulast=Lee"
        "&amp;rft.aufirst=Ann&amp;rft.date=2001&amp;rft.volume=3&amp;rft.spage=1&amp;rft.epage=8&amp;rft_id=info%3Adoi%2F10.1234%2Fq"
    )
    record = html.read(document(body=f'<span class="Z3988" title="{title}"></span>')).records[0]

    assert (record.title, record.container, record.pages, record.doi) == (
        "Self-help groups", "J Mutual Aid", "1-8", "10.1234/q",
    )  # fmt: skip
    assert [str(name) for name in record.authors] == ["Lee Ann"]


def test_references_are_read_from_the_ordered_list_of_the_page():
    body = (
        "<nav>Home</nav><h1>Новые возможности</h1><h3>Список литературы</h3><ol>"
        "<li>Гурович И.Я. Выздоровление при шизофрении // Социальная психиатрия. 2008. Т. 18. С. 7–14.</li>"
        "<li>Кабанов М.М. Реабилитация психически больных. Л.: Медицина, 1985. 216 с.</li></ol><footer>f</footer>"
    )
    article, *references = html.read(document(HIGHWIRE, body)).records

    assert [reference.year for reference in references] == [2008, 1985]
    assert article.cites == tuple(reference.uid for reference in references)


def test_references_of_the_metadata():
    tags = HIGHWIRE + meta(
        citation_reference=[
            "citation_title=Clubs; citation_author=A. Cole; citation_journal_title=Acta Exempli; citation_volume=3; "
            "citation_publication_date=2011",
            "Slade M. Personal recovery and mental illness. Cambridge: Cambridge University Press; 2009. 275 p.",
        ]
    )  # fmt: skip
    _, pairs, printed = html.read(document(tags)).records

    assert (pairs.title, pairs.container, pairs.volume, pairs.year) == ("Clubs", "Acta Exempli", "3", 2011)
    assert (printed.authors[0].family, printed.year) == ("Slade", 2009)


def test_abstract_and_keywords_of_the_page_where_metadata_have_none():
    body = "<p>Abstract</p><p>The clubs were visited for a year by two nurses.</p><p>Keywords: clubs; nurses</p>"
    tags = meta(citation_title="Clubs", citation_author="Cole, Anna", citation_journal_title="Acta Exempli")
    record = html.read(document(tags, body)).records[0]

    assert record.abstract == "The clubs were visited for a year by two nurses."
    assert [word.value for word in record.keywords] == ["clubs", "nurses"]


def test_without_metadata_an_article_page_is_read_by_its_text():
    body = (
        "<h1>Supported housing</h1><p>For citation:</p><p>Adams BC, Brown DE. Supported housing. Journal of Examples. "
        "2016;12(3):45-52.</p><p>Keywords: housing; tenants</p>"
    )
    result = html.read(document("<title>Supported housing | Site</title>", body))
    record = result.records[0]

    assert (record.type, record.title, record.container) == (
        "article-journal",
        "Supported housing",
        "Journal of Examples",
    )
    assert [issue.code for issue in result.issues] == ["html-no-metadata"]


def test_without_metadata_other_pages_are_grey_literature():
    head = (
        '<meta property="og:title" content="Clubs help"><meta property="og:site_name" content="House of Clubs">'
        '<meta property="article:published_time" content="2021-03-09T10:00:00+03:00">'
    )
    body = "<nav>Menu</nav><h1>Clubs help</h1><p>The clubs of the region helped four hundred people to find work.</p>"
    record = html.read(document(head, body)).records[0]

    assert (record.title, record.container, record.issued) == ("Clubs help", "House of Clubs", Date((2021, 3, 9)))
    assert record.abstract == "The clubs of the region helped four hundred people to find work."


@pytest.mark.parametrize(
    "text", ["", "<html><body></body></html>", "<html><script>x()</script></html>", "<!-- -->", "\0<>"]
)
def test_a_page_without_anything_is_an_issue(text):
    result = html.read(text)

    assert not result.records
    assert [issue.code for issue in result.issues] == ["html-empty"]


def test_entities_from_outside_stay_unread():
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><h1>Clubs</h1><p>&x; text</p></html>'
    record = html.read(text).records[0]

    assert record.title == "Clubs"
    assert record.abstract == "&x; text"


def test_an_encoding_declared_in_a_decoded_text_is_no_obstacle():
    record = html.read('<?xml version="1.0" encoding="windows-1251"?>' + document(HIGHWIRE)).records[0]

    assert record.title.startswith("Новые")


@pytest.mark.parametrize(
    "script", ["{", "[1, null]", '{"@type": "ScholarlyArticle"}', '{"@graph": {"@type": ["Article"]}}']
)
def test_odd_json_ld_is_passed_over(script):
    text = document(f'<title>Clubs</title><script type="application/ld+json">{script}</script>')

    assert html.read(text).records[0].title == "Clubs"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019/03/15", Date((2019, 3, 15))),
        ("2019-03-15T10:00:00+03:00", Date((2019, 3, 15))),
        ("2019/00/00", Date((2019,))),
        ("2019-25-01", Date((2019,))),
        ("15 March 2019", Date((2019, 3, 15))),
        ("spring", Date(literal="spring")),
        ("", None),
    ],
)
def test_dates_of_meta_tags(value, date):
    assert html.date_of(value) == date


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!doctype html><p>x", True),
        ('<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="x">', True),
        ("<div class='a'>x</div>", True),
        ("<PubmedArticleSet>", False),
        ("<mods>", False),
        ("Title\n<p>", False),
    ],
)
def test_what_is_html(text, is_html):
    assert html.sniff(text) is is_html


MARKUP = (
    "<p> </p> <div> <ol><li> </ol> <title> </title> text&nbsp;2016 &amp; </script> <!-- -->"
    " <meta~name='citation_title'~content='T'> <meta~name='citation_author'~content='A~B'>"
    " <script~type='application/ld+json'>[ <span~class=Z3988~title='a&b=%zz'>"
)
pieces = st.lists(st.sampled_from(MARKUP.replace("~", "\t").split(" ")), max_size=20).map("".join)


@given(pieces | st.text(max_size=100))
def test_any_markup_is_read_or_reported(text):
    result = html.read(text)

    assert result.records or result.issues
