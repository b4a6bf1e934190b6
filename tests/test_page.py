"""Article pages: the article with every fact that its page tells, then its references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import masthead, page, prose, sections
from mhlit.formats.keywords import keywords_of, split_keywords
from mhlit.model import Date, Text
from mhlit.tables import data

REFERENCES = (
    "1. Slade M. Personal recovery. Cambridge: University Press; 2009. 275 p. "
    "2. Leamy M. A review. Br J Psychiatry. 2011;199(6):445-52."
)

ELPUB = """Группы взаимопомощи в районном диспансере: три года наблюдений

https://doi.org/10.21638/2222-333X-2021-14-2-33-41

Полный текст:

PDF (Rus)

Аннотация

Цель исследования. Описать, как возникают группы. Результаты. Участники реже попадали в больницу.

Ключевые слова

группы взаимопомощи, диспансер, выздоровление

Для цитирования:

Ветров А.Б., Ильин К.М. Группы взаимопомощи в районном диспансере: три года наблюдений.
Вестник примера. 2021;14(2):33-41. https://doi.org/10.21638/2222-333X-2021-14-2-33-41

For citation:

Vetrov A.B., Ilyin K.M. Mutual aid groups in a district dispensary. Example Bulletin. 2021;14(2):33-41. (In Russ.)

Список литературы

1. Гурович И.Я., Шмуклер А.Б., Сторожакова Я.А. Психосоциальная терапия. М.: Медпрактика-М; 2004. 492 с.

2. Slade M. Personal recovery and mental illness. Cambridge: Cambridge University Press; 2009. 275 p.

Об авторах

А. Б. Ветров
Пример, Россия
"""  # fmt: skip

OJS = """Psychiatrists and clubs: what members say
- Authors: Ivanova A.B.1, Petrov C.D.2
- Affiliations:
1. Example University
2. Other University
- Issue: Vol 12, No 3 (2018)
- Pages: 45-52
- URL: https://journals.example.org/x/article/view/1
- DOI: https://doi.org/10.17816/ex12345
Cite item
Full Text
Abstract
The members of five clubs spoke about their doctors. Most of them wanted more time.
Keywords
clubs, doctors, members
About the authors
Anna Ivanova
Example University
References
1. Slade M. Personal recovery. Cambridge: University Press; 2009. 275 p.
Supplementary files
Copyright (c) 2018 Ivanova A.B.
"""

TWO_CITATIONS = """Сайт содержит материалы для врачей. Закрывая это сообщение, Вы подтверждаете, что им являетесь.

Корман Т.А.

Семейное бремя: опыт одного центра

Просмотров: 2082

Как цитировать:

Корман Т.А., Бочаров В.В. Семейное бремя: опыт одного центра. Журнал примеров. 2012;112(12):80‑85.
Korman TA, Bocharov VV. Family burden: experience of one centre. Journal of Examples. 2012;112(12):80‑85. (In Russ.)

Изучено бремя семей, в которых живут больные. Показано, что меньше всего помощи получают матери.

