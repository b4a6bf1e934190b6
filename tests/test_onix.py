"""ONIX for DOI: the shapes that mEDRA sends, and what must not hurt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import onix

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
SPACE = 'xmlns="http://www.editeur.org/onix/DOIMetadata/2.0"'


def article(inside: str, prefix: str = "") -> str:
    return f"{HEAD}<{prefix}ONIXDOISerialArticleVersionRegistrationMessage {SPACE}><DOISerialArticleVersion>{inside}</DOISerialArticleVersion></{prefix}ONIXDOISerialArticleVersionRegistrationMessage>"


def contributor(role: str, inside: str) -> str:
    return f"<Contributor><ContributorRole>{role}</ContributorRole>{inside}</Contributor>"


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<PersonNameInverted>De Luca, Maria</PersonNameInverted>", [("De Luca", "Maria")]),
        ("<NamesBeforeKey>Maria</NamesBeforeKey><KeyNames>De Luca</KeyNames>", [("De Luca", "Maria")]),
        ("<PersonName>Anna Rossi</PersonName><KeyNames>Anna Rossi</KeyNames>", [("Rossi", "Anna")]),
        ("<CorporateName>Comitato di prova</CorporateName>", [("Comitato di prova", "")]),
        ("", []),
    ],
)
def test_names_in_all_their_elements(inside: str, authors: list[tuple[str, str]]) -> None:
    text = article(f"<DOI>10.1392/x</DOI><ContentItem>{contributor('A01', inside)}</ContentItem>")
    record = onix.from_xml(text)
    assert [(name.literal or name.family, name.given) for name in record.authors] == authors


def test_editors_and_translated_titles() -> None:
    record = onix.from_xml(
        article(
            "<DOI>10.1392/X</DOI><SerialPublication><Title><TitleText>Rivista</TitleText></Title></SerialPublication>"
            '<ContentItem><Title language="ita"><TitleText>Casa</TitleText><Subtitle>Uno</Subtitle></Title>'
            '<Title language="eng"><TitleText>House</TitleText></Title>'
            "<Title><TitleType>05</TitleType><TitleText>Short</TitleText></Title>"
            f"{contributor('B01', '<PersonNameInverted>Bianchi, Ugo</PersonNameInverted>')}"
            "<Language><LanguageCode>ita</LanguageCode></Language></ContentItem>"
        )
    )
    assert [(text.value, text.lang, text.role) for text in record.titles] == [
        ("Casa: Uno", "it", "original"),
        ("House", "en", "translated"),
    ]
    assert record.container == "Rivista"
    assert record.editors[0].family == "Bianchi"
    assert record.doi == "10.1392/x"


def test_a_book_and_its_chapter() -> None:
    title = "<Title><TitleText>{}</TitleText></Title>"
    book = f"<MonographicPublication><MonographicWork>{title.format('Il libro')}</MonographicWork></MonographicPublication>"
    message = "<ONIXDOIMonographChapterWorkRegistrationMessage><DOIMonographChapterWork><DOI>10.1392/c</DOI>{}<ContentItem>{}<PublicationDate>{}</PublicationDate></ContentItem></DOIMonographChapterWork></ONIXDOIMonographChapterWorkRegistrationMessage>"
    chapter = onix.from_xml(message.format(book, title.format("Il capitolo"), "20080702"))
    assert (chapter.type, chapter.title, chapter.container) == ("chapter", "Il capitolo", "Il libro")
    assert chapter.issued is not None
    assert chapter.issued.start == (2008, 7, 2)
    whole = onix.from_xml(
        f"<ONIXDOIMonographicProductRegistrationMessage><DOIMonographicProduct><DOI>10.1392/b</DOI>{book}</DOIMonographicProduct></ONIXDOIMonographicProductRegistrationMessage>"
    )
    assert (whole.type, whole.title) == ("book", "Il libro")


def test_entities_are_not_expanded() -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    body = article("<DOI>10.1392/x</DOI><ContentItem><Title><TitleText>A&b;&f;Z</TitleText></Title></ContentItem>")
    assert onix.from_xml(text + body.removeprefix(HEAD)).title == "AZ"


@pytest.mark.parametrize("text", ["", "<", "<html/>", "plain", "<ONIXDOIx", "\0", article("")])
def test_what_holds_no_work_is_an_issue(text: str) -> None:
    result = onix.read(text)
    assert result.records == ()
    assert [issue.code for issue in result.issues] == ["xml-unreadable"]


def test_the_message_is_recognised_and_kept() -> None:
    text = article("<DOI>10.1392/x</DOI>", prefix="")
    assert onix.sniff(text)
    assert not onix.sniff("<html>")
    (record,) = onix.read(text).records
    assert record.origin is not None
    assert (record.origin.raw, record.origin.format) == (text, "onix")


@given(st.text(alphabet="<>/&; DOITlexA10.2\"'=", max_size=80))
def test_it_never_raises(noise: str) -> None:
    onix.read(noise)
    onix.read(article(noise))
