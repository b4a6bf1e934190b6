"""References read into records: the six of the seed, the kinds of publication, the normalisers, doubts and bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.formats.csljson import from_csl, to_csl
from mhlit.model import Date, Name, Text
from mhlit.names import parse_names
from mhlit.references import fields, parse_list, parse_reference
from mhlit.references.alternatives import sense
from mhlit.references.boundaries import authors_from_title
from mhlit.references.features import features, kind_of, shape_of
from mhlit.references.kinds import kind
from mhlit.references.layout import habits, preference
from mhlit.references.locators import issues_apart, numbers_whole, year_behind_title
from mhlit.references.segments import Segment
from mhlit.references.sense import book_alone, sensible, subtitles_joined
from mhlit.references.tokens import tokenise

GOLDEN = Path(__file__).parent / "golden" / "references"
CASES = json.loads((GOLDEN / "cases.json").read_text(encoding="utf-8"))
SEED = (GOLDEN / "new_opportunities.in").read_text(encoding="utf-8")


# ---------------------------------------------------------------- whole references


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_golden_references(case: dict[str, Any]) -> None:
    item = to_csl(parse_reference(case["text"]))
    assert {name: item.get(name) for name in case["expected"]} == case["expected"]
    assert [name for name in case.get("absent", ()) if name in item] == []


def names(*people: tuple[str, str]) -> tuple[Name, ...]:
    return tuple(Name(family=family, given=given) for family, given in people)


def test_the_six_references_of_an_article() -> None:
    first, second, third, fourth, fifth, sixth = parse_list(SEED).records
    assert first.authors == names(("Gurovich", "IYa"), ("Lyubov", "EB"), ("Storozhakova", "YaA"))
    assert first.titles == (Text("Vyzdorovlenie pri shizofrenii. Kontseptsiya recovery", "ru-Latn", "romanised"),)
    assert first.container == "Sotsial'naya i klinicheskaya psikhiatriya"
    assert (first.year, first.volume, first.issue, first.pages, first.language) == (2008, "18", "2", "7-14", "ru")
    assert (second.type, second.publisher_place, second.publisher, second.number_of_pages) == (
        "book",
        "M.",
        "Medpraktika-M",
        "492",
    )
    assert (third.volume, third.issue, third.pages) == ("", "2", "40-44")
    assert third.container == "Problemy sotsial'noi gigieny, zdravookhraneniya i istorii meditsiny"
    for record, start in ((fourth, "Results of the 2017 All-Russia"), (fifth, "Results of the 2018 All-Russia")):
        assert record.title.startswith(start)
        assert record.title.endswith("the Academician of the Russian Academy of Medical Sciences")
        assert [wording.role for wording in record.titles] == ["translated"]
        assert record.containers == (
            Text("Rossiiskii psikhiatricheskii zhurnal", "ru-Latn", "romanised"),
            Text("Russian Journal of Psychiatry", "en", "translated"),
            Text("Российский психиатрический журнал", "ru"),
        )
        assert record.extra["mhlit:restored"] == ["container-title"]
        assert record.language == "ru"
    assert (fourth.issue, fourth.pages, fifth.issue, fifth.pages) == ("3", "86-90", "1", "82-83")
    assert (fifth.doi.upper(), fifth.url) == ("10.24411/1560-957X-2019-11912", "")
    assert sixth.editors == names(("Dmitrieva", "TB"), ("Polozhegiy", "BS"))
    assert (sixth.authors, sixth.edition, sixth.number_of_pages, sixth.year) == ((), "2", "544", 2009)


def test_the_broken_doi_and_the_tail_are_told() -> None:
    result = parse_list(SEED, first_line=7)
    codes = [(issue.code, issue.line) for issue in result.issues]
    assert ("doi-repaired", 7) in codes
    assert codes[-1] == ("unread-text", 8)
    assert [record.origin.line for record in result.records if record.origin] == [7] * 6


def test_the_raw_text_is_kept_and_the_number_is_not_read() -> None:
    raw = "[12] Anthony WA. Recovery from mental illness. Psychosocial Rehabilitation Journal 1993; 16(4): 11–23."
    record = parse_reference(raw)
    assert record.origin is not None
    assert (record.origin.raw, record.origin.format) == (raw, "references")
    assert record == from_csl(to_csl(record))
    assert record.authors == names(("Anthony", "WA"))


def test_a_second_entry_in_brackets_gives_wordings_only() -> None:
    record = parse_reference(
        "Любов Е.Б., Цупрун В.Е. Суицидологические службы России: структура и функция // Суицидология. 2014. Т. 5. № 3. "
        "С. 3–17. [Lyubov E.B., Tsuprun V.E. Suicidological services of Russia: structure and function. Suicidology. "
        "2014; 5 (3): 3–17. (In Russ.)]"
    )
    assert [name.family for name in record.authors] == ["Любов", "Цупрун"]
    assert record.titles[0] == Text("Суицидологические службы России: структура и функция", "ru", "original")
    assert record.titles[1].role == "translated"
    assert record.titles[1].value == "Suicidological services of Russia: structure and function"
    assert [wording.value for wording in record.containers] == ["Суицидология", "Suicidology"]
    assert (record.pages, record.volume) == ("3-17", "5")


def test_an_undecided_doi_is_not_taken_over() -> None:
    result = parse_list("1. Ivanov II. Title of a work. Zhurnal. 2019;(2):40-4. DOI: 10.5555/abc.1\n1060830")
    assert [record.doi for record in result.records] == [""]
    assert "doi-doubtful" in [issue.code for issue in result.issues]


def test_ordinary_references_raise_few_doubts() -> None:
    doubtful = [case["note"] for case in CASES if "mhlit:doubts" in parse_reference(case["text"]).extra]
    assert len(doubtful) <= len(CASES) * 0.2


def test_a_lost_dash_is_offered_not_done() -> None:
    result = parse_list("Link BG. A labeling theory approach. Am Sociol Rev 1989; 54: 400423.")
    assert [issue.message for issue in result.issues if issue.code == "pages-lost-dash"] == [
        "pages 400423 may be 400-423"
    ]
    assert result.records[0].pages == "400423"


@pytest.mark.parametrize(
    ("again", "locator"), [("Там же. С. 15.", "15"), ("Ibid., p. 20–22", "20-22"), ("Ibid.", None)]
)
def test_the_same_again_gives_the_record_before(again: str, locator: str | None) -> None:
    first, second = parse_list(f"1. Ясперс К. Общая психопатология. М.: Практика, 1997. 1056 с.\n2. {again}").records
    assert (second.title, second.authors, second.year) == (first.title, first.authors, 1997)
    assert second.extra.get("references:locator") == locator
    assert second.origin is not None
    assert second.origin.raw == again


# ---------------------------------------------------------------- normalisers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40-4", "40-44"), ("1527–30", "1527-1530"), ("С. 12—25", "12-25"), ("S12-9", "S12-S19"), ("e0123456", "e0123456"),
        ("101--110", "101-110"), ("231â256", "231-256"), ("913?924", "913-924"), ("12", "12"), ("iv–x", "iv-x"),
        ("10-12, 20-25", "10-12, 20-25"), ("139 – 148", "139-148"), ("388", "388"),
    ],
)  # fmt: skip
def test_pages(text: str, expected: str) -> None:
    assert fields.pages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Т. 18", "18"), ("18", "18"), ("Vol. XIV", "XIV"), ("№ 1 (75)", "1 (75)"), ("no. 12", "12"), ("вып. 4", "4"), ("Jg. 28", "28"),
        ("(2)", "2"), ("Suppl 1", "Suppl 1"), ("1 Pt 2", "1 Pt 2"), ("5–2", "5-2"), ("H. 3", "3"), ("1 (II)", "1 (II)"), ("S12", "S12"),
    ],
)  # fmt: skip
def test_numbers_lose_their_cue_words(text: str, expected: str) -> None:
    assert fields.number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018 Jan", Date((2018, 1))), ("02.07.1992", Date((1992, 7, 2))), ("3 марта 2017 г.", Date((2017, 3, 3))), ("1995a", Date((1995,))),
        ("1998–1999", Date((1998,), (1999,))), ("2021-11-05", Date((2021, 11, 5))), ("March 3, 2017", Date((2017, 3, 3))),
        ("31.31.2001", Date((2001,))), ("(2004)", Date((2004,))), ("no date", None), ("17.05.2012 г.", Date((2012, 5, 17))),
    ],
)  # fmt: skip
def test_dates(text: str, expected: Date | None) -> None:
    assert fields.date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Мышление и речь».", "Мышление и речь"), ("Recovery [Электронный ресурс]", "Recovery"), ("Stigma [J].", "Stigma"),
        ("Pe- tersburg in winter", "Petersburg in winter"), ("Pre- and post-war", "Pre- and post-war"), ("Why? ", "Why?"),
        ("The scale (PANSS)", "The scale (PANSS)"), ("“Mild dementia”,", "Mild dementia"),
        ("Results «For work», held", "Results «For work», held"), ("Психология : текст : непосредственный", "Психология"),
    ],
)  # fmt: skip
def test_wordings_lose_the_marks_around_them(text: str, expected: str) -> None:
    assert fields.wording(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M.", "M."),
        ("СПб.", "СПб."),
        ("Москва.", "Москва"),
        ("Washington, D.C.", "Washington, D.C."),
        ("(London", "London"),
    ],
)
def test_places(text: str, expected: str) -> None:
    assert fields.place(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-е изд.", "2"),
        ("3rd ed.", "3"),
        ("4., überarb. Aufl.", "4"),
        ("rev. ed.", "rev. ed"),
        ("Изд. 2-е, испр.", "2"),
    ],
)
def test_editions(text: str, expected: str) -> None:
    assert fields.edition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian", "ru"),
        ("(In Russ.)", "ru"),
        ("in German", "de"),
        ("на укр. яз.", "uk"),
        ("Ukrainian", "uk"),
        ("", ""),
    ],
)
def test_notes_of_language(text: str, expected: str) -> None:
    assert fields.language_note(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2939", "29-39"), ("145152", "145-152"), ("1302", ""), ("e123", ""), ("12", ""), ("155114", "")],
)
def test_lost_dashes(text: str, expected: str) -> None:
    assert fields.lost_dash(text) == expected


# ---------------------------------------------------------------- tokens and features


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sotsial'naya skorost'.", ["Sotsial'naya", "skorost'", "."]),
        ("2019;(1):82-3", ["2019", ";", "(", "1", ")", ":", "82", "-", "3"]),
        ("URL: https://a.ru/x?y=1.", ["URL", ":", "https://a.ru/x?y=1", "."]),
        ("doi:10.1016/S0140-6736(18)31612-X.", ["doi", ":", "10.1016/S0140-6736(18)31612-X", "."]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == expected


@given(st.text(max_size=200))
def test_tokens_cover_the_text(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert len(features(tokens)) == len(tokens)


@pytest.mark.parametrize(
    ("text", "kind_", "shape"),
    [
        ("Gurovich", "word", "Xx"),
        ("IYa", "init", "XXx"),
        ("2008", "year", "d"),
        ("492", "d3", "d"),
        ("Я", "init", "X"),
        (";", ";", ";"),
    ],
)
def test_the_look_of_tokens(text: str, kind_: str, shape: str) -> None:
    assert (kind_of(text), shape_of(text)) == (kind_, shape)


# ---------------------------------------------------------------- sense


def labelled(body: str, *parts: tuple[str, str]) -> list[Segment]:
    found, last = [], 0
    for label, text in parts:
        start = body.index(text, last)
        last = start + len(text)
        found.append(Segment(label, text, start, last, 1.0))
    return found


@pytest.mark.parametrize(
    ("note", "body", "parts", "expected"),
    [
        ("a word of the title among the authors", "Goffman E. Asylums: essays on patients.", [("au", "Goffman E. Asylums"), ("ti", "essays on patients")],
         [("au", "Goffman E."), ("ti", "Asylums: essays on patients")]),
        ("the subtitle lost its stop", "Vyzdorovlenie. Kontseptsiya Sotsial'naya i klinicheskaya psikhiatriya. 2008",
         [("ti", "Vyzdorovlenie"), ("ct", "Kontseptsiya Sotsial'naya i klinicheskaya psikhiatriya"), ("yr", "2008")],
         [("ti", "Vyzdorovlenie. Kontseptsiya"), ("ct", "Sotsial'naya i klinicheskaya psikhiatriya"), ("yr", "2008")]),
        ("a bracket closes", "A [Results of B, held in C]. D 2001", [("tt", "Results of B"), ("no", "held in C"), ("ct", "D"), ("yr", "2001")],
         [("ti", "Results of B, held in C"), ("ct", "D"), ("yr", "2001")]),
        ("year and volume", "J 2000; 7: 48", [("ct", "J"), ("vo", "2000; 7"), ("pg", "48")], [("ct", "J"), ("yr", "2000"), ("vo", "7"), ("pg", "48")]),
        ("a book has a title", "Психология в медицине. Прага: Авиценум, 1983", [("ct", "Психология в медицине"), ("pl", "Прага"), ("pub", "Авиценум"), ("yr", "1983")],
         [("ti", "Психология в медицине"), ("pl", "Прага"), ("pub", "Авиценум"), ("yr", "1983")]),
        ("the second title is the host", "A. In: F (eds). B. 1968", [("ti", "A"), ("ed", "F"), ("ti", "B"), ("yr", "1968")],
         [("ti", "A"), ("ed", "F"), ("ct", "B"), ("yr", "1968")]),
        ("a container begins in the middle", "A reform. Problemy gigieny, i istorii, 2010;(2)",
         [("ti", "A reform. Problemy gigieny"), ("ct", "i istorii"), ("yr", "2010"), ("is", "2")],
         [("ti", "A reform"), ("ct", "Problemy gigieny, i istorii"), ("yr", "2010"), ("is", "2")]),
        ("no title but a publisher", "Росстат. Здоровье. URL: http://a.ru", [("au", "Росстат"), ("pub", "Здоровье"), ("url", "http://a.ru")],
         [("au", "Росстат"), ("ti", "Здоровье"), ("url", "http://a.ru")]),
        ("an issue in brackets", "J. Vol. 145(1–3). P. 50–55", [("ct", "J"), ("vo", "145"), ("pg", "1–3"), ("pg", "50–55")],
         [("ct", "J"), ("vo", "145"), ("is", "1–3"), ("pg", "50–55")]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_mended(
    note: str, body: str, parts: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert [(segment.label, segment.text) for segment in sensible(labelled(body, *parts), body)] == expected, note


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"ti": "A", "ct": "J", "vo": "1", "pg": "2-3"}, "article-journal"), ({"ti": "A", "pl": "М.", "pub": "Наука"}, "book"),
        ({"ti": "A", "ct": "B", "ed": "C", "pl": "М."}, "chapter"), ({"ti": "A", "ge": "дис. ... канд. мед. наук"}, "thesis"),
        ({"ti": "A", "ge": "Приказ Минздрава России", "nr": "5"}, "legislation"), ({"ti": "Mental Health Act 1983"}, "legislation"),
        ({"ti": "A", "url": "http://a.ru"}, "webpage"), ({"ti": "A", "au": "World Health Organization", "pl": "Geneva"}, "report"),
        ({"ti": "A", "ct": "Материалы XV съезда психиатров", "pl": "М."}, "paper-conference"), ({}, "document"),
        ({"ti": "A", "ct": "Российская газета"}, "article-newspaper"), ({"ti": "A", "nr": "2187888", "head": "Пат. 2187888"}, "patent"),
    ],
)  # fmt: skip
def test_kinds(parts: dict[str, str], expected: str) -> None:
    assert kind(parts) == expected


# ---------------------------------------------------------------- bad input

BAD = ["", "   ", ".", "\x00\x01", "1.", "[]", "//", "🙂🙂", "مرحبا ٢٠١٩ عالم", "2019", "http://", "doi:", "(((((((", "]]]]", "a" * 50_000, "Ivanov " * 1500, "De De De De De, " * 300 + "2001", "[a] " * 500,
       "A paragraph of prose that says something about nothing in particular and ends.", "name\tyear\ttitle", "Ibid.", "Там же. С. 15."]  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_bad_input_gives_a_record_with_its_text(text: str) -> None:
    record = parse_reference(text)
    assert record.origin is not None
    assert record.origin.raw == text
    assert len(parse_list(text).records) <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('Иванов IIPetrov .,;:()[]//«»"—-№СТ12308 \nвыпEdsвDOI10/'), max_size=120))
def test_no_text_raises_or_vanishes(text: str) -> None:
    result = parse_list(text)
    kept = "".join(record.origin.raw for record in result.records if record.origin) + "".join(
        issue.raw for issue in result.issues if issue.code == "unread-text"
    )
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]


# ---------------------------------------------------------------- second thoughts: alternatives, lists, what is restored


def test_cyrillic_is_restored_only_where_the_journal_is_certain() -> None:
    known = parse_reference("Lyubov EB. Vyzdorovlenie pri shizofrenii. Suitsidologiya. 2012;3(1):3-5. (In Russ.)")
    assert known.containers[-1] == Text("Суицидология", "ru")
    assert known.containers[0].value == "Suitsidologiya"
    assert known.extra["mhlit:restored"] == ["container-title"]
    for unknown in (
        "Lyubov EB. Vyzdorovlenie pri shizofrenii. Vestnik neizvestnogo obshchestva. 2012;3(1):3-5. (In Russ.)",
        "Corrigan P. On the stigma of mental illness. Psychiatric Services. 2001;52(9):1219-22.",
        "Любов Е.Б. Стигма и общество // Суицидология. 2012. № 1. С. 3–5.",
    ):
        assert "mhlit:restored" not in parse_reference(unknown).extra


@pytest.mark.parametrize("note", ["Russian", "(In Russ.)", "[in Russian]", "(in Russian)."])
def test_a_bracketed_title_is_a_translation(note: str) -> None:
    record = parse_reference(
        f"Ivanov II. [Suicide prevention in large cities]. Zhurnal nevrologii i psikhiatrii. 2018;118(3):86-90. {note}"
    )
    assert [(text.role, text.value) for text in record.titles] == [("translated", "Suicide prevention in large cities")]
    assert (record.language, record.publisher_place) == ("ru", "")


def test_confidence_is_told_for_each_field_and_survives() -> None:
    record = parse_reference(SEED.splitlines()[0])
    sure = record.extra["mhlit:confidence"]
    assert all(0 <= value <= 1 for value in sure.values())
    assert {"author", "title"} <= set(sure)
    assert from_csl(json.loads(json.dumps(to_csl(record)))).extra["mhlit:confidence"] == sure


def test_a_record_without_a_title_is_doubtful() -> None:
    record = parse_reference("Recovery Kovalenko Houses hope Review Annual York 12 Notes 7")
    assert "title" in record.extra["mhlit:doubts"]


def test_a_heading_is_no_unread_text() -> None:
    result = parse_list("Список литературы:\n1. Выготский Л.С. Мышление и речь. М.: Лабиринт, 1999. 352 с.\n\n"
                        "References (1)\n1. Vygotskii LS. Myshlenie i rech'. Moscow: Labirint; 1999. 352 p.")  # fmt: skip
    assert len(result.records) == 2
    assert [issue for issue in result.issues if issue.code == "unread-text"] == []


SURE = {"au": 0, "yr": 10, "ti": 20, "ct": 30}


def laid_out(order: dict[str, int]) -> list[Segment]:
    return sorted((Segment(label, "word", at, at + 4, 1.0) for label, at in order.items()), key=lambda s: s.start)


def test_a_list_prefers_its_own_order() -> None:
    body = "word; " * 10
    prefer = preference([habits(laid_out(SURE), body)] * 6)
    assert prefer is not None
    late = {"au": 0, "ti": 10, "ct": 20, "yr": 30}
    assert prefer(laid_out(SURE), body) > 0 > prefer(laid_out(late), body)
    assert preference([habits(laid_out(SURE), body)]) is None


def test_sense_counts_what_cannot_be() -> None:
    whole = [Segment("au", "Ivanov II", 0, 9, 1.0), Segment("ti", "A title", 11, 18, 1.0)]
    assert sense(whole) == 0
    assert sense([*whole, Segment("ti", "Another one", 20, 31, 1.0)]) < 0
    assert sense([whole[0], Segment("ti", "A title (open", 11, 24, 1.0)]) < 0
    assert sense([whole[0], Segment("ti", "A title // Journal", 11, 29, 1.0)]) < 0
    assert sense([*whole, Segment("ct", "Psychiatric Services", 20, 40, 1.0)]) > 0
    assert sense([*whole, Segment("vo", "no number", 20, 22, 1.0)]) <= 0
    assert sense([*whole, Segment("yr", "long ago", 20, 28, 1.0)]) < 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith J. A title of sense. Journal of Sense. 1999;81(3):5-9.", ("81", "3")),
        ('Hallinan, Maureen T. 2008. "Teacher Influences." Sociology of Education 81(3): 271–83.', ("81", "3")),
    ],
)
def test_volume_and_issue_are_two(text: str, expected: tuple[str, str]) -> None:
    record = parse_reference(text)
    assert (record.volume, record.issue) == expected


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        ("Ignat'ev OS. Sem'ia i bolezn'. 3-e izd. Kazan': Medkniga; 2016. 358 p.", ["Ignat'ev OS"], "Sem'ia i bolezn'"),
        (
            "World Forum on Care. Do volunteers change wards? 2020. Available from: https://example.org/reports/97.pdf",
            ["World Forum on Care"],
            "Do volunteers change wards?",
        ),
    ],
)
def test_authors_are_no_part_of_the_title(text: str, authors: list[str], title: str) -> None:
    record = parse_reference(text)
    assert ([str(name) for name in record.authors], record.title) == (authors, title)


SENSE = [
    (authors_from_title, "Ignat'ev OS. Sem'ia i bolezn'", ["ti"], [("au", "Ignat'ev OS"), ("ti", "Sem'ia i bolezn'")]),
    (authors_from_title, "Sem'ia i bolezn'. Ocherki", ["ti"], [("ti", "Sem'ia i bolezn'. Ocherki")]),
    (authors_from_title, "Классификация болезней (10-й пересмотр). Указания", ["ti"],
     [("ti", "Классификация болезней (10-й пересмотр). Указания")]),
    (year_behind_title, "Guidance on community services. 2021", ["ti"], [("ti", "Guidance on community services"), ("yr", "2021")]),
    (year_behind_title, "Population of Russia 2021", ["ti"], [("ti", "Population of Russia 2021")]),
    (year_behind_title, "What was introduced on July 31, 1961", ["ti"], [("ti", "What was introduced on July 31, 1961")]),
    (issues_apart, "81(3", ["vo"], [("vo", "81"), ("is", "3")]),
    (subtitles_joined, "Психология здоровья| : учебник", ["ti", "ge"], [("ti", "Психология здоровья : учебник")]),
    (subtitles_joined, "Мотивация больных| : дис. ... канд. мед. наук", ["ti", "ge"],
     [("ti", "Мотивация больных"), ("ge", "дис. ... канд. мед. наук")]),
    (numbers_whole, "Clinical guideline CG|178", ["ge", "nr"], [("ge", "Clinical guideline"), ("nr", "CG178")]),
    (book_alone, "Системы менеджмента качества|. Требования|. 32", ["ti", "ct", "np"],
     [("ti", "Системы менеджмента качества. Требования"), ("np", "32")]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "labels", "expected"), SENSE)
def test_rules_of_sense(rule: Any, text: str, labels: list[str], expected: list[tuple[str, str]]) -> None:
    found, body = [], ""
    for label, piece in zip(labels, text.split("|"), strict=True):
        body += piece
        value = piece.lstrip(" :.")
        found.append(Segment(label, value, len(body) - len(value), len(body), 1.0))
    mended = rule(found, body)
    assert [(segment.label, segment.text) for segment in mended] == expected
    assert all(body[segment.start : segment.end] == segment.text for segment in mended)


def test_a_year_behind_the_title_is_its_date() -> None:
    record = parse_reference("Guidance on community services. 2021")
    assert (record.title, record.issued) == ("Guidance on community services", Date((2021,)))


def test_a_date_of_access_is_not_the_year() -> None:
    record = parse_reference(
        "Rethink Mental Illness (n.d.). Support groups. Retrieved 12 July 2018, from https://www.rethink.org/help"
    )
    assert record.year is None


STRANGE = {
    "endless": "Lyubov EB. " * 9_000,
    "digits": "12345 " * 300,
    "one number": "7" * 5_000,
    "controls": "Smith J.\x00\x01\x08 A title\x1b[31m. Journal 2001;3:4-5.",
    "right to left": "אברהם י. בריאות הנפש בישראל. הרפואה 2010;149(3):12-15. محمد أحمد. الصحة النفسية. القاهرة 2012.",
    "emoji": "🙂🙂 Smith J. 🙂 A title 🧠. Journal 2001;3:4-5 🙂",
    "brackets": "[" * 3_000 + "(" * 3_000,
    "slashes": "//" * 4_000,
    "table row": "Группа\t12,5\t34,7\tp<0,05\t2010",
    "surrogates": "Smith J. A \ud800 title. Journal 2001;3:4-5.",
    "two glued": "Smith J. One title. Lancet 2001;3:4-5.Jones K. Another title. Lancet 2002;4:6-9.",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_kept_and_told(name: str) -> None:
    record = parse_reference(STRANGE[name])
    assert record.origin is not None
    assert record.origin.raw == STRANGE[name]
    result = parse_list(STRANGE[name], first_line=5)
    assert all(issue.line >= 5 for issue in result.issues)
    assert all(record.origin and record.origin.line >= 5 for record in result.records)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallinan, Maureen T.", [("Hallinan", "Maureen T.")]),
        ("Hallinan, Maureen T., and Aage B. Sorensen", [("Hallinan", "Maureen T."), ("Sorensen", "Aage B.")]),
        ("Daston, Lorraine, & Sibum, H. Otto", [("Daston", "Lorraine"), ("Sibum", "H. Otto")]),
        ("A. Meyer u. B. Schmidt", [("Meyer", "A."), ("Schmidt", "B.")]),
    ],
)
def test_inverted_names_with_given_names_that_no_table_knows(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.family, name.given) for name in parse_names(text).names] == expected
