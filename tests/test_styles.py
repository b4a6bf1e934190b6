from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.api import read
from mhlit.errors import UsageError
from mhlit.library.views import view_of
from mhlit.model import Date, Name, Record, Text
from mhlit.styles import STYLES, cite, style_by_name
from mhlit.styles.genitive import genitive
from mhlit.styles.pieces import long_date, ordinal, short_range, stopped

LYUBOV = Record(
    type="article-journal",
    language="ru",
    authors=(Name("Lyubov", "EB"), Name("Kulikov", "AN")),
    titles=(Text("New opportunities for the resocialization of mental patients", "en", "translated"),),
    containers=(
        Text("Rossiiskii psikhiatricheskii zhurnal", "ru-Latn", "romanised"),
        Text("Russian Journal of Psychiatry", "en", "translated"),
    ),
    issued=Date((2019,)),
    issue="3",
    pages="18-24",
)
ARTICLE = Record(
    type="article-journal",
    language="en",
    authors=tuple(
        Name(family, given)
        for family, given in zip("ABCDEFGH", ("John Q.", "K.", "L", "M", "N", "O", "P", "Jean-Luc"), strict=True)
    ),
    titles=(Text("Peer support in day hospitals?"),),
    containers=(Text("Acta Psychiatr. Scand."),),
    issued=Date((2018, 2, 15)),
    volume="17",
    issue="1",
    pages="108-115",
    doi="10.1000/xyz",
    pmid="123",
)
BOOK = Record(
    type="book",
    language="ru",
    titles=(Text("Руководство по социальной психиатрии"),),
    editors=(Name("Дмитриева", "Т. Б."), Name("Положий", "Б. С.")),
    edition="2",
    publisher="МИА",
    publisher_place="Москва",
    issued=Date((2009,)),
    number_of_pages="544",
)
CHAPTER = Record(
    type="chapter",
    language="en",
    authors=(Name("Gaonkar", "Dilip P."),),
    titles=(Text("On modernities"),),
    containers=(Text("Alternative modernities"),),
    editors=(Name("Gaonkar", "Dilip P."),),
    publisher="Duke UP",
    publisher_place="Durham",
    issued=Date((2001,)),
    pages="1-23",
    collection_title="Series",
    extra={"collection-number": "7"},
)
THESIS = Record(
    type="thesis",
    language="ru",
    authors=(Name("Юдин", "Ёлка Щукович"),),
    titles=(Text("Группы взаимопомощи"),),
    genre="дис. ... канд. мед. наук",
    publisher="МНИИП",
    publisher_place="Москва",
    issued=Date((2012,)),
    number_of_pages="180",
)
PAGE = Record(
    type="webpage",
    language="en",
    authors=(Name(literal="Hearing Voices Network"),),
    titles=(Text("About us"),),
    url="https://example.org/a_b",
    issued=Date((2020, 3, 1)),
    accessed=Date((2020, 5, 17)),
)
CASES = {
    "vancouver": (
        (
            LYUBOV,
            "Lyubov EB, Kulikov AN. [New opportunities for the resocialization of mental patients]. Rossiiskii "
            "psikhiatricheskii zhurnal [Russian Journal of Psychiatry]. 2019;(3):18-24. Russian",
        ),
        (
            ARTICLE,
            "A JQ, B K, C L, D M, E N, F O, et al. Peer support in day hospitals? Acta Psychiatr Scand. 2018 Feb "
            "15;17(1):108-15. doi:10.1000/xyz PubMed PMID: 123.",
        ),
        (
            BOOK,
            (
                "Дмитриева ТБ, Положий БС, editors. Руководство по социальной психиатрии. 2nd ed. "
                "Москва: МИА; 2009. 544 p."
            ),
        ),
        (
            CHAPTER,
            (
                "Gaonkar DP. On modernities. In: Gaonkar DP, editor. Alternative modernities. "
                "Durham: Duke UP; 2001. p. 1-23. (Series; no. 7)."
            ),
        ),
        (THESIS, "Юдин ЁЩ. Группы взаимопомощи [дис. ... канд. мед. наук]. [Москва]: МНИИП; 2012."),
        (
            PAGE,
            (
                "Hearing Voices Network. About us [Internet]. 2020 [cited 2020 May 17]. Available "
                "from: https://example.org/a_b"
            ),
        ),
    ),
    "apa": (
        (
            ARTICLE,
            "A, J. Q., B, K., C, L., D, M., E, N., F, O., G, P., & H, J.-L. (2018). Peer support in day hospitals? "
            "Acta Psychiatr. Scand., 17(1), 108–115. https://doi.org/10.1000/xyz",
        ),
        (
            BOOK,
            "Дмитриева, Т. Б., & Положий, Б. С. (Eds.). (2009). Руководство по социальной психиатрии (2nd ed.). МИА.",
        ),
        (
            CHAPTER,
            (
                "Gaonkar, D. P. (2001). On modernities. In D. P. Gaonkar (Ed.), Alternative "
                "modernities (pp. 1–23). Duke UP."
            ),
        ),
        (THESIS, "Юдин, Ё. Щ. (2012). Группы взаимопомощи [Дис. ... канд. мед. наук]. МНИИП."),
        (PAGE, "Hearing Voices Network. (2020, March 1). About us. https://example.org/a_b"),
    ),
    "gost": (
        (
            ARTICLE,
            "A J. Q. et al. Peer support in day hospitals? // Acta Psychiatr. Scand. 2018. Vol. 17. No. 1. P. 108–115. "
            "DOI: 10.1000/xyz.",
        ),
        (
            BOOK,
            (
                "Руководство по социальной психиатрии / под ред. Т. Б. Дмитриевой, Б. С. Положего. "
                "2-е изд. Москва: МИА, 2009. 544 с."
            ),
        ),
        (THESIS, "Юдин Ё. Щ. Группы взаимопомощи: дис. ... канд. мед. наук. Москва: МНИИП, 2012. 180 с."),
        (
            PAGE,
            (
                "Hearing Voices Network. About us [Electronic resource]. URL: "
                "https://example.org/a_b (accessed: 17.05.2020)."
            ),
        ),
    ),
}


