"""Lists of references cut into single ones: by numbers, bullets, lines, indentation, or where a name begins."""

from __future__ import annotations

import re
import textwrap
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mhlit.references import parse_list, split_references

IVANOV = "Ivanov II. A title that says enough. Zhurnal. 2001;3(2):4-5."
PETROV = "Петров П.П. Клиника неврозов. Т. 1. М.: Медицина, 2002. 480 с."
SIDOROV = "Sidorov SS. Patients in 3 towns: part 2. Moscow: Nauka; 2003. 492 p."
ORLOV = "[Orlov OO. Results 18(2):7-14]. 2004. Russian"
ALL = [IVANOV, PETROV, SIDOROV, ORLOV]


def texts(text: str) -> list[str]:
    return [piece.text for piece in split_references(text) if not piece.stray]


def strays(text: str) -> list[str]:
    return [piece.text for piece in split_references(text) if piece.stray]


@pytest.mark.parametrize("mark", ["{}. ", "[{}] ", "({}) ", "{}) ", "{}.", "[{}]"])
@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\r\n", "  "])
def test_numbers_in_every_form(mark: str, between: str) -> None:
    text = between.join(mark.format(n) + each for n, each in enumerate(ALL, 1))
    assert texts(text) == ALL


@pytest.mark.parametrize(
    ("note", "text", "expected"),
    [
        ("one reference", IVANOV, [IVANOV]),
        ("one with its number", f"7. {IVANOV}", [IVANOV]),
        ("lines without numbers", "\n".join(ALL), ALL),
        ("numbers from 12 on", f"12. {IVANOV}\n13. {PETROV}\n14. {SIDOROV}", [IVANOV, PETROV, SIDOROV]),
        ("a number is missing", f"1. {IVANOV}\n2. {PETROV}\n4. {SIDOROV}", [IVANOV, PETROV, SIDOROV]),
        ("numbers twice", f"1. 1. {IVANOV}\n2. 2. {PETROV}\n3. 3. {SIDOROV}", [IVANOV, PETROV, SIDOROV]),
        ("one number lost its full stop", f"1.{IVANOV}\n2.{PETROV}\n3{SIDOROV}", [IVANOV, PETROV, SIDOROV]),
        ("numbers without marks", f"1 {IVANOV}\n2 {SIDOROV}\n3 {IVANOV}", [IVANOV, SIDOROV, IVANOV]),
        ("tabs", f"1.\t{IVANOV}\n2.\t{SIDOROV}", [IVANOV, SIDOROV]),
        ("volume numbers inside", f"1. {PETROV} 2. {PETROV} 3. {SIDOROV}", [PETROV, PETROV, SIDOROV]),
        ("series inside a title",
         f"1. {IVANOV} 2. Tasks: 1. Kardiologiya 2. Nevrologiya. 2001. 3. {SIDOROV}",
         [IVANOV, "Tasks: 1. Kardiologiya 2. Nevrologiya. 2001.", SIDOROV]),
        ("bullets", f"• {IVANOV}\n• {PETROV}\n• {SIDOROV}", [IVANOV, PETROV, SIDOROV]),
        ("dashes as bullets, lines wrapped",
         f"- {IVANOV[:30]}\n  {IVANOV[30:]}\n- {SIDOROV}",
         [f"{IVANOV[:30]}\n  {IVANOV[30:]}", SIDOROV]),
        ("blank lines", "Ivanov II. A very long title that\ngoes on. 2001.\n\nPetrov PP. B title\nagain. 2002.",
         ["Ivanov II. A very long title that\ngoes on. 2001.", "Petrov PP. B title\nagain. 2002."]),
        ("hanging indents",
         "Ivanov II. A long title that goes\n   on. 2001.\nPetrov PP. B title\n   again. 2002.\nSidorov SS. C. 2003.",
         ["Ivanov II. A long title that goes\n   on. 2001.", "Petrov PP. B title\n   again. 2002.", "Sidorov SS. C. 2003."]),
        ("wrapped, a name begins",
         "Кабанов М.М. Реабилитация психически больных в психоневрологических\nучреждениях. Л.: Медицина, 1985. 216 с.\n"
         "Ясперс К. Общая психопатология. М.: Практика, 1997. 1056 с.",
         ["Кабанов М.М. Реабилитация психически больных в психоневрологических\nучреждениях. Л.: Медицина, 1985. 216 с.",
          "Ясперс К. Общая психопатология. М.: Практика, 1997. 1056 с."]),
        ("run together without numbers", f"{IVANOV} {PETROV} {SIDOROV}", [IVANOV, PETROV, SIDOROV]),
    ],
)  # fmt: skip
def test_other_lists(note: str, text: str, expected: list[str]) -> None:
    assert texts(text) == expected, note


