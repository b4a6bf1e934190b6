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
