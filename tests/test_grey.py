"""Grey literature: a citable record of a page, its organisation and date, and each listed post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.formats import grey, posts, prose
from mhlit.model import Date
from mhlit.tables import data

NGO = """
NGO „Open Door” (OD in short) is a non-governmental organization established in the year 2000.

It works in Latvia with Latvian and foreign partners, and has opened a clubhouse in Riga (2001).

Members of the board:

Prof. Dr. Anna Cole
David Dunn
"""

PROJECT = """Bridges Project

The project has been prolonged, until 31.12.2022.

Original plan (1.3.2018-28.2.2021):

Shared Development of Support in Pskov Region, Russia, and South Estonia

The Bridges project has three steps:

1. Learning visits
2. A trial year in 2019
3. A closing seminar

Partners from Russia and Estonia take part; Estonia leads the project.
"""

NEWS = """Guidance on Support Groups

On March 4, the Council presented its guidance.

Informational source: Nordic Council for Recovery

Download document

Related posts

12 September 2018


The autumn school gathered forty leaders of groups from six regions...

31 May 2021

Costs of loneliness in later life

Anna Cole, David Dunn. Institute of Social Accounts, Tartu, Estonia, Regional Offi...

5 March 2018

STIGMA: AN EXPERT OPINION BY Prof. Dr. Anna COLE, the Example University (USA)  ...

8 April 2016

