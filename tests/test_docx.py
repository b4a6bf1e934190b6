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
            archive.writestr(f"word/{name}" + ("" if name.endswith(".rels") else ".xml"), content)
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


# ---------------------------------------------------------------- what Word puts round and into a list

MORE_STYLES = STYLES.replace(
    "</w:styles>",
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Мой заголовок"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="Item"><w:name w:val="Пункт"/><w:basedOn w:val="Refs"/></w:style>'
    '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Round"><w:name w:val="round"/><w:basedOn w:val="Round"/></w:style></w:styles>',
)
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" TargetMode="External" Target="https://doi.org/10.1016/j.jad.2016.02.017"/>'
    '<Relationship Id="r2" TargetMode="External" Target="https://scholar.google.com/scholar?q=x"/>'
    '<Relationship Id="r3" TargetMode="External" Target="https://psychiatr.ru/a"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def lines_of(*paragraphs: str, **members: str) -> list[str]:
    text, _ = text_of(docx(*paragraphs, **members))
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("note", "inside", "expected"),
    [
        ("inserted and deleted", f"{run('A ')}<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "A new"),
        ("moved", f"<w:moveFrom>{run('from')}</w:moveFrom>{run('A ')}<w:moveTo>{run('to')}</w:moveTo>", "A to"),
        ("hidden", f"{run('A')}{run('hidden', '<w:vanish/>')}", "A"),
        ("soft hyphens", "<w:r><w:t>Psycho</w:t><w:softHyphen/><w:t>the\u00adrapy</w:t></w:r>", "Psychotherapy"),
        ("a comment in the XML", f"{run('A')}<!-- B -->", "A"),
        ("content control", f"<w:sdt><w:sdtContent>{run('A')}</w:sdtContent></w:sdt>", "A"),
        ("a field", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run("7"), "7"),
    ],
)  # fmt: skip
def test_text_is_read_as_it_is_printed(note: str, inside: str, expected: str) -> None:
    assert lines_of(f"<w:p>{inside}</w:p>") == [expected], note


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next():
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Выготский Л.С. Мышление')}</w:p>"
    assert lines_of(first, paragraph("и речь. 1999.")) == ["Выготский Л.С. Мышление и речь. 1999."]


@pytest.mark.parametrize(
    ("link", "printed", "expected"),
    [
        ('<w:hyperlink r:id="r1">{}</w:hyperlink>', "[CrossRef]", "A. [CrossRef] https://doi.org/10.1016/j.jad.2016.02.017"),
        ('<w:hyperlink r:id="r1">{}</w:hyperlink>', "doi: 10.1016/j.jad.2016.02.017", "A. doi: 10.1016/j.jad.2016.02.017"),
        ('<w:hyperlink r:id="r2">{}</w:hyperlink>', "[Google Scholar]", "A. [Google Scholar]"),
        ('<w:hyperlink r:id="r3">{}</w:hyperlink>', "ссылка", "A. ссылка https://psychiatr.ru/a"),
        ('<w:hyperlink r:id="r3">{}</w:hyperlink>', "www.psychiatr.ru/a", "A. www.psychiatr.ru/a"),
        ('<w:hyperlink w:anchor="x">{}</w:hyperlink>', "[1]", "A. [1]"),
        ('<w:r><w:instrText>HYPERLINK "https://doi.org/</w:instrText><w:instrText>10.1/x"</w:instrText></w:r>{}', "Title", "A. Title https://doi.org/10.1/x"),
        ('<w:fldSimple w:instr="HYPERLINK &quot;https://elibrary.ru/abcdef&quot;">{}</w:fldSimple>', "EDN", "A. EDN https://elibrary.ru/abcdef"),
    ],
)  # fmt: skip
def test_links_are_read_with_their_addresses(link: str, printed: str, expected: str) -> None:
    text = f"<w:p {R}>{run('A. ')}{link.format(run(printed))}</w:p>"
    assert lines_of(text, **{"_rels/document.xml.rels": RELATIONS}) == [expected]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_rows_of_tables_are_references():
    one = f"<w:tbl>{row(paragraph('1.'), paragraph(FIRST))}{row(paragraph('2.'), paragraph(SECOND))}</w:tbl>"
    assert lines_of(paragraph("References"), one) == ["References", f"1. {FIRST}", f"2. {SECOND}"]
    parts = f"<w:tbl>{row(paragraph('2.'), paragraph(FIRST) + paragraph('Russian'))}</w:tbl>"
    assert lines_of(paragraph("References"), parts) == ["References", f"2. {FIRST} Russian"]
    columns = f"<w:tbl>{row(paragraph(FIRST) + paragraph(SECOND), paragraph(SECOND))}</w:tbl>"
    assert lines_of(paragraph("References"), columns) == ["References", FIRST, SECOND, SECOND]
    deleted = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(FIRST)}</w:tc></w:tr>{row(paragraph(SECOND))}</w:tbl>"
    )
    assert lines_of(paragraph("References"), deleted) == ["References", SECOND]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('Box')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines_of(f"<w:p>{run('A')}<w:r>{both}</w:r></w:p>") == ["A", "Box"]


