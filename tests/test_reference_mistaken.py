"""Parts of a reference that look like others and are told by what stands round them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mhlit.references import fields, parse_list, parse_reference
from mhlit.references.brackets import equals_read, quotes_closed, title_bracket_kept, title_quoted, translation_noted
from mhlit.references.mistaken import RULES, host_begins, neighbours_told
from mhlit.references.segments import Segment
from mhlit.references.unread import unread_words

if TYPE_CHECKING:
    from collections.abc import Callable

Pairs = list[tuple[str, str]]


def segments(body: str, *parts: tuple[str, str]) -> list[Segment]:
    """Return segments for labelled pieces of a text in their order."""
    found: list[Segment] = []
    at = 0
    for label, text in parts:
        at = body.index(text, at)
        found.append(Segment(label, text, at, at + len(text), 0.9))
        at += len(text)
    return found


def told(rule: Callable[[list[Segment], str], list[Segment]], body: str, *parts: tuple[str, str]) -> Pairs:
    """Return labels and texts after a rule."""
    return [(segment.label, segment.text) for segment in rule(segments(body, *parts), body)]


@pytest.mark.parametrize(
    ("body", "parts", "expected"),
    [
        (
            "Mobile care on phones. JMIR Mhealth. 2019;3:e8.",
            [("ti", "Mobile care on phones"), ("ctt", "JMIR Mhealth"), ("yr", "2019"), ("vo", "3"), ("pg", "e8")],
            [("ti", "Mobile care on phones"), ("ct", "JMIR Mhealth"), ("yr", "2019"), ("vo", "3"), ("pg", "e8")],
        ),
        (
            "Using diaries at home (2006) Qualitative Nursing, 3, pp. 77-101",
            [
                ("ti", "Using diaries at home"),
                ("yr", "2006"),
                ("ser", "Qualitative Nursing"),
                ("vo", "3"),
                ("pg", "77-101"),
            ],
            [
                ("ti", "Using diaries at home"),
                ("yr", "2006"),
                ("ct", "Qualitative Nursing"),
                ("vo", "3"),
                ("pg", "77-101"),
            ],
        ),
        (
            "Evaluation of wards: Royal Council guidance. BMJ. 2015;350:1",
            [("ti", "Evaluation of wards"), ("pub", "Royal Council guidance"), ("ct", "BMJ"), ("vo", "350")],
            [("ti", "Evaluation of wards: Royal Council guidance"), ("ct", "BMJ"), ("vo", "350")],
        ),
        (
            "Brain volumes: a meta-analysis//Schizophr. Bull. 2013",
            [("ti", "Brain volumes"), ("tt", ": a meta-analysis"), ("ct", "Schizophr. Bull.")],
            [("ti", "Brain volumes: a meta-analysis"), ("ct", "Schizophr. Bull.")],
        ),
        (
            "American Guild. (1972). Standards of care. Boston: Guild.",
            [("pub", "American Guild"), ("yr", "1972"), ("ti", "Standards of care"), ("pl", "Boston")],
            [("au", "American Guild"), ("yr", "1972"), ("ti", "Standards of care"), ("pl", "Boston")],
        ),
        (
            "Roe J. Series of wards. Vol 38. Oxford Press; 2012.",
            [("au", "Roe J."), ("ser", "Series of wards"), ("pub", "Oxford Press"), ("yr", "2012")],
            [("au", "Roe J."), ("ti", "Series of wards"), ("pub", "Oxford Press"), ("yr", "2012")],
        ),
        (
            "Roe J, et al; WARD Study Group. Outcomes of care. Lancet. 2017",
            [("au", "Roe J, et al"), ("ti", "WARD Study Group. Outcomes of care"), ("ct", "Lancet")],
            [("au", "Roe J, et al; WARD Study Group"), ("ti", "Outcomes of care"), ("ct", "Lancet")],
        ),
        (
            "Roe M. WARD-AI: code for the prediction. 2026",
            [("au", "Roe M. WARD-AI"), ("ti", "code for the prediction"), ("yr", "2026")],
            [("au", "Roe M."), ("ti", "WARD-AI: code for the prediction"), ("yr", "2026")],
        ),
        (
            "Vestnik MU. Seriya 5, Geografiya, 5, 52",
            [("ct", "Vestnik MU"), ("tt", "Seriya 5, Geografiya"), ("vo", "5")],
            [("ct", "Vestnik MU. Seriya 5, Geografiya"), ("vo", "5")],
        ),
        (
            "Dots. St. Petersburg State Polytechnical Journal, 4",
            [("ti", "Dots"), ("pl", "St. Petersburg State"), ("ct", "Polytechnical Journal"), ("vo", "4")],
            [("ti", "Dots"), ("ct", "St. Petersburg State Polytechnical Journal"), ("vo", "4")],
        ),
        (
            "Regional identity (2000) Cooperation, 35",
            [("ti", "Regional identity"), ("yr", "2000"), ("ti", "Cooperation"), ("vo", "35")],
            [("ti", "Regional identity"), ("yr", "2000"), ("ct", "Cooperation"), ("vo", "35")],
        ),
        (
            "Wards (2019) Voprosy ukhoda / Nursing Studies, 1",
            [("ti", "Wards"), ("yr", "2019"), ("ti", "Voprosy ukhoda"), ("ct", "Nursing Studies"), ("vo", "1")],
            [("ti", "Wards"), ("yr", "2019"), ("ct", "Voprosy ukhoda"), ("ctt", "Nursing Studies"), ("vo", "1")],
        ),
        (
            "Wards, in Proceedings of the Conference, ser. NURSE 24. Geneva",
            [("ti", "Wards"), ("ct", "Proceedings of the Conference, ser. NURSE 24"), ("pl", "Geneva")],
            [("ti", "Wards"), ("ct", "Proceedings of the Conference"), ("ser", "NURSE 24"), ("pl", "Geneva")],
        ),
        (
            "Wards. 2024 Jul 14; Washington (DC). New York: Nurse",
            [("ti", "Wards"), ("yr", "2024 Jul 14"), ("pl", "Washington (DC). New York"), ("pub", "Nurse")],
            [("ti", "Wards"), ("yr", "2024 Jul 14"), ("no", "Washington (DC)"), ("pl", "New York"), ("pub", "Nurse")],
        ),
        (
            "On wards. Kharkiv, Publisher Brovin. (2019)",
            [("ti", "On wards"), ("ct", "Kharkiv, Publisher Brovin"), ("yr", "2019")],
            [("ti", "On wards"), ("pl", "Kharkiv"), ("pub", "Publisher Brovin"), ("yr", "2019")],
        ),
        (
            "On wards. Cham, Palgrave. 2019",
            [("ti", "On wards"), ("pub", "Cham, Palgrave"), ("yr", "2019")],
            [("ti", "On wards"), ("pl", "Cham"), ("pub", "Palgrave"), ("yr", "2019")],
        ),
        (
            "O oddziale. Wydawnictwo Fala, Warszawa 2001",
            [("ti", "O oddziale. Wydawnictwo Fala"), ("pl", "Warszawa"), ("yr", "2001")],
            [("ti", "O oddziale"), ("pub", "Wydawnictwo Fala"), ("pl", "Warszawa"), ("yr", "2001")],
        ),
        (
            "Wards, 59 (22-23), 5075-5083",
            [("ti", "Wards"), ("vo", "59"), ("pg", "22-23), 5075-5083")],
            [("ti", "Wards"), ("vo", "59"), ("is", "22-23"), ("pg", "5075-5083")],
        ),
        (
            "Pravo. 2014;58(6):3-8.",
            [("ct", "Pravo"), ("yr", "2014"), ("vo", "58"), ("is", "6"), ("is", "3-8")],
            [("ct", "Pravo"), ("yr", "2014"), ("vo", "58"), ("is", "6"), ("pg", "3-8")],
        ),
        (
            "Lancet 2007; 190(suppl 49): 33",
            [("ct", "Lancet"), ("yr", "2007"), ("vo", "190"), ("no", "suppl"), ("is", "49"), ("pg", "33")],
            [("ct", "Lancet"), ("yr", "2007"), ("vo", "190"), ("is", "suppl 49"), ("pg", "33")],
        ),
        (
            "example.org/x. Accessed March 28, 2013.",
            [("ti", "example.org/x"), ("yr", "March 28, 2013")],
            [("ti", "example.org/x"), ("acc", "March 28, 2013")],
        ),
        (
            "Ward physics, second ed., Nauka",
            [("ti", "Ward physics"), ("no", "second ed"), ("pub", "Nauka")],
            [("ti", "Ward physics"), ("edn", "second ed"), ("pub", "Nauka")],
        ),
        (
            "Roe J. (1890). On wards. Henry Holt.",
            [("au", "Roe J."), ("yr", "1890"), ("ti", "On wards"), ("no", "Henry Holt")],
            [("au", "Roe J."), ("yr", "1890"), ("ti", "On wards"), ("pub", "Henry Holt")],
        ),
        (
            "Networks. arXiv preprint arXiv:1809.06303. 2018",
            [("ti", "Networks"), ("no", "arXiv preprint arXiv:1809.06303. 2018")],
            [("ti", "Networks"), ("no", "arXiv preprint arXiv:1809.06303"), ("yr", "2018")],
        ),
        (
            "Wards (A. Jaffé, Ed.; R. Winston, Trans.). Pantheon",
            [("ti", "Wards"), ("ed", "A. Jaffé"), ("ed", "R. Winston"), ("pub", "Pantheon")],
            [("ti", "Wards"), ("ed", "A. Jaffé"), ("tr", "R. Winston"), ("pub", "Pantheon")],
        ),
    ],
)
def test_a_part_is_what_its_neighbours_make_it(body: str, parts: Pairs, expected: Pairs) -> None:
    assert told(neighbours_told, body, *parts) == expected


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        # a series of a book, a publisher with its town, a translation in its bracket
        ("Wards. Studies in Care. Boston: Fala, 2001", [("ti", "Wards"), ("ser", "Studies in Care"), ("pl", "Boston")]),
        ("Wards: Fala, 2001", [("ti", "Wards"), ("pub", "Fala"), ("yr", "2001")]),
        ("Palaty [Wards]. Zhurnal", [("ti", "Palaty"), ("tt", "Wards"), ("ct", "Zhurnal")]),
        ("Sydney Publishing, Ltd", [("pub", "Sydney Publishing, Ltd")]),
        (", Köln", [("pub", ", Köln")]),
        ("", []),
    ],
)
def test_other_parts_stay(body: str, parts: Pairs) -> None:
    assert told(neighbours_told, body, *parts) == parts


def test_no_rule_needs_a_segment() -> None:
    for rule in RULES:
        assert rule([], "nothing") == []


def test_a_host_keeps_its_first_word() -> None:
    parts = [("yr", "2000"), ("ct", "Cortex"), ("vo", "10")]
    assert told(host_begins, "(2000) Cereb. Cortex, 10", *parts)[1] == ("ct", "Cereb. Cortex")
    spoken = [("ti", "Groups"), ("ct", "45th Convention")]
    assert told(host_begins, "Groups. Paper presented at: 45th Convention", *spoken) == spoken


# ---------------------------------------------------------------- brackets, quotation marks, equals signs


@pytest.mark.parametrize(
    "bracket", ["[Russian translation]", "[Rus. transl.]", "(Russ. ed.: Roe J. Palaty. 1990)", "[пер. с англ.]"]
)
def test_a_remark_on_a_translation_is_a_note(bracket: str) -> None:
    body = f"The Ward Matrix {bracket}, Sfera, Kiev"
    found = told(translation_noted, body, ("ti", "The Ward Matrix"), ("tt", bracket[1:-1]), ("pub", "Sfera"))
    assert found == [("ti", "The Ward Matrix"), ("no", bracket[1:-1]), ("pub", "Sfera")]


def test_a_title_ends_where_its_quotation_marks_close() -> None:
    body = "“Care at home,” Yakut. Med. Zh., 65"
    parts = [("ti", "“Care at home,” Yakut"), ("ct", "Med. Zh"), ("vo", "65")]
    assert told(title_quoted, body, *parts) == [("ti", "Care at home"), ("ct", "Yakut. Med. Zh"), ("vo", "65")]


def test_an_equals_sign_translates_what_stands_before_it() -> None:
    body = "Problemy: nauka = Issues of Care and Society, (3)"
    parts = [("ct", "Problemy: nauka"), ("tt", "Issues of Care"), ("pub", "and Society"), ("is", "3")]
    assert told(equals_read, body, *parts) == [
        ("ct", "Problemy: nauka"), ("ctt", "Issues of Care and Society"), ("is", "3"),
    ]  # fmt: skip


def test_a_title_keeps_the_bracket_at_its_end() -> None:
    body = "Zhuki Sibiri (Coleoptera, Carabidae) [in Russian]. Trudy"
    assert told(title_bracket_kept, body, ("ti", "Zhuki Sibiri"))[0][1] == "Zhuki Sibiri (Coleoptera, Carabidae)"
    body = "Iskusstvo v Sibiri (Iz ocherkov po istorii iskusstva) (1924) Starina"
    parts = [("ti", "Iskusstvo v Sibiri"), ("tt", "Iz ocherkov po istorii"), ("yr", "1924")]
    assert told(title_bracket_kept, body, *parts) == [
        ("ti", "Iskusstvo v Sibiri (Iz ocherkov po istorii iskusstva)"), ("yr", "1924"),
    ]  # fmt: skip
    body = "Ward care (Eds.). Boston"
    assert told(title_bracket_kept, body, ("ti", "Ward care")) == [("ti", "Ward care")]


def test_a_bracket_closes_behind_a_short_word() -> None:
    assert told(quotes_closed, "BMJ (Clin Res ed). 2013", ("ct", "BMJ (Clin Res")) == [("ct", "BMJ (Clin Res ed)")]


# ---------------------------------------------------------------- whole references


def test_asterisks_of_markdown_are_no_part_of_a_reference() -> None:
    record = parse_reference("Roe, J. (1993). Monitoring wards. *Psychological Bulletin, 114*(1), 3–28.")
    assert (record.containers[0].value, record.volume, record.issue) == ("Psychological Bulletin", "114", "1")


def test_a_reprint_is_of_its_own_year() -> None:
    record = parse_reference("Roe, J. P. (1814/1951). A study of wards (F. W. Hill, Trans.). New York: Dover.")
    assert record.issued is not None
    assert record.issued.start == (1951,)
    assert record.extra["original-date"] == {"date-parts": [[1814]]}
    assert record.extra["translator"] == [{"family": "Hill", "given": "F. W."}]
    assert (fields.reprinted("2001/2002"), fields.reprinted("1998–2003")) == (0, 0)


def test_a_word_broken_at_a_line_end_is_no_cue_of_a_thesis() -> None:
    record = parse_reference(
        "Roe D, Hill Q. Psychiatric illnesses as dis-\norders of wards. arXiv preprint arXiv:1809.1. 2018."
    )
    assert (record.type, record.issued and record.issued.start) == ("article", (2018,))


def test_an_edition_in_words_has_a_number() -> None:
    assert [fields.edition(text) for text in ("second ed.", "Third edition", "rev. ed.")] == ["2", "3", "rev. ed"]


def test_the_address_of_a_page_keeps_the_doi_in_it() -> None:
    record = parse_reference(
        "Roe J. Wards. Care. 2022;9:1. Available: https://www.example.org/articles/10.3389/frobt.2022.956709"
    )
    assert (record.doi, record.url) == (
        "10.3389/frobt.2022.956709",
        "https://www.example.org/articles/10.3389/frobt.2022.956709",
    )


def test_a_group_behind_et_al_is_an_author_and_others_are_left_out() -> None:
    record = parse_reference(
        "Roe MS, Hill RP, et al; WARD Committee and Investigators. Outcomes of Care. N Engl J Med. 2017;376(18):17-22."
    )
    assert [str(name) for name in record.authors][-1] == "WARD Committee and Investigators"
    assert record.extra["references:et-al"] == "author"


def test_a_dash_stands_for_the_author_before_a_year_too() -> None:
    text = "Roe, J., 1991, “Wards and care”, Studia Nova, 56(4): 14–18.\n–––, 1997, “Wards again”, Studia Nova, 59: 149–177."
    assert [record.authors[0].family for record in parse_list(text).records] == ["Roe", "Roe"]


def test_the_stop_behind_the_authors_is_none_of_an_initial() -> None:
    authors = parse_reference("Roe R, Hill D. Wards of care. Ann N Y Acad Sci 2013;1304:14-21.").authors
    assert [name.given for name in authors] == ["R", "D"]
    authors = parse_reference("Roe R., Hill D. Wards of care. Ann N Y Acad Sci 2013;1304:14-21.").authors
    assert [name.given for name in authors] == ["R.", "D."]


def test_a_hanging_hyphen_is_no_broken_word() -> None:
    record = parse_reference("Roe D. Age- and sex-related outcomes of care. J Care 1999;38:1497-1505.")
    assert record.title == "Age- and sex-related outcomes of care"
    assert not unread_words(record.origin.raw if record.origin else "", record)


ROMANISED = "Petrov A.A. Obuchenie v otdelenii [Learning on the ward]. "


@pytest.mark.parametrize(
    ("text", "fields_of"),
    [
        (
            "Petrova A.V. (2018). The Role of Wards in Care. Vlast’ = The Power, no. 4, pp. 59-63. (In Russ.)",
            {"titles": ["The Role of Wards in Care"], "containers": ["Vlast’", "The Power"]},
        ),
        (
            ROMANISED + "Diskurs=Discourse, 1997, no. 3–4, pp. 117–142. (In Russ., abstr. in Engl.).",
            {"issue": "3-4", "volume": "", "language": "ru"},
        ),
        (
            ROMANISED + "M.–L.: Gosudarstvennoe izdatel'stvo, 1935. 136 p.",
            {"publisher_place": "M.–L."},
        ),
        (ROMANISED + "Moscow.: Publ. MGU, 1969. 172 p.", {"publisher": "MGU", "publisher_place": "Moscow"}),
        (
            "Petrov N.G. Sootnoshenie emotsii. Avtoref. diss. kand. psikhol. nauk. "
            "[The proportion of emotions. Ph. D. (Psychology) Thesis]. Mos- cow, 1986. 23 p.",
            {"titles": ["Sootnoshenie emotsii", "The proportion of emotions"], "publisher_place": "Moscow"},
        ),
    ],
)
def test_layouts_of_romanised_lists(text: str, fields_of: dict[str, object]) -> None:
    record = parse_reference(text)
    found = {
        name: [each.value for each in value] if isinstance(value := getattr(record, name), tuple) else value
        for name in fields_of
    }
    assert found == fields_of


def test_english_with_a_note_of_russian_is_a_translation() -> None:
    record = parse_reference("Petrov G.V. Remission in schizophrenia. Leningrad: Meditsina; 1964. 216 s. (in Rus.)")
    assert (record.titles[0].role, record.titles[0].lang) == ("translated", "en")
    record = parse_reference("Petrov G.V. Patopsikhologiya [Pathopsychology]. Moscow: Nauka, 1986. 287 p.")
    assert [(each.role, each.lang) for each in record.titles] == [("romanised", "ru-Latn"), ("translated", "en")]
