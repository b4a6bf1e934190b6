"""References and the works that only look like theirs: none may be linked, and the true one always.

All works, people and journals are invented. For each reference the true work is in one registry; in another there are
only its look-alikes, as in life, where most references have no DOI.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from mhlit.formats.crossref import from_work
from mhlit.matching.links import best, verify
from mhlit.references import parse_reference

Work = dict[str, Any]


class Case(NamedTuple):
    """A printed reference, the work it means, and the differences of works that only look like it."""

    reference: str
    work: Work
    others: list[Work]


def work(title: str, authors: str, journal: str = "", year: int = 2015, address: str = "", **more: Any) -> Work:
    """Return a work as Crossref gives it; the address is "volume|issue|pages"."""
    people = [dict(zip(("family", "given"), name.split(" ", 1), strict=False)) for name in authors.split(", ") if name]
    volume, issue, pages, *_ = *address.split("|"), "", "", ""
    found: Work = {
        "DOI": "10.5555/work", "type": "journal-article", "title": [title], "author": people,
        "container-title": [journal] if journal else [], "issued": {"date-parts": [[year]]},
        "volume": volume, "issue": issue, "page": pages,
    }  # fmt: skip
    return {name: value for name, value in (found | more).items() if value}


NORTH = work(
    "Clozapine and mortality in first-episode psychosis", "Hansen K, Moreau P", "Nordic Notes", 2016, "70|4|255-263"
)
LIFE = work(
    "Quality of life of patients living in their families", "Kravtsov N. A., Belova O. P.", "Sotsialnaya psikhiatriya regionov",
    2010, "20|3|31-37",
)  # fmt: skip
ZHIZN = LIFE | {
    "title": ["Качество жизни больных, проживающих в семье"],
    "author": [{"family": "Кравцов", "given": "Н.А."}, {"family": "Белова", "given": "О.П."}],
    "container-title": ["Социальная психиатрия регионов"],
}
COHORT = work(
    "Loneliness in supported housing: a cohort study", "Lindqvist E, Aho M", "Housing and Mind", 2018, "12|1|33-41"
)
CASES = {
    "notices": Case(
        "Hansen K, Moreau P. Clozapine and mortality in first-episode psychosis. Nordic Notes. 2016;70(4):255-63.",
        NORTH,
        [
            NORTH | {"title": ["Clozapine and mortality in first-episode psychosis: reply"], "page": "400"},
            NORTH | {"title": ["Erratum: Clozapine and mortality in first-episode psychosis"], "page": "320"},
            NORTH | {"title": ["Commentary on Clozapine and mortality in first-episode psychosis"], "page": "253"},
            NORTH | {"title": ["Clozapine and mortality in first-episode psychosis: two-year follow-up"], "page": "301"},
        ],
    ),
    "a letter under the title of an article": Case(
        "Ahmed S. Burnout in psychiatric trainees [letter]. British Notes. 2017;41:55.",
        work("Burnout in psychiatric trainees", "Ahmed S", "British Notes", 2017, "41||55"),
        [work("Burnout in psychiatric trainees", "Ahmed S, Lowe K", "British Notes", 2017, "41||100-108")],
    ),
    "one team on the same pages of two issues": Case(
        "Abbott C, Munro H. Carer burden in early psychosis. Family and Illness. 2007;15(1):21-30.",
        work("Carer burden in early psychosis", "Abbott C, Munro H", "Family and Illness", 2007, "15|1|21-30"),
        [work("Carer coping in early psychosis", "Abbott C, Munro H", "Family and Illness", 2007, "15|2|21-29")],
    ),
    "the same in two languages": Case(
        "Kravtsov NA, Belova OP. [Quality of life of patients living in their families]. Sotsialnaya psikhiatriya "
        "regionov. 2010;20(3):31-37. Russian.",
        ZHIZN,
        [
            ZHIZN | {"title": ["Качество жизни больных, проживающих в интернате"], "page": "38-44"},
            ZHIZN | {"title": ["Семейная терапия при шизофрении"], "issue": "4"},
        ],
    ),
    "a Cyrillic reference and English records": Case(
        "Кравцов Н.А., Белова О.П. Качество жизни больных, проживающих в семье // Социальная психиатрия регионов. "
        "2010. Т. 20, № 3. С. 31–37.",
        LIFE,
        [
            LIFE | {"title": ["Quality of life of patients living in nursing homes"], "page": "38-44"},
            LIFE | {"title": ["Quality of life of patients living in large cities"], "issue": "2"},
        ],
    ),
    "two Russian titles that differ beside English ones": Case(
        "Жукова Т.Л. Депрессивные расстройства у подростков // Детский вестник. 2009. Т. 9, № 2. С. 40–47.",
        work("Депрессивные расстройства у подростков", "Жукова Т.Л.", "Детский вестник", 2009, "9|2|40-47"),
        [work("Депрессивные расстройства у детей", "Жукова Т.Л.", "Детский вестник", 2009, "9|3|40-46")],
    ),
    "the abstract, the year before": Case(
        "Lindqvist E, Aho M. Loneliness in supported housing: a cohort study. Housing and Mind. 2018;12(1):33-41.",
        COHORT,
        [
            COHORT | {"container-title": ["Congress Abstracts"], "volume": "41", "issue": "S1", "page": "S812"},
            COHORT | {"issued": {"date-parts": [[2017]]}, "volume": "11", "issue": "1"},
        ],
    ),
    "the abstract on the next page": Case(
        "Rossi G. P.2.b.045 Cognition in euthymic patients. Congress Abstracts. 2012;22(S2):S240-S241.",
        work("P.2.b.045 Cognition in euthymic patients", "Rossi G", "Congress Abstracts", 2012, "22|S2|S240-S241"),
        [work("P.2.b.046 Cognition in depressed patients", "Rossi G", "Congress Abstracts", 2012, "22|S2|S241-S242")],
    ),
    "one letter of a code": Case(
        "Kim S, Lee D. The 5-HT2A receptor gene and suicide. Molecular Notes. 2006;11.",
        work("The 5-HT2A receptor gene and suicide", "Kim S, Lee D", "Molecular Notes", 2006, "11||90-97"),
        [work("The 5-HT2C receptor gene and suicide", "Kim S, Lee D", "Molecular Notes", 2006, "11||98-104")],
    ),
    "volumes of a book": Case(
        "Берман Л.Г., ред. Руководство по социальной психиатрии. Т. 2. М.: Наука; 2005.",
        work("Руководство по социальной психиатрии. Том 2", "Берман Л.Г.", year=2005, type="book", publisher="Наука"),
        [
            work("Руководство по социальной психиатрии. Том 1", "Берман Л.Г.", year=2004, type="book", publisher="Наука"),
            work("Руководство по социальной психиатрии. Том 3", "Берман Л.Г.", year=2005, type="book", publisher="Наука"),
        ],
    ),
    "no volume and no page": Case(
        "Fox D, Lane E. Care homes and dementia. Ageing Matters. 2014.",
        work("Care homes and dementia", "Fox D, Lane E", "Ageing Matters", 2014, "16||1-9"),
        [work("Care homes and dementia", "Fox D, Lane E", "Ageing Matters", 2015, "17||1-9")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_work_is_linked_among_its_look_alikes(case: Case) -> None:
    others = [from_work(other | {"DOI": f"10.5555/other{number}"}) for number, other in enumerate(case.others)]
    chosen, rivals = best(parse_reference(case.reference), [*others, from_work(case.work)])
    assert (chosen.record.doi if chosen else rivals) == "10.5555/work"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_look_alike_is_linked_where_the_work_is_not_registered(case: Case) -> None:
    for other in case.others:
        assert best(parse_reference(case.reference), [from_work(other)]) == (None, [])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_printed_doi_of_the_work_agrees(case: Case) -> None:
    assert verify(parse_reference(case.reference), from_work(case.work)).match.same is True


@pytest.mark.parametrize("name", [name for name in CASES if name != "no volume and no page"])
def test_a_printed_doi_of_a_look_alike_does_not_agree(name: str) -> None:
    reference = parse_reference(CASES[name].reference)
    assert [verify(reference, from_work(other)).match.same for other in CASES[name].others].count(True) == 0


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"page": "14-50"}, True),
        ({"page": "256"}, True),
        ({"issued": {"date-parts": [[2017]]}}, True),
        ({"volume": "71"}, True),
        ({"volume": "7", "page": "14-50", "issue": "2"}, None),
        ({"volume": "71", "issued": {"date-parts": [[2017]]}}, None),
        ({"type": "component"}, None),
    ],
)
def test_one_misprint_is_forgiven_a_printed_doi_and_two_are_asked_about(changes: Work, same: bool | None) -> None:
    reference = parse_reference(CASES["notices"].reference)
    assert verify(reference, from_work(NORTH | changes)).match.same is same
