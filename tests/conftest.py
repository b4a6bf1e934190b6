"""What many tests need: a home of their own, a library in it, and the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mhlit.tables import data

SAMPLES = ("article-page.txt", "gost-list.txt", "transliterated-list.txt", "library.bib", "organisation-page.txt")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew, to be reviewed as a diff"
    )


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """No test sees the user's own library, home or settings, nor a terminal."""
    for name in [name for name in os.environ if name.startswith(("MHLIT_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home"


@pytest.fixture
def samples(tmp_path, monkeypatch):
    """A working folder with the package's samples."""
    folder = tmp_path / "samples"
    folder.mkdir()
    for name in SAMPLES:
        (folder / name).write_bytes(data(f"samples/{name}").read_bytes())
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def mhlit(tmp_path):
    """Run the command line on a library of this test: ``mhlit("search", "stigma").stdout``."""
    from typer.testing import CliRunner

    from mhlit.cli.app import app

    def run(*arguments, library=tmp_path / "library.db", **options):
        options.setdefault("env", {})["MHLIT_LIBRARY"] = str(library)
        result = CliRunner().invoke(app, [str(each) for each in arguments], prog_name="mhlit", **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def golden(request):
    """Compare a text with a golden file under tests/golden, or write it anew with --update-golden."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return check