@pytest.mark.parametrize(
    ("style", "record", "wanted"),
    [(style, record, wanted) for style, cases in CASES.items() for record, wanted in cases],
)
def test_lines(style, record, wanted):
    assert cite([record], style) == [wanted]


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_every_kind_of_work(golden, style):
    records = read(Path(__file__).parent / "golden" / "styles" / "records.csl.json").records
    lines = zip(records, cite(records, style), strict=True)
    golden(f"styles/{style}.txt", "".join(f"{record.id}: {line}\n" for record, line in lines))


def test_what_the_source_cut_stays_cut():
    record = Record(type="book", authors=(Name("A", "B"),), titles=(Text("T"),), extra={"mhlit:et-al": ["author"]})
    assert cite([record])[0].startswith("A B, et al. T.")
    assert cite([record], "apa")[0].startswith("A, B., et al. (n.d.)")


def test_vancouver_shows_the_english_title_behind_the_original():
    record = Record(
        type="article-journal",
        language="ru",
        titles=(Text("Стигма", "ru"), Text("Stigma", "en", "translated")),
        containers=(Text("Журнал неврологии и психиатрии им. С.С. Корсакова"),),
        issued=Date((2015,)),
        pages="5",
    )
    assert cite([record]) == ["Стигма [Stigma]. Журнал неврологии и психиатрии им. С.С. Корсакова. 2015:5."]


def test_particles_and_suffixes():
    names = (
        Name("Berg", "Anna", particle="van der"),
        Name("Smith", "J", "Jr."),
        Name("Geer", "I", extra={"dropping-particle": "de"}),
    )
    record = Record(type="book", language="en", authors=names, titles=(Text("T"),), issued=Date((1990,)))
    assert cite([record])[0].startswith("van der Berg A, Smith J Jr, Geer I de. T. 1990.")
    assert cite([record], "gost")[0].startswith("Berg A. van der, Smith J. Jr., Geer I. de. T. 1990.")


def test_gost_takes_the_cyrillic_wording_and_the_labels_that_suit_it():
    latin = replace(LYUBOV, volume="5")
    assert cite([latin], "gost") == [
        "Lyubov E. B., Kulikov A. N. New opportunities for the resocialization of mental patients // Rossiiskii "
        "psikhiatricheskii zhurnal. 2019. Vol. 5. No. 3. P. 18–24."
    ]
    both = replace(
        latin,
        titles=(*LYUBOV.titles, Text("Новые возможности", "ru")),
        containers=(*LYUBOV.containers, Text("Российский журнал", "ru")),
    )
    assert cite([both], "gost")[0].endswith("Новые возможности // Российский журнал. 2019. Т. 5. № 3. С. 18–24.")


def test_an_unknown_style_names_the_known():
    with pytest.raises(UsageError) as error:
        cite([BOOK], "nosuch")
    assert "vancouver, rpj, apa, harvard, iso690, gost-r-7-0-5-2008" in error.value.hint


