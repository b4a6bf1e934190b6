import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.decoding import decode

RUSSIAN = "1. Гурович И.Я., Любов Е.Б. Выздоровление при шизофрении // Социальная и клиническая психиатрия. 2008.\n2. Стигма.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_word(encoding):
    assert decode(RUSSIAN.encode(encoding)) == (RUSSIAN, ())


@pytest.mark.parametrize(("encoding", "told"), [("cp1251", "Windows-1251"), ("koi8_r", "KOI8-R"), ("cp866", "CP866")])
def test_cyrillic_encodings_are_guessed_and_told(encoding, told):
    text, issues = decode(RUSSIAN.encode(encoding))

    assert text == RUSSIAN
    assert [(issue.code, issue.line) for issue in issues] == [("encoding-guessed", 1)]
    assert told in issues[0].message


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_one_russian_word_in_an_english_file_is_enough(encoding):
    line = "@article{k, title={Стигма}, year={2004}}"

    assert line == decode(line.encode(encoding))[0]


def test_western_letters():
    line = "author = {Müller, Jürgen and Ñandú, José}, title = {Über façade}"

    assert line == decode(line.encode("latin-1"))[0]


def test_a_declared_encoding_wins():
    text = "% Encoding: windows-1251\n@book{a, title={Ж}}"

    assert text == decode(text.encode("cp1251"))[0]


def test_a_foreign_line_among_utf8_is_decoded_by_itself():
    data = "Любов\nГурович\n".encode() + "Стигма и общество\n".encode("cp1251") + "Конец\n".encode()
    text, issues = decode(data)

    assert text == "Любов\nГурович\nСтигма и общество\nКонец\n"
    assert [(i.code, i.line, i.raw) for i in issues] == [("encoding-mixed", 3, "Стигма и общество")]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_told(data):
    text, issues = decode(data)

    assert (text, [issue.code for issue in issues]) == ("", ["empty-file"])


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, b"PK\x03\x04" + bytes(500)]
)
def test_a_binary_file_gives_no_text(data):
    text, issues = decode(data)

    assert (text, [issue.code for issue in issues]) == ("", ["binary-file"])


def test_a_nul_in_a_text_is_left_out_and_told():
    text, issues = decode(b"one\ntw\x00o and more of the same text\n")

    assert text == "one\ntwo and more of the same text\n"
    assert [(issue.code, issue.line) for issue in issues] == [("control-characters", 2)]


def test_line_ends_are_one_kind():
    assert decode(b"a\r\nb\rc")[0] == "a\nb\nc"


@given(st.binary())
def test_decoding_never_raises_and_never_loses_in_silence(data):
    text, issues = decode(data)

    assert text.strip() or issues
