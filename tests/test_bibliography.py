from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from mhlit.api import cite
from mhlit.errors import UsageError
from mhlit.formats import citeproc
from mhlit.formats.bibliography import arranged, bibliography
from mhlit.model import Date, Name, Record, Text

RUSSIAN = Record(
    id="gurovich2008", type="article-journal", language="ru",
    titles=(Text("Выздоровление при шизофрении", "ru"), Text("Recovery in schizophrenia", "en", "translated")),
    authors=(Name("Гурович", "И. Я."), Name("Любов", "Е. Б.")), containers=(Text("Психиатрия", "ru"),),
    issued=Date((2008,)), volume="18", issue="2", pages="7-14", doi="10.1000/x",
)  # fmt: skip
BOOK = Record(
    id="dmitrieva2009", type="book", language="ru", titles=(Text("Руководство"),), edition="2", issued=Date((2009,)),
    editors=(Name("Дмитриева", "Т. Б."), Name("Положий", "Б. С.")), publisher="МИА", publisher_place="Москва",
    number_of_pages="544",
)  # fmt: skip
ENGLISH = Record(
    id="adams2001", type="chapter", language="en", titles=(Text("On stigma"),), containers=(Text("Outcasts"),),
    authors=(Name("Adams", "Dilip P."), Name("Berg", "Anna", particle="van den")), editors=(Name("Clark", "E."),),
    issued=Date((2001,)), publisher="Duke UP", publisher_place="Durham", pages="1-23",
)  # fmt: skip
SITE = Record(
    id="who", type="webpage", language="en", titles=(Text("Mental health"),), authors=(Name(literal="WHO"),),
    url="https://who.int/m", accessed=Date((2020, 5, 17)), issued=Date((2020,)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("style", "record", "line"),
    [
        (
            "rpj",
            RUSSIAN,
            "Gurovich IYa, Lyubov EB. [Recovery in schizophrenia]. Psikhiatriya. 2008;18(2):7-14. Russian. doi:10.1000/x",
        ),
        (
            "gost-r-7-0-100-2018",
            RUSSIAN,
            "Гурович, И. Я. Выздоровление при шизофрении / И. Я. Гурович, Е. Б. Любов. – Текст : непосредственный // "
            "Психиатрия. – 2008. – Т. 18, № 2. – С. 7–14. – DOI 10.1000/x.",
        ),
        (
            "gost-r-7-0-100-2018",
            BOOK,
            "Руководство / под редакцией Т. Б. Дмитриевой, Б. С. Положего. – 2-е изд. – Москва : МИА, 2009. – 544 с. – "
            "Текст : непосредственный.",
        ),
        (
            "gost-r-7-0-100-2018",
            SITE,
            "Mental health / WHO. – 2020. – URL: https://who.int/m (date of access: 17.05.2020). – Text : electronic.",
        ),
        (
            "iso690",
            ENGLISH,
            "ADAMS, D. P. and VAN DEN BERG, A., 2001. On stigma. In: CLARK, E. (ed.), Outcasts. Durham: Duke UP. pp. 1–23.",
        ),
        (
            "harvard",
            ENGLISH,
            "Adams, D.P. and van den Berg, A. (2001) ‘On stigma’, in E. Clark (ed.) Outcasts. Durham: Duke UP, pp. 1–23.",
        ),
        (
            "harvard",
            SITE,
            "WHO (2020) Mental health. Available at: https://who.int/m (Accessed: 17 May 2020).",
        ),
    ],
)
def test_styles(style, record, line):
    assert cite([record], style) == [line]


@pytest.mark.parametrize(
    ("count", "told"), [(3, "А1, И. И. Книга / И. И. А1, И. И. А2, И. И. А3."), (4, "И. И. А4."), (5, "[и др.].")]
)
def test_many_authors_in_gost(count, told):
    names = tuple(Name(f"А{number}", "И. И.") for number in range(1, count + 1))
    line = cite([Record(type="book", titles=(Text("Книга"),), authors=names)], "gost-r-7-0-100-2018")[0]
    assert told in line
    assert line.startswith("Книга /") == (count > 3)


@pytest.mark.parametrize("style", ["vancouver", "apa", "gost-r-7-0-5-2008", "harvard", "iso690"])
def test_an_organisation_is_printed_once(style):
    record = Record(
        type="webpage", titles=(Text("Клуб «Дом»"),), authors=(Name(literal="Клуб «Дом»"),), url="https://x.org",
        issued=Date((2020,)),
    )  # fmt: skip
    assert cite([record], style)[0].casefold().count("клуб") == 1
    assert cite([Record(type="book", authors=record.authors)], style)[0].casefold().count("клуб") == 1


def test_order_of_lists():
    records = [ENGLISH, SITE, BOOK, RUSSIAN]
    assert arranged(records, "vancouver") == records
    assert arranged(records, "gost-r-7-0-100-2018") == [RUSSIAN, BOOK, ENGLISH, SITE]
    assert arranged(records, "apa") == [ENGLISH, SITE, RUSSIAN, BOOK]


def test_an_order_that_is_asked_for():
    records = [ENGLISH, SITE, BOOK, RUSSIAN]
    assert arranged(records, "gost", "given") == records
    assert arranged(records, "gost", "latin-first") == [ENGLISH, SITE, RUSSIAN, BOOK]
    assert arranged(records, "vancouver", "author") == [ENGLISH, SITE, RUSSIAN, BOOK]
    translated = replace(RUSSIAN, titles=RUSSIAN.titles[::-1], authors=(Name("Zaitsev"),))
    assert arranged([ENGLISH, translated], "gost")[0] == translated
    with pytest.raises(UsageError, match="no order 'alphabetic'"):
        arranged(records, "gost", "alphabetic")


def test_lists_are_numbered_where_the_style_numbers():
    assert bibliography([ENGLISH, SITE]).startswith("1. Adams DP, van den Berg A.")
    assert bibliography([ENGLISH], "harvard").startswith("Adams, D.P.")


def test_markup_is_text():
    nasty = Record(id='a"><script>', type="book", titles=(Text("<script>alert(1)</script> *x* [y](z) & co"),))
    page = bibliography([nasty], "vancouver", "html")
    assert "<script>" not in page
    assert "&amp; co" in page
    assert "\\*x\\* \\[y\\](z)" in bibliography([nasty], "vancouver", "markdown")
    assert '<a href="https://who.int/m">https://who.int/m</a>' in bibliography([SITE], "vancouver", "html")
    assert "<https://who.int/m>" in bibliography([SITE], "vancouver", "markdown")


PANDOC = """#!/bin/sh
/bin/cat > {folder}/input
echo "$@" > {folder}/arguments
echo '<div id="refs"><div id="ref-r1" class="csl-entry">Second &amp; <em>last</em></div>'
echo '<div id="ref-r0" class="csl-entry"><div class="csl-left-margin">1. </div>First</div></div>'
"""


def test_other_styles_go_through_pandoc(monkeypatch, tmp_path):
    tool = tmp_path / "pandoc"
    tool.write_text(PANDOC.format(folder=tmp_path))
    tool.chmod(0o755)
    (tmp_path / "own.csl").write_text("<style/>")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert cite([ENGLISH, SITE], str(tmp_path / "own.csl")) == ["First", "Second & last"]
    assert f"--csl={tmp_path}/own.csl" in (tmp_path / "arguments").read_text()


def test_lists_of_other_styles_stand_as_pandoc_sorts_and_numbers_them(monkeypatch, tmp_path):
    tool = tmp_path / "pandoc"
    tool.write_text(PANDOC.format(folder=tmp_path))
    tool.chmod(0o755)
    (tmp_path / "own.csl").write_text("<style/>")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    style = str(tmp_path / "own.csl")
    assert bibliography([ENGLISH, SITE], style) == "1. Second & last\n2. First\n"
    assert bibliography([ENGLISH, SITE], style, order="given") == "1. First\n2. Second & last\n"
    assert bibliography([ENGLISH, SITE], style, "html").index("ref-who") < 60


def test_without_pandoc_there_is_a_hint(monkeypatch, tmp_path):
    monkeypatch.setattr(citeproc, "program", lambda: None)
    with pytest.raises(UsageError) as raised:
        cite([ENGLISH], "chicago-author-date")
    assert "mhlit[pandoc]" in raised.value.hint
    with pytest.raises(UsageError) as raised:
        cite([ENGLISH], "nature-of-things")
    assert "--csl FILE" in raised.value.hint


@pytest.mark.skipif(not shutil.which("pandoc"), reason="no pandoc here: apt-get install pandoc")
def test_chicago_by_pandoc():
    lines = cite([SITE, ENGLISH], "chicago-author-date")
    assert lines[1].startswith("Adams, Dilip P., and Anna van den Berg. 2001. “On Stigma.”")
    assert lines[0].startswith("WHO. 2020.")