def test_aliases():
    assert style_by_name(" NLM ").name == "vancouver"
    assert style_by_name("gost").name == "gost-r-7-0-5-2008"
    names = [name for style in STYLES for name in (style.name, *style.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("family", "given", "wanted"),
    [
        ("Дмитриева", "Т. Б.", "Дмитриевой"),
        ("Положий", "Б. С.", "Положего"),
        ("Незнанов", "Н. Г.", "Незнанова"),
        ("Снежневский", "А. В.", "Снежневского"),
        ("Толстой", "Л.", "Толстого"),
        ("Черных", "А.", "Черных"),
        ("Короленко", "Ц. П.", "Короленко"),
        ("Гурович", "Исаак Яковлевич", "Гуровича"),
        ("Гурович", "И. Я.", ""),
        ("Гурович", "Анна Яковлевна", "Гурович"),
        ("Краснова-Любова", "Е.", "Красновой-Любовой"),
        ("Ткачёв", "", "Ткачёва"),
        ("Сковорода", "Г.", "Сковороды"),
        ("Глинка", "М.", "Глинки"),
        ("Долгий", "А.", "Долгого"),
        ("Гоголь", "Николай Васильевич", "Гоголя"),
    ],
)
def test_genitive(family, given, wanted):
    assert genitive(family, given) == wanted


def test_an_editor_whose_genitive_is_uncertain_stays_in_the_nominative():
    record = Record(type="book", language="ru", titles=(Text("Книга"),), editors=(Name("Гурович", "И. Я."),))
    assert cite([record], "gost") == ["Книга / И. Я. Гурович, ред."]


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        ("431-456", "431-56"),
        ("114-117", "114-7"),
        ("7-14", "7-14"),
        ("108-115, 120-129", "108-15, 120-9"),
        ("S12-S19", "S12-9"),
        ("e10", "e10"),
        ("99-105", "99-105"),
        ("5-5", "5-5"),
    ],
)
def test_short_range(pages, wanted):
    assert short_range(pages) == wanted


@pytest.mark.parametrize(("text", "wanted"), [("1", "1st"), ("12", "12th"), ("23", "23rd"), ("3-е изд.", "3-е изд.")])
def test_ordinal(text, wanted):
    assert ordinal(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a", "a."),
        ("a.", "a."),
        ("a?", "a?"),
        ("“a”", "“a.”"),
        ("«a»", "«a»."),
        ("«a?»", "«a?»."),
        ("", ""),
        ("[a?]", "[a?]."),
    ],
)
def test_stopped(text, wanted):
    assert stopped(text) == wanted


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        (Date((2019, 7), (2019, 9)), "2019 Jul-Sep"),
        (Date((2019, 7, 1), (2019, 7, 3)), "2019 Jul 1-3"),
        (Date((2018,), (2019,)), "2018-2019"),
        (Date((2001,), season="1"), "2001 Spring"),
        (Date(literal="in press"), "in press"),
        (None, ""),
    ],
)
def test_long_date(date, wanted):
    assert long_date(date) == wanted


ANY = st.builds(
    Record,
    type=st.sampled_from(["article-journal", "chapter", "book", "thesis", "webpage", "report", "document", "nosuch"]),
    titles=st.lists(
        st.builds(Text, st.text(max_size=8), st.sampled_from(["", "en"]), st.just("translated")), max_size=2
    ).map(tuple),
    containers=st.lists(st.builds(Text, st.text(max_size=8)), max_size=2).map(tuple),
    authors=st.lists(st.builds(Name, st.text(max_size=5), st.text(max_size=5)), max_size=8).map(tuple),
    editors=st.lists(st.builds(Name, st.text(max_size=5), st.text(max_size=5)), max_size=5).map(tuple),
    issued=st.sampled_from([None, Date((2019, 13)), Date((2019, 2, 3), (2020,)), Date(literal="x")]),
    pages=st.text(max_size=6),
    edition=st.text(max_size=4),
    url=st.sampled_from(["", "http://a.b"]),
    language=st.text(max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(ANY, st.sampled_from([style.name for style in STYLES]))
def test_every_record_is_cited(record, style):
    line = cite([record], style)[0]
    assert "\n" not in line
    assert "  " not in line


def test_gost_prints_the_people_of_a_cyrillic_work_in_cyrillic_where_a_source_does() -> None:
    latin = Record(
        type="article-journal",
        titles=(Text("Vyzdorovlenie pri shizofrenii", "ru-Latn", "romanised"),),
        authors=(Name("Gurovich", "IYa"), Name("Lyubov", "EB")),
        issued=Date((2008,)),
    )
    cyrillic = replace(
        latin,
        titles=(Text("Выздоровление при шизофрении", "ru"),),
        authors=(Name("Гурович", "И.Я."), Name("Любов", "Е.Б.")),
    )
    merged = view_of((latin, cyrillic))
    assert merged.authors[0].family == "Gurovich"
    for style in ("gost", "gost-r-7-0-100-2018"):
        (line,) = cite([merged], style)
        assert "Гурович" in line
        assert "Gurovich" not in line
    assert cite([merged], "vancouver")[0].startswith("Gurovich IYa, Lyubov EB.")


def test_gost_prints_the_journal_in_the_script_of_the_title() -> None:
    record = Record(
        type="article-journal",
        titles=(Text("Vyzdorovlenie pri shizofrenii", "ru-Latn", "romanised"),),
        containers=(Text("Sotsial'naya psikhiatriya", "ru-Latn", "romanised"), Text("Социальная психиатрия", "ru")),
    )
    cyrillic = replace(record, titles=(Text("Выздоровление", "ru"), *record.titles))
    for style in ("gost", "gost-r-7-0-100-2018"):
        assert "// Sotsial'naya psikhiatriya" in cite([record], style)[0]
        assert "// Социальная психиатрия" in cite([cyrillic], style)[0]
