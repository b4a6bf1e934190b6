"""Russian references whose parts only a slash, a mark or their place tells: what the tagger leaves out or mistakes."""

from __future__ import annotations

from typing import Any

import pytest

from mhlit import parse_reference, read_text, to_csl
from mhlit.references import parse_list
from mhlit.references.doubts import DOUBTS
from mhlit.references.split import split_references

CASES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "a quoted last word belongs to the title",
        "Как понять своё «я» / Под ред. В.П. Ильина. - М.: Просвещение, 2001. – 258 с.",
        {"title": "Как понять своё «я»"},
    ),
    (
        "a short title is none of the authors",
        "Лурье М.В., Домов И.А. Атлас по психологии. - М., 1986.",
        {"title": "Атлас по психологии", "publisher-place": "М."},
    ),
    (
        "people without a slash are a title",
        "Марков Р., Гренков Д., Мейер П., Роден В. Биохимия человека. – М.: Мир, 1993.",
        {"title": "Биохимия человека", "publisher": "Мир"},
    ),
    (
        "nobody edited what no word says so",
        "Стоянова Е.С. Похудеть. – М.: Кристалл, 2003.",
        {"title": "Похудеть", "author": [{"family": "Стоянова", "given": "Е.С."}], "editor": None},
    ),
    (
        "a name is no running number",
        "Гаврилова О. Об организации воспитания детей с недостатками развития//Дошкольное воспитание, 1998 №2 - с. 67-71",
        {"author": [{"family": "Гаврилова", "given": "О."}], "page": "67-71"},
    ),
    (
        "initials get their family name back from the title",
        "Н.Н. Трухин Исследование реакций человека на стресс, М.: Госмедиздат, 1957. 477 с.",
        {"author": [{"family": "Трухин", "given": "Н.Н."}], "title": "Исследование реакций человека на стресс"},
    ),
    (
        "the sign for other authors ends them",
        "Тарасов Д.И. и соавт. Депрессия, мания и смешанные состояния у подростков // Вестник психиатрии. — 2017. — № 4",
        {
            "author": [{"family": "Тарасов", "given": "Д.И."}],
            "title": "Депрессия, мания и смешанные состояния у подростков",
        },
    ),
    (
        "the full name of an author behind the slash is no publisher",
        "Кузнецова О.И. Качество жизни: автореф. дис. ... канд. мед. наук: 14.01.06 / Кузнецова Ольга Игоревна. – Томск, "
        "2014. – 23 с.",
        {"type": "thesis", "publisher": None, "publisher-place": "Томск", "number-of-pages": "23"},
    ),
    (
        "the body where a thesis was written stands behind the name",
        "Крылова Е. Р. Стигма : автореф. дис. канд. психол. наук (19.00.04) / Крылова Елена Романовна ; [Моск. гос. ун-т "
        "им. М. В. Ломоносова]. - Москва, 2011. - 27 с.",
        {"title": "Стигма", "publisher": "Моск. гос. ун-т им. М. В. Ломоносова"},
    ),
    (
        "a bare mark makes a thesis",
        "Холмова А. Б. Основания интегративной психотерапии : дис. – М., 2006.",
        {"type": "thesis", "title": "Основания интегративной психотерапии", "genre": "дис."},
    ),
    (
        "a series is part of the journal's name and no volume",
        "Волков И.А. Система подготовки психологов // Вестник МГУ. Сер. 14, Психология. 1989. № 3. С. 50-62.",
        {"container-title": "Вестник МГУ. Сер. 14, Психология", "volume": None, "issue": "3"},
    ),
    (
        "a series without a number is no town",
        "Рязанов В.Е. Биоценозы кишечника. Вестник Российского университета дружбы народов. Серия: Медицина. 2009",
        {
            "container-title": "Вестник Российского университета дружбы народов. Серия: Медицина",
            "publisher-place": None,
            "publisher": None,
        },
    ),
    (
        "the word that announces the host is not its name",
        "Орлов Е.А. Гемодинамика школьников области. В сборнике: Агаповские чтения. материалы Всероссийской "
        "научно-практической конференции. 2016. С. 54-55.",
        {"container-title": "Агаповские чтения. материалы Всероссийской научно-практической конференции"},
    ),
    (
        "an institution behind the double slash is the host",
        "Психические расстройства [Электронный ресурс] // Всемирная организация здравоохранения: [сайт]. 2022. 8 июня. URL: "
        "https://www.who.int/ru/mental-disorders (дата обращения: 03.02.2023).",
        {"type": "webpage", "container-title": "Всемирная организация здравоохранения", "author": None},
    ),
    (
        "a site is no author",
        "Министерство здравоохранения Российской Федерации : официальный сайт. – URL: https://minzdrav.gov.ru (дата "
        "обращения: 17.12.2025).",
        {"title": "Министерство здравоохранения Российской Федерации : официальный сайт", "author": None},
    ),
    (
        "a meeting is no author",
        "VII Международный съезд Ассоциации психотерапевтов: Сборник научных статей, Казань, 21 мая 2021 года. – Казань: "
        "СИНЭЛ, 2021. – 178 с.",
        {"title": "VII Международный съезд Ассоциации психотерапевтов: Сборник научных статей", "author": None},
    ),
    (
        "a town before the year behind editors",
        "Смирнов А.В. Нозология // Шизофрения. Клиника и патогенез / Под ред. А.В. Смирнова. М., 1969. С. 5–28.",
        {"publisher-place": "М.", "issued": {"date-parts": [[1969]]}},
    ),
    (
        "a town and a publisher parted by a comma",
        "Крылов В., Словарь-справочник по психологии, СПб, Питер, 2003 г., с. 231-232.",
        {"publisher-place": "СПб", "publisher": "Питер"},
    ),
    (
        "no blank behind the colon",
        "Харкевич Д. А. Фармакология//М.:ГЭОТАР-Медиа, 2009.",
        {"publisher-place": "М.", "publisher": "ГЭОТАР-Медиа"},
    ),
    (
        "Latin words in the town's place are a publisher",
        "Александров Ю. А. Пограничные психические расстройства. – Litres, 2013.",
        {"publisher": "Litres", "publisher-place": None},
    ),
    (
        "pages one by one are no volume",
        "Берников Д. Агрогородок / Д. Берников // Сельская газета. – 2023. – 3 окт. – С. 1, 8–9.",
        {"type": "article-newspaper", "page": "1, 8-9", "volume": None},
    ),
    (
        "unnumbered pages in brackets",
        "Психология: учебное пособие / В.Е. Михалёв; под ред. А.Ю. Варина. - Москва: Издательство МГТУ, 2020. - 230, [2] с.: ил.",
        {"number-of-pages": "230", "page": None},
    ),
    (
        "a number with its sign is an issue",
        "Лебедев Н. Н. Алгоритм ведения больного // Амбулаторная хирургия. – 2018 – №. 3-4.",
        {"issue": "3-4", "volume": None},
    ),
    (
        "volume and issue behind a year",
        "Борисов И. В. Новые возможности знакомого препарата//Раны и раневые инфекции 2021, 8 (3): 12-18.",
        {"volume": "8", "issue": "3", "page": "12-18"},
    ),
    (
        "the years of an edition are no pages",
        "Пушкин А.С. Полное собрание сочинений: в 10 т. – 4-е изд. – Л.: Наука, 1977–1979.",
        {"issued": {"date-parts": [[1977], [1979]]}, "page": None},
    ),
    (
        "an act called by its kind",
        "Федеральный закон о лицензировании отдельных видов деятельности N 99-ФЗ от 4.05.2011.",
        {"title": "о лицензировании отдельных видов деятельности", "number": "99-ФЗ"},
    ),
    (
        "the letter of an act's number",
        "О врачебной тайне : Закон Респ. Беларусь, 26 февр. 1997 г., № 22-З // Ведомости Нац. собр. – 1997. – № 16.",
        {"number": "22-З"},
    ),
    (
        "a number of several parts",
        'Информационное письмо Минздрава России от 22.12.2011 N 20-2/10/1-8234 "О формировании программы государственных '
        'гарантий"',
        {"number": "20-2/10/1-8234"},
    ),
    (
        "sanitary rules are a standard",
        "СП 2.4.3648-20 «Санитарно-эпидемиологические требования к организациям отдыха детей»",
        {"type": "standard", "number": "СП 2.4.3648-20"},
    ),
    (
        "a standard behind its title",
        "Библиографическая запись : ГОСТ 7.1-2003. – Введ. 01.07.04. – Минск : БелГИСС, 2004. – 48 с.",
        {"type": "standard", "title": "Библиографическая запись"},
    ),
    (
        "a standard about theses is no thesis",
        "ГОСТ Р 7.0.11-2011. Диссертация и автореферат диссертации. Структура и правила оформления. — М.: Стандартинформ, 2012.",
        {"type": "standard", "title": "Диссертация и автореферат диссертации. Структура и правила оформления"},
    ),
    (
        "an inventor's certificate is a patent",
        "А. с. 1276329 СССР, МКИ А 61 В 5/16. Способ определения утомления / В. П. Дубов (СССР). – опубл. 15.12.1986, Бюл. № 46.",
        {"type": "patent", "number": "1276329", "title": "Способ определения утомления"},
    ),
    (
        "an editor behind the degrees",
        "Психиатрия: Учеб. пособие / Под ред. д-ра мед. наук, проф. И. И. Сидоркина. СПб.: Питер, 2002. 300 с.",
        {"type": "book", "editor": [{"family": "Сидоркин", "given": "И. И."}], "publisher": "Питер"},
    ),
    (
        "two editors with a degree each",
        "Психология / под общей редакцией академика РАН А. А. Бодалина, доктора психологических наук, профессора "
        "В. В. Столова. М.: Речь, 2000.",
        {
            "title": "Психология",
            "editor": [{"family": "Бодалин", "given": "А. А."}, {"family": "Столов", "given": "В. В."}],
        },
    ),
    (
        "a degree in the middle of a collection",
        "Марковская Е. И. Аспекты собственности // Практическая психология: Учеб. пособие / Под ред. д-ра психол. наук, "
        "академика БПА, проф. М. К. Тутыкиной. СПб., 2002. С. 148–159.",
        {
            "container-title": "Практическая психология: Учеб. пособие",
            "editor": [{"family": "Тутыкина", "given": "М. К."}],
        },
    ),
    (
        "a Ukrainian editor in the nominative",
        "Психіатрія: підручник / за ред. д-ра мед. наук, професора О. К. Напрєєнка. К.: Здоров'я, 2001. 584 с.",
        {"title": "Психіатрія: підручник", "editor": [{"family": "Напрєєнко", "given": "О. К."}]},
    ),
    (
        "the town behind an edition",
        "Психология : словарь / под общ. ред. А. В. Петрова, М. Г. Яркова. 2-е изд. М., 1990. 494 с.",
        {"edition": "2", "publisher-place": "М."},
    ),
    (
        "an address with a number and a year has no DOI",
        "World Health Organization. International classification of diseases. URL: https://icd.who.int/browse10/2019/en "
        "(date of access – 12.11.2020).",
        {"DOI": None, "URL": "https://icd.who.int/browse10/2019/en"},
    ),
    (
        "a collection goes on behind a known title",
        "Середюк О. О. Соціальна робота з особами // Соціальна робота в органах внутрішніх справ України: Навчальний "
        "посібник. — Харків: Національний університет внутрішніх справ, 2006. — С. 303–324.",
        {"container-title": "Соціальна робота в органах внутрішніх справ України"},
    ),
    (
        "a compound keeps its hyphen at the end of a line",
        "Носов О. М. Медико- социальная работа в клинике // Социальная работа. – 2018 – № 4 – С. 43-48.",
        {"title": "Медико-социальная работа в клинике"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_shapes_of_russian_lists(text: str, expected: dict[str, Any]) -> None:
    item = to_csl(parse_reference(text))
    assert {name: item.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("дис. ... канд. мед. наук: 14.01.06 - Психиатрия. Москва. 2011. 329 с.", "14.01.06 - Психиатрия"),
        ("дис. ... канд. мед. наук: 14.00.18. М., 2003. 46 с.", "14.00.18"),
        (
            "Дис. ... канд. психол. наук: 19.00.04 – медицинская психология. СПб., 2008. 198 с.",
            "19.00.04 – медицинская психология",
        ),
        (
            "специальность 3.1.17. «Психиатрия и наркология»: диссертация на соискание учёной степени кандидата медицинских "
            "наук. – СПб., 2022. – 167 с.",
            "специальность 3.1.17. «Психиатрия и наркология»",
        ),
    ],
)
def test_the_specialty_of_a_thesis_is_kept_as_a_note(printed: str, note: str) -> None:
    record = parse_reference(f"Фролов Д.С. Особенности мышления при шизофрении: {printed}")
    assert record.extra["references:note"] == [note]
    assert (record.type, record.title, record.container) == ("thesis", "Особенности мышления при шизофрении", "")


def test_where_an_order_was_registered_is_a_note() -> None:
    record = parse_reference(
        "О порядке оказания помощи: приказ Министра здравоохранения Республики Казахстан от 30 ноября 2020 года № 224. "
        "Зарегистрирован в Министерстве юстиции Республики Казахстан 1 декабря 2020 года № 21712."
    )
    assert (record.title, record.container, record.number) == ("О порядке оказания помощи", "", "224")
    assert record.issued is not None
    assert record.issued.start == (2020, 11, 30)
    assert record.extra["references:note"][0].endswith("№ 21712")


def test_the_full_name_behind_the_slash_is_kept() -> None:
    record = parse_reference(
        "Зимин Г.П. Мотивация: дис. ... канд. мед. наук / Зимин Глеб Павлович. – Томск, 2014. – 23 с."
    )
    assert record.extra["references:full-names"] == ["Зимин Глеб Павлович"]


def test_a_known_town_and_its_publisher_are_not_doubted() -> None:
    record = parse_reference("Кубров Е.С. Язык и знание. - М.: Языки славянской культуры, 2004. - 560 с.")
    assert record.publisher == "Языки славянской культуры"
    assert DOUBTS not in record.extra


def test_a_single_page_of_an_act_is_no_lost_range() -> None:
    text = "1. Конституция Российской Федерации // Собрание законодательства РФ. – 2014. – № 31. – Ст. 4398."
    assert [issue.code for issue in parse_list(text).issues if issue.code == "pages-lost-dash"] == []


def test_marked_numbers_and_numbers_that_begin_again() -> None:
    text = """Основная
1. Бархатов Б.П. Педагогическая психология. - СПб.: Питер, 2006.
*2. Немцов Р.С. Психология. – М.: Владос, 2003.
3. Лисин О.В. Психология воспитания. – М.: Академкнига, 2003.
Дополнительная
1. Воспитание детей в школе: Новые подходы / Под ред.
Н.Е. Щукиной. – М.: Новая школа, 1998.
*2. Зимин И.А. Педагогика. – М.: Логос, 1999.
"""
    result = read_text(text, format="references")
    assert [record.title for record in result.records] == [
        "Педагогическая психология",
        "Психология",
        "Психология воспитания",
        "Воспитание детей в школе: Новые подходы",
        "Педагогика",
    ]
    assert [(issue.code, issue.line) for issue in result.issues if issue.code == "unread-text"] == [
        ("unread-text", 1),
        ("unread-text", 5),
    ]


def test_numbers_on_lines_of_their_own() -> None:
    text = """9
Гавров Д. П. Формирование общественного мнения. СПб., 1995.
10
Трофимов Г. Ю. Режимы роста: Почему развивающимся
странам трудно войти в «клуб» развитых? М., 2003.
11
Ананьин Б. Г. Человек как предмет познания. СПб., 2001. С. 274–275.
"""
    result = parse_list(text)
    assert [record.title for record in result.records] == [
        "Формирование общественного мнения",
        "Режимы роста: Почему развивающимся странам трудно войти в «клуб» развитых?",
        "Человек как предмет познания",
    ]
    assert result.issues == ()


def test_others_behind_the_slash_are_noted() -> None:
    record = parse_reference(
        "Вікова психологія: Навч. посіб./О.В.Скриня, Л.В.Воляна та ін.- К.: Просвіта, 2001. - 416 с."
    )
    assert record.extra["references:et-al"] == "author"


def test_a_longer_second_list_without_a_heading() -> None:
    first = "".join(f"{number}. Иванов И.И. Психология. М., 200{number}.\n" for number in range(1, 6))
    second = "".join(f"{number}. Петров А.Б. Лечение. Л., {1970 + number}.\n" for number in range(1, 12))
    lines = [piece.line for piece in split_references(first + second)]
    assert lines == list(range(1, 17))


def test_the_general_editor_who_wrote_the_preface_stands_in_the_nominative() -> None:
    record = parse_reference("Роу К. Искусство помощи / общ. ред. и предисл. Е.И. Зориной. М.: Наука, 1994. 480 с.")
    assert [str(name) for name in record.editors] == ["Зорина Е.И."]


def test_the_day_of_a_standard_is_no_page() -> None:
    record = parse_reference("ГОСТ Р 5260.3-2008. Протокол ведения. – Введ. 2010–01–01. – М.: Стандарт, 2009. – 54 с.")
    assert (record.pages, record.number_of_pages) == ("", "54")


def test_the_lone_number_of_a_thesis_counts_its_pages() -> None:
    record = parse_reference("Зорина Т.А. Качество помощи семьям: Дис. … докт. мед. наук. М., 2003; 307.")
    assert (record.pages, record.number_of_pages) == ("", "307")


def test_one_mark_closes_two_quotations() -> None:
    act = 'Постановление Правительства РФ от 15.04.2014 № 294 "Об утверждении программы "Здоровье семьи".'
    assert parse_reference(act).title == 'Об утверждении программы "Здоровье семьи"'
