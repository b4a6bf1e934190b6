"""The format of pasted reference lists: recognised by content, read into records."""

from __future__ import annotations

import pytest

from mhlit.formats import catalogue
from mhlit.formats.plaintext import FORMAT, sniff

LIST = """1. Anthony WA. Recovery from mental illness. Psychosocial Rehabilitation Journal 1993; 16(4): 11–23.
2. Кабанов М.М. Реабилитация психически больных. 2-е изд. Л.: Медицина, 1985. 216 с.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, True),
        (LIST.replace("\n", " "), True),
        ("References\n" + LIST, True),
        ("Солохина Т.А. Качество помощи: дис. ... канд. мед. наук. М., 2003. 46 с.", True),
        ("Foucault, M. (1965). Madness and civilization. New York: Pantheon.", True),
        ("1. Aktion Psychisch Kranke (2003 a) Teilhabe\n2. DAK: Report 2002\n3. Verband e. V. Tagung von 1999", True),
        ("1. Members meet weekly\n2. We opened in 2012\n3. Everyone may come", False),
        ("", False),
        ("Dear all, the meeting of 2019 was good. We met many people and talked.", False),
        ("TY  - JOUR\nTI  - Recovery, 1993;16(4):11\nER  - ", False),
        ("@book{a, title={Recovery}, year={1993}}", False),
        ('{"title": "Recovery", "issued": 1993}', False),
        ("PMID- 12345\nTI  - Recovery 1993;16:3", False),
        ("Recovery\nKeywords: recovery; stigma\nAbstract 1993;16(4):11. Two. 2001;3:4", False),
        ("id,title,year\n1,Recovery,1993\n2,Stigma,1961", False),
    ],
)
def test_sniffing(text: str, expected: bool) -> None:
    assert sniff(text) is expected


def test_the_format_reads_and_does_not_write() -> None:
    assert (FORMAT.name, FORMAT.rank, FORMAT.write) == ("references", "parsed", None)
    assert FORMAT.read is not None
    result = FORMAT.read(LIST)
    assert [record.type for record in result.records] == ["article-journal", "book"]
    assert [record.origin.line for record in result.records if record.origin] == [1, 2]


def test_headings_and_remarks_between_the_references_do_not_make_it_prose():
    text = """Books

Corrigan P. Don't call me nuts. Chicago: Recovery Press; 2001.

Goffman E. Stigma. Englewood Cliffs: Prentice-Hall; 1963.

Articles

See also the review.

Link BG, Phelan JC. Conceptualizing stigma. Annu Rev Sociol 2001; 27: 363-85.
- Thornicroft G. Shunned. Oxford: OUP; 2006.
"""
    assert sniff(text)
    result = FORMAT.read(text)
    assert [record.title for record in result.records] == [
        "Don't call me nuts", "Stigma", "Conceptualizing stigma", "Shunned",
    ]  # fmt: skip
    stray = [issue.raw for issue in result.issues if issue.code == "unread-text"]
    assert stray == ["Books", "Articles", "See also the review."]


VANCOUVER = """Thornicroft G, Tansella M. Components of a modern mental health service. Br J Psychiatry. 2004;185:283-290.
https://doi.org/10.1192/bjp.185.4.283

Любов Е.Б., Бессонова А.А. Ресурсосберегающие технологии. Социальная и клиническая психиатрия. 2008;18(2):61–70.
doi: 10.21045/1000-2008-18-61

World Health Organization. The world health report 2001: new understanding, new hope. Geneva: WHO; 2001.
"""


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_list_without_numbers_whose_dois_stand_below_is_no_page(count):
    text = "\n\n".join(VANCOUVER.split("\n\n")[:count])
    assert catalogue.sniff(text).name == "references"
    dois = [record.doi for record in catalogue.sniff(text).read(text).records]
    assert dois == ["10.1192/bjp.185.4.283", "10.21045/1000-2008-18-61", ""][:count]


def test_a_page_that_cites_itself_first_is_a_page():
    text = f"""Любов Е.Б. Технологии в психиатрии // Психиатрия. 2008. Т. 18. № 2. С. 61–70.
Технологии в психиатрии
Любов Е.Б.
Ключевые слова: стоимость; реформа
Аннотация
Изучены затраты на лечение.
Список литературы
{VANCOUVER}"""
    assert catalogue.sniff(text).name == "page"
