"""Titles as they are printed: slips, titles cut by a machine, citations that run on behind the title."""

from __future__ import annotations

import pytest

from mhlit.matching.compare import compare
from mhlit.matching.printed import citation_follows, cut_short, one_letter_off
from mhlit.model import Date, Name, Record, Text
from mhlit.translit import skeleton


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Robust schema matching over xml documents", "Robust schema matching over xml douments", True),
        ("Approximate data cleaning over index structures", "Approximate data cleaning ove index structures", True),
        ("Incremental data warehouses on hardware", "Incremental ata warehouses on hardware", True),
        ("Реабилитация больных шизофренией в стационаре", "Реабилитация болных шизофренией в стационаре", True),
        ("HPV vaccine acceptance among young people", "HIV vaccine acceptance among young people", False),
        ("Outcomes of ADHD in adults: a cohort study", "Outcomes of ADHS in adults: a cohort study", False),
        ("Typical antipsychotics in late life: a review", "Atypical antipsychotics in late life: a review", False),
        ("Treatment with vitamin B1 in general hospitals", "Treatment with vitamin B6 in general hospitals", False),
        ("Recovery in men with schizophrenia and work", "Recovery in women with schizophrenia and work", False),
        ("Care of psychotic patients at home and work", "Care of psychic patients at home and work", False),
        ("Stigma", "Stigna", False),
    ],
)
def test_one_letter(one: str, other: str, same: bool) -> None:
    assert one_letter_off(one, other) is one_letter_off(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [
        ("Secure schema matching with data integra", "Secure schema matching with data integration", True),
        ("Efficient sensor networks over …", "Efficient sensor networks over optimal data", True),
        ("Психосоциальная реабилитация больных шизоф", "Психосоциальная реабилитация больных шизофренией", True),
        ("Psychotherapy of the work group", "Psychotherapy of the work groups in schizophrenia", False),
        ("Psychosocial rehabilitation in towns", "Psychosocial rehabilitation in towns and villages", False),
        ("Psychot", "Psychotherapy of the family and of groups", False),
    ],
)
def test_cut_titles(one: str, other: str, cut: bool) -> None:
    assert cut_short(one, other) is cut_short(other, one) is cut


@pytest.mark.parametrize(
    ("tail", "follows"),
    [
        ("Journal of Biological Rhythms", True),
        ("in Journal of Biological Rhythms 12", True),
        ("Proceedings of COLT-94", True),
        ("unpublished manuscript", True),
        ("in rats and men", False),
    ],
)
def test_a_citation_behind_the_title(tail: str, follows: bool) -> None:
    title = skeleton("Learning curve bounds from statistics")
    venues = ("Journal of Biological Rhythms", "Brain")
    assert citation_follows(title, f"{title} {skeleton(tail)}", venues) is follows


def paper(title: str, **fields: str) -> Record:
    """Return an article of two authors."""
    return Record(
        type="article-journal",
        titles=(Text(title),),
        authors=(Name("Miller", "Rosa"), Name("Garcia", "Ana")),
        issued=Date((1999,)),
        **fields,
    )


@pytest.mark.parametrize(
    "other",
    [
        "Dynamic sensor networks on practical hardware Proceedings of COLT-94",
        "Dynamic sensor networks on practical hard",
        "Dynamic sensor networks on practicl hardware",
    ],
)
def test_such_titles_are_one_where_the_rest_agrees(other: str) -> None:
    match = compare(paper("Dynamic sensor networks on practical hardware"), paper(other))
    assert match.same is True, match.reasons


def test_a_cut_title_does_not_tell_which_part_it_was() -> None:
    match = compare(
        paper("Dynamic sensor networks on practical hardware. Part 2"), paper("Dynamic sensor networks on pract")
    )
    assert match.same is not True, match.reasons