We join the Day of Open Doors
"""


def first(text):
    return grey.read(text).records[0]


def organisation(record):
    return record.authors[0].literal if record.authors else ""


def test_the_sample_page_gives_the_organisation_and_its_posts():
    page, *listed = grey.read(data("samples/organisation-page.txt").read_text(encoding="utf-8")).records

    assert (page.type, page.title, organisation(page)) == (
        "webpage",
        "Alder House Club Network",
        "Alder House Club Network",
    )
    assert page.url == "https://example.org/alder-house"
    assert page.issued is None
    assert "psychosocial rehabilitation" in page.abstract
    assert page.related == tuple(post.uid for post in listed)
    assert [(post.type, post.issued) for post in listed] == [
        ("post", Date((2021, 3, 9))), ("report", Date((2020, 9, 12))), ("post", Date((2020, 2, 3))),
    ]  # fmt: skip
    assert [post.language for post in listed] == ["en", "en", "ru"]
    assert listed[0].container == "Alder House Club Network"


def test_an_organisation_is_taken_out_of_the_first_sentence_and_founding_is_no_date():
    record = first(NGO)

    assert record.title == organisation(record) == "NGO „Open Door”"
    assert record.issued is None
    assert record.publisher_place == "Latvia"
    assert record.extra["mhlit:doubts"] == ["publisher-place"]


def test_a_project_has_no_date_and_between_two_countries_no_place():
    record = first(PROJECT)

    assert (record.type, record.title, organisation(record)) == ("webpage", "Bridges Project", "Bridges Project")
    assert record.issued is None
    assert record.publisher_place == ""


def test_posts_with_and_without_title_authors_and_publisher():
    page, school, report, opinion, day = grey.read(NEWS).records

    assert organisation(page) == "Nordic Council for Recovery"
    assert school.title == "The autumn school gathered forty leaders of groups from six regions"
    assert report.type == "report"
    assert [name.family for name in report.authors] == ["Cole", "Dunn"]
    assert (report.publisher, report.publisher_place) == ("Institute of Social Accounts", "Tartu, Estonia")
    assert [(name.family, name.given) for name in opinion.authors] == [("Cole", "Anna")]
    assert opinion.title.endswith("(USA)")
    assert (day.title, day.abstract, day.issued) == ("We join the Day of Open Doors", "", Date((2016, 4, 8)))


def test_the_raw_text_of_a_post_is_what_the_page_printed():
    day = grey.read(NEWS).records[-1]

    assert day.origin.raw == "8 April 2016\nWe join the Day of Open Doors"
    assert NEWS.splitlines()[day.origin.line - 1] == "8 April 2016"


@pytest.mark.parametrize(
    ("text", "title", "author", "date", "kind"),
    [
        (
            "Доклад о клубах\n\n14 октября 2021\n\n"
            "Региональный центр здоровья опубликовал доклад «Клубы: что изменилось». Он короток.",
            "Клубы: что изменилось", "Региональный центр здоровья", (2021, 10, 14), "report",
        ),
        (
            "WHO launches report\n\n17 June 2022\n\n"
            "The World Health Organization (WHO) has published “World mental health report”, a review of it all.",
            "World mental health report", "World Health Organization", (2022, 6, 17), "report",
        ),
        (
            "Clubs report is out\n\n"
            "On 14 October 2021 the Regional Centre of Health published the report “Clubs”. It is free.",
            "Clubs", "Regional Centre of Health", (2021, 10, 14), "report",
        ),
        (
            "09.06.2022\n\nСостоялась конференция\n\n9 июня 2021 прошла конференция «Общество».",
            "Состоялась конференция", "", (2022, 6, 9), "post",
        ),
        (
            "Union of Carers\n\nThe mission of the Union of Carers is to bring families together.",
            "Union of Carers", "Union of Carers", None, "webpage",
        ),
        (
            "Дом под крышей\n\nДом под крышей работает с 2001 года и помогает людям после больницы.",
            "Дом под крышей", "Дом под крышей", None, "webpage",
        ),
        (
            "Groups last longer\n\nPublished: 3 May 2020\n\nA study of groups came to an end.\n\n"
            "Source: Institute of Groups",
            "Groups last longer", "Institute of Groups", (2020, 5, 3), "post",
        ),
    ],
)  # fmt: skip
def test_pages_of_several_kinds(text, title, author, date, kind):
    record = first(text)

    assert (record.title, organisation(record), record.type) == (title, author, kind)
    assert record.issued == (Date(date) if date else None)


def test_a_byline_gives_the_author():
    record = first("How groups work\n\nАнна Ивановна Примерова\n\nГруппы работают просто. Об этом и рассказ.")

    assert [name.family for name in record.authors] == ["Примерова"]
    assert "Примерова" not in record.abstract


def test_a_page_in_the_name_of_a_country():
    record = first("The Union for Health\n\nThe Union for Health of Russia’s mission is to unite organizations.")

    assert (organisation(record), record.publisher_place) == ("Union for Health of Russia", "Russia")
    assert "mhlit:doubts" not in record.extra


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("12 August 2016\nA\nTeaser...\n3 May 2017\nB", [("A", (2016, 8, 12)), ("B", (2017, 5, 3))]),
        (
            "A title\n12.08.2016\nTeaser…\n\nB title\n3 мая 2017",
            [("A title", (2016, 8, 12)), ("B title", (2017, 5, 3))],
        ),
        ("• 12 August 2016 — A title\n• B title (3 May 2017)", [("A title", (2016, 8, 12)), ("B title", (2017, 5, 3))]),
        ("A title\n\nIts teaser...\n\nB title", [("A title", None), ("B title", None)]),
        ("3 May 2017\nA title\nContacts\nRiga", [("A title", (2017, 5, 3))]),
        ("3 May 2017\nContacts\n4 May 2017\nB", [("Contacts", (2017, 5, 3)), ("B", (2017, 5, 4))]),
    ],
)
def test_layouts_of_lists_of_posts(text, posts):
    found = posts_of(text)

    assert [(post.title, post.date.start if post.date else None) for post in found] == posts


def posts_of(text):
    return posts.posts_of(prose.lines_of(text))


def test_a_list_of_news_needs_no_heading():
    page, *listed = grey.read(
        "Новости союза\n\n1 декабря 2020\nШкола\nТекст...\n\n17 июня 2019\nИтоги\n\n9 марта 2018\nКлуб\n"
    ).records

    assert (page.title, page.issued) == ("Новости союза", None)
    assert [post.title for post in listed] == ["Школа", "Итоги", "Клуб"]


@pytest.mark.parametrize(
    ("teaser", "families", "publisher", "place"),
    [
        ("Anna Cole. Institute of Health, Oslo, Norway", ["Cole"], "Institute of Health", "Oslo, Norway"),
        ("И.И. Иванов, П.П. Петров. Институт примеров, Псков, ...", ["Иванов", "Петров"], "Институт примеров", "Псков"),
        ("Press Release. Ministry of Health, Oslo", [], "", ""),
        ("Anna Cole spoke. The Institute of Health listened...", [], "", ""),
    ],
)
def test_credits_in_teasers(teaser, families, publisher, place):
    names, found, where = posts.credit(teaser)

    assert ([name.family for name in names], found, where) == (families, publisher, place)


@pytest.mark.parametrize("title", ["A lecture by Radio Moscow", "Organized by The Union for Health", "Stand by Me"])
def test_no_author_is_made_up_from_a_title(title):
    assert posts.author_in_title(title) == ()


def test_keywords_of_a_page_are_its_tags():
    assert [word.value for word in first("News\n\nSome text.\n\nTags: clubs, stigma").keywords] == ["clubs", "stigma"]


def test_a_long_page_is_cut_in_the_abstract_and_whole_in_the_raw_text():
    text = "Union of Carers\n\n" + "The union works with families in many towns.\n\n" * 400
    record = first(text)

    assert len(record.abstract) <= grey.MOST_ABSTRACT
    assert record.origin.raw == text.strip()


def test_nothing_to_cite_is_an_issue_and_nothing_at_all_is_not():
    assert [issue.code for issue in grey.read("12 34\n--").issues] == ["page-unread"]
    assert grey.read(" \n") == grey.ReadResult()


@given(st.text(max_size=300) | st.text("ab AB.«»\n12 May2016Уит", max_size=200))
def test_any_text_is_read_or_reported(text):
    result = grey.read(text)

    assert grey.sniff(text) in (True, False)
    assert result.records or result.issues or not text.strip()


def test_an_imprint_under_the_title_makes_a_report():
    text = """Report on psychosocial rehabilitation in the northern towns
