"""Journals: the table is sound, and wordings and abbreviations lead to one journal or to none."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit import journals
from mhlit.tables import parts, table

CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z]")
KORSAKOV, BEKHTEREV, SOCIAL = "1997-7298", "2313-7053", "0869-4893"


def check_digit(issn: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in issn.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def test_issns_are_well_formed_and_belong_to_one_journal() -> None:
    issns = [issn for row in table("journals.tsv") for issn in parts(row["issn"])]
    assert len(issns) == len(set(issns)) > 1000
    for issn in issns:
        assert re.fullmatch(r"\d{4}-\d{3}[\dX]", issn)
        assert check_digit(issn), issn


def test_rows_are_clean_and_sorted() -> None:
    rows = table("journals.tsv")
    keys = [(row["title"] or row["romanised"] or row["english"]).casefold() for row in rows]
    assert all(keys)
    assert keys == sorted(keys)
    for row in rows:
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", cell).strip(), row
            for word in re.findall(r"\w+", cell):
                assert not (CYRILLIC.search(word) and LATIN.search(word)), word
        assert not CYRILLIC.search(row["romanised"] + row["english"]), row


@pytest.mark.parametrize(
    ("printed", "issn"),
    [
        ("Журнал неврологии и психиатрии им. С.С. Корсакова", KORSAKOV),
        ("Журнал неврологии и психиатрии имени С. С. Корсакова", KORSAKOV),
        ("Zhurnal nevrologii i psikhiatrii im. S.S. Korsakova", KORSAKOV),
        ("Zh Nevrol Psikhiatr Im S S Korsakova", KORSAKOV),
        ("Журн. неврол. и психиатр. им. С.С. Корсакова", KORSAKOV),
        ("Журнал невропатологии и психиатрии", KORSAKOV),
        ("S.S. Korsakov Journal of Neurology and Psychiatry", KORSAKOV),
        ("Соц. и клин. психиатрия", SOCIAL),
        ("Социальная и клиническая психиатрия", SOCIAL),
        ("Sotsial'naya i klinicheskaya psikhiatriya", SOCIAL),
        ("Social'naja i kliničeskaja psihiatrija", SOCIAL),
        ("0869-4893", SOCIAL),
        ("Обозрение психиатрии и медицинской психологии", BEKHTEREV),
        ("Psychiatr Serv", "1075-2730"),
        ("Psychiatr. Services", "1075-2730"),
        ("The Lancet", "0140-6736"),
        ("Schizophr. Bull.", "0586-7614"),
    ],
)
def test_a_wording_or_an_abbreviation_finds_its_journal(printed: str, issn: str) -> None:
    found = journals.find_journal(printed)
    assert found is not None
    assert issn in found.issns


@pytest.mark.parametrize("printed", ["Psychological review", "Psychiatry", "", "Вестник", "J", "?!", "Acta Obscura"])
def test_unknown_and_ambiguous_titles_find_none(printed: str) -> None:
    assert journals.find_journal(printed) is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Psychiatr Serv", "Psychiatric Services", True),
        ("Lancet", "British Journal of Psychiatry", False),
        ("Вестник Тверского музея", "Vestnik Tverskogo muzeya", True),
        ("Труды Тверск. музея", "Труды Тверского музея", True),
        ("Труды Тверского музея", "Записки Псковского музея", None),
        ("", "Lancet", None),
    ],
)
def test_same_journal(a: str, b: str, same: bool | None) -> None:
    assert journals.same_journal(a, b) is same
    assert journals.same_journal(b, a) is same


def test_every_own_title_of_two_words_or_more_finds_its_journal_or_none() -> None:
    for journal in journals.journals():
        title = journal.titles[0].value
        assert journals.find_journal(title) in (journal, None), title


@given(st.text(max_size=80))
def test_look_up_never_raises(text: str) -> None:
    journals.find_journal(text)
    assert journals.same_journal(text, text) in (True, None)
