import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.model import Name
from mhlit.names import format_name, initials, looks_like_organisation, parse_name, parse_names
from mhlit.names.forms import nominative
from mhlit.names.given import is_given, is_patronymic, looks_russian, names_of
from mhlit.names.units import is_initials, letters, readings, units
from mhlit.tables import parts, table


def person(text: str) -> tuple[str, str, str]:
    name = parse_name(text)
    assert not name.literal
    return name.family, name.given, name.suffix


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        # Vancouver, GOST, initials first, inverted
        ("Kabanov MM", "Kabanov", "MM"),
        ("Kabanov M.M.", "Kabanov", "M.M."),
        ("Kabanov M. M.", "Kabanov", "M. M."),
        ("M. M. Kabanov", "Kabanov", "M. M."),
        ("M.M.Kabanov", "Kabanov", "M.M."),
        ("Kabanov, M. M.", "Kabanov", "M. M."),
        ("KABANOV MM", "KABANOV", "MM"),
        ("Кабанов ММ", "Кабанов", "ММ"),
        ("КабановМ.М.", "Кабанов", "М.М."),
        ("Кабанов М . М .", "Кабанов", "М. М."),
        # digraphs
        ("Yastrebova YuA", "Yastrebova", "YuA"),
        ("Yastrebova ShchV", "Yastrebova", "ShchV"),
        ("Zh.-P. Sartr", "Sartr", "Zh.-P."),
        ("Iastrebova I͡U.A.", "Iastrebova", "I͡U.A."),
        # full names in both orders
        ("Кабанов Модест Михайлович", "Кабанов", "Модест Михайлович"),
        ("Модест Михайлович Кабанов", "Кабанов", "Модест Михайлович"),
        ("Modest Mikhailovich Kabanov", "Kabanov", "Modest Mikhailovich"),
        ("Абрамович Исаак Львович", "Абрамович", "Исаак Львович"),
        ("Исаак Львович Абрамович", "Абрамович", "Исаак Львович"),
        ("Ильин Илья Ильич", "Ильин", "Илья Ильич"),
        ("Kabanov Modest", "Kabanov", "Modest"),
        ("Sergei Kabanov", "Kabanov", "Sergei"),
        ("Sergei M. Kabanov", "Kabanov", "Sergei M."),
        ("Kabanov Sergei M.", "Kabanov", "Sergei M."),
        ("Carl Gustav Jung", "Jung", "Carl Gustav"),
        ("Sergei KABANOV", "KABANOV", "Sergei"),
        # particles
        ("van den Berg JH", "van den Berg", "JH"),
        ("J. H. van den Berg", "van den Berg", "J. H."),
        ("Berg, J. H. van den", "van den Berg", "J. H."),
        ("De Hert M", "De Hert", "M"),
        ("de la Fuente JR", "de la Fuente", "JR"),
        ("Os van J.", "van Os", "J."),
        ("van Os J", "van Os", "J"),
        ("J. van Os", "van Os", "J."),
        ("Veer van der R.", "van der Veer", "R."),
        ("Hulshoff Pol H.E.", "Hulshoff Pol", "H.E."),
        ("фон Гебзаттель В.Э.", "фон Гебзаттель", "В.Э."),
        ("В. Э. фон Гебзаттель", "фон Гебзаттель", "В. Э."),
        # kinship words
        ("Алиев Вагиф Али оглы", "Алиев", "Вагиф Али оглы"),
        ("Вагиф Али оглы Алиев", "Алиев", "Вагиф Али оглы"),
        ("Aliev Vagif Ali ogly", "Aliev", "Vagif Ali ogly"),
        ("Гасанова Лейла Рашид кызы", "Гасанова", "Лейла Рашид кызы"),
        # short surnames
        ("Li X", "Li", "X"),
        ("LEE JH", "LEE", "JH"),
        ("Yu S.", "Yu", "S."),
        ("Ю А.В.", "Ю", "А.В."),
        ("ЦОЙ ВР", "ЦОЙ", "ВР"),
        # two surnames, hyphens, apostrophes
        ("Salgado Lopez G", "Salgado Lopez", "G"),
        ("Ramón y Cajal S", "Ramón y Cajal", "S"),
        ("Müller-Hegemann D", "Müller-Hegemann", "D"),
        ("Иванов- Смоленский А.Г.", "Иванов-Смоленский", "А.Г."),
        ("D'Amato T", "D'Amato", "T"),
        ("Öst L-G", "Öst", "L-G"),
        ("Poort SR", "Poort", "SR"),
        # repairs: stress, look-alikes, footnotes, scanner, lost blank
        ("Каба́нов М.М.", "Кабанов", "М.М."),
        ("Кaбанов М.М.", "Кабанов", "М.М."),
        ("Kabanov MM¹,²", "Kabanov", "MM"),
        ("Kabanov M.M.*", "Kabanov", "M.M."),
        ("Kabanov MM1,2", "Kabanov", "MM"),
        ("l. la. Kabanov", "Kabanov", "I. Ia."),
        ("MartinKabanov", "Kabanov", "Martin"),
        # titles, places
        ("проф. М.М. Кабанов", "Кабанов", "М.М."),
        ("Martin Smith, MD, PhD", "Smith", "Martin"),
        ("Кабанов М.М. (Ленинград)", "Кабанов", "М.М."),
        ("А. А. Ухтомский.", "Ухтомский", "А. А."),
        ("Кабанов", "Кабанов", ""),
    ],
)
def test_parse_name(text: str, family: str, given: str) -> None:
    assert person(text) == (family, given, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kane JM Jr", ("Kane", "JM", "Jr")),
        ("Kane, J. M., Jr.", ("Kane", "J. M.", "Jr.")),
        ("Kane JM 3rd", ("Kane", "JM", "3rd")),
        ("Kane John III", ("Kane", "John", "III")),
        ("Смирнов II", ("Смирнов", "II", "")),
        ("Smirnov IV", ("Smirnov", "IV", "")),
        ("Иванов И.И., мл.", ("Иванов", "И.И.", "мл.")),
        ("Иванов И.И. (мл.)", ("Иванов", "И.И.", "мл.")),
    ],
)
def test_suffixes(text: str, expected: tuple[str, str, str]) -> None:
    assert person(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "American Psychiatric Association", "Royal College of Psychiatrists", "UNESCO", "ООН", "Росстат",
        "Российское общество психиатров", "Министерство юстиции Российской Федерации", "ГБУЗ «ПКБ № 4 ДЗМ»",
        "Bundesministerium für Gesundheit", "Users and Survivors of Psychiatry", "Коллектив авторов",
        "GBD 2019 Mental Disorders Collaborators", "European Commission. Directorate-General",
    ],
)  # fmt: skip
def test_organisations_are_literal(text: str) -> None:
    assert parse_name(text) == Name(literal=text)
    assert looks_like_organisation(text)