Ключевые слова:
семья
бремя
шизофрения
"""  # fmt: skip


def first(text):
    return page.read(text).records[0]


@pytest.fixture
def sample():
    return page.read(data("samples/article-page.txt").read_text(encoding="utf-8"))


def test_the_sample_page_gives_the_article_with_every_fact(sample):
    article = sample.records[0]

    assert article.type == "article-journal"
    assert article.titles == (Text("New opportunities for the resocialization of mental patients", "en", "translated"),)
    assert [(name.family, name.given) for name in article.authors] == [("Lyubov", "EB"), ("Kulikov", "AN")]
    assert [text.value for text in article.containers][:2] == [
        "Rossiiskii psikhiatricheskii zhurnal",
        "Russian Journal of Psychiatry",
    ]
    assert (article.year, article.volume, article.issue, article.pages, article.language) == (
        2019,
        "",
        "3",
        "18-24",
        "ru",
    )
    assert article.keywords == tuple(
        Text(word, "en")
        for word in ("mental patients", "self-help groups", "psychosocial rehabilitation", "socialization")
    )
    assert article.abstract.startswith("The authors describe how")
    assert article.abstract.endswith("named at the end.")


def test_the_sample_page_gives_its_six_references_linked(sample):
    article, *references = sample.records

    assert article.cites == tuple(reference.uid for reference in references)
    assert [reference.year for reference in references] == [2008, 2004, 2010, 2018, 2019, 2009]
    assert references[4].doi == "10.24411/1560-957x-2019-11912"
    assert [issue.raw[-45:] for issue in sample.issues if issue.code == "doi-repaired"]


def test_the_tail_is_no_reference_but_is_kept_in_the_raw_text(sample):
    assert sample.records[0].origin.raw.endswith("Article Metrics")
    assert "Gurovich" not in sample.records[0].origin.raw
    assert "Metrics" not in sample.records[-1].origin.raw


@pytest.mark.parametrize("label", ["Suggested citation:", "For citation: ", "How to cite", "Cite this article as:\n"])
@pytest.mark.parametrize(
    "keywords", ["Keywords a b; c d", "Key words: a b, c d.", "KEYWORDS\na b / c d", "Keywords:\na b\nc d"]
)
@pytest.mark.parametrize("heading", ["", "References\n", "Literature:\n"])
def test_labels_and_separators_vary(label, keywords, heading):
    citation = "Adams BC, Brown DE. Supported housing. Journal of Examples. 2016;12(3):45-52."
    abstract = "We followed forty tenants for three years. Most of them kept their flat."
    text = f"Supported housing\n{label}\n{citation}\n{abstract}\n{keywords}\n{heading}{REFERENCES}\nFunding: none"
    article, *references = page.read(text).records

    assert page.sniff(text)
    assert article.title == "Supported housing"
    assert [name.family for name in article.authors] == ["Adams", "Brown"]
    assert (article.container, article.year, article.volume, article.issue, article.pages) == (
        "Journal of Examples", 2016, "12", "3", "45-52",
    )  # fmt: skip
    assert article.abstract == abstract
    assert [word.value for word in article.keywords] == ["a b", "c d"]
    assert [reference.year for reference in references] == [2009, 2011]


def test_a_russian_page_with_two_citations_has_both_wordings():
    article, *references = page.read(ELPUB).records

    assert [(text.lang, text.role) for text in article.titles] == [("ru", "original"), ("en", "translated")]
    assert [text.value for text in article.containers] == ["Вестник примера", "Example Bulletin"]
    assert article.doi == "10.21638/2222-333x-2021-14-2-33-41"
    assert article.abstract.startswith("Цель исследования.")
    assert [word.value for word in article.keywords] == ["группы взаимопомощи", "диспансер", "выздоровление"]
    assert [reference.year for reference in references] == [2004, 2009]


def test_two_citations_under_one_label():
    article = first(TWO_CITATIONS)

    assert [text.value for text in article.titles] == [
        "Семейное бремя: опыт одного центра",
        "Family burden: experience of one centre",
    ]
    assert article.year == 2012
    assert article.abstract.startswith("Изучено бремя")
    assert [word.value for word in article.keywords] == ["семья", "бремя", "шизофрения"]


def test_a_page_of_labels_without_citation():
    article, *references = page.read(OJS).records

    assert [name.family for name in article.authors] == ["Ivanova", "Petrov"]
    assert (article.volume, article.issue, article.year, article.pages) == ("12", "3", 2018, "45-52")
    assert (article.doi, article.url) == ("10.17816/ex12345", "https://journals.example.org/x/article/view/1")
    assert [word.value for word in article.keywords] == ["clubs", "doctors", "members"]
    assert [reference.year for reference in references] == [2009]


def test_the_citation_wins_over_the_title_of_the_page_and_an_issue_says_so():
    result = page.read(
        "Supported living\nFor citation: Adams BC. Supported housing. Journal of Examples. 2016;12(3):45-52."
    )

    assert result.records[0].title == "Supported housing"
    assert result.records[0].extra["page:title"] == "Supported living"
    assert [issue.code for issue in result.issues] == ["title-conflict"]


def test_a_title_in_another_script_is_a_wording_and_no_conflict():
    result = page.read(
        "Клубы бывших пациентов\n"
        "For citation: Adams BC. [Clubs of former patients]. Zhurnal primerov. 2016;12(3):45-52. Russian"
    )

    assert [text.value for text in result.records[0].titles] == ["Клубы бывших пациентов", "Clubs of former patients"]
    assert not result.issues


@pytest.mark.parametrize(
    ("text", "title", "families", "year"),
    [
        (
            "^111\nф УДК 616.89 | https://doi.org/10.47093/2713-069X.2021.2.4.20-25\nсо\n"
            "| Бригадные формы помощи\nу населению страны.\n"
            "| Анализ состояния\nВ.С. Скрипов1,2'*, К.М. Есина1\nАннотация\nТекст.",
            "Бригадные формы помощи населению страны. Анализ состояния",
            ["Скрипов", "Есина"],
            2021,
        ),
        (
            "УДК 314.4\nТЕНДЕНЦИИ ЗДОРОВЬЯ В 2005-2018 гг.\nЮ.Е. Шматова\nНаучный центр РАН, г. Вологда",
            "ТЕНДЕНЦИИ ЗДОРОВЬЯ В 2005-2018 гг.",
            ["Шматова"],
            None,
        ),
        (
            "УДК 616.8\nА.Б. Ветров, К.М. Ильин\nИнститут примеров, Москва\nКЛУБЫ БЫВШИХ ПАЦИЕНТОВ\n"
            "КАК ФОРМА ПОДДЕРЖКИ\nРезюме. Текст.",
            "КЛУБЫ БЫВШИХ ПАЦИЕНТОВ КАК ФОРМА ПОДДЕРЖКИ",
            ["Ветров", "Ильин"],
            None,
        ),
        (
            "Научная статья на тему 'Клубы пациентов'\n\nКлубы пациентов Текст научной статьи\n\n"
            "Ключевые слова\nКЛУБЫ / CLUBS\n\n"
            "Аннотация научной статьи по медицине, автор научной работы — Ветров Антон Борисович\n\nТекст.",
            "Клубы пациентов",
            ["Ветров"],
            None,
        ),
        (
            "Вып. 22, год 2004\n\nВОПРОСЫ\n\nThe British Journal of Psychiatry 2002; 181: 494–498\n"
            "СТИГМА ПО РОДСТВУ\nЖизнь членов семей\n"
            "Margareta Цstman and Lars Kjellin\nStigma by association",
            "СТИГМА ПО РОДСТВУ. Жизнь членов семей",
            ["Östman", "Kjellin"],
            2002,
        ),
        (
            "Peer support\nJournal of Examples, Volume 12, Issue 3, March 2018, Pages 44-50\n"
            "Anna Cole, David Dunn\nAbstract\nText.",
            "Peer support",
            ["Cole", "Dunn"],
            2018,
        ),
        (
            "Вестник примера № 3, 2019\nКлубы пациентов\nА.Б. Ветров\nАннотация\nТекст.",
            "Клубы пациентов",
            ["Ветров"],
            2019,
        ),
    ],
    ids=["text layer", "code", "authors first", "labels", "source line", "source behind", "running head"],
)  # fmt: skip
def test_mastheads_of_several_hosts(text, title, families, year):
    article = first(text)

    assert page.sniff(text)
    assert article.title == title
    assert [name.family for name in article.authors] == families
    assert article.year == year


def test_journal_and_issue_on_lines_of_their_own():
    article = first(
        "Психиатрия Психиатрия и психофармакотерапия\n№03 2013\n\nОпыт двух стран №03 2013\n\n"
        "Номера страниц в выпуске:68-72\nРезюме. Текст."
    )

    assert (article.title, article.container) == ("Опыт двух стран", "Психиатрия и психофармакотерапия")
    assert (article.issue, article.year, article.pages) == ("3", 2013, "68-72")


def test_labels_of_volume_issue_and_pages():
    article = first(
        "Стигма и семья\n\nИванов И.И.\n\nЖурнал: Вестник примера\nГод: 2015\nТом: 12\nНомер: 3\n"
        "Страницы: 44-50\nАннотация: Текст."
    )

    assert (article.container, article.year) == ("Вестник примера", 2015)
    assert (article.volume, article.issue, article.pages) == ("12", "3", "44-50")


def test_a_doi_behind_a_damaged_label_is_reported_and_not_trusted():
    result = page.read("УДК 314.4\nТЕНДЕНЦИИ\nЮ.Е. Шматова\nБ01: 10.14258/881(2020)4-16\nКлючевые слова: здоровье")

    assert result.records[0].doi == ""
    assert [(issue.code, issue.line) for issue in result.issues] == [("doi-doubtful", 4)]


def test_a_year_out_of_a_doi_is_a_doubt():
    article = first("Клубы\nhttps://doi.org/10.31363/2313-7053-2023-679\nАннотация\nТекст.")

    assert article.issued == Date((2023,))
    assert article.extra["mhlit:doubts"] == ["issued"]


def test_cyrillic_and_romanised_lists_follow_each_other():
    text = (
        "Клубы\nКлючевые слова: клубы; семья\nЛитература\n"
        "1. Кабанов М.М. Реабилитация психически больных. Л.: Медицина, 1985. 216 с.\n"
        "References\n1. Kabanov MM. Reabilitatsiya psikhicheski bol'nykh. Leningrad: Meditsina; 1985. 216 p."
    )
    _, *references = page.read(text).records

    assert [reference.authors[0].family for reference in references] == ["Кабанов", "Kabanov"]
    assert [reference.origin.line for reference in references] == [4, 6]


@pytest.mark.parametrize(
    "text",
    [
        REFERENCES,
        "References\n" + REFERENCES,
        "Список литературы\n\n" + REFERENCES,
        "Slade M. Personal recovery. Cambridge; 2009.\n"
        "Leamy M. A review. Br J Psychiatry. 2011;199(6):445-52. doi:10.1192/bjp.bp.110.083733",
        "The Union\n\nOur aims:\n\n1. Seminars\n2. Workshops\n3. A handbook in 2019",
        "@article{a, keywords = {x}}\nKeywords: a\nAbstract",
        "",
    ],
)  # fmt: skip
def test_what_is_no_page(text):
    assert not page.sniff(text)


def test_nothing_to_read_is_an_issue():
    result = page.read("1234\n--")

    assert not result.records
    assert [issue.code for issue in result.issues] == ["page-unread"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a; b, c; d.", ["a", "b, c", "d"]),
        ("a, b (c, d), e", ["a", "b (c, d)", "e"]),
        ("СТИГМА / STIGMA", ["СТИГМА", "STIGMA"]),
        ("one keyword", ["one keyword"]),
        ("a • b • c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_separators_of_keywords(text, words):
    assert split_keywords(text) == words


def test_keywords_have_their_language_and_come_once():
    assert keywords_of(["стигма; группы самопомощи", "stigma; self-help groups; Stigma"]) == (
        Text("стигма", "ru"), Text("группы самопомощи", "ru"), Text("stigma", "en"), Text("self-help groups", "en"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 August 2016", (2016, 8, 12)),
        ("August 12, 2016", (2016, 8, 12)),
        ("Friday, 12th August 2016, 10:30", (2016, 8, 12)),
        ("3 марта 2021 г.", (2021, 3, 3)),
        ("12.08.2016", (2016, 8, 12)),
        ("2021-05-31", (2021, 5, 31)),
        ("11 окт 2021", (2021, 10, 11)),
        ("May 2017", (2017, 5)),
    ],
)
def test_dates_in_words_and_numbers(text, date):
    assert prose.date_of(text) == Date(date)


@pytest.mark.parametrize(
    "text", ["1.6.2019-31.5.2022", "in 2016", "40 August 2016", "12 chairs 2016", "2016", "31.13.2016"]
)
def test_what_is_no_date(text):
    assert prose.date_of(text) is None


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("В.С. Скрипов1,2'*, К.М. Есина1", ["Скрипов", "Есина"]),
        ("Marc Suhrcke, Demetris Pillas, Caroline Selai", ["Suhrcke", "Pillas", "Selai"]),
        ("Prof. John Smith, MD and Anna B. Cole, PhD", ["Smith", "Cole"]),
        ("Annual Report", []),
        ("Community Care Review", []),
        ("СТИГМА ПО РОДСТВУ", []),
        ("Russian Federation", []),
        ("Ministry of Health, Anna Cole", []),
    ],
)
def test_lines_of_names(text, families):
    assert [name.family for name in prose.persons(text)] == families


@pytest.mark.parametrize(("text", "mended"), [("Цstman", "Östman"), ("Сlinical", "Сlinical"), ("Östman", "Östman")])
def test_letters_of_the_wrong_code_page(text, mended):
    assert masthead.mend(text) == mended


@given(st.text(max_size=300))
def test_any_text_is_read_or_reported(text):
    result = page.read(text)

    assert page.sniff(text) in (True, False)
    assert result.records or result.issues


pieces = st.lists(
    st.sampled_from(
        ["", "Title", "Keywords", "Keywords: a; b", "For citation:", "Adams BC. Clubs. J Ex. 2016;1(2):3-4.",
         "References", "1. Adams BC. A. M.; 2001.", "Аннотация", "Об авторах", "© 2011 A", "- Pages: 1-2",
         "Some prose about clubs of former patients, long enough to count as such."]
    ),
    max_size=14,
)  # fmt: skip


@given(pieces)
def test_no_line_of_a_page_is_lost_or_moved(lines):
    divided = sections.divide(prose.lines_of("\n".join(lines)))
    numbers = [line.number for section in divided for line in section.lines]

    assert numbers == sorted(set(numbers))
    kept = set(numbers)
    assert all(
        prose.label(line, *sections.SINGLE, *sections.PARTS)
        for number, line in enumerate(lines, 1)
        if number not in kept
    )


HEAD_OF_A_PORTAL = """Вестник примера
2021. Том 12. № 3. С. 95—112
doi:10.99999/ex.2021120307
ISSN: 1560-957X

