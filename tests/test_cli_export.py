from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest


@pytest.fixture
def keys(mhlit, samples):
    """The citekeys of a library made of the samples."""
    mhlit("import", "library.bib", "gost-list.txt")
    return json.loads(mhlit("export", "--json").stdout)["data"]["works"]


MANUSCRIPTS = {
    "paper.tex": r"See \cite[p.~3]{KEY0,nobody2001}. % \cite{KEY2}" "\n" r"\textcite{KEY1} and \parencite{KEY0}.",
    "paper.md": "See [@KEY0, p. 3; -@nobody2001] and @KEY1. Write to me@example.org.\n\n```\n@KEY2\n```\n",
    "paper.typ": "See @KEY0[p. 3], @nobody2001 and #cite(<KEY1>). me\\@example.org // @KEY2\n",
    "paper.aux": "\\relax\n\\citation{KEY0,nobody2001}\n\\abx@aux@cite{0}{KEY1}\n\\bibdata{refs}\n",
}


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_what_a_manuscript_cites_and_what_is_missing(mhlit, keys, samples, name):
    text = MANUSCRIPTS[name]
    for at in range(3):
        text = text.replace(f"KEY{at}", keys[at])
    (samples / name).write_text(text, encoding="utf-8")
    result = mhlit("export", "--aux" if name.endswith(".aux") else "--cited-in", name, "--json")
    data = json.loads(result.stdout)["data"]
    assert data["works"] == [keys[0], keys[1]]
    assert data["missing"] == ["nobody2001"]
    assert result.exit_code == 3
    plain = mhlit("export", "--cited-in", name)
    assert f"{name}: no work has the key 'nobody2001'" in plain.stderr
    assert plain.stdout.count("\n@") + plain.stdout.startswith("@") == 2


@pytest.mark.parametrize(
    ("name", "main", "part", "inner"),
    [
        (
            "paper.tex",
            r"\cite{KEY2} \include{parts/one} % \input{two}" "\n" r"\cite{KEY0}",
            "parts/one.tex",
            r"\cite{KEY1}",
        ),
        (
            "paper.aux",
            r"\citation{KEY2}" "\n" r"\@input{one.aux}" "\n" r"\citation{KEY0}",
            "one.aux",
            r"\citation{KEY1}",
        ),
        ("paper.typ", '@KEY2 #include "one.typ" @KEY0', "one.typ", '@KEY1 #include "paper.typ"'),
    ],
)
def test_what_included_files_cite_counts_in_its_place(mhlit, keys, samples, name, main, part, inner):
    (samples / "parts").mkdir()
    (samples / "two.tex").write_text(r"\cite{nobody}", encoding="utf-8")
    for file, text in ((name, main), (part, inner)):
        cited = re.sub(r"KEY(\d)", lambda found: keys[int(found[1])], text)
        (samples / file).write_text(cited, encoding="utf-8")
    data = json.loads(mhlit("export", "--cited-in", name, "--json").stdout)["data"]
    assert data["works"] == [keys[2], keys[1], keys[0]]
    assert data["missing"] == []


def test_all_is_cited_by_a_star(mhlit, keys, samples):
    (samples / "p.tex").write_text(r"\nocite{*}", encoding="utf-8")
    assert json.loads(mhlit("export", "--cited-in", "p.tex", "--json").stdout)["data"]["works"] == keys


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--cited-in", "empty.md"), "nothing is cited in empty.md"),
        (("--cited-in", "none.md"), "cannot read none.md"),
        (("--cited-in", "empty.md", "--year", "2019"), "take whatever is cited"),
        (("--style", "apa", "--to", "ris"), "ris has no citation style"),
        (("--order", "author"), "--order is for a list"),
        (("--order", "reverse", "--style", "gost"), "orders: given, author, cyrillic-first, latin-first"),
        (("--ascii", "--to", "ris"), "--ascii is for BibTeX"),
        (("--ascii", "--to", "biblatex"), "--ascii is for BibTeX"),
        (("--style", "no-such-style"), "no CSL style 'no-such-style' is here"),
        (("--csl", "none.csl"), "no CSL style 'none.csl' is here"),
    ],
)
def test_what_cannot_be_exported(mhlit, keys, samples, arguments, told):
    (samples / "empty.md").write_text("No citation.", encoding="utf-8")
    result = mhlit("export", *arguments)
    assert result.exit_code not in (0, 3)
    assert told in result.stderr
    assert result.stdout == ""


def test_a_list_in_a_style_is_sorted_and_numbered(mhlit, keys):
    lines = mhlit("export", "--style", "gost-r-7-0-100-2018").stdout.splitlines()
    assert len(lines) == len(keys)
    assert [line.split(". ")[0] for line in lines] == [str(at) for at in range(1, len(keys) + 1)]
    first_latin = next((at for at, line in enumerate(lines) if line.split(". ", 1)[1][0].isascii()), len(lines))
    assert all(line.split(". ", 1)[1][0].isascii() for line in lines[first_latin:])
    apa = mhlit("export", "--style", "apa").stdout.splitlines()
    assert not any(line[0].isdigit() for line in apa)


