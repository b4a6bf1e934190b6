"""Which registry record a reference means, and what is asked to find it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mhlit.formats.crossref import from_work
from mhlit.matching.links import best, link, verify
from mhlit.matching.queries import cyrillise, queries
from mhlit.model import Date, Name, Origin, Record, Text

WORK: dict[str, Any] = {
    "DOI": "10.5555/right",
    "type": "journal-article",
    "title": ["Peer support workers in community mental health teams: a survey of 12 clinics"],
    "author": [{"given": "Hanna", "family": "Lindqvist"}, {"given": "Omar", "family": "Benali"}],
    "container-title": ["Journal of Community Care"],
    "issued": {"date-parts": [[2014]]},
    "volume": "18",
    "issue": "3",
    "page": "201-209",
}
REFERENCE = Record(
    titles=(Text("Peer support workers in community mental health teams: a survey of 12 clinics"),),
    authors=(Name("Lindqvist", "H"), Name("Benali", "O")),
    containers=(Text("J Community Care"),),
    issued=Date((2014,)),
    volume="18",
    issue="3",
    pages="201-9",
    type="article-journal",
)


def found(**changes: Any) -> Record:
    return from_work({**WORK, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": ["Peer support workers in community mental health teams"]},
        {"title": ["RETRACTED: Peer support workers in community mental health teams: a survey of 12 clinics"]},
        {"issued": {"date-parts": [[2013]]}},
        {"author": []},
        {"volume": None, "issue": None},
        {"author": [{"name": "Community Care Study Group"}]},
        {"title": ["Peer support"]},
        {"title": []},
    ],
)
def test_the_article_itself_is_linked_however_it_was_deposited(changes: dict[str, Any]) -> None:
    assert link(REFERENCE, found(**changes)).match.same is True


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ["Peer support workers in community mental health teams: a survey of 14 clinics"], "page": "301-309"},
        {"title": ["Erratum: Peer support workers in community mental health teams: a survey of 12 clinics"]},
        {"title": ["Reply to: Peer support workers in community mental health teams: a survey of 12 clinics"]},
        {"author": [{"family": "Okonkwo"}], "volume": "3", "page": "9-14", "issued": {"date-parts": [[2001]]}},
        {
            "volume": "7",
            "issue": "1",
            "page": "33-40",
            "issued": {"date-parts": [[2009]]},
            "container-title": ["Nurse"],
        },
        {"type": "component"},
        {"type": "peer-review"},
        {"type": "journal-issue"},
        {"title": ["Case management in rural areas"], "page": "210-215"},
        {"title": [], "page": "44"},
    ],
)
def test_look_alikes_are_refused(changes: dict[str, Any]) -> None:
    assert link(REFERENCE, found(**changes)).match.same is not True


def test_part_one_is_not_part_two() -> None:
    title = "Стигматизация и самостигматизация. Сообщение {}"
    reference = replace(REFERENCE, titles=(Text(title.format(1), "ru"),))
    for number, same in ((1, True), (2, False)):
        assert link(reference, found(title=[title.format(number)])).match.same is same


def test_a_title_in_another_language_is_believed_on_its_whole_address_only() -> None:
    reference = replace(
        REFERENCE,
        titles=(Text("Сотрудники с собственным опытом болезни: опрос", "ru"),),
        authors=(Name("Линдквист", "Х"),),
    )
    assert link(reference, found()).match.same is True
    assert link(reference, found(page="15-20", volume="2")).match.same is not True


def test_near_ties_are_left_to_a_person_and_a_preprint_gives_way() -> None:
    assert best(REFERENCE, [found(), found(DOI="10.5555/twin")])[0] is None
    assert [each.record.doi for each in best(REFERENCE, [found(), found(DOI="10.5555/twin")])[1]] == [
        "10.5555/right",
        "10.5555/twin",
    ]
    chosen, rivals = best(REFERENCE, [found(type="posted-content", DOI="10.5555/preprint"), found()])
    assert chosen is not None
    assert (chosen.record.doi, rivals) == ("10.5555/right", [])
    assert best(REFERENCE, []) == (None, [])


def test_what_the_text_prints_counts_where_the_parser_was_unsure() -> None:
    raw = "Lindqvist H. Peer support workers in community mental health teams: a survey of 12 clinics. 2014;18:201"
    unsure = Record(extra={"mhlit:doubts": ["titles"]}, origin=Origin(format="references", raw=raw))
    assert link(unsure, found()).match.same is True
    assert link(replace(unsure, origin=Origin(format="csl-json", raw=raw)), found()).match.same is not True


@pytest.mark.parametrize(
    ("reference", "same"),
    [
        (Record(doi="10.5555/right"), True),
        (REFERENCE, True),
        (replace(REFERENCE, titles=(Text("Peer support workers in the community"),)), True),
        (
            replace(REFERENCE, titles=(Text("Lace making in small towns"),), authors=(Name("Rossi", "M"),), pages="1"),
            False,
        ),
        (Record(titles=(Text("Lace making in small towns of the northern valley"),)), False),
        (Record(authors=(Name("Rossi", "M"),), issued=Date((1990,))), False),
        (replace(REFERENCE, titles=(Text("Erratum: Peer support workers in community mental health teams"),)), False),
    ],
)
def test_a_printed_doi_is_checked_against_what_else_was_printed(reference: Record, same: bool) -> None:
    assert verify(reference, found()).match.same is same


def test_the_part_in_the_text_is_not_overlooked_where_the_parser_found_no_title() -> None:
    raw = "Zhilin YuP. Neyropsikhologiya lobnykh doley. Soobshchenie I. Psikhiatriya. 2009;19(4):5-12."
    reference = Record(issued=Date((2009,)), volume="19", issue="4", origin=Origin(format="references", raw=raw))
    author = [{"family": "Жилин", "given": "Юрий"}]
    for part, same in (("I", True), ("II", False)):
        title = f"Нейропсихология лобных долей. Сообщение {part}"
        article = found(
            title=[title], author=author, issued={"date-parts": [[2009]]}, volume="19", issue="4", page="13"
        )
        assert (link(reference, article).match.same is True) is same


# ---------------------------------------------------------------- queries


def test_one_query_for_an_english_reference() -> None:
    (text,) = queries(REFERENCE)
    for word in ("Lindqvist", "Benali", "Peer support", "2014", "18", "201"):
        assert word in text


def test_a_russian_reference_is_asked_for_in_every_script() -> None:
    reference = Record(
        titles=(Text("Группы самопомощи", "ru"), Text("Self-help groups", "en", "translated")),
        authors=(Name("Щукина", "Ю.Я."),),
        containers=(Text("Психиатрия и общество", "ru"),),
        issued=Date((2011,)),
        pages="5–9",
    )
    first, *others = queries(reference)
    assert "Self-help groups" in first
    assert any("Группы самопомощи" in text for text in others)
    assert any("Gruppy samopomoshchi" in text and "Shchukina" in text for text in others)
    assert all("2011" in text for text in (first, *others))


def test_nothing_to_go_by_is_no_query() -> None:
    assert queries(Record()) == []
    assert queries(Record(doi="10.5555/x")) == []


@pytest.mark.parametrize(
    ("romanised", "cyrillic"),
    [
        ("Gruppy samopomoshchi", "группы самопомощи"),
        ("psikhiatriya", "психиатрия"),
        ("psihiatriâ", "психиатрия"),
        ("priverzhennost' terapii", "приверженность терапии"),
        ("уже кириллица", "уже кириллица"),
    ],
)
def test_romanised_words_are_led_back_for_a_search(romanised: str, cyrillic: str) -> None:
    assert cyrillise(romanised) == cyrillic


# A reference as the parser leaves it when it is unsure: what counts is then the text itself.
RAW = (
    "Lindqvist H, Benali O. Peer support workers in community men-\ntal health teams: a survey of 12 clinics. "
    "J Community Care 2014;18(3):201-9."
)
UNSURE = replace(REFERENCE, origin=Origin(format="references", raw=RAW), extra={"mhlit:doubts": ["titles", "pages"]})
TITLE = str(WORK["title"][0])


@pytest.mark.parametrize(
    "title",
    [
        f"Erratum: {TITLE}", f"Correction to: {TITLE}", f"{TITLE} (corrigendum)", f"Comment on “{TITLE}”",
        f"Reply to: {TITLE}", f"{TITLE} – Author’s reply", f"{TITLE}: study protocol", f"Retraction Note: {TITLE}",
        f"Expression of concern: {TITLE}", f"Book review: {TITLE}",
    ],
)  # fmt: skip
def test_a_notice_about_an_article_is_not_the_article_though_the_text_holds_nearly_all_its_title(title: str) -> None:
    assert link(UNSURE, found(title=[title])).match.same is not True
    assert link(UNSURE, found(title=[title], page="260")).match.same is not True
    chosen, rivals = best(UNSURE, [found(DOI="10.5555/notice", title=[title]), found()])
    assert (chosen and chosen.record.doi, rivals) == ("10.5555/right", [])


def test_a_word_divided_at_the_end_of_a_line_does_not_hide_a_title() -> None:
    assert link(replace(UNSURE, titles=()), found()).match.same is True


def test_an_abstract_and_the_paper_of_one_volume_are_told_apart_by_their_pages() -> None:
    abstract = [f"{TITLE} (abstract)"]
    assert link(REFERENCE, found(title=abstract, page="77")).match.same is not True
    assert link(REFERENCE, found(title=abstract)).match.same is True


@pytest.mark.parametrize(
    ("printed", "registered", "same"),
    [
        ({"issue": "4 (78)"}, {"issue": "78"}, True),
        ({"issue": "4"}, {"issue": "4 (78)"}, True),
        ({"issue": "3-4"}, {"issue": "4"}, True),
        ({"volume": "4", "issue": "78"}, {"issue": "4", "volume": None}, True),
        ({"issue": "4 (78)"}, {"issue": "5"}, False),
    ],
)
def test_an_issue_may_be_numbered_in_the_year_and_in_all(
    printed: dict[str, str], registered: dict[str, Any], same: bool
) -> None:
    title = Text("Сотрудники с собственным опытом болезни: опрос", "ru")
    reference = replace(REFERENCE, titles=(title,), authors=(Name("Линдквист", "Х"),), **printed)
    assert (link(reference, found(**registered)).match.same is True) is same