def test_two_lists_one_after_the_other() -> None:
    text = f"Литература\n1. {PETROV}\n2. {IVANOV}\nReferences\n1. {SIDOROV}\n2. {IVANOV}\n"
    assert texts(text) == [PETROV, IVANOV, SIDOROV, IVANOV]
    assert strays(text) == ["Литература", "References"]


def test_what_is_no_reference_is_kept_as_stray() -> None:
    text = f"We thank all.\n\nReferences\n1. {IVANOV}\n2. {SIDOROV}\nArticle Metrics\nMetrics powered by them"
    assert texts(text) == [IVANOV, SIDOROV]
    assert strays(text) == ["We thank all.", "References", "Article Metrics\nMetrics powered by them"]


def test_lines_and_numbers_are_told() -> None:
    pieces = split_references(f"References\n1. {IVANOV}\n2. {PETROV}\n\n4. {SIDOROV}", first_line=10)
    assert [(piece.line, piece.number) for piece in pieces] == [(10, 0), (11, 1), (12, 2), (14, 4)]


# ---------------------------------------------------------------- as it comes out of files and mail

LIST = [
    "Выготский Л.С. Мышление и речь. М.: Лабиринт, 1999. 352 с.",
    "Anthony WA. Recovery from mental illness: the guiding vision of the mental health service system in the 1990s. "
    "Psychosocial Rehabilitation Journal. 1993;16(4):11-23.",
    "Гурович И.Я., Любов Е.Б. Фармакоэпидемиология и фармакоэкономика в психиатрии. М.: Медпрактика-М, 2003. 264 с.",
    "Kraepelin E. Psychiatrie. Ein Lehrbuch für Studierende und Ärzte. 8. Aufl. Leipzig: Barth; 1909. 676 S.",
    "Bleuler E. Dementia praecox oder Gruppe der Schizophrenien. In: Aschaffenburg G, Hrsg. Handbuch der Psychiatrie. "
    "Leipzig: Deuticke; 1911. S. 1–420.",
    "World Health Organization. Mental health action plan 2013–2020. Geneva: WHO; 2013. 48 p.",
]


def wrapped(text: str, further: str = "", width: int = 60) -> str:
    return textwrap.fill(text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)


def counted(form: str = "{}. ", begin: int = 1, numbers: tuple[object, ...] = ()) -> list[str]:
    return [form.format(n) + each for n, each in zip(numbers or range(begin, 99), LIST, strict=False)]


def joined(pieces: list[str]) -> list[str]:
    return [" ".join(piece.split()) for piece in pieces]