@pytest.mark.parametrize(
    ("style", "names", "printed"),
    [
        ("gost", (), "Гурович И. Я. Выздоровление"),
        ("gost100", (), "Гурович, И. Я. Выздоровление"),
        ("gost", ("--names", "bgn"), "Gurovich I. Ya. Выздоровление"),
    ],
)
def test_gost_prints_the_authors_of_a_work_in_cyrillic_in_cyrillic(mhlit, samples, style, names, printed):
    latin = "@article{g, author={Gurovich, I. Ya.}, title={Выздоровление}, year=2008, doi={10.5555/x.1}}"
    cyrillic = "TY  - JOUR\nAU  - Гурович, И. Я.\nTI  - Выздоровление\nPY  - 2008\nDO  - 10.5555/x.1\nER  -\n"
    english = "@article{e, author={Gurovich, I. Ya.}, title={Recovery in schizophrenia}, year=2009}"
    (samples / "a.bib").write_text(f"{latin}\n{english}", encoding="utf-8")
    (samples / "b.ris").write_text(cyrillic, encoding="utf-8")
    mhlit("import", "a.bib", "b.ris")
    mhlit("dedupe")
    assert mhlit("cite", "g", "--style", style, *names).stdout.startswith(printed)
    lines = mhlit("export", "--style", style, *names).stdout.splitlines()
    assert lines[0].startswith(f"1. {printed}")
    assert lines[1].startswith("2. Gurovich")
    assert len(lines) == 2


def test_markdown_and_html(mhlit, keys):
    assert mhlit("export", "--to", "markdown").stdout.startswith("1. ")
    page = mhlit("export", "--style", "harvard", "--to", "html").stdout
    assert page.startswith('<ul class="references">\n  <li id="ref-')


def test_ascii_says_the_same(mhlit, keys):
    from mhlit.api import read_text
    from mhlit.formats.csljson import to_csl

    plain, escaped = mhlit("export").stdout, mhlit("export", "--ascii").stdout
    assert not plain.isascii()
    assert escaped.isascii()
    assert "{\\CYR" in escaped

    def items(text):
        return [{k: v for k, v in to_csl(r).items() if k not in ("custom", "URL")} for r in read_text(text).records]

    assert items(escaped) == items(plain)


def test_exports_are_the_same_bytes(mhlit, keys):
    for form in ("bibtex", "biblatex", "ris", "nbib", "endnote-xml", "marcxml", "csv", "markdown", "html"):
        assert mhlit("export", "--to", form).stdout == mhlit("export", "--to", form).stdout != ""


def test_clipboard_needs_a_tool(mhlit, keys, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = mhlit("cite", keys[0], "--clip")
    assert result.exit_code != 0
    assert "no clipboard" in result.stderr
    assert result.stdout == mhlit("cite", keys[0]).stdout
    assert "xclip" in result.stderr


def test_clipboard(mhlit, keys, monkeypatch, tmp_path):
    tool = tmp_path / "xclip"
    tool.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/clip\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = mhlit("cite", keys[0], "--clip")
    assert result.exit_code == 0
    assert (tmp_path / "clip").read_text(encoding="utf-8") == result.stdout


@pytest.mark.skipif(not shutil.which("bibtex"), reason="no bibtex here: apt-get install texlive-binaries texlive-base")
@pytest.mark.parametrize("ascii", [(), ("--ascii",)])
def test_an_export_goes_through_bibtex(mhlit, keys, samples, ascii):
    mhlit("export", "-o", "refs.bib", *ascii)
    (samples / "paper.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{refs}\n", encoding="utf-8")
    done = subprocess.run(["bibtex", "paper"], capture_output=True, text=True, cwd=samples, timeout=60, check=False)
    assert "error message" not in done.stdout, done.stdout
    text = (samples / "paper.bbl").read_text(encoding="utf-8")
    assert all(f"\\bibitem{{{key}}}" in text for key in keys)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="no pandoc here: apt-get install pandoc")
def test_a_list_becomes_a_word_file(mhlit, keys, samples):
    result = mhlit("export", "--style", "gost", "-o", "refs.docx")
    assert result.exit_code == 0
    assert (samples / "refs.docx").read_bytes().startswith(b"PK")


def test_a_word_file_needs_pandoc(mhlit, keys, samples, monkeypatch):
    monkeypatch.setattr("mhlit.formats.citeproc.program", lambda: None)
    result = mhlit("export", "-o", "refs.docx")
    assert result.exit_code not in (0, 3)
    assert "mhlit[pandoc]" in result.stderr
    assert not (samples / "refs.docx").exists()
