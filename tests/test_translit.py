import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.errors import UsageError
from mhlit.skeletons import sharp, skeleton_word, unmix
from mhlit.tables import table
from mhlit.translit import detect_scheme, language, romanise, schemes, skeleton, stem

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SENTENCE = "Щербакова Юлия: объём эмпирических исследований ёжиков в Ельце, цирк и жюри"
TITLES = (
    "Социальное партнёрство при оказании психиатрической помощи",
    "Выздоровление при шизофрении: взгляд пациентов и их близких",
    "Нарушения мышления у больных, перенёсших объективно тяжёлый стресс",
    "Щадящие методы лечения тревожных расстройств у юношей",
)
# Left out: schemes that write ж as others write й (j), German sounds, and the schemes of other languages (г is h).
OTHER = ("passport-french", "german", "telegram", "bg-2009", "uk-2010", "be-2007")
REVERSIBLE = [name for name in schemes() if name not in OTHER]

# Without ъ: between consonants it is read as the Bulgarian vowel.
LETTERS = (RUSSIAN + "іїєґў").replace("ъ", "")
text_of_letters = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " -.,'"), max_size=30)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("bsi", "Tsyganskaya Yu.E., ob''em, boi, shchel'"),
        ("bgn", "Tsyganskaya Yu.E., ob”yëm, boy, shchel’"),
        ("bgn-plain", "Tsyganskaya Yu.E., obyem, boy, shchel"),
        ("ala-lc", "T͡Syganskai͡a I͡U.Ė., obʺëm, boĭ, shchelʹ"),
        ("ala-lc-plain", "Tsyganskaia Iu.E., ob\"em, boi, shchel'"),
        ("iso9", "Cyganskaâ Û.È., obʺëm, boj, ŝelʹ"),
        ("gost-7.79-b", "Cy`ganskaya Yu.E`., ob``yom, boj, shhel`"),
        ("gost-7.0.34", "Cyganskaya Yu.E., ob''yom, boj, shhel'"),
        ("gost-52535", "Tcyganskaia Iu.E., obem, boi, shchel"),
        ("icao", "Tsyganskaia Iu.E., obieem, boi, shchel"),
        ("scientific", "Cyganskaja Ju.È., obʺëm, boj, ščelʹ"),
        ("wikipedia", "Tsyganskaya Yu.E., obyom, boy, shchel"),
        ("german", "Zyganskaja Ju.E., objom, boi, schtschel"),
    ],
)
def test_romanise_in_each_scheme(scheme: str, expected: str) -> None:
    found = romanise("Цыганская Ю.Э., объём, бой, щель", scheme)
    assert found.casefold() == unicodedata.normalize("NFC", expected).casefold()


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("Ю. Я. Щукин", "bsi", "Yu. Ya. Shchukin"),
        ("ЩУКИН ЮЯ", "bsi", "SHCHUKIN YUYA"),
        ("Достоевский", "wikipedia", "Dostoyevsky"),
        ("Андреев", "bgn-plain", "Andreyev"),
        ("Пушкин Александр", "passport-french", "Pouchkine Alexandr"),
        ("Гуро́вич", "bsi", "Gurovich"),
        ("Цинцинатти", "gost-7.79-b", "Cincinatti"),
        ("Іваненко, Ґудзь, Їжак, Євген", "bsi", "Ivanenko, Gudz', Yizhak, Yevgen"),
        ("Згурський", "uk-2010", "Zghurskyi"),
        ("България", "bg-2009", "Balgaria"),
        ("DSM-5 и МКБ-10", "bsi", "DSM-5 i MKB-10"),
        ("no Cyrillic at all", "iso9", "no Cyrillic at all"),
        ("Сергей", "ISO-9", "Sergej"),
        ("", "bsi", ""),
    ],
)
def test_romanise_cases_and_context(text: str, scheme: str, expected: str) -> None:
    assert romanise(text, scheme) == expected


def test_an_unknown_scheme_is_a_usage_error_that_names_the_known() -> None:
    with pytest.raises(UsageError) as caught:
        romanise("Гурович", "klingon")
    assert "bsi" in caught.value.hint


@pytest.mark.parametrize("scheme", schemes())
def test_tables_cover_the_alphabet_in_latin_nfc(scheme: str) -> None:
    rows = table("translit/letters.tsv")
    assert {row["letter"] for row in rows} >= set(RUSSIAN)
    cells = [row[scheme] for row in rows]
    cells += [row["to"] for row in table("translit/context.tsv") if row["scheme"] == scheme]
    for cell in cells:
        assert unicodedata.is_normalized("NFC", cell)
        assert not any("CYRILLIC" in unicodedata.name(letter, "") for letter in cell), cell
    found = romanise(SENTENCE + RUSSIAN + RUSSIAN.upper(), scheme)
    assert not any("CYRILLIC" in unicodedata.name(letter, "") for letter in found)