Самостигматизация и одиночество у посетителей клуба

Иванова М.А.
Аннотация
Изучена связь самостигматизации и одиночества. Показано, что поддержка ослабляет эту связь.
Ключевые слова: самостигматизация, одиночество
{citation}Литература
1. Иванов И.И. Стигма // Вестник примера. 2013. № 4. С. 2–9.
© 2007–2024 Портал изданий
"""
CITED = "Для цитаты: Иванова М.А. Самостигматизация и одиночество у посетителей клуба // Вестник примера. 2021. № 3. С. 95–112.\n"


@pytest.mark.parametrize("citation", ["", CITED], ids=["masthead", "citation"])
def test_a_portal_prints_journal_and_numbers_above_the_title(citation):
    article = page.read(HEAD_OF_A_PORTAL.format(citation=citation)).records[0]

    assert article.title == "Самостигматизация и одиночество у посетителей клуба"
    assert (article.container, article.year, article.issue, article.pages) == ("Вестник примера", 2021, "3", "95-112")
    assert [str(name) for name in article.authors] == ["Иванова М.А."]


def test_a_year_out_of_a_copyright_line_is_told_and_a_sites_span_of_years_is_none():
    text = HEAD_OF_A_PORTAL.format(citation="").replace(
        "2021. Том 12. № 3. С. 95—112\ndoi:10.99999/ex.2021120307\n", ""
    )
    assert page.read(text).records[0].issued is None

    result = page.read(text.replace("© 2007–2024 Портал изданий", "© Иванова М.А., 2021"))
    assert result.records[0].year == 2021
    assert "uncertain" in [issue.code for issue in result.issues]


def test_a_suggested_citation_without_a_year_is_read():
    text = (
        "Школа для родных\n\nКлючевые слова: родные, занятия\n\n"
        "Для цитаты: Ветров А.Б. Школа для родных // Помощь семье: сборник к юбилею клиники.\n\nФрагмент статьи\n"
    )
    article = page.read(text).records[0]
    assert [(name.family, name.given) for name in article.authors] == [("Ветров", "А.Б.")]
    assert (article.title, article.year) == ("Школа для родных", None)
    assert article.container.startswith("Помощь семье")


def test_labels_of_author_journal_and_issue_make_an_article():
    text = (
        "Школа для родных пациентов\nАвтор: Ветров Андрей Борисович, Ильина Ольга Петровна\n"
        "Журнал: Вестник примера @example-bulletin\nСтатья в выпуске: 2 (17) т.5, 2014 года.\nБесплатный доступ\n"
        "За два года занятия посетили 40 семей, и половина пришла снова. Описан порядок встреч и то, чему они учат.\n"
    )
    assert page.sniff(text)
    article = page.read(text).records[0]
    assert (article.container, article.volume, article.issue, article.year) == ("Вестник примера", "5", "2", 2014)
    assert [name.family for name in article.authors] == ["Ветров", "Ильина"]


def test_a_note_for_correspondence_may_stand_above_authors_and_title():
    text = (
        "© ФГБУ «Центр здоровья» Минздрава России, 2016 УДК 616.89\nДля корреспонденции\n"
        "Ветров Андрей Борисович - кандидат наук,\nстарший научный сотрудник\nТелефон: (495) 000-00-00\n"
        "К.М. Ильин1, 2, А.Б. Ветров1\nПорядок психиатрической помощи: десять лет спустя\nНаучный обзор\n"
        "1 ФГБУ «Центр здоровья» Минздрава России, Москва, Россия\n"
        "В обзоре описано, как менялся порядок помощи и что из задуманного не сделано.\n"
        "Ключевые слова: порядок помощи; права\n"
    )
    article = page.read(text).records[0]
    assert article.title == "Порядок психиатрической помощи: десять лет спустя"
    assert [name.family for name in article.authors] == ["Ильин", "Ветров"]
    assert article.abstract.startswith("В обзоре описано")
    assert article.year == 2016


def test_a_source_line_under_a_logo_and_names_with_figures():
    text = (
        "Skip to main content\nExample Archives of Care logoLink to Example Archives of Care\n"
        ". 2014 May;26(3):88–97. doi: 10.3969/j.issn.1111-2229.2014.03.004\n\nHope and stigma in outpatients\n\n"
        "门诊患者的希望与耻感\n\nQing Lu 1,2, Bo Chan 1,*\nPMCID: PMC1000001  PMID: 20000001\n\nAbstract\n\n"
        "We asked 92 people about hope. Most of them had some, and it grew with time and with company.\n"
    )
    article = page.read(text).records[0]
    assert (article.title, article.container) == ("Hope and stigma in outpatients", "Example Archives of Care")
    assert (article.year, article.volume, article.issue, article.pages) == (2014, "26", "3", "88-97")
    assert [(name.given, name.family) for name in article.authors] == [("Qing", "Lu"), ("Bo", "Chan")]


def test_the_label_of_the_journal_may_tell_the_whole_source():
    text = (
        "Hope: a review\n\nJournal: Example Bulletin, 2021, № 5, p. 1261-1287\n\nAuthors: Julia Bray, Peter Lane\n\n"
        "Abstract\n\nHope is often named and seldom measured. We read eighty papers and say what they counted.\n"
    )
    article = page.read(text).records[0]
    assert (article.container, article.year) == ("Example Bulletin", 2021)
    assert (article.issue, article.pages) == ("5", "1261-1287")


def test_authors_above_the_label_of_their_affiliation():
    text = (
        "Hostname: page-component-1 Total loading time: 0\n\nHope after the clinic: who helps whom\n\n"
        "Published online by Cambridge University Press:  16 November 2020\n\nJ. Bray*\nAffiliation:\n"
        "Centre of Care, Example, France\nP. Lane\nAffiliation:\nHospital of the Town, France\n"
    )
    assert page.sniff(text)
    article = page.read(text).records[0]
    assert article.title == "Hope after the clinic: who helps whom"
    assert [str(name) for name in article.authors] == ["Bray J.", "Lane P."]
    assert article.issued == Date((2020, 11, 16))


def test_a_numbered_chapter_is_no_list_of_references():
    text = (
        "Hope in the clinic\n\nAbstract\n\nWe asked people about hope, and most of them had some of it left.\n\n"
        "Keywords: hope; clinic\n\n1. Introduction\n\nHope is old (Lane and Bray, 1934; Bray, 2005), as is despair.\n"
    )
    assert len(page.read(text).records) == 1


def test_a_notice_of_the_site_is_no_abstract_and_an_isbn_is_read():
    text = (
        "The materials of this site are meant for health workers only. By closing this notice you confirm your trade.\n\n"
        "Groups and their leaders\n\nISBN 978-92-4-151677-8\n\n"
        "How to cite: Lane P. Groups and their leaders. Geneva: Example; 2019.\n"
    )
    record = page.read(text).records[0]
    assert (record.abstract, record.isbn) == ("", "9789241516778")


def test_a_thesis_page_cites_itself_without_a_label():
    text = (
        "Клубы взаимопомощи в сельской психиатрии Севера тема диссертации по ВАК РФ 14.00.18, Ветров, Андрей\n\n"
        "  • Ветров, Андрей Борисович\n  • 2003, Псков\n"
        "Ветров, Андрей Борисович. Клубы взаимопомощи в сельской психиатрии Севера: дис. канд. мед. наук: 14.00.18. "
        "Псков. 2003. 145 с.\n\nОглавление диссертации\n\n1. Глава I. Обзор литературы.\n\n1.1 История с 1990 года.\n"
    )
    result = page.read(text)
    thesis = result.records[0]
    assert page.sniff(text)
    assert (thesis.type, thesis.title) == ("thesis", "Клубы взаимопомощи в сельской психиатрии Севера")
    assert (thesis.year, thesis.number_of_pages, str(thesis.authors[0])) == (2003, "145", "Ветров Андрей Борисович")
    assert not result.issues


def test_a_rubric_above_and_the_title_again_in_english():
    text = (
        "УХОД ЗА БОЛЬНЫМИ\n© Коллектив авторов, 2012 УДК 615.86\nДля корреспонденции\n"
        "Ветров Андрей Борисович - профессор, руководитель отделения Телефон: (495) 000-00-00\n"
        "А.Б. Ветров, К.М. Ильин\nЛечебные и трудовые стороны ухода за больными с бредом\n#\n"
        "Care and work for patients with delusions\nA.B. Vetrov, K.M. Ilyin\n"
        "The paper describes two years of care in a ward and names four stages of the work with the patients there.\n"
        "Ключевые слова: уход, труд\n"
    )
    article = page.read(text).records[0]
    assert [each.value for each in article.titles] == [
        "Лечебные и трудовые стороны ухода за больными с бредом",
        "Care and work for patients with delusions",
    ]
    assert [(each.lang, each.role) for each in article.titles] == [("ru", "original"), ("en", "translated")]
    assert [str(name) for name in article.authors] == ["Ветров А.Б.", "Ильин К.М."]


def test_two_titles_in_one_block_and_a_name_with_degrees():
    text = (
        "Subscribe to RSS\nDOI: 10.1055/s-0029-1000001\n© Example Verlag\n"
        "Hoffnung bei Patienten mit Psychosen: was dafür und was dagegen spricht\n"
        "Hope in Patients with Psychosis: What Speaks for It and What Against\nDr. med. Ingo Bray, MPH\n"
        "Klinik für Psychiatrie, Universität Beispielstadt\nPublication Date:\n02 July 2009 (online)\n"
        "Von der Hoffnung ist oft die Rede, und gemessen wird sie selten. Wir haben nachgelesen, was gezählt wurde.\n"
    )
    assert page.sniff(text)
    article = page.read(text).records[0]
    assert [each.value.split(":")[0] for each in article.titles] == [
        "Hoffnung bei Patienten mit Psychosen",
        "Hope in Patients with Psychosis",
    ]
    assert ([str(name) for name in article.authors], article.issued) == (["Bray Ingo"], Date((2009, 7, 2)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Consortium Exemplum\n2022. Том 3. № 3. С. 20–35\nISSN: 2712-7672\nНадежда: обзор\n",
         ("Надежда: обзор", "Consortium Exemplum", 2022, "3", "3", "20-35")),
        ('Журнал "Вісник прикладів" (02) 2011\nПовернутися до номеру\nНадежда и клиника\nАвтори: И.В. Ветров, Киевская больница\n',
         ("Надежда и клиника", "Вісник прикладів", 2011, "", "2", "")),
        ("Fortschr Beisp 2001; 69(SH2): 141-144\nLAUDATIO\n© Verlag\n\n8. Verleihung des Preises\n\nG. Huber\n",
         ("8. Verleihung des Preises", "Fortschr Beisp", 2001, "69", "SH2", "141-144")),
    ],
    ids=["year first", "journal in quotation marks", "rubric"],
)  # fmt: skip
def test_mastheads_of_hosts(text, expected):
    text += "В статье описано, что называют надеждой, чем ее измеряют и у кого в клинике ее больше всего находили.\n"
    assert page.sniff(text)
    article = page.read(text).records[0]
    found = (article.title, article.container, article.year, article.volume, article.issue, article.pages)
    assert found == expected