@pytest.mark.parametrize(
    "heading",
    [
        "References", "Литература", "Список использованной литературы", "Библиографический список", "Список літератури",
        "Literaturverzeichnis", "Quellenverzeichnis", "Quellen- und Literaturverzeichnis", "Список литературы и источников", "Литература (References)",
        "Пристатейный библиографический список", "Sources and literature", "Références", "Bibliographie", "Пайдаланылған әдебиеттер тізімі", "Works cited",
    ],
)  # fmt: skip
def test_headings_in_several_languages(heading: str) -> None:
    assert lines_of(*PAPER, paragraph(heading), paragraph(FIRST), styles=STYLES) == [heading, FIRST]


def test_the_parts_of_a_list_belong_to_it(tmp_path):
    path = tmp_path / "paper.docx"
    law = "О здоровье граждан: закон от 22.07.1993 № 5487-1."
    parts = (("Нормативные акты", f"1. {law}"), ("Книги", f"1. {FIRST}"), ("Статьи", f"1. {SECOND}"))
    body = [paragraph(text, style) for head, text in parts for text, style in ((head, "H2"), (text, ""))]
    end = (paragraph("Приложение", "H1"), paragraph("Анкета 2001 года"))
    path.write_bytes(docx(*PAPER, paragraph("Список литературы", "H1"), *body, *end, styles=MORE_STYLES))
    assert [record.origin.raw for record in api.read(path).records] == [law, FIRST, SECOND]


def test_short_paragraphs_under_headings_are_references_of_their_own(tmp_path):
    path = tmp_path / "paper.docx"
    works = ("Adler, Eugen: Wahn. Leipzig: Deuticke 1911.", "Dorn, Klaus: Irre. Bonn: EVA 1969.")
    body = (
        paragraph("Gedruckte Quellen", "H2"),
        paragraph(works[0]),
        paragraph("Forschung", "H2"),
        paragraph(works[1]),
    )
    path.write_bytes(docx(*PAPER, paragraph("Quellen und Literatur", "H1"), *body, styles=MORE_STYLES))
    assert [record.origin.raw for record in api.read(path).records] == list(works)


def test_several_sections_are_read_and_what_is_between_is_not():
    body = (
        paragraph("References 12", "TOC1"), *PAPER, paragraph("Источники", "H1"), paragraph("Мы опирались на рассказы."),
        paragraph("Глава 1", "H1"), paragraph("Проза 1999 года."), paragraph("Литература", "H2"), paragraph(FIRST),
        paragraph("Глава 2", "Own"), paragraph("Проза."), paragraph("References", "H1"), paragraph("Books", "H2"),
        paragraph(SECOND), paragraph("Articles", "H2"), paragraph(FIRST), paragraph("About the authors", "H1"), paragraph("A. B., 1999"),
    )  # fmt: skip
    text, issues = text_of(docx(*body, styles=MORE_STYLES))
    assert [line for line in text.split("\n") if line] == [
        "Литература",
        FIRST,
        "References",
        "Books",
        SECOND,
        "Articles",
        FIRST,
    ]
    assert issues == ()
    assert text.split("\n").index(SECOND) == body.index(paragraph(SECOND))


def test_styles_take_from_those_they_are_based_on():
    items = (
        paragraph("References"),
        paragraph(FIRST, "Item"),
        paragraph("", "Item"),
        paragraph(SECOND, "Item"),
        paragraph("A", "Round"),
    )
    assert lines_of(*items, styles=MORE_STYLES) == ["References", f"1. {FIRST}", f"2. {SECOND}", "A"]


def test_a_list_without_heading_is_known_by_its_style():
    assert lines_of(*PAPER, paragraph(FIRST, "Refs"), paragraph(SECOND, "Refs"), styles=STYLES) == [
        f"1. {FIRST}",
        f"2. {SECOND}",
    ]


def test_notes_of_both_kinds_are_read():
    told = {"footnotes": notes("footnote", FIRST, "Ebd. S. 7."), "endnotes": notes("endnote", SECOND)}
    assert lines_of(*PAPER, **told) == [f"1. {FIRST}", "2. Ebd. S. 7.", f"3. {SECOND}"]


def test_other_names_for_the_same_parts():
    out = io.BytesIO()
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document2.xml",
            f"<w:document {strict}><w:body>{paragraph('References')}{paragraph(FIRST)}</w:body></w:document>",
        )
    assert text_of(out.getvalue())[0] == f"References\n{FIRST}"


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
