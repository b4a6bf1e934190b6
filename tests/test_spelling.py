"""The spelling of names for output: the form to prefer, and all names in one scheme."""

from __future__ import annotations

import pytest

from mhlit.errors import UsageError
from mhlit.matching.spelling import cyrillic_of, preferred, respelt, wanted_scheme
from mhlit.model import Name
from mhlit.names import parse_name
from mhlit.translit import romanise, schemes


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"Любов Е.Б.": 1}, "Любов Е.Б."),
        ({"Любов Е.Б.": 3, "Lyubov EB": 2, "Любов Евгений Борисович": 1}, "Любов Евгений Борисович"),
        ({"Любов Е.Б.": 1, "Lyubov EB": 4, "Ljubov Evgenij": 1}, "Lyubov EB"),
        ({"Дмитриевой Т.Б.": 5, "Дмитриева Т.Б.": 1}, "Дмитриева Т.Б."),
        ({"Dmitrievoi T.B.": 5, "Dmitrieva T.B.": 1}, "Dmitrieva T.B."),
        ({"Снежневского А.В.": 5, "Снежневский А.В.": 1}, "Снежневский А.В."),
        ({"Толстой Л.Н.": 1, "Tolstoy LN": 2}, "Tolstoy LN"),
        ({"GUROVICH IYa": 7, "Gurovich IYa": 1}, "Gurovich IYa"),
        ({"Shcherbakov I.S.": 7, "Shcherbakov I.Shch.": 1, "Щербаков И.Щ.": 1}, "Shcherbakov I.Shch."),
        ({"Gаrаushina TA": 2, "Garaushina TA": 1}, "Garaushina TA"),  # а in Cyrillic
        ({"LI X": 1, "Li Xiu": 1}, "Li Xiu"),
    ],
)
def test_the_preferred_form(counts: dict[str, int], expected: str) -> None:
    assert preferred(counts, {form: parse_name(form) for form in counts}) == expected


FORMS = ("Любов Е.Б.", "Lyubov EB", "Любов Евгений Борисович")


@pytest.mark.parametrize(
    ("printed", "scheme", "expected"),
    [
        ("Ljubov E.B.", "bsi", "Lyubov E. B."),
        ("Ljubov EB", "bgn", "Lyubov YeB"),
        ("Liubov, Evgenii", "bgn", "Lyubov Yevgeniy Borisovich"),
        ("Любов ЕБ", "iso9", "Lûbov EB"),
        ("Любов", "scientific", "Ljubov"),
        ("Lyubov EB", "original", "Любов ЕБ"),
        ("Evgeny Lyubov", "original", "Любов Евгений Борисович"),
    ],
)
def test_a_name_comes_from_the_best_cyrillic_evidence(printed: str, scheme: str, expected: str) -> None:
    names = {form: parse_name(form) for form in FORMS}
    found = respelt(parse_name(printed), dict.fromkeys(FORMS, 1), names, wanted_scheme(scheme))
    assert str(found) == expected


@pytest.mark.parametrize("scheme", ["bsi", "original", "iso9"])
@pytest.mark.parametrize("printed", ["Smith JA", "Lyubov EB", "van der Gaag M", "O'Connor RC"])
def test_a_name_known_in_latin_letters_only_stays(printed: str, scheme: str) -> None:
    name = parse_name(printed)
    assert respelt(name, {}, {}, scheme) == name


def test_iso_9_is_turned_back() -> None:
    assert str(respelt(parse_name("Âkovleva Û.Ŝ."), {}, {}, "bgn-plain")) == "Yakovleva Yu.Shch."
    assert cyrillic_of("Ŝukin") == "Щукин"


def test_organisations_are_romanised_but_not_in_the_original() -> None:
    name = Name(literal="Центр психиатрии")
    assert respelt(name, {}, {}, "bsi").literal == romanise(name.literal, "bsi")
    assert respelt(name, {}, {}, "original") == name


def test_unknown_ways_to_write_are_refused_with_all_there_are() -> None:
    with pytest.raises(UsageError, match="cannot be written in 'latin'") as caught:
        wanted_scheme("latin")
    assert all(scheme in caught.value.hint for scheme in ("original", "preferred", *schemes()))
    assert wanted_scheme("BSI") == "bsi"


@pytest.mark.parametrize("form", ["", "😀", "1", "A", "И.", "\u0301", "Смит-Джонс Ё."])
def test_strange_names_come_out(form: str) -> None:
    name = Name(form)
    assert preferred({form: 1}, {form: name}) == form
    assert isinstance(respelt(name, {form: 1}, {form: name}, "bsi"), Name)