@pytest.mark.parametrize("text", ["Bank J", "Julia Bank", "Kane J", "Press, W. H.", "Кабанов М.М.", "Kim", "Li X", ""])
def test_people_are_no_organisations(text: str) -> None:
    assert not looks_like_organisation(text)


@pytest.mark.parametrize(
    "text", ["et al.", "[et al.]", "и др.", "и соавт.", "u. a.", "та ін.", "(Eds)", "", " ", "—", "…"]
)
def test_nothing_left_is_no_name(text: str) -> None:
    assert parse_name(text) == Name()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabanov MM (Eds)", ("Kabanov", "MM", "")),
        ("Kabanov M.M. (Ed.)", ("Kabanov", "M.M.", "")),
        ("Kabanov M. M., ed.", ("Kabanov", "M. M.", "")),
        ("Кабанов М.М. (отв. ред.)", ("Кабанов", "М.М.", "")),
        ("сост. Кабанов М.М.", ("Кабанов", "М.М.", "")),
        ("edited by M. Smith", ("Smith", "M.", "")),
        ("Kabanov MM et al.", ("Kabanov", "MM", "")),
        ("Кабанов М.М. и др.", ("Кабанов", "М.М.", "")),
        ("под ред. М.М. Кабанова", ("Кабанов", "М.М.", "")),
        ("Под общ. ред. Н.Г. Незнановой", ("Незнанова", "Н.Г.", "")),
        ("pod red. M.M. Kabanova", ("Kabanov", "M.M.", "")),
        ("Ed Smith", ("Smith", "Ed", "")),
    ],
)
def test_marks_are_not_parts_of_names(text: str, expected: tuple[str, str, str]) -> None:
    assert person(text) == expected


