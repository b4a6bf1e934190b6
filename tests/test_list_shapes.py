"""Shapes of pasted lists: author-year lists without numbers, parts numbered anew, links, running heads, bullets."""

from __future__ import annotations

import re
import textwrap
from collections import Counter

import pytest

from mhlit.references import parse_list, split_references
from mhlit.references.heads import heads
from mhlit.references.pieces import is_links, without_links

# Invented works in the layouts of German and English social science; no mark but the head tells where one begins.
DATED = [
    "Adler, M. 1988. The order of wards. Chicago: Anchor Press.",
    "Brandt, B., P. Noll, P. Kraft, und A. Lewin. 1996. Talk and care. Social Wards 43(11): 1569–1578.",
    "Dorn, Kwame Anthony. 2019. Häuser. Die Fiktion der Nähe. München: Halm.",
    "Eder, St. (2002): Netze. In: Falk, J./ Hall, F. (Hrsg.): Theorie der Praxis. Wiesbaden: Wald Verlag, 199–224.",
    "Arbeitsgruppe Psychiatrie (2010). Pflege in Zahlen. Bonn.",
    "Gold CS, Rust MC, Lahn PA (1991) Structure and stress: models. Am Rev Wards 56: 166–178",
    "Hahn, K.-H., Sand, U. & Wiese, J. (Hrsg.). (2009). Handbuch Pflege. Bad Heilbronn: Klink.",
]


def texts(text: str) -> list[str]:
    return [" ".join(piece.text.split()) for piece in split_references(text) if not piece.stray]


def strays(text: str) -> list[str]:
    return [piece.text for piece in split_references(text) if piece.stray]


def test_an_author_year_list_as_one_paragraph() -> None:
    assert texts(" ".join(DATED)) == DATED


@pytest.mark.parametrize("width", [45, 60, 72])
def test_an_author_year_list_wrapped_at_a_width(width: int) -> None:
    assert texts("\n".join(textwrap.fill(each, width, break_on_hyphens=False) for each in DATED)) == DATED


def test_a_mixed_list_is_cut_at_names_as_well() -> None:
    late = [
        "Blank, Dirk: Einfache Störung. Geschichte der deutschen Pflege, Frankfurt am Main 1994.",
        "Kern, Franz: Reform und Haus, in: Westfälische Forschungen 48 (1998), S. 283–295.",
    ]
    works = [DATED[0], late[0], DATED[2], late[1], DATED[5], DATED[6]]
    assert texts("\n".join(textwrap.fill(each, 60, break_on_hyphens=False) for each in works)) == works


def test_a_line_that_ends_with_an_initial_goes_on() -> None:
    first = "Ashton, J. W., and Eaton, W., 1983, Estimates of\nthe wards. In J.\nR. Green, editor, Research in\nWards. Boston: Press."
    text = "\n".join([first, *(textwrap.fill(each, 45, break_on_hyphens=False) for each in DATED[:3])])
    assert texts(text) == [" ".join(first.split()), *DATED[:3]]


def test_a_name_inside_a_reference_is_no_head() -> None:
    text = "Adler, M. (1988). One. Bonn: A. Brandt, B. (1996). Two. In Kreis, R. (1983), Three. Bonn: B. Dorn, K. (2019). X."
    assert [text[at:][:5] for at in heads(text)] == ["Adler", "Brand", "Dorn,"]


def test_a_dash_instead_of_the_name_is_a_head() -> None:
    text = "Bury, M. (1982). Chronic illness. Wards, 4, 1–9.\n_____ (1991). The sociology of wards. Wards, 13, 4–8.\nCole, C. (2012). End."
    assert len(texts(text)) == 3
    assert [str(record.authors[0].family) for record in parse_list(text).records] == ["Bury", "Bury", "Cole"]


def test_a_text_without_heads_has_none() -> None:
    assert (
        heads("Ivanov II. Title. Moscow, 2001. Petrov PP. Title. Moscow, 2002. Sidorov SS. Title. Moscow, 2003.") == []
    )
    assert heads("") == []


def test_parts_of_a_list_that_count_from_one_again() -> None:
    parts = [
        "I. Нормативные документы\n1. О здоровье: закон от 02.07.1992 № 31-1. М., 1992.\n2. О помощи: приказ. М., 1993.",
        "II. Книги\n1. Громов Г.С. Психология. М.: Лань, 2001. 480 с.\n2. Зимин Б.В. Клиника. М.: Наука, 1986. 287 с.",
        "III. Статьи\n1. Любин Е.Б. Семья // Клиника. 2010. Т. 2. С. 3–5.",
    ]
    text = "Список литературы\n" + "\n".join(parts)
    assert [piece.number for piece in split_references(text) if not piece.stray] == [1, 2, 1, 2, 1]
    assert strays(text) == ["Список литературы", "I. Нормативные документы", "II. Книги", "III. Статьи"]