FIRST, LAST = [wrapped(each) for each in counted()[:3]], [wrapped(each) for each in counted()[3:]]
NASTY = {
    "page number and running head": "\n".join(
        [*FIRST, "", "45", "Российский психиатрический журнал № 4, 2012", "", *LAST]
    ),
    "page number above a blank line": "\n".join([*FIRST, "", "45", "", *LAST]),
    "page number on a line": "\n".join([*FIRST, "45", *LAST]),
    "page number between dashes": "\n".join([*FIRST, "– 45 –", *LAST]),
    "page of pages": "\n".join([*FIRST, "", "Page 4 of 6", "", *LAST]),
    "page number between unnumbered ones": "\n\n".join([*map(wrapped, LIST[:3]), "45", *map(wrapped, LIST[3:])]),
    "columns": "\n".join(wrapped(each, "", 38) for each in counted()),
    "square brackets, wrapped": "\n".join(wrapped(each) for each in counted("[{}] ")),
    "round brackets, wrapped": "\n".join(wrapped(each) for each in counted("({}) ")),
    "half brackets, wrapped": "\n".join(wrapped(each) for each in counted("{}) ")),
    "numbers on lines of their own": "\n".join(wrapped(each) for each in counted("[{}]\n")),
    "numbers with №": "\n".join(counted("№ {}. ")),
    "numbers with #": "\n".join(counted("#{} ")),
    "numbers and dashes": "\n".join(counted("{} – ")),
    "numbers and colons": "\n".join(counted("{}: ")),
    "Markdown": "\n".join(counted("{}\\. ")),
    "Markdown notes": "\n".join(counted("[^{}]: ")),
    "zeros before": "\n".join(counted("{:02d}. ")),
    "glued": "".join(counted()),
    "numbers missing": "\n".join(counted(numbers=(1, 2, 5, 6, 9, 10))),
    "a number twice": "\n".join(counted(numbers=(1, 2, 3, 3, 4, 5))),
    "numbers exchanged": "\n".join(counted(numbers=(1, 2, 4, 3, 5, 6))),
    "a number with a letter": "\n".join(counted(numbers=(1, 2, "2a", 3, 4, 5))),
    "heading on the line": "Литература: " + " ".join(counted()),
    "two paragraphs": " ".join(counted()[:3]) + "\n" + " ".join(f"{n}. {each}" for n, each in enumerate(LIST[3:], 1)),
    "quoted mail": "\n".join("> " + line for each in counted() for line in wrapped(each).split("\n")),
    "Macintosh": "\r".join(counted()),
    "double spaced": "\n\n".join(line for each in counted() for line in wrapped(each).split("\n")),
    "bullets, wrapped": "\n".join(wrapped("• " + each) for each in LIST),
    "bullets without a blank": "\n".join("•" + each for each in LIST),
    "bullets of Word": "\n".join(wrapped("\uf0b7 " + each) for each in LIST),
    "first lines indented": "\n".join("    " + wrapped(each) for each in LIST),
    "hanging by tabs": "\n".join(wrapped(each, "\t") for each in LIST),
    "wrapped and nothing else": "\n".join(wrapped(each) for each in LIST),
    "run together with an institution": " ".join(LIST),
    "after prose with years": "Как показано в 1999 г. [1], было 3 случая. 2. Также.\n\nЛитература\n\n"
    + "\n".join(counted()),
    "before dates": "\n".join([*counted(), "Поступила в редакцию 12.03.2013"]),
    "before dates, wrapped": "\n".join([*FIRST, *LAST, "Received 12 March 2013; accepted 5 May 2013"]),
    "before the authors": "\n".join(
        [*counted(), "", "Сведения об авторах", "Петрова Анна, д-р мед. наук. E-mail: a@b.ru"]
    ),
    "two parts, counted on": "\n".join(
        ["а) на русском языке", *counted()[:3], "б) на иностранных языках", *counted()[3:]]
    ),
}


@pytest.mark.parametrize("kind", NASTY)
def test_lists_as_they_are_pasted(kind: str) -> None:
    text = NASTY[kind]
    pieces = [piece for piece in split_references(text) if not piece.stray]
    assert joined([piece.text for piece in pieces]) == LIST
    lines = re.split(r"\r|\n", text)
    for piece in pieces:
        begin = piece.text.split("\n")[0]
        assert begin in "\n".join(lines[piece.line - 1 : piece.line + 1])


