"""eLIBRARY.RU: lists of publications, pasted or saved, and the XML of a journal's issue; all samples made for this test."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mhlit.formats import catalogue, elibrary
from mhlit.model import Date, Name, Text

PASTED = """№	Публикация	Цит.
1.
ВОЗМОЖНОСТИ СЕМЕЙНОЙ ТЕРАПИИ В РЕАБИЛИТАЦИИ
Любов Е.Б., Зотов П.Б.
Тюменский медицинский журнал. 2016. Т. 18. № 2. С. 45-52.
12
2.
СТИГМАТИЗАЦИЯ И САМОСТИГМАТИЗАЦИЯ
Орлова М.П.
Диссертация на соискание ученой степени кандидата медицинских наук / Санкт-Петербург, 2019
0
3.
ПСИХОСОЦИАЛЬНАЯ РЕАБИЛИТАЦИЯ: ОПЫТ РЕГИОНА
Сидоров К.А., Петрова Н.Н.
В сборнике: Психиатрия: традиции и будущее. Материалы конференции. Казань, 2018. С. 112-115.
3
"""

PAGE = """<html><head><title>eLIBRARY.RU - Список публикаций автора</title></head><body><table id="restab"><tr><td>№</td><td>Публикация</td><td>Цит.</td></tr>

<tr valign=middle id="a24000001"><td align=center>1.</td><td align=left valign=top><a href="/item.asp?id=24000001"><b><span>ВОЗМОЖНОСТИ СЕМЕЙНОЙ ТЕРАПИИ В РЕАБИЛИТАЦИИ</span></b></a><br>
<font color=#00008f><i>Любов Е.Б., Зотов П.Б.</i></font><br>
<font color=#00008f><a href="/contents.asp?id=1">Тюменский медицинский журнал</a>. 2016. Т. 18. <a href="/contents.asp?id=2">№ 2</a>. С. 45-52.</font></td><td align=center>12</td></tr>

<tr valign=middle><td align=center>2.</td><td align=left><a href="/item.asp?id=24000002"><b>СТИГМАТИЗАЦИЯ И САМОСТИГМАТИЗАЦИЯ</b></a><br>
<i>Орлова М.П.</i><br>
Диссертация на соискание ученой степени кандидата медицинских наук / Санкт-Петербург, 2019</td><td>0</td></tr>

</table></body></html>"""

ISSUE = """<?xml version="1.0" encoding="utf-8"?>
<journal>
 <operCard><operator>Articulus_1</operator></operCard>
 <titleid>12345</titleid>
 <issn>1111-2229</issn>
 <journalInfo lang="RUS"><title>Вестник социальной психиатрии</title></journalInfo>
 <journalInfo lang="ENG"><title>Herald of Social Psychiatry</title></journalInfo>
 <issue>
  <volume>7</volume><number>2</number><dateUni>2021</dateUni><pages>1-96</pages>
  <articles>
   <section><secTitle lang="RUS">Исследования</secTitle></section>
   <article>
    <pages>15–24</pages><artType>RAR</artType><langPubl>RUS</langPubl>
    <authors>
     <author num="001"><authorCodes><orcid>0000-0002-1825-0097</orcid></authorCodes>
      <individInfo lang="RUS"><surname>Орлова</surname><initials>Мария Петровна</initials><orgName>СПбГУ</orgName></individInfo>
      <individInfo lang="ENG"><surname>Orlova</surname><initials>Maria P.</initials></individInfo></author>
     <author num="002"><individInfo lang="RUS"><surname>Ким</surname><initials>А. В.</initials></individInfo></author>
    </authors>
    <artTitles><artTitle lang="RUS">Трудоустройство после психоза</artTitle><artTitle lang="ENG">Employment after psychosis</artTitle></artTitles>
    <abstracts><abstract lang="ENG">Aim: work.</abstract><abstract lang="RUS">Цель: работа.</abstract></abstracts>
    <codes><udk>616.89</udk><doi>10.5555/vsp.2021.2.15</doi><edn>QWERTY</edn></codes>
    <keywords><kwdGroup lang="RUS"><keyword>трудоустройство</keyword><keyword>психоз</keyword></kwdGroup><kwdGroup lang="ENG"><keyword>employment</keyword></kwdGroup></keywords>
    <references><reference><refInfo lang="ANY"><text>Любов Е.Б. Стигма и общество // Социальная и клиническая психиатрия. 2008. Т. 18, № 2. С. 7-14.</text></refInfo></reference></references>
   </article>
  </articles>
 </issue>