def test_tables_of_schemes_agree() -> None:
    names = [row["scheme"] for row in table("translit/schemes.tsv")]
    assert len(set(names)) == len(names)
    assert set(table("translit/letters.tsv")[0]) == {"letter", *names}
    assert {row["scheme"] for row in table("translit/context.tsv")} <= set(names)
    letters = [row["letter"] for row in table("translit/letters.tsv")]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("scheme", REVERSIBLE)
@pytest.mark.parametrize("title", TITLES)
def test_skeleton_is_one_for_all_schemes(title: str, scheme: str) -> None:
    assert skeleton(romanise(title, scheme)) == skeleton(title)
    assert sharp(romanise("Щукин Юрий Яковлевич Жаров", scheme)) == sharp("Щукин Юрий Яковлевич Жаров")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("психиатрической", "psihiatriceskoj"),  # marks stripped
        ("Korsakoff", "Корсаков"),
        ("Mошков", "Мошков"),  # a Latin M
        ("Soloviov", "Соловьёв"),
        ("Соловьев", "Solovyev"),
        ("ГОЛУБЬ", "голубь"),
        ("й", "й"),  # decomposed
        ("sovet·skiy", "советский"),  # BGN's centred dot
        ("ehmotsii", "эмоции"),
        ("България", "Balgaria"),
    ],
)
def test_skeleton_meets(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Шуров", "Суров"), ("Чехов", "Цехов"), ("Лужин", "Лузин"), ("Яров", "Аров")]
)
def test_sharp_keys_keep_apart_what_skeletons_join(one: str, other: str) -> None:
    assert sharp(one) != sharp(other)
    assert skeleton(one) == skeleton(other)


def test_skeleton_keeps_words_apart_and_digits() -> None:
    assert skeleton("Социально-психологическая реабилитация, F20") == "socalno psihologiceska reabilitaca f20"
    assert skeleton("«» — !") == ""


@given(text_of_letters)
def test_skeleton_is_latin_and_stable(text: str) -> None:
    found = skeleton(text)
    assert found.isascii()
    assert found == found.lower()
    assert skeleton(romanise(text.replace("'", ""))) == skeleton(text.replace("'", ""))


@given(st.text(max_size=40))
def test_nothing_makes_the_text_functions_raise(text: str) -> None:
    romanise(text)
    language(text)
    detect_scheme(text)
    for word in skeleton(text).split():
        assert stem(word)


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        (("больной", "больного", "больному", "больные", "больных", "больными"), "boln"),
        (("реабилитация", "реабилитации", "reabilitatsiei", "реабилитацию"), "reabilitac"),
        (("groups", "group"), "grup"),
        (("services", "service"), "servic"),
        (("дом", "дома"), "dom"),
    ],
)
def test_stem_joins_inflected_forms(forms: tuple[str, ...], key: str) -> None:
    assert {stem(skeleton_word(form)) for form in forms} == {key}


def test_stem_leaves_three_letters() -> None:
    assert stem("oko") == "oko"
    assert stem("les") == "les"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sotsial'noe partnerstvo pri okazanii psikhiatricheskoi pomoshchi", "ru-Latn"),
        ("Voprosy psikhologii", "ru-Latn"),
        ("Obščaja psichopatologija", "ru-Latn"),
        ("Zhurnal nevrologii i psikhiatrii", "ru-Latn"),
        ("The burden of schizophrenia in Russia", "en"),
        ("Zur Frage der Schizophrenie", "de"),
        ("La psychiatrie et les troubles de la personnalité", "fr"),
        ("Вопросы психологии", "ru"),
        ("Питання психології і педагогіки", "uk"),
        ("Пытанні псіхалогіі", "be"),
        ("Въпроси на психиатрията", "bg"),
        # a Russian ending alone (schizophren-ia, communit-y) is no Russian
        ("Schizophrenia Bulletin", ""),
        ("Sammelreferat: Zum heutigen Stand des Vereinswesens.", "de"),
        ("Am J Community Psychol", ""),
        ("World Psychiatry", "en"),
        ("A network theory of mental disorders", "en"),
        ("Mózgowe porażenie dziecięce", "pl"),
        ("Stigma", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yakovlev Vitaliy", "bgn-plain"), ("Trushchëlev, Andrey", "bgn"), ("Yakovlev Vitalii", "bsi"),
        ("Iakovlev Vitalii", "ala-lc-plain"), ("I͡Akovlev", "ala-lc"), ("Âkovlev Vitalij", "iso9"),
        ("Storožakova", "iso9-1968"), ("Shherbakov Vitalij", "gost-7.0.34"), ("Bechterew", "german"),
        ("Ivanov", ""), ("Иванов", ""), ("", ""),
    ],
)  # fmt: skip
def test_detect_scheme(text: str, expected: str) -> None:
    assert detect_scheme(text) == expected


@pytest.mark.parametrize(
    ("word", "script", "expected"),
    [
        ("Garaуshina", "", "Garayshina"),
        ("Гурoвич", "", "Гурович"),
        ("SР", "Latn", "SP"),
        ("абвq", "", "абвq"),
        ("plain", "", "plain"),
    ],
)
def test_unmix(word: str, script: str, expected: str) -> None:
    assert unmix(word, script) == expected
