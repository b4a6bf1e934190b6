"""Lists of references cut into single ones: by numbers, bullets, lines, indentation, or where a name begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.references import split_references

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


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


@given(st.text(alphabet="ab AБ.1234567890()[]\n•-;:", max_size=300))
def test_no_word_is_lost(text: str) -> None:
    assert "".join(letters(piece.text) for piece in split_references(text)) == letters(text)


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    assert all(piece.text.strip() for piece in split_references(text))


def test_a_very_long_line_is_split_in_reasonable_time() -> None:
    text = " ".join(f"{n}. {IVANOV}" for n in range(1, 801))
    assert len(texts(text)) == 800