@pytest.mark.parametrize(
    ("genitive", "expected"),
    [
        ("Корсаковского", "Корсаковский"), ("Вишневской", "Вишневская"), ("Петровой", "Петрова"), ("Ильиной", "Ильина"),
        ("Петрова", "Петров"), ("Ильина", "Ильин"), ("Гуровича", "Гурович"), ("Костюка", "Костюк"),
        ("Гофмана", "Гофман"), ("Положего", "Положий"), ("Гоголя", "Гоголь"), ("Гайдая", "Гайдай"), ("Воды", "Воды"), ("Лурия", "Лурия"),
        ("Шевченко", "Шевченко"),
    ],
)  # fmt: skip
def test_nominative(genitive: str, expected: str) -> None:
    assert nominative(genitive) == expected


def listed(text: str) -> list[str]:
    return [name.literal or f"{name.family}|{name.given}" for name in parse_names(text).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabanov MM, Wied VD, Li X", ["Kabanov|MM", "Wied|VD", "Li|X"]),
        ("Кабанов М.М., Вид В.Д. и др.", ["Кабанов|М.М.", "Вид|В.Д."]),
        ("М.М. Кабанов, В.Д. Вид и Л.И. Вассерман", ["Кабанов|М.М.", "Вид|В.Д.", "Вассерман|Л.И."]),
        ("Kane, J. M., Jr., Leucht, S., & Correll, C. U.", ["Kane|J. M.", "Leucht|S.", "Correll|C. U."]),
        ("Kane, John; Leucht, Stefan", ["Kane|John", "Leucht|Stefan"]),
        ("Kane, John, and Stefan Leucht", ["Kane|John", "Leucht|Stefan"]),
        ("Berger, Peter and Luckmann, Thomas", ["Berger|Peter", "Luckmann|Thomas"]),
        ("John Kane, Stefan Leucht und Maria Correll", ["Kane|John", "Leucht|Stefan", "Correll|Maria"]),
        ("Berg, J. H. van den, Vries, P. de", ["van den Berg|J. H.", "de Vries|P."]),
        ("Кабанов М. М. Вид В. Д.", ["Кабанов|М. М.", "Вид|В. Д."]),
        ("Кабанов и Вид", ["Кабанов|", "Вид|"]),
        ("WHO, UNICEF", ["WHO", "UNICEF"]),
        ("Murray CJ, Lopez AD, WHO Collaborators", ["Murray|CJ", "Lopez|AD", "WHO Collaborators"]),
        (
            "Ministry of Health and Social Development, Department of Care",
            ["Ministry of Health and Social Development, Department of Care"],
        ),
        ("Кабанов Модест Михайлович, Вид Виктор Давыдович", ["Кабанов|Модест Михайлович", "Вид|Виктор Давыдович"]),
        ("Smith A, MD, Jones B, PhD", ["Smith|A", "Jones|B"]),
        ("", []),
        ("et al.", []),
    ],
)
def test_parse_names(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_a_list_knows_its_role_and_its_end() -> None:
    found = parse_names("Dmitrieva TB, Polozhii BS. (Eds)")
    assert (found.role, found.et_al, found.doubtful) == ("editor", False, False)
    assert parse_names("Kabanov MM, Wied VD, et al.").et_al
    assert parse_names("Под ред. М.М. Кабанова").role == "editor"
    assert parse_names("Kabanov MM, 2008").doubtful
    assert not parse_names("Kabanov MM").doubtful


def test_the_order_is_decided_once_for_a_list() -> None:
    # "Ravich Talgo" shows no order by itself, the names beside it do
    assert listed("Ravich Talgo, Petrov Sergei, Sidorov Ivan")[0] == "Ravich|Talgo"
    assert listed("Talgo Ravich, Sergei Petrov, Ivan Sidorov")[0] == "Ravich|Talgo"


@pytest.mark.parametrize(
    ("form", "scheme", "expected"),
    [
        ("vancouver", "", "Яковлева ЮЩ"),
        ("vancouver", "bsi", "Yakovleva YuShch"),
        ("gost", "", "Яковлева Ю.Щ."),
        ("gost", "iso9", "Âkovleva Û.Ŝ."),
        ("full", "", "Ю. Щ. Яковлева"),
        ("inverted", "ala-lc-plain", "Iakovleva, Iu. Shch."),
    ],
)
def test_format_name(form: str, scheme: str, expected: str) -> None:
    assert format_name(Name("Яковлева", "Ю. Щ."), form, scheme) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Gurov", "I. Ya."), "IYa"),
        (Name("Гуров", "Илья Яковлевич"), "ИЯ"),
        (Name("Gurov", "Yakov Sergeevich"), "YaS"),
        (Name("Martin", "Jean-Pierre"), "JP"),
        (Name("Brown", "Charles"), "C"),
        (Name("Williams", "Julie"), "J"),
        (Name("Алиев", "Вагиф Али оглы"), "ВА"),
        (Name("Plato"), ""),
    ],
)
def test_initials(name: Name, expected: str) -> None:
    assert initials(name) == expected


