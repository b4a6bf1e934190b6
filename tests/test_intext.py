"""Citations within a text: numbers, names and years, and the notes of GOST R 7.0.5-2008."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mhlit.errors import UsageError
from mhlit.formats.bibliography import bibliography, in_text
from mhlit.model import Date, Name, Record, Text
from mhlit.styles import FORMS, STYLES


def work(id: str, year: int, title: str, *families: str, **fields: object) -> Record:
    authors = tuple(Name(family, "Е. Б." if family > "А" else "E. B.") for family in families)
    known = Record(
        id=id, type="book", titles=(Text(title),), authors=authors, issued=Date((year,)), publisher_place="М.",
        publisher="МИА" if title > "А" else "Wiley", number_of_pages="216",
    )  # fmt: skip
    return replace(known, **fields)


LYUBOV = work("lyubov", 2012, "Клубы", "Любов")
LATER = work("later", 2013, "Группы самопомощи", "Любов")
TWO = work("two", 2010, "Дом и больница", "Гурович", "Любов")
FIVE = work("five", 2005, "Справочник по социальной психиатрии и не только", "Ан", "Бок", "Вук", "Гуз", "Дик")
WING = work("wing", 1978, "Reasoning about madness", "Wing", publisher_place="Oxford")
TEAM = work("team", 1999, "Teams", "Adams", "Burns", "Clark")
PART = Record(id="part", type="article-journal", titles=(Text("Editorial: asylum or home"),), issued=Date((1999,)))
PAPER = replace(LYUBOV, id="paper", type="article-journal", containers=(Text("Психиатрия"),), pages="10-20", issue="2")


@pytest.mark.parametrize(
    ("style", "form", "records", "pages", "lines"),
    [
        ("vancouver", "", [LYUBOV, LATER, TWO, WING], [], ["(1-4)"]),
        ("vancouver", "", [LYUBOV, WING], ["15", "3-7"], ["(1 p. 15, 2 p. 3–7)"]),
        ("rpj", "", [LYUBOV, WING], [], ["[1, 2]"]),
        ("apa", "", [WING, TEAM], [], ["(Adams et al., 1999; Wing, 1978)"]),
        ("apa", "", [TWO], ["15-17"], ["(Гурович & Любов, 2010, pp. 15–17)"]),
        ("apa", "", [PART], ["2"], ["(“Editorial: asylum or home,” 1999, p. 2)"]),
        ("apa", "", [replace(WING, issued=None)], [], ["(Wing, n.d.)"]),
        ("harvard", "", [WING, TEAM], [], ["(Wing, 1978; Adams, Burns and Clark, 1999)"]),
        ("harvard", "", [PART], [], ["(‘Editorial: asylum or home’, 1999)"]),
        ("iso690", "", [WING], ["15"], ["(Wing 1978, p. 15)"]),
        ("gost", "", [LYUBOV, WING], ["15", "4"], ["[1, с. 15; 2, p. 4]"]),
        ("gost", "number", [LYUBOV], ["т. 1, с. 75"], ["[1, т. 1, с. 75]"]),
        ("gost", "names", [LYUBOV, TWO], ["15"], ["[Любов, 2012, с. 15; Гурович, Любов, 2010]"]),
        ("gost", "names", [FIVE], [], ["[Справочник по социальной психиатрии и…, 2005]"]),
        ("gost", "inline", [LYUBOV, PAPER], ["15", "12"], [
            "(Любов Е. Б. Клубы. М.: МИА, 2012. С. 15)",
            "(Любов Е. Б. Клубы // Психиатрия. 2012. № 2. С. 12)",
        ]),
        ("gost", "inline", [LYUBOV], [], ["(Любов Е. Б. Клубы. М.: МИА, 2012. 216 с.)"]),
    ],
)  # fmt: skip
def test_forms(style, form, records, pages, lines):
    assert in_text(records, style, form, pages) == lines


def test_notes_are_short_where_a_work_was_cited_before():
    cited = [LYUBOV, LYUBOV, LYUBOV, WING, LYUBOV, WING, WING, FIVE, TWO, FIVE, TWO]
    pages = ["15", "15", "16", "3", "20", "4", "5", "", "", "7"]
    assert in_text(cited, "gost", "note", pages) == [
        "Любов Е. Б. Клубы. М.: МИА, 2012. С. 15.",
        "Там же.",
        "Там же. С. 16.",
        "Wing E. B. Reasoning about madness. Oxford: Wiley, 1978. P. 3.",
        "Любов Е. Б. Указ. соч. С. 20.",
        "Wing E. B. Op. cit. P. 4.",
        "Ibid. P. 5.",
        "Ан Е. Б. и др. Справочник по социальной психиатрии и не только. М.: МИА, 2005. 216 с.",
        "Гурович Е. Б., Любов Е. Б. Дом и больница. М.: МИА, 2010. 216 с.",
        "Справочник по социальной психиатрии и… С. 7.",
        "Гурович Е. Б., Любов Е. Б. Дом и больница.",
    ]


def test_the_title_tells_works_of_one_author_apart():
    notes = in_text([LYUBOV, LATER, LYUBOV], "gost", "note", ["", "", "9"])
    assert notes[2] == "Любов Е. Б. Клубы. С. 9."


def test_numbers_are_those_of_the_list():
    assert in_text([LYUBOV], "gost", cited=[WING, LYUBOV, TWO]) == ["[2]"]
    assert in_text([LYUBOV], "vancouver", cited=[WING, LYUBOV, TWO]) == ["(2)"]
    assert in_text([LYUBOV], "gost", cited=[WING, LYUBOV, TWO], order="given") == ["[2]"]
    assert in_text([LYUBOV], "gost", cited=[WING, TWO, LYUBOV], order="given") == ["[3]"]
    assert bibliography([WING, LYUBOV, TWO], "gost").splitlines()[1].startswith("2. Любов")


@pytest.mark.parametrize("style", ["apa", "harvard", "iso690"])
def test_works_of_one_author_and_year_have_letters_in_list_and_text(style):
    second = replace(LYUBOV, id="second", titles=(Text("Альянс"),))
    assert "2012b" in in_text([LYUBOV], style, cited=[LYUBOV, second, LATER])[0]
    lines = bibliography([LYUBOV, second, LATER], style).splitlines()
    assert ["2012a" in lines[0], "2012b" in lines[1], "2013" in lines[2]] == [True] * 3
    assert "Альянс" in lines[0]
    assert "2013a" not in lines[2]


def test_every_style_can_cite_in_the_text():
    assert set(FORMS) == {style.name for style in STYLES}
    for style in STYLES:
        assert in_text([LYUBOV, WING], style.name)


def test_a_form_that_a_style_lacks_is_refused():
    with pytest.raises(UsageError, match="vancouver has no form 'note'"):
        in_text([LYUBOV], "vancouver", "note")
    with pytest.raises(UsageError, match="chicago"):
        in_text([LYUBOV], "chicago-author-date")


# ---------------------------------------------------------------- the command


@pytest.fixture
def keys(mhlit, samples):
    """The citekeys of a library made of the samples."""
    mhlit("import", "gost-list.txt")
    return json.loads(mhlit("export", "--json").stdout)["data"]["works"]


def test_the_command_cites_in_the_text(mhlit, keys, samples):
    (samples / "p.md").write_text(f"As [@{keys[2]}; @{keys[0]}] say.", encoding="utf-8")
    listed = mhlit("export", "--cited-in", "p.md", "--style", "vancouver").stdout
    assert listed.startswith("1. ")
    told = mhlit("cite", keys[0], "--in-text", "--cited-in", "p.md", "--pages", "15")
    assert told.stdout == "(2 p. 15)\n"


def test_notes_follow_the_order_of_the_keys(mhlit, keys):
    lines = mhlit("cite", keys[1], keys[0], keys[0], "--form", "note", "--style", "gost").stdout.splitlines()
    assert lines[2] in ("Там же.", "Ibid.")
    assert len(lines) == 3
    data = json.loads(mhlit("cite", keys[1], keys[0], "--in-text", "--style", "gost", "--json").stdout)["data"]
    assert [each["key"] for each in data] == [f"{keys[1]} {keys[0]}"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--order", "given"), "are for citations within the text"),
        (("--in-text", "--order", "reverse"), "no order 'reverse'"),
        (("--pages", "3"), "are for citations within the text"),
        (("--in-text", "--pages", "3", "--pages", "4"), "2 times --pages for 1 work"),
        (("--form", "note"), "vancouver has no form 'note'"),
        (("--in-text", "--style", "chicago-author-date"), "no citations within the text"),
    ],
)
def test_what_cannot_be_cited_so(mhlit, keys, arguments, told):
    result = mhlit("cite", keys[0], *arguments)
    assert result.exit_code not in (0, 3)
    assert told in result.stderr
    assert result.stdout == ""