</journal>
"""


def test_a_pasted_list_is_read_entry_by_entry() -> None:
    result = elibrary.read(PASTED)
    article, thesis, paper = result.records

    assert catalogue.sniff(PASTED).name == "elibrary"
    assert result.issues == ()
    assert article.title == "ВОЗМОЖНОСТИ СЕМЕЙНОЙ ТЕРАПИИ В РЕАБИЛИТАЦИИ"
    assert article.authors == (Name("Любов", "Е.Б."), Name("Зотов", "П.Б."))
    assert (article.container, article.year, article.volume, article.issue, article.pages) == (
        "Тюменский медицинский журнал", 2016, "18", "2", "45-52",
    )  # fmt: skip
    assert (thesis.type, thesis.publisher_place, thesis.year) == ("thesis", "Санкт-Петербург", 2019)
    assert thesis.genre.startswith("диссертация")
    assert (paper.type, paper.container) == (
        "paper-conference", "Психиатрия: традиции и будущее. Материалы конференции",
    )  # fmt: skip
    assert (paper.publisher_place, paper.pages) == ("Казань", "112-115")
    assert [record.origin.line for record in result.records if record.origin] == [3, 8, 13]


def test_numbers_may_stand_before_titles_and_citations_behind_sources() -> None:
    text = (
        "Мои публикации за 2020 год\n\n"
        "1. ОБРАЗ БОЛЕЗНИ\nКим А. В.\nВестник психиатрии. 2020. № 1. С. 5-9.\t4\n"
        "2. ОБРАЗ ВРАЧА\nКим А. В., Lee J.\nВестник психиатрии. 2020. № 2. С. 15-19.\t0\n"
    )
    result = elibrary.read(text)

    assert elibrary.sniff(text)
    assert [(record.title, record.pages) for record in result.records] == [
        ("ОБРАЗ БОЛЕЗНИ", "5-9"),
        ("ОБРАЗ ВРАЧА", "15-19"),
    ]
    assert [(issue.code, issue.raw) for issue in result.issues] == [("unread-text", "Мои публикации за 2020 год")]


def test_a_saved_list_is_read_with_its_links() -> None:
    result = elibrary.read(PAGE)
    article, thesis = result.records

    assert catalogue.sniff(PAGE).name == "elibrary"
    assert (article.title, article.url) == (
        "ВОЗМОЖНОСТИ СЕМЕЙНОЙ ТЕРАПИИ В РЕАБИЛИТАЦИИ", "https://elibrary.ru/item.asp?id=24000001",
    )  # fmt: skip
    assert (article.container, article.volume, article.issue, article.pages) == (
        "Тюменский медицинский журнал", "18", "2", "45-52",
    )  # fmt: skip
    assert (thesis.type, thesis.authors) == ("thesis", (Name("Орлова", "М.П."),))


def test_the_xml_of_an_issue_gives_its_articles_in_both_languages() -> None:
    result = elibrary.read_issue(ISSUE)
    article, reference = result.records

    assert catalogue.sniff(ISSUE).name == "elibrary-xml"
    assert article.titles == (
        Text("Трудоустройство после психоза", "ru"),
        Text("Employment after psychosis", "en", "translated"),
    )
    assert [text.value for text in article.containers] == [
        "Вестник социальной психиатрии",
        "Herald of Social Psychiatry",
    ]
    assert [(name.family, name.given, name.orcid) for name in article.authors] == [
        ("Орлова", "Мария Петровна", "0000-0002-1825-0097"),
        ("Ким", "А. В.", ""),
    ]
    assert article.authors[0].extra["mhlit:forms"] == [{"family": "Orlova", "given": "Maria P."}]
    assert (article.volume, article.issue, article.issued, article.pages) == ("7", "2", Date((2021,)), "15-24")
    assert (article.doi, article.issn, article.abstract) == ("10.5555/vsp.2021.2.15", "1111-2229", "Цель: работа.")
    assert [(text.value, text.lang) for text in article.keywords] == [
        ("трудоустройство", "ru"), ("психоз", "ru"), ("employment", "en"),
    ]  # fmt: skip
    assert article.extra["elibrary:edn"] == "QWERTY"
    assert article.cites == (reference.uid,)
    assert reference.container == "Социальная и клиническая психиатрия"


@pytest.mark.parametrize("text", ["", "<journal><titleid/></journal>", "<journal><artTitles>", "no list"])
def test_what_holds_nothing_is_told(text: str) -> None:
    results = (elibrary.read(text), elibrary.read_issue(text))

    assert all(not result.records and result.issues for result in results)


@given(st.text(alphabet="АБв.,№ 12\n\tСТ<>td/=?item.asp\"'", max_size=200))
@example("<?")
@example("<!--")
def test_the_readers_never_raise(text: str) -> None:
    for result in (elibrary.read(text), elibrary.read(f"<a href='/item.asp?id=1'>{text}"), elibrary.read_issue(text)):
        assert result.records or result.issues
