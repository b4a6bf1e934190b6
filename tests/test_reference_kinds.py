"""References of many kinds as journals print them, and the rules that their kinds made necessary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mhlit.formats.csljson import to_csl
from mhlit.references import fields, parse_reference
from mhlit.references.boundaries import authors_plain, organisation_ends, publisher_whole
from mhlit.references.brackets import brackets_read, links_apart, quotes_closed, title_untranslated
from mhlit.references.features import brackets
from mhlit.references.parts import Parts
from mhlit.references.people import names_of, translators
from mhlit.references.segments import Segment
from mhlit.references.sense import ranges_whole
from mhlit.references.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = json.loads((Path(__file__).parent / "golden" / "references" / "kinds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_references_of_many_kinds(case: dict[str, Any]) -> None:
    item = to_csl(parse_reference(case["text"]))
    assert {name: item.get(name) for name in case["expected"]} == case["expected"]
    assert [name for name in case.get("absent", ()) if name in item] == []


# ---------------------------------------------------------------- rules


def parted(text: str, labels: str) -> tuple[list[Segment], str]:
    """Return segments of a text whose parts are marked off with ``|``; a label ``-`` leaves a part unlabelled."""
    found, body = [], ""
    for label, piece in zip(labels.split(), text.split("|"), strict=True):
        if label != "-":
            found.append(Segment(label, piece, len(body), len(body) + len(piece), 1.0))
        body += piece
    return found, body


RULES: list[tuple[Callable[[list[Segment], str], list[Segment]], str, str, list[tuple[str, str]]]] = [
    (links_apart, "World Psychiatry|. |[|PubMed|] [|Google Scholar|]", "ct - - no - ctt -", [("ct", "World Psychiatry")]),
    (links_apart, "Patopsikhologiya| [|Pathopsychology|]", "ti - tt -", [("ti", "Patopsikhologiya"), ("tt", "Pathopsychology")]),
    (brackets_read, "Patopsikhologiya| [Pathopsychology]. |Moscow", "ti - pl", [("ti", "Patopsikhologiya"), ("tt", "Pathopsychology"), ("pl", "Moscow")]),
    (brackets_read, "Suicidology| [Electronic resource]. |Moscow", "ti - pl", [("ti", "Suicidology"), ("pl", "Moscow")]),
    (brackets_read, "Suicidology| [J]. |Moscow", "ti - pl", [("ti", "Suicidology"), ("pl", "Moscow")]),
    (title_untranslated, "The scale (PANSS)| |for schizophrenia", "tt - ti", [("ti", "The scale (PANSS) for schizophrenia")]),
    (title_untranslated, "Suitsid| [|Suicide|] |A study", "ti - tt - ti", [("ti", "Suitsid"), ("tt", "Suicide"), ("ti", "A study")]),
    (quotes_closed, "ИД «Городец|», |2016", "pub - yr", [("pub", "ИД «Городец»"), ("yr", "2016")]),
    (quotes_closed, "Washington (DC|): |2008", "pl - yr", [("pl", "Washington (DC)"), ("yr", "2008")]),
    (ranges_whole, "№ |2|–3. С. |7–34", "- is - pg", [("is", "2–3"), ("pg", "7–34")]),
    (ranges_whole, "2019;|5|-2020", "- vo -", [("vo", "5-2020")]),
    (ranges_whole, "|12|–|18", "- vo - pg", [("vo", "12"), ("pg", "18")]),
    (authors_plain, "Кандинский В.Х. О псевдогаллюцинациях. М.|: |Наука", "au - pub",
     [("au", "Кандинский В.Х."), ("ti", "О псевдогаллюцинациях"), ("pl", "М."), ("pub", "Наука")]),
    (authors_plain, "Smith J, Jones K. The experience| |of wards", "au - ti", [("au", "Smith J, Jones K."), ("ti", "The experience of wards")]),
    (authors_plain, "van der Berg J, de Souza K", "au", [("au", "van der Berg J, de Souza K")]),
    (organisation_ends, "Department of Health. Framework for Mental Health|: |Modern Standards", "au - ti",
     [("au", "Department of Health"), ("ti", "Framework for Mental Health: Modern Standards")]),
    (organisation_ends, "Müller, Hans. Peter Schmidt and friends|: |Modern Standards", "au - ti",
     [("au", "Müller, Hans. Peter Schmidt and friends"), ("ti", "Modern Standards")]),
    (publisher_whole, "БИНОМ|. |Лаборатория знаний|, |2004", "pub - ct - yr", [("pub", "БИНОМ. Лаборатория знаний"), ("yr", "2004")]),
    (publisher_whole, "Wiley|. |World Psychiatry|, |2004|;|3", "pub - ct - yr - vo",
     [("pub", "Wiley"), ("ct", "World Psychiatry"), ("yr", "2004"), ("vo", "3")]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "labels", "expected"), RULES)
def test_rules(rule: Any, text: str, labels: str, expected: list[tuple[str, str]]) -> None:
    found, body = parted(text, labels)
    mended = rule(found, body)
    assert [(segment.label, segment.text) for segment in mended] == expected
    assert all(body[segment.start : segment.end] == segment.text for segment in mended)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Приказ от 14 октября ", " г. № 668н", (10, 14)), ("No. 323-FZ of November 21, ", ' "On', (11, 21)),
        ("New York Times. ", " Jun 23;Sect. A:1", (6, 23)), ("Известия. – ", ". – 12 марта. – С. 5", (3, 12)),
        ("РИА Новости. ", ". 10 окт. URL", (10, 10)), ("(", ", June 23). Title", (6, 23)), ("World Psychiatry ", "; 1: 16-20", ()),
        ("Bonn ", ", S. 12 Band", ()), ("J. ", ". 5 (2): 3", ()), ("", " May 45", ()), ("с 3 по 5 съезда ", "", ()),
    ],
)  # fmt: skip
def test_the_day_beside_a_year(before: str, after: str, expected: tuple[int, ...]) -> None:
    assert fields.day_and_month(before, after) == expected


@pytest.mark.parametrize("sign", ["…", "...", ". . ."])
def test_authors_left_out_are_no_name(sign: str) -> None:
    assert [str(name) for name in names_of(f"Leucht, S., Cipriani, A., {sign} Davis, J. M.").names] == [
        "Leucht S.", "Cipriani A.", "Davis J. M."
    ]  # fmt: skip


def test_translators_lose_what_else_they_did() -> None:
    found, body = parted("Пер. |с фр., предисл., примеч. В.И. Колядко", "- tr")
    assert [str(name) for name in translators(Parts(body, found))] == ["Колядко В.И."]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Mellein, »Die Rolle«, in: EuR", ["Die", "Rolle"]), ("„Der Titel“, in: X", ["Der", "Titel"]),
        ("“The title” in X", ["The", "title"]), ("Журнал «Мир» за год", ["Мир"]),
    ],
)  # fmt: skip
def test_quotation_marks_of_all_countries(text: str, quoted: list[str]) -> None:
    tokens = tokenise(text)
    inside = [token.text for token, mark in zip(tokens, brackets(tokens), strict=True) if mark != "0"]
    assert inside == quoted
