"""References of many kinds as journals print them, and the rules that their kinds made necessary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mhlit.formats.csljson import to_csl
from mhlit.references import fields, parse_reference
from mhlit.references.boundaries import (
    authors_plain,
    journal_from_authors,
    journal_known,
    organisation_ends,
    publisher_whole,
    title_from_container,
    titles_joined,
)
from mhlit.references.brackets import act_translated, brackets_read, links_apart, quotes_closed, title_untranslated
from mhlit.references.eastern import eastern_parted
from mhlit.references.features import brackets
from mhlit.references.locators import (
    months_apart,
    numbers_apart,
    numbers_whole,
    parts_whole,
    preface_uncounted,
)
from mhlit.references.mistaken import names_settled
from mhlit.references.parse import stray_count
from mhlit.references.parts import Parts
from mhlit.references.people import names_of, translators
from mhlit.references.segments import Segment
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
    (act_translated, "Prikaz Minzdrava| N |5n| «|Ob uchete|» [|Order of the Ministry dated May 3 No. |5|]", "ge - nr - ti - ge is -",
     [("ge", "Prikaz Minzdrava"), ("nr", "5n"), ("ti", "Ob uchete"), ("tt", "Order of the Ministry dated May 3 No. 5")]),
    (act_translated, "Sbornik| |Ob uchete| [|On registers|]", "ge - ti - tt -", [("ge", "Sbornik"), ("ti", "Ob uchete"), ("tt", "On registers")]),
    (organisation_ends, "World Health Organization. mhGAP|: |Mental Health Gap", "au - ti",
     [("au", "World Health Organization"), ("ti", "mhGAP: Mental Health Gap")]),
    (numbers_whole, "Convention on rights|. |A/RES|/|61/106", "ti - ct - nr", [("ti", "Convention on rights"), ("nr", "A/RES/61/106")]),
    (preface_uncounted, "Hawthorn|; |xviii|, |236| p.", "pub - ct - pg -", [("pub", "Hawthorn"), ("pg", "236")]),
    (preface_uncounted, "Lancet|; |xviii|, |236", "pub - ct - pg", [("pub", "Lancet"), ("ct", "xviii"), ("pg", "236")]),
    (quotes_closed, "ИД «Городец|», |2016", "pub - yr", [("pub", "ИД «Городец»"), ("yr", "2016")]),
    (quotes_closed, "Washington (DC|): |2008", "pl - yr", [("pl", "Washington (DC)"), ("yr", "2008")]),
    (parts_whole, "№ |2|–3. С. |7–34", "- is - pg", [("is", "2–3"), ("pg", "7–34")]),
    (parts_whole, "2019;|5|-2020", "- vo -", [("vo", "5-2020")]),
    (parts_whole, "|12|–|18", "- vo - pg", [("vo", "12"), ("pg", "18")]),
    (parts_whole, "117: |249S-250|S.", "- pg -", [("pg", "249S-250S")]),
    (parts_whole, "Willis MM, Eger EI| 2nd. |Anesthetics", "au - ti", [("au", "Willis MM, Eger EI 2nd"), ("ti", "Anesthetics")]),
    (months_apart, "Economic Affairs June| |2015", "ct - yr", [("ct", "Economic Affairs"), ("yr", "June 2015")]),
    (months_apart, "Economic Affairs| |2015", "ct - yr", [("ct", "Economic Affairs"), ("yr", "2015")]),
    (numbers_apart, "2007| |Opt. Lett.| |32 2632", "yr - ct - vo", [("yr", "2007"), ("ct", "Opt. Lett."), ("vo", "32"), ("pg", "2632")]),
    (numbers_apart, "Annales| |38 1983 1392-1410", "ct - pg", [("ct", "Annales"), ("vo", "38"), ("yr", "1983"), ("pg", "1392-1410")]),
    (numbers_apart, "1983| |38 1392|, |12", "yr - vo - pg", [("yr", "1983"), ("vo", "38 1392"), ("pg", "12")]),
    (journal_from_authors, "M. S. Bor, Phil|. |Trans. London", "au - ct", [("au", "M. S. Bor"), ("ct", "Phil. Trans. London")]),
    (journal_from_authors, "Bor M, Phil|. |Trans. London", "au - ct", [("au", "Bor M, Phil"), ("ct", "Trans. London")]),
    (names_settled, "Duke Math. J| |105|: |21", "ser - vo - pg", [("ct", "Duke Math. J"), ("vo", "105"), ("pg", "21")]),
    (names_settled, "AIP Conf. Proc| |475|: |405", "ti - vo - pg", [("ct", "AIP Conf. Proc"), ("vo", "475"), ("pg", "405")]),
    (names_settled, "Black holes| |475|: |405", "ti - vo - pg", [("ti", "Black holes"), ("vo", "475"), ("pg", "405")]),
    (names_settled, "Diffuse universe|. |Berlin", "ser - pl", [("ti", "Diffuse universe"), ("pl", "Berlin")]),
    (names_settled, "Review of Earth| |34|, |157", "pub - vo - pg", [("ct", "Review of Earth"), ("vo", "34"), ("pg", "157")]),
    (names_settled, "Review of Earth|. |Oxford| |34|, |157", "pub - pl - vo - pg",
     [("pub", "Review of Earth"), ("pl", "Oxford"), ("vo", "34"), ("pg", "157")]),
    (eastern_parted, "王曉明, 李華. 精神分裂症患者的社會康復研究|. |中華精神科雜誌| |30", "au - ct - vo",
     [("au", "王曉明, 李華"), ("ti", "精神分裂症患者的社會康復研究"), ("ct", "中華精神科雜誌"), ("vo", "30")]),
    (eastern_parted, "정신분열병 환자의 재활, 한국정신의학| |98", "ct - vo", [("ti", "정신분열병 환자의 재활"), ("ct", "한국정신의학"), ("vo", "98")]),
    (eastern_parted, "精神分裂症的社會康復. 臨床心理|, |3", "ti - pg", [("ti", "精神分裂症的社會康復"), ("ct", "臨床心理"), ("pg", "3")]),
    (eastern_parted, "精神分裂症的社會康復. 臨床心理", "ti", [("ti", "精神分裂症的社會康復. 臨床心理")]),
    (titles_joined, "Modernes Wohnen|. In: |Stadt und Land", "ti - ti", [("ti", "Modernes Wohnen"), ("ti", "Stadt und Land")]),
    (title_from_container, "Phys. Lett. B| |2017", "ct - yr", [("ct", "Phys. Lett. B"), ("yr", "2017")]),
    (title_from_container, "Oral literature| |1976", "ct - yr", [("ti", "Oral literature"), ("yr", "1976")]),
    (journal_known, "On helping|. |European Schizophrenia Bulletin", "ti - ct", [("ti", "On helping"), ("ct", "European Schizophrenia Bulletin")]),
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


@pytest.mark.parametrize(
    ("found", "expected"),
    [([], "312"), ([Segment("ct", "Психиатрия", 12, 22, 1.0)], "")],
    ids=["a book", "a part of one"],
)
def test_the_pages_of_a_book_are_counted_whatever_the_tagger_takes_them_for(
    found: list[Segment], expected: str
) -> None:
    assert stray_count(Parts("Петров П.П. Психиатрия села. – М.: Медицина, 1987. – 312 с.", found), "") == expected