Northern Institute of Social Psychiatry
Riga, 2019
88 pages. ISBN 978-5-89353-112-1

Summary
This report describes services in three towns and what they cost.
"""
    record = grey.read(text).records[0]

    assert (record.type, record.title) == ("report", "Report on psychosocial rehabilitation in the northern towns")
    assert [name.literal for name in record.authors] == ["Northern Institute of Social Psychiatry"]
    assert (record.publisher_place, record.year, record.number_of_pages) == ("Riga", 2019, "88")
    assert record.isbn == "9785893531121"


def test_a_release_has_its_date_between_bars_and_today_is_no_name():
    text = """Support must reach everyone

10 October 2022 | News release | Geneva

The Federation of Helping Hands today launched its campaign for self-help groups in all regions of the country.
"""
    record = grey.read(text).records[0]

    assert record.issued is not None
    assert record.issued.start == (2022, 10, 10)
    assert [name.literal for name in record.authors] == ["Federation of Helping Hands"]


def test_what_a_site_prints_above_is_no_title_where_a_date_tells_the_title():
    text = (
        "Log in as:\n\nForgot password? Enter your address.\n\nTo become a member of a house, click below:\n\n\n"
        "New guidance names houses among good practices\nJune 10, 2021\n\n"
        "Albany, NY, June 10, 2021 – The Union of Houses unites members of forty towns and welcomes the guidance.\n"
    )
    record = grey.read(text).records[0]
    assert record.title == "New guidance names houses among good practices"
    assert (record.issued, record.type) == (Date((2021, 6, 10)), "post")
    assert [name.literal for name in record.authors] == ["Union of Houses"]
