"""Word files: the section of references, numbers of lists, notes, and archives that are none."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit import api
from mhlit.decoding import decode
from mhlit.wordfile import LARGEST, is_heading, text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST = "Выготский Л.С. Мышление и речь. М.: Лабиринт, 1999. 352 с."
SECOND = "Anthony WA. Recovery from mental illness. Psychosocial Rehabilitation Journal. 1993;16(4):11-23."
STYLES = (
    f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Refs"><w:name w:val="Bibliography"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)


def paragraph(text: str, style: str = "", number: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{style}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs: str, **members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>")
        for name, content in members.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def notes(kind: str, *texts: str) -> str:
    inner = "".join(f'<w:{kind} w:id="{n}">{paragraph(text)}</w:{kind}>' for n, text in enumerate(texts, 1))
    return f'<w:{kind}s {W}><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>{inner}</w:{kind}s>'


PAPER = (paragraph("Самопомощь в 2010 году", "H1"), paragraph("Как показано в 1993 году, она помогает."))


@pytest.mark.parametrize("heading", ["Список литературы", "REFERENCES", "5. Литература:", "Литература / References"])
def test_only_the_section_of_references_is_read(tmp_path, heading):
    path = tmp_path / "paper.docx"
    after = (paragraph("Сведения об авторах", "H1"), paragraph("Петрова А. А., 1975 г. р."))
    path.write_bytes(docx(*PAPER, paragraph(heading, "H1"), paragraph(FIRST), paragraph(SECOND), *after, styles=STYLES))
    result = api.read(path)
    assert [record.title for record in result.records] == ["Мышление и речь", "Recovery from mental illness"]
    assert [record.origin.line for record in result.records] == [4, 5]
    assert [issue.code for issue in result.issues] == []
    assert result.records[0].origin.file == str(path)


def test_numbers_of_lists_are_counted_also_by_style():
    text, _ = text_of(docx(paragraph("References"), paragraph(FIRST, number="3"), paragraph(SECOND, number="3")))
    assert text.split("\n") == ["References", f"1. {FIRST}", f"2. {SECOND}"]
    text, _ = text_of(docx(paragraph("References"), paragraph(FIRST, "Refs"), paragraph(SECOND, "Refs"), styles=STYLES))
    assert text.split("\n")[1:] == [f"1. {FIRST}", f"2. {SECOND}"]
    typed, _ = text_of(docx(paragraph("References"), paragraph(f"1. {FIRST}", number="3")))
    assert typed.endswith(f"\n1. {FIRST}")


def test_two_lists_are_both_read():
    text, _ = text_of(
        docx(
            *PAPER,
            paragraph("Литература", "H1"),
            paragraph(FIRST),
            paragraph("References", "H1"),
            paragraph(SECOND),
            styles=STYLES,
        )
    )
    assert FIRST in text
    assert SECOND in text


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_the_list_where_there_is_no_other(kind):
    told = notes(kind, FIRST, "Автор благодарит рецензентов.", "Там же. С. 15.")
    text, issues = text_of(docx(*PAPER, **{f"{kind}s": told}))
    assert text.split("\n") == [f"1. {FIRST}", "2. Там же. С. 15."]
    assert issues == ()
    first, again = api.read_text(text, "references").records
    assert again.title == first.title
    assert again.extra["references:locator"] == "15"


def test_notes_follow_the_list():
    text, _ = text_of(docx(paragraph("References"), paragraph(SECOND), footnotes=notes("footnote", FIRST)))
    assert text.split("\n") == ["References", SECOND, "", f"1. {FIRST}"]


def test_a_paper_without_a_list_is_read_as_text():
    text, issues = text_of(docx(*PAPER))
    assert text == "Самопомощь в 2010 году\nКак показано в 1993 году, она помогает."
    assert [issue.code for issue in issues] == ["no-reference-list"]


def test_deleted_text_and_fields_are_not_read_but_special_characters_are():
    run = (
        "<w:p><w:r><w:t>Петров</w:t><w:tab/><w:t>П.</w:t><w:br/><w:t>А</w:t><w:noBreakHyphen/><w:t>Б</w:t></w:r>"
        '<w:del><w:r><w:delText>старое</w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r></w:p>'
    )
    assert text_of(docx(run))[0] == "Петров П. А-Б"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Литература", True), ("СПИСОК ЛИТЕРАТУРЫ", True), ("References (25)", True), ("Literaturverzeichnis", True), ("Примечания", False),
        ("Литература и искусство", False), ("", False), ("References were checked by hand in 1990 and again in 1995", False),
    ],
)  # fmt: skip
def test_headings(text: str, expected: bool) -> None:
    assert is_heading(text) is expected


# ---------------------------------------------------------------- bad input


def other_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 no archive at all", "binary-file"), (other_archive(), "binary-file"), (docx(*PAPER)[:-60], "binary-file"),
        (docx(*PAPER).replace(b"word/document.xml", b"word/documenu.xml"), "binary-file"),
    ],
    ids=["not a zip", "a spreadsheet", "cut short", "no document"],
)  # fmt: skip
def test_what_is_no_word_file_is_an_issue(data, code):
    assert decode(data)[0] == ""
    assert [issue.code for issue in decode(data)[1]] == [code]


def test_a_bomb_is_not_unpacked():
    bomb = docx(paragraph("References"), footnotes=" " * (LARGEST + 1))
    assert len(bomb) < LARGEST / 100
    assert [issue.code for issue in text_of(bomb)[1]] == ["damaged-file"]


def test_entities_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    document = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document {W}><w:body>{paragraph("a&x;b")}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
    assert "secret words" not in text_of(out.getvalue())[0]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_damage_never_raises(noise: bytes) -> None:
    whole = docx(*PAPER, paragraph("References"), paragraph(FIRST))
    text_of(whole[: len(whole) // 2] + noise + whole[len(whole) // 2 :])
    text_of(b"PK\x03\x04" + noise)


def test_the_command_line_reads_word_files(mhlit, tmp_path):
    path = tmp_path / "paper.docx"
    path.write_bytes(docx(*PAPER, paragraph("Литература"), paragraph(FIRST), paragraph(SECOND)))
    assert "2 new records" in mhlit("import", path).stderr
    assert "352" in mhlit("parse", path).stdout
