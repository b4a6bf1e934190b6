"""Exports compile: a real BibTeX, biber and LaTeX run on them, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

import pytest

NASTY = """TY  - JOUR
AU  - Müller, Jürgen
AU  - {Group} & Sons
TI  - 5 % of β₂-blockers & "quotes": a_b #1 {odd, ~ ^ \\ $x$ <i>
JO  - Acta & co
PY  - 2001/03
SP  - 7
EP  - 14
UR  - https://example.org/a_b?c=%20d&e=~f#g
ER  -
TY  - JOUR
AU  - van der Łoś, A.-M.
TI  - [Œuvre ß ñ «é»] – “an” 50 % 'essay' {
JO  - J.
PY  - 2002
DO  - 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-0_x#y%25z
UR  - https://example.org/~user/a_very_long/%D0%9B%D1%8E%D0%B1%D0%BE%D0%B2?q=one_two&x=%7B1%7D#part_2
N1  - 100 % of # $ & _ { } ~ ^ \\
ER  -
"""
RUSSIAN = """TY  - JOUR
AU  - Любов, Е. Б.
AU  - Гурович, И. Я.
TI  - Новые [возможности] «ресоциализации» № 5 — 100 % успеха: съезд, ёлка, щука_1
TT  - New opportunities
JO  - Российский психиатрический журнал
PY  - 2019
LA  - ru
DO  - 10.24411/1560-957X-2019-11924
ER  -
TY  - JOUR
AU  - Lyubov, E. B.
TI  - Novye vozmozhnosti resotsializatsii psikhicheski bol'nykh [New opportunities]
JO  - Rossiiskii psikhiatricheskii zhurnal
PY  - 2018
ER  -
TY  - STAND
TI  - ГОСТ Р 7.0.5-2008. Библиографическая ссылка
PY  - 2008
ER  -
TY  - ELEC
TI  - Клуб «Дом» & друзья
UR  - https://пример.рф/клуб_1?x=%20
Y2  - 2020/05/17
ER  -
"""
PLAIN = r"""\documentclass{article}
\usepackage[ENCODINGS]{fontenc}
\usepackage[utf8]{inputenc}
\begin{document}
\nocite{*}
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""
BIBLATEX = r"""\documentclass{article}
\usepackage[T1,T2A]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[russian,english]{babel}
\usepackage[backend=biber,style=authoryear]{biblatex}
\addbibresource{refs.bib}
\begin{document}
\nocite{*}
\printbibliography
\end{document}
"""


@cache
def has(*names: str) -> bool:
    """Return whether programs, or files of TeX, are here."""
    programs = [name for name in names if "." not in name]
    if not all(shutil.which(program) for program in programs):
        return False
    files = [name for name in names if "." in name]
    found = (subprocess.run(["kpsewhich", file], capture_output=True, check=False).returncode for file in files)
    return not any(found)


LATEX = pytest.mark.skipif(
    not has("pdflatex", "bibtex"), reason="no LaTeX here: apt-get install texlive-latex-base texlive-binaries"
)
CYRILLIC = pytest.mark.skipif(
    not has("pdflatex", "bibtex", "t2aenc.def", "russianb.ldf"),
    reason="no LaTeX for Cyrillic here: apt-get install texlive-lang-cyrillic",
)
BIBER = pytest.mark.skipif(
    not has("pdflatex", "biber", "biblatex.sty", "etoolbox.sty", "t2aenc.def", "russianb.ldf"),
    reason="no biber here: apt-get install biber texlive-bibtex-extra texlive-latex-recommended texlive-lang-cyrillic",
)


def compiled(folder, paper, tool):
    """Compile a paper in a folder and return its list of references as the tool made it."""
    (folder / "paper.tex").write_text(paper, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "paper"]
    # TeX draws the Cyrillic letters when they are first wanted; one folder for all tests keeps them.
    cache = {**os.environ, "TEXMFVAR": str(folder.parent.parent / "texmf-var")}
    for command in (latex, [tool, "paper"], latex):
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=folder, env=cache, timeout=120, check=False, errors="replace"
        )
        assert done.returncode == 0, done.stdout[-1500:]
        assert "error message" not in done.stdout
        assert "ERROR" not in done.stdout
    log = (folder / "paper.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
    return (folder / "paper.bbl").read_text(encoding="utf-8")


def exported(mhlit, folder, text, *options):
    """Import a text as RIS, export it to refs.bib and return the citekeys."""
    (folder / "nasty.ris").write_text(text, encoding="utf-8")
    mhlit("import", "nasty.ris")
    mhlit("export", "-o", "refs.bib", *options)
    return keys_of(folder)


def keys_of(folder):
    """Return the keys of refs.bib."""
    lines = (folder / "refs.bib").read_text(encoding="utf-8").splitlines()
    return [line.partition("{")[2].rstrip(",") for line in lines if line.startswith("@")]


@LATEX
@pytest.mark.parametrize("ascii", [(), ("--ascii",)])
def test_bibtex(mhlit, samples, ascii):
    keys = exported(mhlit, samples, NASTY, *ascii)
    made = compiled(samples, PLAIN.replace("ENCODINGS", "T1"), "bibtex")
    assert len(keys) == 2
    assert all(f"\\bibitem{{{key}}}" in made for key in keys)


@CYRILLIC
@pytest.mark.parametrize("ascii", [(), ("--ascii",)])
def test_bibtex_in_cyrillic(mhlit, samples, ascii):
    keys = exported(mhlit, samples, NASTY + RUSSIAN, *ascii)
    made = compiled(samples, PLAIN.replace("ENCODINGS", "T1,T2A"), "bibtex")
    assert len(keys) == 6
    assert all(f"\\bibitem{{{key}}}" in made for key in keys)
    assert made.isascii() == bool(ascii)


@BIBER
def test_biblatex(mhlit, samples):
    keys = exported(mhlit, samples, NASTY + RUSSIAN, "--to", "biblatex")
    made = compiled(samples, BIBLATEX, "biber")
    assert len(keys) == 6
    assert all(f"\\entry{{{key}}}" in made for key in keys)
    assert "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-0_x#y%25z" in made.replace("\\", "")
    assert "https://example.org/~user/a_very_long/%D0%9B%D1%8E%D0%B1%D0%BE%D0%B2?q=one_two&x=%7B1%7D#part_2" in made


@BIBER
def test_the_samples_compile_with_biber(mhlit, samples):
    mhlit("import", "library.bib", "gost-list.txt", "transliterated-list.txt")
    mhlit("export", "--to", "biblatex", "-o", "refs.bib")
    made = compiled(samples, BIBLATEX, "biber")
    assert all(f"\\entry{{{key}}}" in made for key in keys_of(samples))