def test_a_page_break_inside_a_reference_is_taken_out_and_told() -> None:
    one, two = wrapped(counted()[3]).split("\n")
    text = "\n".join([*FIRST, one, "", "46", "PSYCHIATRY TODAY Vol. 3", "", two, *LAST[1:]])
    pieces = split_references(text)
    assert joined([piece.text for piece in pieces if not piece.stray]) == LIST
    assert [piece.text for piece in pieces if piece.stray] == ["46", "PSYCHIATRY TODAY Vol. 3"]
    assert [text.split("\n")[piece.line - 1] for piece in pieces if piece.stray] == ["46", "PSYCHIATRY TODAY Vol. 3"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Ivanov II. A title of some length. Zhurnal.\n2001;3(2):4-5.\n2. Petrov PP. Another title. Moscow: Nauka;\n2003. 492 p.",
        "1. Ivanov II. Title with chapters. Part\n2. Moscow: Nauka; 2001. 300 p.\n2. Petrov PP. Other title. Zhurnal. 2002;4:5-\n9.",
        "1. Ivanov II. Title. Zhurnal. 2001. Vol. 22, No.\n4\n2. Petrov PP. Other title. Zhurnal. 2002;4:5-9.",
        "1. Ivanov II. Title. Zhurnal. 2001;4:5-\n\n12\n\n2. Petrov PP. Other title. Zhurnal. 2002;4:5-9.",
    ],
)
def test_numbers_and_years_at_line_starts_go_on(text: str) -> None:
    pieces = split_references(text)
    assert [piece.number for piece in pieces] == [1, 2]
    assert not any(piece.stray for piece in pieces)


def test_a_word_with_a_hyphen_at_the_line_end_is_whole_again() -> None:
    text = "1. Гурович И.Я. Фармакоэпиде-\nмиология в психиатрии. М.: Медпрактика-М, 2003. 264 с.\n2. Orlov OO. Self-help in psy-\nchiatry. Lancet. 2004;3:1-2."
    titles = [record.title for record in parse_list(text).records]
    assert titles == ["Фармакоэпидемиология в психиатрии", "Self-help in psychiatry"]


def test_numbers_missing_repeated_and_exchanged_are_kept_as_printed() -> None:
    text = "\n".join(counted(numbers=(1, 2, 4, 3, 3, 9)))
    assert [piece.number for piece in split_references(text)] == [1, 2, 4, 3, 3, 9]


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


# "3a. Ivanov": the letter belongs to the running number
LABEL = re.compile(r"(?<=\d)[aаbб](?=\\?[.)])")


@given(st.text(alphabet="ab AБ.1234567890()[]\n•-;:", max_size=300))
@example("1. Ab\n2. B\n3a. ab")
@example("Ab. 1999\n\n12\nab\n\nb")
def test_no_word_is_lost(text: str) -> None:
    """A running head inside a reference comes behind it: so the letters are counted and not compared in their order."""
    kept = Counter(letters("".join(piece.text for piece in split_references(text))))
    assert Counter(letters(LABEL.sub("", text))) <= kept <= Counter(letters(text))


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    assert all(piece.text.strip() for piece in split_references(text))


def test_a_very_long_line_is_split_in_reasonable_time() -> None:
    text = " ".join(f"{n}. {IVANOV}" for n in range(1, 801))
    assert len(texts(text)) == 800


DOI = "10.21045/1000-2008-18-61"


@pytest.mark.parametrize(
    "line", [f"https://doi.org/{DOI}", f"doi: {DOI}", f"DOI {DOI}.", DOI, f"doi:{DOI} PMID: 123456"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("marks", [("", "", ""), ("1. ", "2. ", "3. ")])
def test_an_identifier_on_a_line_of_its_own_belongs_to_the_reference_above(line: str, gap: str, marks: tuple[str, ...]):
    wanted = [IVANOV, f"{PETROV}\n{line}", f"{SIDOROV}{gap}{line}"]
    found = texts("\n\n".join(mark + each for mark, each in zip(marks, wanted, strict=True)))
    assert [each.replace("\n\n", "\n") for each in found] == [each.replace("\n\n", "\n") for each in wanted]


def test_an_identifier_is_a_reference_by_itself_where_nothing_above_lacks_it() -> None:
    links = ["10.1192/bjp.185.4.283", "https://doi.org/10.2471/BLT.06.039156", "10.1192/bjp.146.6.594"]
    assert texts("\n".join(links)) == links
    assert texts(f"{IVANOV}\ndoi: {DOI}\ndoi: 10.1192/bjp.185.4.283\n{SIDOROV}") == [
        f"{IVANOV}\ndoi: {DOI}",
        "doi: 10.1192/bjp.185.4.283",
        SIDOROV,
    ]
