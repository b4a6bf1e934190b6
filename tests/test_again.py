"""References that refer to an earlier one of their list: the same work, another of the same author, or a cited one."""

from __future__ import annotations

import pytest

from mhlit.references import parse_list
from mhlit.references.restored import RESTORED
from mhlit.tables import table

FIRST = "Goffman E. Asylums: essays on the social situation of mental patients. Chicago: Aldine; 1961. 386 p."
SECOND = "Выготский Л.С. Мышление и речь. М.: Лабиринт, 1999. 352 с."


def read(*texts: str):
    return parse_list("\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))).records


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Там же.", None), ("Там же. С. 15–20.", "15-20"), ("Там же, с. 15", "15"), ("Там же. Т. 2. С. 44.", "44"),
        ("Ibid.", None), ("Ibid., p. 20", "20"), ("Ibidem. — С. 3", "3"), ("Idem.", None), ("Ebd. S. 12.", "12"), ("Ebenda, S. 12 – 14", "12-14"),
        ("Ders., a.a.O., S. 34.", "34"), ("A. a. O. S. 4", "4"), ("Там само. С. 5", "5"), ("Tamże, s. 15.", "15"), ("Loc. cit.", None),
    ],
)  # fmt: skip
def test_the_same_work(text: str, place: str | None) -> None:
    first, second, again = read(FIRST, SECOND, text)
    assert again.titles == second.titles != first.titles
    assert again.authors == second.authors
    assert again.extra.get("references:locator") == place
    assert (again.origin.raw, again.origin.line) == (text, 3)


@pytest.mark.parametrize(
    "lead", ["Ders.", "Ders.:", "Он же.", "Idem.", "Id.", "———.", "___", "Derselbe:", "The same author."]
)
def test_another_work_of_the_same_author(lead: str) -> None:
    first, again = read(
        FIRST, f"{lead} Stigma: notes on the management of spoiled identity. New York: Simon; 1963. 147 p."
    )
    assert again.authors == first.authors
    assert again.title == "Stigma: notes on the management of spoiled identity"
    assert again.issued.start == (1963,)
    assert "author" in again.extra[RESTORED]
    assert again.origin.raw.startswith(lead)


@pytest.mark.parametrize(
    "text", ["Goffman E. Op. cit. P. 45.", "Goffman, a.a.O., S. 45", "Goffman E. Указ. соч. С. 45."]
)
def test_a_work_cited_before(text: str) -> None:
    first, _, again = read(FIRST, SECOND, text)
    assert again.titles == first.titles
    assert again.extra["references:locator"] == "45"


@pytest.mark.parametrize(
    "text",
    [
        "Ideas about life. Moscow: Nauka; 2001. 20 p.",
        "Ibidem Journal of Medicine. 2001;4:5-9.",
        "Petrov PP. Op. cit. P. 45.",
        "Dies irae. Berlin; 1931.",
    ],
)
def test_what_only_looks_like_a_reference_back_is_read_by_itself(text: str) -> None:
    first, other = read(FIRST, text)
    assert other.titles != first.titles
    assert other.authors != first.authors


def test_nothing_to_refer_to() -> None:
    (record,) = read("Там же. С. 15.")
    assert record.origin.raw == "Там же. С. 15."


def test_the_table_names_three_kinds() -> None:
    assert {row["refers"] for row in table("again.tsv")} == {"work", "author", "cited"}