def test_initials_are_romanised_one_by_one() -> None:
    assert format_name(Name("Гуров", "ИЯ"), "inverted", "bsi") == "Gurov, IYa"
    assert format_name(Name("Гуров", "ИЯ", "мл."), "vancouver", "bsi") == "Gurov IYa ml."
    assert format_name(Name(literal="Росстат"), "gost", "bsi") == "Rosstat"
    assert format_name(Name("Beethoven", "Ludwig", particle="van"), "full") == "Ludwig van Beethoven"


@pytest.mark.parametrize("form", ["vancouver", "gost", "inverted"])
@pytest.mark.parametrize("scheme", ["bsi", "bgn-plain", "ala-lc-plain", "iso9"])
def test_a_formatted_name_is_read_back(form: str, scheme: str) -> None:
    name = Name("Щербинина", "Я. Ю.")
    back = parse_name(format_name(name, form, scheme))
    assert back.family == format_name(Name("Щербинина"), "full", scheme)
    assert initials(back) == initials(Name("", format_name(name, "vancouver", scheme).split()[1]))


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("IYa", True), ("I.Ya.", True), ("ИЯ", True), ("J.-P.", True), ("Shch", True), ("Alex.", True), ("Дж.", True),
        ("van", False), ("Kabanov", False), ("Ch'en", False), ("Петр", False), ("", False), ("2", False),
    ],
)  # fmt: skip
def test_shape_of_initials(token: str, expected: bool) -> None:
    assert is_initials(token) is expected


def test_units_and_readings() -> None:
    assert units("I.Ya.") == ("I", "Ya")
    assert units("Evgeny B.") == ("Evgeny", "B")
    assert readings("IA") == (("I", "A"), ("IA",))
    assert readings("Ya.") == (("Ya",),)
    assert ("Hans",) in readings("Hans-Peter")


def test_letters_of_initials() -> None:
    assert letters("Ya") == letters("IA") == letters("Â") == frozenset("Я")
    assert "Я" in letters("Y")
    assert "Я" not in letters("I")
    assert "Я" in letters("I", wide=True)
    assert letters("Щ") == frozenset("Щ")
    assert not letters("S") & letters("Sh")


