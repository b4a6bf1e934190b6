import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.text import clean, fold, script, squeeze, without_tags


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ёлкин", "елкин"),
        ("Sotsial’naya", "sotsial'naya"),
        ("Psikhosotsialʹnaya", "psikhosotsial'naya"),
        ("А – Б\u00a0", "а - б"),
        ("reha\u00adbilitation", "rehabilitation"),
        ("ＡＢＣ", "abc"),
        ("  two \n lines ", "two lines"),
        ("STRASSE", "strasse"),
    ],
)
def test_folding(text, folded):
    assert folded == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Гурович И.Я.", "Cyrl"),
        ("Gurovich IYa", "Latn"),
        ("Любов EB", "Cyrl"),
        ("2019;(3)", ""),
        ("Müller", "Latn"),
        ("", ""),
    ],
)
def test_the_script_with_more_letters(text, expected):
    assert expected == script(text)


def test_clean_keeps_letters_and_drops_what_cannot_be_seen():
    assert clean("\ufeffСтигма\x00 и\u200b \n общество") == "Стигма и общество"
    assert clean("и\u0306") == "й"


@pytest.mark.parametrize(
    ("text", "plain"), [("<i>in vivo</i> p < .05", "in vivo p < .05"), ("a</b>c", "ac"), ("1 < 2 > 0", "1 < 2 > 0")]
)
def test_tags_go_and_comparisons_stay(text, plain):
    assert plain == without_tags(text)


def test_squeeze():
    assert squeeze(" a\t\n b ") == "a b"
