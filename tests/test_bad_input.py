"""Bad input: a clear line for each, nothing half-written, never a traceback."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mhlit as package

CASES = {
    "empty.txt": (b"", "empty-file"),
    "blank.bib": (b" \n\n", "empty-file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "binary-file"),
    "archive.bib": (b"PK\x03\x04" + bytes(range(256)) * 40, "binary-file"),
    "mixed.txt": (
        "1. Любов Е.Б. Стигма // Психиатрия. 2004. № 1. С. 2–9.\n".encode()
        + "2. Гурович И.Я. Реабилитация // Психиатрия. 2005. № 3. С. 5–9.\n".encode("cp1251")
        + "3. Куликов А.Н. Общество // Психиатрия. 2006. № 3. С. 5–9.\n".encode(),
        "encoding-mixed",
    ),
    "unbalanced.bib": (b"@article{a, title = {Open, year = 2004}\n\n@book{b, title = {Whole}, year = 2005}\n", None),
    "plain.html": (b"<html><body><p>Nothing to cite here.</p></body></html>", None),
    "cut.json": (b'[{"id": "a", "type": "book", "title": "Whole"}, {"id": "b", "ti', "json-unreadable"),
    "nul.txt": (b"1. Lyubov EB. Stigma\x00 and family. Psikhiatriya. 2004;(1):2-9.\n", "control-characters"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_told_in_a_line_and_the_library_stays_whole(mhlit, tmp_path, name):
    data, code = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    result = mhlit("import", path)

    assert result.exit_code in {0, 3}
    assert "Traceback" not in result.stderr
    if code:
        assert result.exit_code == 3
        assert f"[{code}]" in result.stderr
        assert str(path) in result.stderr
    assert mhlit("doctor").exit_code in {0, 3}


def test_one_endless_line_is_not_parsed_for_ever(mhlit, tmp_path):
    path = tmp_path / "endless.txt"
    path.write_text("Lyubov EB. " * 400_000, encoding="utf-8")
    result = mhlit("import", path)

    assert result.exit_code == 3
    assert "[line-too-long]" in result.stderr


@given(st.text() | st.text(alphabet='@{}=,"\\#% \n[]0123456789.;:()/«»–абвABC'))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_any_text_never_raises(text):
    result = package.read_text(text)

    assert all(isinstance(record, package.Record) for record in result.records)


def test_killed_in_the_middle_of_an_import_the_library_opens(tmp_path):
    program = (
        "import os, signal, sys, mhlit\n"
        "library = mhlit.Library(sys.argv[1])\n"
        "library.add([mhlit.Record(id='whole', titles=(mhlit.Text('Whole'),))])\n"
        "with library.store.batch('import') as batch:\n"
        "    library.store.connection.execute(\"INSERT INTO batch (at, command) VALUES ('', 'half')\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "library.db"
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)

    assert done.returncode == -9
    with package.Library(path) as library:
        assert [work.view.title for work in library.works()] == ["Whole"]
        assert [batch.command for batch in library.log()] == ["import"]


@pytest.mark.parametrize("name", ["huge.json", "huge.bib"])
def test_a_record_of_megabytes_is_left_out_and_its_neighbour_read(tmp_path, name):
    path = tmp_path / name
    long = "x" * 2_100_000
    texts = {
        "huge.json": f'[{{"id": "a", "title": "{long}"}}, {{"id": "b", "title": "Whole"}}]',
        "huge.bib": f"@book{{a, title = {{{long}}}}}\n\n@book{{b, title = {{Whole}}}}\n",
    }
    path.write_text(texts[name], encoding="utf-8")
    result = package.read(path)

    assert [record.title for record in result.records] == ["Whole"]
    assert [issue.code for issue in result.issues] == ["record-too-long"]


RECORDS = [package.Record(id=f"k{n}", type="book", titles=(package.Text(f"Recovery and hope {n}"),)) for n in range(3)]
# Formats whose records have an end that can be missed: in the others a file that was cut off looks whole.
ENDED = ("bibtex", "biblatex", "ris", "endnote-xml", "marcxml", "csl-json", "jsonl")


@pytest.mark.parametrize("name", ENDED)
def test_a_file_that_was_cut_off_says_so_and_gives_what_is_whole(name):
    text = package.write(RECORDS, name)
    middle = text.index("hope 1")
    result = package.read_text(text[:middle], name)

    assert result.records[0].title == "Recovery and hope 0"
    assert result.issues
    assert all(issue.code in {"broken-entry", "cut-off", "damaged-xml", "json-unreadable"} for issue in result.issues)


@pytest.mark.parametrize("name", [*ENDED, "nbib", "csv"])
def test_a_wrong_extension_misleads_nobody(tmp_path, name):
    text = package.write(RECORDS, name)
    for extension in ("txt", "bib", "ris", "json", "html", "csv", "mrc", "docx"):
        path = tmp_path / f"records.{extension}"
        path.write_text(text, encoding="utf-8")

        assert [record.title for record in package.read(path).records] == [record.title for record in RECORDS]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_bibtex_in_western_encodings(tmp_path, encoding):
    path = tmp_path / "west.bib"
    text = "@article{k, author = {Müller, Jürgen and Ñandú, José}, title = {Über façades}, year = 2004}\n"
    path.write_bytes(text.encode(encoding))
    (record,) = package.read(path).records

    assert [str(name) for name in record.authors] == ["Müller Jürgen", "Ñandú José"]
    assert record.title == "Über façades"


@pytest.mark.parametrize("declared", ["", "% Encoding: windows-1251\n"])
def test_bibtex_in_cyrillic_encodings(tmp_path, declared):
    path = tmp_path / "east.bib"
    text = f"{declared}@article{{k, author = {{Любов, Е. Б.}}, title = {{Стигма и общество}}, year = 2004}}\n"
    path.write_bytes(text.encode("cp1251"))
    result = package.read(path)

    assert result.records[0].title == "Стигма и общество"
    assert [issue.code for issue in result.issues] == ["encoding-guessed"]


def test_entities_of_a_long_file_are_not_expanded(tmp_path, monkeypatch):
    monkeypatch.setattr("mhlit.api.LONG", 100)
    monkeypatch.setattr("mhlit.formats.portions.SIZE", 200)
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    article = "<PubmedArticle><MedlineCitation><PMID>{}</PMID><Article><ArticleTitle>Hope &e11; &x;</ArticleTitle>"
    end = "</Article></MedlineCitation></PubmedArticle>\n"
    path = tmp_path / "bomb.xml"
    path.write_text(
        f'<!DOCTYPE s [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "{secret}">{entities}]>\n<PubmedArticleSet>'
        + "".join(article.format(n) + end for n in range(1, 9))
        + "</PubmedArticleSet>",
        encoding="utf-8",
    )
    result = package.read(path)

    assert [record.pmid for record in result.records] == [str(n) for n in range(1, 9)]
    assert all("SECRET" not in str(record) and "haha" not in str(record) for record in result.records)
    assert "xml-entities" in {issue.code for issue in result.issues}
