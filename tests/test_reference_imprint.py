"""Towns and publishers that only their place in the imprint tells."""

from __future__ import annotations

import pytest

from mhlit import parse_reference
from mhlit.references.imprint import is_place, town_before


@pytest.mark.parametrize(
    ("text", "place", "publisher"),
    [
        ("Иванова А. А. Жесты в русской речи. М.: Русский язык, 1991. 144 с.", "М.", "Русский язык"),
        ("Любов Е. Б. Стигма // Психиатрия / Под ред. А. Г. Гофмана. М.: Медкнига, 2010. C. 94–135.", "М.", "Медкнига"),
        (
            "Bray, G. (1987). Gruppenarbeit mit Patienten. In G. Lane & N. Rath (Hrsg.), Arbeit mit Angehörigen. "
            "Instrumente, Methoden, Konzepte (S. 1–13). Bern: Huber.",
            "Bern",
            "Huber",
        ),
        ("Melekhov DE. Prognosis of work capacity. Мoscow: Medgiz; 1963.", "Moscow", "Medgiz"),
        ("Lane P. A life in two towns: Leeds and London. London: Routledge; 1999.", "London", "Routledge"),
    ],
)
def test_place_and_publisher(text: str, place: str, publisher: str) -> None:
    record = parse_reference(text)
    assert (record.publisher_place, record.publisher) == (place, publisher)


def test_what_is_no_town_belongs_to_the_title_before_it() -> None:
    text = "Bray G. Gruppenarbeit. In G. Lane (Hrsg.), Arbeit mit Angehörigen. Instrumente, Konzepte (S. 1–13). Bern: Huber."
    assert parse_reference(text).container == "Arbeit mit Angehörigen. Instrumente, Konzepte"


def test_the_editor_behind_pod_red_is_in_the_nominative() -> None:
    record = parse_reference(
        "Любов Е. Б. Стигма // Психиатрия / Под ред. А. Г. Гофмана. М.: Медкнига, 2010. C. 94–135."
    )
    assert [name.family for name in record.editors] == ["Гофман"]


def test_words_of_two_scripts_are_read_in_one_and_the_print_is_kept() -> None:
    text = "Любов Е.Б. Стигмa и сeмья // Психиатрия. 2010. № 3. С. 4–9."  # a and e are Latin letters
    record = parse_reference(text)
    assert record.title == "Стигма и семья"
    assert record.origin is not None
    assert record.origin.raw == text


def test_an_isbn_glued_to_its_label_is_read() -> None:
    assert parse_reference("Психиатрия. Москва : Медкнига, 2018. - 1008 с. - ISBN9785970444627").isbn == "9785970444627"


@pytest.mark.parametrize(("text", "town"), [("Стигма. СПб.", "СПб."), ("A book. New York", "New York"), ("A book", "")])
def test_the_town_with_which_a_text_ends(text: str, town: str) -> None:
    at = town_before(text)
    assert (text[at:] if at >= 0 else "") == town


def test_towns() -> None:
    assert is_place("М.; Л.")
    assert not is_place("Methoden")


@pytest.mark.parametrize(
    ("text", "place", "publisher"),
    [
        ("Zeigarnik B.V. Patopsikhologiia [Pathopsychology]. Moscow, Mosk. gos. un-t Publ., 1986. 288 p.", "Moscow", "Mosk. gos. un-t"),
        ("Kabanov M.M. Reabilitatsiia bol'nykh [Rehabilitation]. Leningrad, Meditsina Publ., 1985. 216 p.", "Leningrad", "Meditsina"),
        ("Petrov P.P. Semia i bolezn' [Family and illness]. Perm', Akad. ped. nauk Publ., 1956. 94 p.", "Perm'", "Akad. ped. nauk"),
    ],
)  # fmt: skip
def test_a_publisher_names_itself_behind_its_town(text: str, place: str, publisher: str) -> None:
    record = parse_reference(text)
    assert (record.publisher_place, record.publisher) == (place, publisher)