def test_numbers_behind_bullets_on_lines_of_their_own() -> None:
    works = ["Simon B. Shame in Greece. Washington: Press, 1999.", "Mora G. Stigma in Rome. Boston: Press, 2001."]
    text = "".join(f"• {number}\n    {work}\n  " for number, work in enumerate(works, 1))
    assert texts(text) == works
    assert strays(text) == []


def test_an_edition_is_no_running_number() -> None:
    works = [
        "Blau, E.: Lehrbuch. 3. Aufl. Berlin: Anker 1920.",
        "Dorn, K.: Bürger. Bonn: EVA 1969.",
        "Fink, A.: Tage. Köln 1977.",
    ]
    text = " ".join(f"{number}. {work}" for number, work in enumerate(works, 1))
    assert texts(text) == works


def test_a_publisher_behind_a_year_is_no_name() -> None:
    works = ["Porter, Roy. Confinement: Views, 1800-1965. Cambridge UP, 2003.", "Scull, Ann. Madness. Routledge, 1992."]
    assert texts("\n".join(works)) == works


def test_a_dash_at_a_line_start_is_no_bullet_beside_others() -> None:
    works = [
        "Сомов В.П. Клиника малых групп и семьи. 2002.\n– М.: Лань. 200 с.",
        "Титов Л.Ю. Дом. М.: Наука, 2004. 30 с.",
    ]
    assert texts("\n".join(f"• {work}" for work in works)) == [" ".join(work.split()) for work in works]


def test_a_page_number_above_a_running_head_is_taken_out() -> None:
    text = (
        "Akerman HS. Disorders: an overview. In: Sadler BJ, ed. Textbook.\n   Boston, MA: Press; 2000:12-18.\n"
        "      345\nJournal of Ward Studies     Vol. 12, No. 3\n\n"
        "Anton WA. Recovery in the\n   1990s. Wards J. 1993;16(4):11-23."
    )
    assert [each[:6] for each in texts(text)] == ["Akerma", "Anton "]
    assert strays(text) == ["345", "Journal of Ward Studies     Vol. 12, No. 3"]


# ---------------------------------------------------------------- links to databases

LINES = [
    "Article CAS PubMed Google Scholar",
    "[CrossRef] [PubMed]",
    "CrossRefGoogle ScholarPubMed",
    "View Article Google Scholar",
]


@pytest.mark.parametrize("line", LINES)
def test_links_below_a_reference_belong_to_it(line: str) -> None:
    text = f"1. Kern J. Trial of care. Arch Wards. 1988;45:789–796.\n{line}\n2. Melt HY. Care. Lancet. 2003;60:82–91.\n{line}"
    result = parse_list(text)
    assert [record.pages for record in result.records] == ["789-796", "82-91"]
    assert [issue.code for issue in result.issues if issue.code.startswith("unread")] == []


@pytest.mark.parametrize("line", LINES)
def test_lines_of_links_are_known(line: str) -> None:
    assert is_links(line)


@pytest.mark.parametrize(
    "line", ["Article", "Publisher", "Download references", "PubMed-based reviews", "Ivanov I. 2001."]
)
def test_other_short_lines_are_none(line: str) -> None:
    assert not is_links(line)


def test_a_title_may_end_with_the_name_of_a_database() -> None:
    assert without_links("Adams A. The use of Google Scholar") == "Adams A. The use of Google Scholar"
    assert without_links("Adams A. Wards. J Care. 2001;1:2-3.Google Scholar") == "Adams A. Wards. J Care. 2001;1:2-3."


# ---------------------------------------------------------------- time and damage


@pytest.mark.parametrize("unit", ["[1] (2) ", "1. ", "1 A\n", "Smith, J. (1990). ", "Van der ", "Ivanov I, ", "• 1\n"])
def test_a_long_list_of_one_shape_keeps_its_words(unit: str) -> None:
    text = (unit * 20_000)[:20_000]  # quadratic readings of these took minutes
    words = Counter(re.findall(r"[^\W\d_]+", text))
    assert Counter(word for piece in split_references(text) for word in re.findall(r"[^\W\d_]+", piece.text)) == words


def test_control_characters_and_soft_hyphens_are_no_part_of_a_word() -> None:
    record = parse_list("Goff\u00adman\x00 E.\x07 Asy\u200blums. New York: Anchor\x0b Books; 1961. 386 p.").records[0]
    assert record.title == "Asylums"
    assert record.publisher == "Anchor Books"
    assert record.authors[0].family == "Goffman"


@pytest.mark.parametrize("text", ["We thank all participants of the study for their time.", "| Группа | n | % |"])
def test_what_tells_no_place_of_a_work_is_doubted(text: str) -> None:
    result = parse_list(text, 7)
    assert [(issue.code, issue.line) for issue in result.issues] == [("uncertain", 7)]


def test_a_byte_order_mark_is_no_text() -> None:
    assert (
        strays("\ufeff1. Goffman E. Asylums. New York: Anchor; 1961.\n2. Szasz T. The myth. New York: Hoeber; 1961.")
        == []
    )
