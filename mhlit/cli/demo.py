"""mhlit demo: the whole job on the package's own samples, each command printed before its result."""

from __future__ import annotations

import contextlib
import os
import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mhlit.cli import render
from mhlit.tables import data

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer()
PANEL = "Start"
SAMPLES = ("article-page.txt", "gost-list.txt", "transliterated-list.txt", "library.bib", "organisation-page.txt")
# Invented references, and an extract of a registry that has their works.
LIST, EXTRACT = "example-list.txt", "crossref-works.jsonl"
# What is said before a command, and the command.
STEPS = (
    ("An article page, two reference lists, a BibTeX file, a page of an organisation: read them all.",
     ("import", "--show", *SAMPLES)),
    ("The same works came in Cyrillic, in two romanisations and in English. Find them.", ("dedupe",)),
    ("Search in Russian; English and romanised works answer too.", ("search", "группы самопомощи")),
    ("Search in English; Russian works answer too.", ("search", "recovery in schizophrenia")),
    ("One author, however the name was printed.", ("authors", "list", "Любов")),
    ("Where does each field of a work come from?", ("show", "lyubov2019", "--sources")),
    ("A bibliography by keyword.", ("export", "-k", "psychosocial rehabilitation")),
    ("The same as a reference list.", ("cite", "-k", "psychosocial rehabilitation")),
    ("A list of which one work was retracted, one is printed romanised, and one DOI leads to another work.",
     ("import", LIST)),
    ("Which DOI has each? Here a local extract of a registry answers, without a network.",
     ("resolve", "lindqvist2014", "berezova2019", "goodfellow2011", "marsh2016", "--offline", "--snapshot", EXTRACT)),
    ("Everything that was done can be taken back.", ("log",)),
)  # fmt: skip


@app.command(rich_help_panel=PANEL)
def demo() -> None:
    """Show the whole job on sample files, offline, in a library that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="mhlit-demo-") as folder, stage(Path(folder)):
        for said, arguments in STEPS:
            step(said, arguments)
    render.note("That was mhlit. Your own: mhlit import FILE…, then mhlit search WORDS. mhlit --help lists the rest.")


@contextlib.contextmanager
def stage(folder: Path) -> Iterator[None]:
    """Put the samples into a folder and work there, with a library of its own and tables even into a pipe."""
    for name in (*SAMPLES, LIST, EXTRACT):
        (folder / name).write_bytes(data(f"samples/{name}").read_bytes())
    before = dict(os.environ)
    own = {"MHLIT_LIBRARY": str(folder / "demo.db"), "XDG_CACHE_HOME": str(folder / "cache")}
    os.environ |= own | {"MHLIT_TABLES": "1"}
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def step(said: str, arguments: tuple[str, ...]) -> None:
    """Print a command and run it as the shell would."""
    from mhlit.cli.app import app

    typer.echo()
    render.heading(f"# {said}")
    render.heading(f"$ mhlit {shlex.join(arguments)}")
    command = typer.main.get_command(app)
    command(list(arguments), standalone_mode=False, prog_name="mhlit")
