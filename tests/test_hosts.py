"""Article pages of the hosts that Russian journals live on, saved or copied as text; all of them made for this test."""

from __future__ import annotations

from typing import Any

import pytest

from mhlit.api import read_text

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "OJS 3, saved": (
        """<!DOCTYPE html><html lang="ru-RU"><head>
<meta charset="utf-8"><title>Групповая психообразовательная работа с родственниками | Журнал клинической психологии</title>
<meta name="generator" content="Open Journal Systems 3.3.0.13">
<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />
<meta name="DC.Creator.PersonalName" content="Анна Сергеевна Волкова"/>
<meta name="DC.Creator.PersonalName" content="Пётр Ильич Руднев"/>
<meta name="DC.Date.issued" scheme="ISO8601" content="2020-09-30"/>
<meta name="DC.Identifier" content="412"/>
<meta name="DC.Identifier.DOI" content="10.5555/jcp.2020.3.41"/>
<meta name="DC.Language" scheme="ISO639-1" content="ru"/>
<meta name="DC.Source" content="Журнал клинической психологии"/>
<meta name="DC.Source.ISSN" content="2222-1118"/>
<meta name="DC.Source.Issue" content="3"/>
<meta name="DC.Source.Volume" content="11"/>
<meta name="DC.Title" content="Групповая психообразовательная работа с родственниками"/>
<meta name="DC.Title.Alternative" xml:lang="en" content="Group psychoeducation of relatives"/>
<meta name="DC.Description" xml:lang="ru" content="Описана программа."/>
<meta name="citation_journal_title" content="Журнал клинической психологии"/>
<meta name="citation_journal_abbrev" content="ЖКП"/>
<meta name="citation_issn" content="2222-1118"/>
<meta name="citation_author" content="Анна Сергеевна Волкова"/>
<meta name="citation_author_institution" content="РГГУ"/>
<meta name="citation_author" content="Пётр Ильич Руднев"/>
<meta name="citation_title" content="Групповая психообразовательная работа с родственниками"/>
<meta name="citation_language" content="ru"/>
<meta name="citation_date" content="2020/09/30"/>
<meta name="citation_volume" content="11"/>
<meta name="citation_issue" content="3"/>
<meta name="citation_firstpage" content="41"/>
<meta name="citation_lastpage" content="55"/>
<meta name="citation_doi" content="10.5555/jcp.2020.3.41"/>
<meta name="citation_keywords" xml:lang="ru" content="психообразование"/>
<meta name="citation_keywords" xml:lang="ru" content="семья"/>
<meta name="citation_reference" content="Любов Е.Б. Стигма и общество // Социальная и клиническая психиатрия. 2008. Т. 18, № 2. С. 7-14."/>
<meta name="citation_reference" content="Smith A., Lee B. Family work. London: Sage, 2004. 212 p."/>
</head><body><h1>Групповая психообразовательная работа с родственниками</h1></body></html>""",
        {
            "title": "Групповая психообразовательная работа с родственниками",
            "authors": "Волкова Анна Сергеевна|Руднев Пётр Ильич",
            "container": "Журнал клинической психологии",
            "issued": (2020, 9, 30),
            "volume": "11",
            "issue": "3",
            "pages": "41-55",
            "doi": "10.5555/jcp.2020.3.41",
            "keywords": "психообразование|семья",
            "language": "ru",
            "abstract": "Описана программа.",
            "references": 2,
            "english": "Group psychoeducation of relatives",
        },
    ),
    "Elpub, saved": (
        """<html><head>
<meta charset="utf-8"><title>Качество жизни опекунов | Волкова | Обозрение социальной психиатрии</title>
<meta name="citation_journal_title" content="Обозрение социальной психиатрии">
<meta name="citation_issn" content="2313-1112">
<meta name="citation_author" content="А. С. Волкова">
<meta name="citation_author" content="Д. Р. Ахметов">
<meta name="citation_title" content="Качество жизни опекунов">
<meta name="citation_date" content="2022/05/01">
<meta name="citation_volume" content="56">
<meta name="citation_issue" content="1">
<meta name="citation_firstpage" content="60">
<meta name="citation_lastpage" content="69">
<meta name="citation_doi" content="10.5555/2313-1112-2022-1-60-69">
<meta name="citation_abstract_html_url" content="https://www.example-osp.com/jour/article/view/901">
<meta name="citation_language" content="ru">
<meta name="citation_keywords" content="качество жизни; опекуны; выгорание">
<meta name="citation_pdf_url" content="https://www.example-osp.com/jour/article/download/901/700">
<meta name="DC.Description" content="Цель — оценить качество жизни."></head><body><div id="content"><h3>Качество жизни опекунов</h3><div>Аннотация</div><p>Цель — оценить качество жизни.</p></div></body></html>""",
        {
            "title": "Качество жизни опекунов",
            "authors": "Волкова А. С.|Ахметов Д. Р.",
            "container": "Обозрение социальной психиатрии",
            "issued": (2022, 5, 1),
            "volume": "56",
            "issue": "1",
            "pages": "60-69",
            "doi": "10.5555/2313-1112-2022-1-60-69",
            "keywords": "качество жизни|опекуны|выгорание",
            "language": "ru",
            "abstract": "Цель — оценить качество жизни.",
            "references": 0,
            "url": "https://www.example-osp.com/jour/article/view/901",
        },
    ),
    "CyberLeninka, saved": (
        """<!doctype html><html><head>
<meta charset="utf-8"><title>Клубный дом как форма поддержки – тема научной статьи по психологическим наукам читайте бесплатно текст научно-исследовательской работы в электронной библиотеке КиберЛенинка</title>
<meta name="citation_title" content="Клубный дом как форма поддержки">
<meta name="citation_author" content="Зимина Ольга Викторовна">
<meta name="citation_author" content="Карпов Лев Андреевич">
<meta name="citation_publication_date" content="2018">
<meta name="citation_journal_title" content="Вестник практической психологии">
<meta name="citation_issn" content="2073-4447">
<meta name="citation_pdf_url" content="https://cyberleninka.ru/article/n/klubnyy-dom/pdf">
<meta name="citation_language" content="ru">
<meta name="citation_volume" content="">
<meta name="citation_issue" content="4 (57)">
<meta name="citation_keywords" content="клубный дом,поддержка,clubhouse,PEER SUPPORT">
<meta name="eprints.title" content="Клубный дом как форма поддержки">
<meta property="og:title" content="Клубный дом как форма поддержки">
<meta property="og:site_name" content="КиберЛенинка"></head><body><h1><i itemprop="headline">Клубный дом как форма поддержки</i></h1><div itemprop="description"><p>В статье описан опыт клубного дома.</p></div></body></html>""",
        {
            "title": "Клубный дом как форма поддержки",
            "authors": "Зимина Ольга Викторовна|Карпов Лев Андреевич",
            "container": "Вестник практической психологии",
            "issued": (2018,),
            "volume": "",
            "issue": "4 (57)",
            "keywords": "клубный дом|поддержка|clubhouse|PEER SUPPORT",
            "language": "ru",
            "abstract": "В статье описан опыт клубного дома.",
            "references": 0,
        },
    ),
    "PsyJournals, saved": (
        """<html lang="ru"><head>
<meta charset="utf-8"><title>Психологическая работа с голосами | PsyJournals.ru</title>
<meta name="dc.title" content="Психологическая работа с голосами">
<meta name="dc.creator" content="Громова Е.В.">
<meta name="dc.creator" content="Ли С.Т.">
<meta name="dc.identifier" content="doi:10.5555/cpp.2019270305">
<meta name="dc.date" content="2019-10-15">
<meta name="dc.publisher" content="Московский психолого-педагогический университет">
<meta name="prism.publicationName" content="Консультации и психотерапия">
<meta name="prism.volume" content="27">
<meta name="prism.number" content="3">
<meta name="prism.startingPage" content="72">
<meta name="prism.endingPage" content="88">
<meta name="prism.issn" content="2075-3478">
<meta name="keywords" content="голоса, психоз, психотерапия">
<meta name="description" content="Обзор работы с голосами."></head><body></body></html>""",
        {
            "title": "Психологическая работа с голосами",
            "authors": "Громова Е.В.|Ли С.Т.",
            "container": "Консультации и психотерапия",
            "issued": (2019, 10, 15),
            "volume": "27",
            "issue": "3",
            "pages": "72-88",
            "doi": "10.5555/cpp.2019270305",
            "keywords": "голоса|психоз|психотерапия",
            "language": "ru",
            "abstract": "Обзор работы с голосами.",
            "references": 0,
            "publisher": "Московский психолого-педагогический университет",
        },
    ),
    "NEICON with JSON-LD, saved": (
        """<html><head><meta charset="utf-8"><title>Peer workers | NEICON Journals</title><script type="application/ld+json">{"@context":"https://schema.org",
"@type":"ScholarlyArticle",
"headline":"Peer workers in crisis teams",
"author":[{"@type":"Person",
"name":"Olga V. Zimina"},{"@type":"Person",
"givenName":"Lev",
"familyName":"Karpov"}],
"datePublished":"2021-03-02",
"isPartOf":{"@type":"PublicationIssue",
"issueNumber":"1",
"isPartOf":{"@type":"PublicationVolume",
"volumeNumber":"9",
"isPartOf":{"@type":"Periodical",
"name":"Russian Open Psychiatry",
"issn":"2712-7672"}}},
"pageStart":"5",
"pageEnd":"19",
"identifier":{"@type":"PropertyValue",
"propertyID":"DOI",
"value":"10.5555/rop.2021.1.5"},
"keywords":["peer work",
"crisis"],
"inLanguage":"en"}</script></head><body></body></html>
""",
        {
            "title": "Peer workers in crisis teams",
            "authors": "Zimina Olga V.|Karpov Lev",
            "container": "Russian Open Psychiatry",
            "issued": (2021, 3, 2),
            "volume": "9",
            "issue": "1",
            "pages": "5-19",
            "doi": "10.5555/rop.2021.1.5",
            "issn": "2712-7672",
            "keywords": "peer work|crisis",
            "language": "en",
            "references": 0,
        },
    ),
    "OJS of Eco-Vector, as text": (
        """Supported employment for people with schizophrenia: two-year follow-up

Authors: Zimina O.V.1, Karpov L.A.2
Affiliations:
1. City Psychiatric Hospital No 4
2. Institute of Social Medicine
Issue: Vol 29, No 2 (2019)
Pages: 31-40
Section: Original study articles
Submitted: 12.02.2019
Accepted: 01.04.2019
Published: 15.06.2019
URL: https://journals.example.org/rjp/article/view/12001
DOI: https://doi.org/10.5555/rjp12001
ID: 12001

Abstract
We followed 64 clients of a supported employment programme for two years. Half of them kept their job, and those who did had fewer admissions to hospital.

Keywords
schizophrenia, supported employment, follow-up

References
1. Bond G.R., Drake R.E. Making the case for IPS supported employment. Adm Policy Ment Health. 2014;41(1):69-73. doi: 10.1007/s10488-012-0444-6
2. Любов Е.Б. Трудовая реабилитация // Социальная и клиническая психиатрия. 2011. Т. 21, № 1. С. 90-95.""",
        {
            "title": "Supported employment for people with schizophrenia: two-year follow-up",
            "authors": "Zimina O.V.|Karpov L.A.",
            "issued": (2019,),
            "volume": "29",
            "issue": "2",
            "pages": "31-40",
            "doi": "10.5555/rjp12001",
            "url": "https://journals.example.org/rjp/article/view/12001",
            "keywords": "schizophrenia|supported employment|follow-up",
            "language": "en",
            "abstract": "We followed 64 clients of a supported employment programme for two years. Half of them kept their job, and those who did had fewer admissions to hospital.",
            "references": 2,
        },
    ),
    "CyberLeninka, as text": (
        """Текст научной работы на тему «Клубный дом как форма поддержки»
УДК 159.9
Зимина О. В., Карпов Л. А.
КЛУБНЫЙ ДОМ КАК ФОРМА ПОДДЕРЖКИ
Аннотация. В статье описан трехлетний опыт клубного дома для людей с психическими расстройствами; показано, что участники реже попадают в больницу.
Ключевые слова: клубный дом, поддержка, равный равному.
Для цитирования: Зимина О. В., Карпов Л. А. Клубный дом как форма поддержки // Вестник практической психологии. 2018. № 4 (57). С. 22–31. DOI: 10.5555/vpp.2018.57.22
Литература
1. Гурович И. Я. Психосоциальная реабилитация. М.: Медпрактика, 2004. 492 с.
2. Орлова М. П. Стигма в первичном звене // Вестник психиатрии. 2019. Т. 5. № 1. С. 3–11.""",
        {
            "title": "Клубный дом как форма поддержки",
            "authors": "Зимина О. В.|Карпов Л. А.",
            "container": "Вестник практической психологии",
            "issued": (2018,),
            "issue": "4 (57)",
            "pages": "22-31",
            "doi": "10.5555/vpp.2018.57.22",
            "keywords": "клубный дом|поддержка|равный равному",
            "language": "ru",
            "references": 2,
        },
    ),
    "PsyJournals, as text": (
        """Психологическая работа с голосами
Громова Е.В., кандидат психологических наук, доцент, Москва, Россия
Ли С.Т., клинический психолог
Консультации и психотерапия
2019. Том 27. № 3. С. 72–88
doi:10.5555/cpp.2019270305
Аннотация
Рассматриваются подходы к работе с голосами в разных школах психотерапии и их доказательная база за последние тридцать лет.
Ключевые слова: голоса, психоз, психотерапия
Для цитаты: Громова Е.В., Ли С.Т. Психологическая работа с голосами // Консультации и психотерапия. 2019. Том 27. № 3. С. 72–88. DOI: 10.5555/cpp.2019270305
Список литературы
1. Romme M., Escher S. Making sense of voices. London: Mind, 2000. 144 p.""",
        {
            "title": "Психологическая работа с голосами",
            "authors": "Громова Е.В.|Ли С.Т.",
            "container": "Консультации и психотерапия",
            "issued": (2019,),
            "volume": "27",
            "issue": "3",
            "pages": "72-88",
            "doi": "10.5555/cpp.2019270305",
            "keywords": "голоса|психоз|психотерапия",
            "language": "ru",
            "references": 1,
        },
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_record_and_its_references(name: str) -> None:
    text, wanted = PAGES[name]
    first, *references = read_text(text).records
    told = {field: getattr(first, field) for field in wanted if field not in ("references", "english")}
    told |= {
        "authors": "|".join(str(each) for each in first.authors),
        "keywords": "|".join(each.value for each in first.keywords),
        "issued": first.issued.start if first.issued else (),
        "references": len(references),
    }
    if "english" in wanted:
        told["english"] = next(text.value for text in first.titles if text.lang == "en")

    assert told == wanted
    assert first.cites == tuple(each.uid for each in references)