def test_given_names() -> None:
    assert is_given("Евгений")
    assert is_given("Yevgeniy")
    assert not is_given("Кабанов")
    assert names_of("Дмитрий") & names_of("Dmytro")
    assert names_of("Eugene") & names_of("Евгений")
    assert names_of("Володимирович") & names_of("Vladimirovich")
    assert is_patronymic("Ильич")
    assert is_patronymic("Petrowitsch")
    assert not is_patronymic("Петров")
    assert looks_russian("Kabanova")
    assert not looks_russian("Kim")


@pytest.mark.parametrize("name", ["given_names.tsv", "name_words.tsv", "translit/initials.tsv"])
def test_tables_are_sorted_without_doubles_and_in_one_script_a_word(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name)]
    keys = [row[:2] if name == "name_words.tsv" else row[:1] for row in rows]
    assert keys == sorted(set(keys))


def test_latin_variants_and_cyrillic_names_are_each_in_their_script() -> None:
    for row in table("given_names.tsv"):
        cyrillic = [row["name"], *parts(row["equivalents"]), *parts(row["short"]), *parts(row["patronymics"])]
        assert not any("a" <= letter <= "z" for name in cyrillic for letter in name.lower()), row
        assert not any("а" <= letter <= "я" for letter in row["latin"].lower()), row


@given(st.text(max_size=60) | st.text(st.sampled_from("IYa.Yu, ИЯвич()[]-'оглыet al&;"), max_size=40))
def test_nothing_makes_the_parser_raise(text: str) -> None:
    name = parse_name(text)
    assert not (name.literal and name.family)
    for each in (*parse_names(text).names, name):
        assert format_name(each, "vancouver", "bsi") is not None
        initials(each)


@pytest.mark.parametrize("text", ["A" * 3000, "И.Я. " * 500, ", ".join(["Gurovich IYa"] * 500), "😀", "1", "Ѱ" * 50])
def test_strange_input_is_kept(text: str) -> None:
    assert parse_name(text) != Name()
    assert parse_names(", ".join(["Kabanov MM"] * 500)).names == (Name("Kabanov", "MM"),) * 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("😀 Gurovich IYa", Name("Gurovich", "IYa")),
        ("• Иванов А.А.", Name("Иванов", "А.А.")),
        ("de la", Name("de la")),
        ("https://example.org/a", Name(literal="https://example.org/a")),
        ("name@example.org", Name(literal="name@example.org")),
        ("A. la. Kozhevnikov", Name("Kozhevnikov", "A. Ia.")),
        ("P.Yа. Galperin", Name("Galperin", "P.Ya.")),  # а in Cyrillic
        ("Gurovic\u030c I.Ja.", Name("Gurovič", "I.Ja.")),
        ("123 456", Name(literal="123 456")),
        ("😀", Name(literal="😀")),
        ("Ы", Name(literal="Ы")),
        ("", Name()),
    ],
)
def test_what_is_hardly_a_name(text, expected):
    assert parse_name(text) == expected


PIECES = st.sampled_from(
    [
        *("de", "la", "van", "фон", "И.", "Иванов", "IYa", "Jr", "III", "оглы", "et al.", "и др.", "под ред.", "(Eds)"),
        *(",", ";", "😀", "\u0301", "1", "-", "'", "«", "WHO", "Институт", "and", "/", "张", "O'"),
    ]
)


@given(st.lists(PIECES, max_size=7), st.sampled_from([" ", ""]))
def test_no_mixture_of_the_pieces_of_names_raises(pieces, between):
    text = between.join(pieces)
    name = parse_name(text)
    assert isinstance(parse_names(text).names, tuple)
    for form in ("vancouver", "gost", "full", "inverted"):
        assert isinstance(format_name(name, form, "bsi"), str)


def test_five_hundred_authors():
    assert len(parse_names(", ".join(f"Kabanov{chr(97 + n % 26)} A.A." for n in range(500))).names) == 500
