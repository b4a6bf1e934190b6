from __future__ import annotations

import html
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.matching.compare import Verdict, compare, weigh
from mhlit.matching.evidence import same_container
from mhlit.matching.features import initials, page_span, prepare, wordings
from mhlit.matching.kinship import kinship
from mhlit.matching.sieve import plainly_apart
from mhlit.matching.vetoes import arabic, marks, segments
from mhlit.model import Date, Name, Record, Text
from mhlit.tables import table


def authors(text: str) -> tuple[Name, ...]:
    """Return the names of "Family Given; Family Given"."""
    return tuple(Name(*each.strip().partition(" ")[::2]) for each in text.split(";") if each.strip())


def work(by: str, title: str, venue: str = "", year: int = 0, **fields: Any) -> Record:
    """Return a record; a volume, an issue and pages make it an article."""
    return Record(
        type=fields.pop("type", "article-journal" if venue else "book"),
        authors=authors(by),
        titles=(Text(title),) if title else (),
        containers=(Text(venue),) if venue else (),
        issued=Date((year,)) if year else None,
        **fields,
    )


RECOVERY = work(
    "Гурович И.Я.; Любов Е.Б.; Сторожакова Я.А.",
    "Выздоровление при шизофрении. Концепция «recovery»",
    "Социальная и клиническая психиатрия",
    2008,
    volume="18",
    issue="2",
    pages="7–14",
)
RESOCIALISATION = work(
    "Любов Е.Б.; Куликов А.Н.",
    "Новые возможности ресоциализации психически больных",
    "Российский психиатрический журнал",
    2019,
    issue="3",
    pages="18–24",
)

SAME = {
    "Cyrillic and romanised": (
        RECOVERY,
        work(
            "Gurovich IYa; Lyubov EB; Storozhakova YaA",
            "Vyzdorovlenie pri shizofrenii. Kontseptsiya recovery",
            "Sotsial'naya i klinicheskaya psikhiatriya",
            2008,
            volume="18",
            issue="2",
            pages="7-14",
        ),
    ),
    "two romanisations": (
        work("Gurovich IYa; Liubov EB", "Vyzdorovlenie pri shizofrenii", "Sots. i klin. psikhiatriia", 2008, pages="7"),
        work("Gurovič I. Â.; Lûbov E. B.", "Vyzdorovlenie pri šizofrenii", "Social'naâ i kliničeskaâ psihiatriâ", 2008),
    ),
    "a translated title in brackets, by authors and address": (
        RESOCIALISATION,
        work(
            "Lyubov EB; Kulikov AN",
            "[New opportunities for the resocialization of mental patients]",
            "Rossiiskii psikhiatricheskii zhurnal [Russian Journal of Psychiatry]",
            2019,
            issue="3",
            pages="18-24",
        ),
    ),
    "romanised with the translation in one string": (
        replace(RESOCIALISATION, containers=(), type="document"),
        work(
            "Lyubov EB; Kulikov AN",
            "Novye vozmozhnosti resotsializatsii psikhicheski bol'nykh "
            "[New opportunities for the resocialization of mental patients]",
            "",
            2019,
        ),
    ),
    "a translated book with a kindred title": (
        work("Тихонов Г.В.", "Ремиссии при шизофрении", "", 1964, publisher="Медицина"),
        work("Tikhonov GV", "Remission in schizophrenia", "", 1964, publisher="Meditsina"),
    ),
    "another venue string, no address": (
        work(
            "Chaudhuri Surajit; Dayal Umeshwar", "An overview of data warehousing and analysis", "SIGMOD Record", 1997
        ),
        work("Chaudhuri S.; Dayal U.", "An Overview of Data Warehousing and Analysis", "ACM SIGMOD Rec.", 1997),
    ),
    "online first a year before print": (
        work("Miller R; Jones A", "Supported housing and recovery in urban centres", "Psychiatric Services", 2015),
        work(
            "Miller R; Jones A",
            "Supported housing and recovery in urban centres",
            "Psychiatr Serv",
            2016,
            volume="67",
            issue="2",
            pages="101-9",
        ),
    ),
    "a note of a database, not an erratum": (
        work("Miller R", "Supported housing and recovery in urban centres", "Chest", 2015, volume="1", pages="5-9"),
        work(
            "Miller R",
            "Supported housing and recovery in urban centres.[Erratum appears in Chest 2016;2(1):3]",
            "Chest",
            2015,
            volume="1",
            pages="5-9",
        ),
    ),
    "one wrong initial": (
        work("Киселев Л.С.; Сочнева З.Г.", "Закономерности начала и течения основных психозов", "", 1988),
        work("Kiselev A.S.; Sochneva Z.G.", "Zakonomernosti nachala i techeniya osnovnykh psikhozov", "", 1988),
    ),
    "pages run together": (
        work("Kearns M; Valiant L", "On the learnability of certain formulae", "Proc. STOC", 1987, pages="285-295"),
        work(
            "Kearns M; Valiant L",
            "On the learn-ability of certain formulae",
            "Proceedings of STOC",
            1987,
            pages="285295",
        ),
    ),
    "groups of digits": (
        work("Lopez M", "A study of 10 000 women in three towns", "Lancet", 2004, volume="15", pages="75-89"),
        work("Lopez M", "A study of 10,000 women in three towns", "The Lancet", 2004, volume="15", pages="75"),
    ),
}


@pytest.mark.parametrize(("a", "b"), SAME.values(), ids=SAME.keys())
def test_one_work_in_two_forms_is_certain(a: Record, b: Record) -> None:
    match = compare(a, b)
    assert match.same is True, match.reasons
    assert match.score >= 0.75


def article(title: str, by: str = "Громова Л.П.; Щукин А.Ю.", **fields: Any) -> Record:
    """Return an article of one journal and year that differs from the others only in what is given."""
    return work(by, title, "Психиатрия", 2018, **fields)


LATIN = "Gromova LP; Shchukin AYu"
APART = {
    "part, Cyrillic": (article("Психозы позднего возраста. Часть 1"), article("Психозы позднего возраста. Часть 2")),
    "part, romanised against Cyrillic": (
        article("Психозы позднего возраста (сообщение I)"),
        article("Psikhozy pozdnego vozrasta (soobshchenie II)", LATIN),
    ),
    "part, English": (
        article("Psychoses of late life: Part I", LATIN),
        article("Psychoses of late life: Part II", LATIN),
    ),
    "part, as a word": (
        article("Психозы позднего возраста. Часть первая"),
        article("Psikhozy pozdnego vozrasta. Ch. 2", LATIN),
    ),
    "part, a bare numeral": (article("Psychoses of late life. I", LATIN), article("Psychoses of late life. II", LATIN)),
    "yearly report, Cyrillic": (
        article("Психиатрическая помощь населению в 2010 году"),
        article("Психиатрическая помощь населению в 2011 году"),
    ),
    "yearly report, romanised": (
        article("Психиатрическая помощь населению в 2010 году"),
        article("Psikhiatricheskaya pomoshch' naseleniyu v 2011 godu", LATIN),
    ),
    "yearly report, English": (
        article("Mental health care in 2005-2006", LATIN),
        article("Mental health care in 2006-2007", LATIN),
    ),
    "erratum, Cyrillic": (
        article("Социальная тревога у студентов медицинских вузов"),
        article("Исправление к статье «Социальная тревога у студентов медицинских вузов»"),
    ),
    "erratum, romanised": (
        article("Социальная тревога у студентов медицинских вузов"),
        article("Ispravlenie: Sotsial'naya trevoga u studentov meditsinskikh vuzov", LATIN),
    ),
    "erratum, English, behind": (
        article("Social anxiety in medical students", LATIN),
        article("Social anxiety in medical students (correction)", LATIN),
    ),
    "comment, Cyrillic": (
        article("Нужна ли психиатрии новая классификация?"),
        article("Нужна ли психиатрии новая классификация? Ответ на комментарий"),
    ),
    "comment, English": (
        article("Does psychiatry need a new classification?", LATIN),
        article("Comment on: Does psychiatry need a new classification?", LATIN),
    ),
    "thesis and article, Cyrillic": (
        article("Качество жизни больных с первым приступом"),
        replace(
            article("Качество жизни больных с первым приступом: дис. ... канд. мед. наук"), type="thesis", containers=()
        ),
    ),
    "thesis and its abstract": (
        work(
            "Хрущева О.Я.",
            "Качество жизни больных с первым приступом: дис. ... канд. мед. наук",
            "",
            2009,
            type="thesis",
        ),
        work(
            "Khrushcheva OYa",
            "Kachestvo zhizni bol'nykh s pervym pristupom: avtoref. dis. ... kand. med. nauk",
            "",
            2009,
            type="thesis",
        ),
    ),
    "book and chapter": (
        work("Ширяев В.М.", "Психообразование в психиатрии", "", 2007, publisher="Медпрактика"),
        work(
            "Ширяев В.М.",
            "Психообразование в психиатрии",
            "Руководство по психиатрии",
            2007,
            pages="310–334",
            type="chapter",
        ),
    ),
    "editions": (
        work("Щербинина Н.И.", "Детская психиатрия: учебник. 2-е изд.", "", 2009),
        work("Shcherbinina NI", "Detskaya psikhiatriya: uchebnik. 3-e izd., pererab.", "", 2013),
    ),
    "editions, the first without a number": (
        work("Щербинина Н.И.", "Детская психиатрия: учебник", "", 2005),
        work("Щербинина Н.И.", "Детская психиатрия: учебник. 3-е изд.", "", 2013),
    ),
    "editorials of two issues": (
        work("", "Колонка главного редактора", "Наркология", 2014, volume="24", issue="1", pages="5"),
        work("", "Kolonka glavnogo redaktora", "Narkologiya", 2015, volume="25", issue="1", pages="5"),
    ),
    "the same title in two places": (
        article("Психозы позднего возраста", volume="16", pages="24-31"),
        article("Психозы позднего возраста", volume="17", pages="2-9"),
    ),
    "two competition reports": (
        work(
            "Данилова С.В.",
            "Итоги Всероссийского конкурса за подвижничество за 2017 год",
            "Российский психиатрический журнал",
            2018,
            issue="3",
            pages="86-90",
        ),
        work(
            "Danilova SV",
            "Itogi Vserossiiskogo konkursa za podvizhnichestvo za 2018 god",
            "Ros. psikhiatr. zhurn.",
            2019,
            issue="1",
            pages="82-3",
        ),
    ),
    "other titles on other pages": (
        article("Психозы позднего возраста", pages="1"),
        article("Суицид и общество", pages="9"),
    ),
}


@pytest.mark.parametrize(("a", "b"), APART.values(), ids=APART.keys())
def test_what_must_stay_apart_stays_apart(a: Record, b: Record) -> None:
    match = compare(a, b)
    assert match.same is False, match.reasons
    assert match.reasons


POSSIBLE = {
    "a translation with nothing but author, year and few common words": (
        work("Леонтьев А.Н.", "Виды обобщения у школьников", "", 2009, publisher="Смысл"),
        work("Leontiev AN", "Types of generalisation in pupils", "", 2009, publisher="Smysl"),
    ),
    "one word differs": (
        work("Мещеряков О.И.", "Эффективность кветиапина при психозах у пожилых", "Психиатрия", 2008),
        work("Мещеряков О.И.", "Эффективность рисперидона при психозах у пожилых", "Психиатрия", 2008),
    ),
    "men and women": (
        work("Павлов И.Ю.", "Личностные расстройства у осужденных мужчин колонии", "Психология и право", 2016),
        work("Pavlov IYu", "Lichnostnye rasstroistva u osuzhdennykh zhenshchin kolonii", "Psikhologiya i pravo", 2016),
    ),
    "conference paper and article": (
        work(
            "Miller R; Jones A",
            "Supported housing and recovery in towns",
            "Proceedings of the Symposium on Housing",
            2015,
        ),
        work(
            "Miller R; Jones A", "Supported housing and recovery in towns", "Journal of Mental Health", 2015, volume="3"
        ),
    ),
    "only one names its part": (
        work("Miller R; Jones A", "Supported housing and recovery in towns", "Journal of Mental Health", 2015),
        work("Miller R; Jones A", "Supported housing and recovery in towns. Part 2", "Journal of Mental Health", 2015),
    ),
    "two DOIs, no page": (
        work(
            "Miller R; Jones A", "Supported housing and recovery in towns", "Lancet", 2015, doi="10.1016/j.lan.2015.01"
        ),
        work(
            "Miller R; Jones A", "Supported housing and recovery in towns", "Lancet", 2015, doi="10.1016/j.lan.2015.02"
        ),
    ),
}


@pytest.mark.parametrize(("a", "b"), POSSIBLE.values(), ids=POSSIBLE.keys())
def test_what_only_a_person_can_tell_is_not_merged(a: Record, b: Record) -> None:
    match = compare(a, b)
    assert match.same is not True, match.reasons
    assert match.score > 0


def test_doubtful_pairs_are_offered_to_a_person() -> None:
    for name in ("conference paper and article", "only one names its part", "two DOIs, no page"):
        assert compare(*POSSIBLE[name]).same is None, name


def test_reasons_are_words_a_librarian_understands() -> None:
    match = compare(*SAME["Cyrillic and romanised"])
    assert "the titles are the same" in match.reasons
    assert "the authors are the same (3 of 3)" in match.reasons
    assert "the pages are the same: 7-14" in match.reasons
    veto = compare(*APART["part, romanised against Cyrillic"])
    assert veto.reasons[0] == "the parts differ: 1 / 2"


@pytest.mark.parametrize("empty", [Record(), Record(id="x"), Record(issued=Date((2001,)))])
def test_records_without_a_title_are_never_one_work(empty: Record) -> None:
    assert compare(empty, empty).same is False


def test_a_shared_doi_joins_records_whose_titles_are_alike_but_not_those_of_one_issue() -> None:
    one = work("Miller R", "Supported housing", "Lancet", 2015, doi="https://doi.org/10.1016/J.LAN.2015.01")
    other = replace(one, doi="10.1016/j.lan.2015.01.", titles=(Text("Supported housing: a trial"),))
    stranger = work("Ahmed F", "Zinc in the diet of rats", "Lancet", 2015, doi="10.1016/j.lan.2015.01")
    assert compare(one, other).same is True
    assert compare(one, stranger).same is not True


# ---------------------------------------------------------------- pieces


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Vvedenie v patopsikhologiyu [Introduction to pathopsychology]",
            ["Vvedenie v patopsikhologiyu", "Introduction to pathopsychology"],
        ),
        ("[New opportunities of care]", ["New opportunities of care"]),
        ("Batroxobin for dementia. [Chinese]", ["Batroxobin for dementia."]),
        ("Batroxobin for dementia (In Russ.)", ["Batroxobin for dementia"]),
        ("Психология = Psychology", ["Психология", "Psychology"]),
        ("Stress &amp; <i>strain</i>", ["Stress & strain"]),
        ("Remission [a] in life", ["Remission [a] in life"]),
        ("Controlled study. <ORIGINAL> Etude controlee", ["Controlled study.", "Etude controlee"]),
        ("Mansour (1996). On-line selection of portfolios", ["On-line selection of portfolios"]),
    ],
)
def test_wordings_of_one_string(title: str, expected: list[str]) -> None:
    assert [text for text, _ in wordings([title])] == expected


@pytest.mark.parametrize(
    ("title", "kind", "value"),
    [
        ("Психозы. Сообщение 2", "parts", "2"),
        ("Psikhozy. Soobshchenie II", "parts", "2"),
        ("Вторая часть доклада", "parts", "2"),
        ("Psychoses: Part One", "parts", "1"),
        ("Психиатрия. 3-е изд.", "editions", "3"),
        ("Psychiatry, 2nd ed.", "editions", "2"),
        ("Психиатрия. Второе издание", "editions", "2"),
        ("Ретракция: Терапия", "kinds", "erratum"),
        ("Corrigendum to: Therapy", "kinds", "erratum"),
        ("Ответ авторов", "kinds", "comment"),
        ("Жизнь. Автореф. дис. канд. мед. наук", "kinds", "summary of a thesis"),
        ("Zhizn'. Diss. kand. nauk", "kinds", "thesis"),
        ("Сон при стрессе (тезисы)", "kinds", "conference abstract"),
    ],
)
def test_marks_of_a_title_in_any_script(title: str, kind: str, value: str) -> None:
    text = arabic(title)
    assert value in getattr(marks(segments(text), text), kind)


@pytest.mark.parametrize(
    "title",
    ["A 12 month report on stroke", "Correction of anaemia", "Response to treatment in men", "Иван IV и история"],
)
def test_ordinary_titles_have_no_marks(title: str) -> None:
    text = arabic(title)
    found = marks(segments(text), text)
    assert not found.kinds
    assert not found.parts


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1527-30", ("1527", "1530")),
        ("С. 7–14", ("7", "14")),
        ("S12-S15", ("12", "15")),
        ("01-Jun", ("1", "6")),
        ("86", ("86", "")),
        ("e1234", ("1234", "")),
        ("", ("", "")),
        ("231â256", ("231", "256")),
    ],
)
def test_page_spans(pages: str, expected: tuple[str, str]) -> None:
    assert page_span(pages) == expected


@pytest.mark.parametrize("given", ["И.Я.", "IYa", "I. Ya.", "Ivan Yakovlevich", "Иван Яковлевич", "I. A."])
def test_initials_are_alike_in_every_form(given: str) -> None:
    assert initials(given)[:1] == "i"
    assert len(initials(given)) == 2


# ---------------------------------------------------------------- properties

TITLES = [
    "Психозы позднего возраста",
    "Psikhozy pozdnego vozrasta",
    "Late-life psychoses",
    "Part II",
    "",
    "Editorial",
    "Editorials",
    "Психозы [Psychoses of age]",
    "Late life psychosis: a review",
    "Лечение психозов",
    "&lt;b&gt;",
    "[",
    "1 / I (2)",
]
RECORDS = st.builds(
    work,
    st.sampled_from(
        ["", "Любов Е.Б.", "Lyubov EB; Kulikov AN", "Liubow E.; Kulikova A.; Lee W", "Кулик А.; Любовь Е.", "WHO"]
    ),
    st.sampled_from(TITLES) | st.text(max_size=30),
    st.sampled_from(["", "Психиатрия", "Psikhiatriya", "Journal of Psychiatry", "Proceedings of ICIS"]),
    st.sampled_from([0, 2018, 2019, 2021]),
    volume=st.sampled_from(["", "1", "2", "2018"]),
    issue=st.sampled_from(["", "3", "suppl"]),
    pages=st.sampled_from(["", "7-14", "7", "714", "8-14"]) | st.text(max_size=8),
    doi=st.sampled_from(["", "10.1000/a", "10.1000/b", "no doi"]),
    publisher=st.sampled_from(["", "Смысл"]),
    type=st.sampled_from(["book", "article-journal", "thesis", "document", "chapter"]),
)


@settings(max_examples=250, deadline=None)
@given(RECORDS, RECORDS)
def test_comparison_is_symmetric_and_never_raises(a: Record, b: Record) -> None:
    one, other = compare(a, b), compare(b, a)
    assert one.same is other.same
    assert one.score == other.score
    assert 0 <= one.score <= 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_preparing_bears_any_text(text: str) -> None:
    record = work(f"{text} A.", text, text, 2000, volume=text, pages=text, doi=text, isbn=text, edition=text)
    assert prepare(record) == prepare(record)
    assert prepare(replace(record, titles=(Text(html.escape(text)),))) is not None


# ---------------------------------------------------------------- titles that look alike

TEAM = "Miller R; Jones A; Lee K"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Психологическая помощь больным в диспансере", "Психиатрическая помощь больным в диспансере"),
        ("Терапия психотических расстройств у пожилых", "Терапия психических расстройств у пожилых"),
        ("Помощь больным шизофренией в диспансере", "Помощь больным параноидной шизофренией в диспансере"),
        ("Escitalopram in late life depression", "Citalopram in late life depression"),
        ("Symmetric networks of belief in adults", "Asymmetric networks of belief in adults"),
        ("Hepatitis B in psychiatric inpatients", "Hepatitis C in psychiatric inpatients"),
        ("Vitamin A in the diet of inpatients", "Vitamin D in the diet of inpatients"),
        ("Supported employment for adults: Case A", "Supported employment for adults: Case B"),
        ("Depression in men of working age", "Depression in men of working age with diabetes"),
        ("Supported employment: protocol", "Supported employment: a cost analysis"),
        ("Supported employment for adults: study protocol", "Supported employment for adults"),
        ("Care of inpatients in two regions", "Care of outpatients in two regions"),
    ],
)
def test_a_word_that_changes_the_topic_is_no_misprint(one: str, other: str) -> None:
    match = compare(work(TEAM, one, "Lancet", 2010), work(TEAM, other, "Lancet", 2010))
    assert match.same is not True, match.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supported employment for adults", "Supported employment for adults: a cost analysis"),
        ("Behaviour of randomised tumours in rats", "Behavior of randomized tumors in rats"),
        ("On-line learning of HPV16 patterns", "Online learning of HPV 16 patterns"),
        ("Pro-vedenie mediko-sotsiologicheskikh issledovanii", "Проведение медико-социологических исследований"),
        ("Поня\u00adтие инвариантности ребенка", "Понятие инвариантности ребёнка"),
        ("Мoscow psychiatry in the sixties", "Moscow psychiatry in the sixties"),
        ("Learning to order things in groups", "Learning ro order things in groups"),
    ],
)
def test_spelling_hyphens_and_subtitles_part_nothing(one: str, other: str) -> None:
    match = compare(work(TEAM, one, "Lancet", 2010), work(TEAM, other, "Lancet", 2010))
    assert match.same is True, match.reasons


def test_a_preprint_is_offered_to_a_person_not_merged() -> None:
    preprint = work(TEAM, "Housing first for homeless adults", "medRxiv", 2020)
    paper = work(TEAM, "Housing first for homeless adults", "Lancet Psychiatry", 2020)
    assert compare(preprint, paper).same is None


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Ремиссии при шизофрении", "Remission in schizophrenia", 0.9, 1.0),
        ("Психиатрическая помощь населению", "Psychiatric care of the population", 0.6, 1.0),
        ("Мышление и речь", "Mental hospitals of the north", 0.0, 0.1),
    ],
)
def test_kinship_of_titles_in_two_languages(one: str, other: str, least: float, most: float) -> None:
    a, b = (prepare(work("", title)) for title in (one, other))
    forth, back = (kinship(x.titles[0], y.titles[0], (x.printed[0], y.printed[0])) for x, y in ((a, b), (b, a)))
    assert least <= forth <= most
    assert forth == back


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("International Conference on Information Systems", "ICIS", True),
        ("Психическое здоровье", "Psikhicheskoe zdorov'e", True),
        ("Journal of Mental Health", "Zeitschrift für Kardiologie", False),
        ("Journal of Biological Rhythms", "J. Biol. Rhythms", True),
        ("Вопросы психологии развития", "Вопр. психол. разв.", True),
        ("Journal of Clinical Psychiatry", "J Clin Psychol", False),
        ("Clinical Psychiatry Research", "Clinical …", None),
        ("Journal of Clinical Psychiatry", "Journal of Clinical Psy…", True),
    ],
)
def test_venues(one: str, other: str, expected: bool | None) -> None:
    assert same_container(one, other) is expected
    assert same_container(other, one) is expected


def test_the_table_of_cues_is_in_order() -> None:
    rows = table("veto_cues.tsv")
    cells = [(row["kind"], row["cue"], row["value"], row["place"]) for row in rows]
    assert len(set(cells)) == len(cells)
    assert all(unicodedata.is_normalized("NFC", cell) for row in rows for cell in row.values())
    assert {row["place"] for row in rows} == {"", "any", "alone", "start", "number", "whole", "within", "container"}


# ---------------------------------------------------------------- in short, and related


def weighed(a: Record, b: Record) -> Verdict:
    """Return the verdict on two records."""
    return weigh(prepare(a), prepare(b))


def study(title: str, year: int = 2019, venue: str = "", **fields: Any) -> Record:
    """Return an article of two authors."""
    containers = (Text(venue),) if venue else ()
    names = (Name("Любов", "Е.Б."), Name("Зотов", "П.Б."))
    fields.setdefault("type", "article-journal")
    return Record(titles=(Text(title),), authors=names, issued=Date((year,)), containers=containers, **fields)


LONG = "Peer support workers and recovery in hospital wards"


@pytest.mark.parametrize(
    ("a", "b", "short"),
    [
        (study(LONG), study(LONG), "same title, authors (2 of 2), year"),
        (study(LONG, volume="3"), study(LONG, volume="4"), "same title, authors (2 of 2), year; not: volume"),
        (
            study("Суицид в тюрьмах", pages="5-9", volume="2"),
            study("Suicide in prisons", pages="5-9", volume="2"),
            "title in another language; same authors (2 of 2), year, volume, pages",
        ),
        (study(LONG), study(f"{LONG}: a trial", pages="1"), "same title (but subtitle), authors (2 of 2), year"),
    ],
)
def test_reasons_in_short(a: Record, b: Record, short: str) -> None:
    assert weighed(a, b).in_short() == weighed(b, a).in_short() == short


@pytest.mark.parametrize(
    ("a", "b", "related"),
    [
        (study(LONG, 2019, "medRxiv preprint"), study(LONG, 2020, "Journal of Mental Health"), True),
        (study(LONG, 2019, "Proceedings of the congress"), study(LONG, 2020, "Journal of Mental Health"), True),
        (study(f"{LONG} [abstract]", 2019), study(LONG, 2019), True),
        (study(LONG, 2010, "medRxiv preprint"), study(LONG, 2020, "Journal of Mental Health"), False),
        (study(LONG, 2019, "Lancet", volume="1"), study(LONG, 2020, "Journal of Mental Health", volume="9"), False),
        (study("Commentary", 2019, "medRxiv preprint"), study("Commentary", 2020, "Journal of Mental Health"), False),
    ],
)
def test_a_preprint_a_congress_and_an_abstract_are_related_and_not_the_same(
    a: Record, b: Record, related: bool
) -> None:
    for verdict in (weighed(a, b), weighed(b, a)):
        assert verdict.same is not True
        assert verdict.related is related


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Психозы. Часть 1", "Психозы. Часть 2"),
        ("Итоги конкурса за 2017 год", "Итоги конкурса за 2018 год"),
        ("Social anxiety", "Social anxiety (correction)"),
    ],
)
def test_marks_part_before_anything_is_weighed(one: str, other: str) -> None:
    pair = prepare(study(one)), prepare(study(other))
    assert plainly_apart(*pair)
    assert plainly_apart(*pair[::-1])
    assert weigh(*pair).same is False
    assert not plainly_apart(pair[0], pair[0])


@pytest.mark.parametrize("pages", ["525-534", ""])
def test_two_articles_of_one_author_in_one_issue_stay_two(pages: str) -> None:
    survey = work("Ullman V", "Distributed web services: a survey", "Lancet", 1999, volume="14", issue="4", pages="86")
    other = replace(survey, titles=(Text("Distributed data warehouses using web services"),), pages=pages)
    assert compare(survey, other).same is not True


# ---------------------------------------------------------------- names in the wrong places, slips, cuts, columns

CUBES = "Querying compressed data cubes in distributed environments"


@pytest.mark.parametrize(
    ("family", "given_name", "same"),
    [("Rakesh", "Brown", True), ("Rakesh", "Brownlee", None), ("Suresh", "Gupta", None)],
)
def test_family_and_given_name_may_have_changed_places(family: str, given_name: str, same: bool | None) -> None:
    turned = replace(work("", CUBES, "", 2001), authors=(Name(family, given_name),))
    match = compare(work("Brown R.", CUBES, "", 2001), turned)
    assert (match.same is True) == (same is True)
    assert ("the author is the same" in match.reasons) == (same is True)


def test_two_given_names_do_not_make_one_author() -> None:
    one = work("Jorgolsen Oleg", "Book reviews", "Clinical Stroke", 1998, volume="89", issue="12", pages="12-13")
    other = work("Inkovez Oleg", "Book reviews", "Journal of Outcome", 1998, volume="89", issue="12", pages="12-13")
    assert compare(one, other).same is False


def test_a_page_of_two_digits_is_no_span_that_lost_its_dash() -> None:
    one = work("Kovesman N.H.", "From the editor", "Annals of Child Kinetics", 1993, pages="12")
    other = replace(one, volume="66", issue="1", pages="1-2")
    assert compare(one, other).same is not True
    assert compare(replace(one, pages="325332"), replace(other, pages="325-332")).same is True


@pytest.mark.parametrize(
    "printed",
    [
        f"[PDF] {CUBES}",
        f"[CITATION][C] {CUBES}",
        f"R Brown. {CUBES}",
        CUBES.replace(" in ", " ni "),
        "Queryin gcompressed data cubes in distributed environments",
        "Querying compressed data cubes in",
        f"{CUBES} Mach. Learn.",
        CUBES.replace("compressed", "compresed").replace("distributed", "distribuetd"),
    ],
)
def test_what_machines_do_to_a_title_is_seen_through(printed: str) -> None:
    whole = work("Brown Rakesh; Novák Olga", CUBES, "Mach. Learn.", 2001, issue="3", volume="4", pages="17-29")
    other = work("Brown R.; Novák O.", printed, "Machine Learning", 2001, volume="4", issue="3")
    assert compare(whole, other).same is True


@pytest.mark.parametrize(
    "title",
    [
        "A querying of compressed data cubes by hand",
        "AI querying of compressed data cubes by hand",
    ],
)
def test_a_beside_ai_is_no_slip(title: str) -> None:
    other = "An AI querying of compressed data cubes by hand"
    found = compare(work("Brown R.", title), work("Brown R.", other))
    assert found.reasons[0] != "the titles are the same"


def test_a_yearly_column_on_the_same_page_is_another_one_each_year() -> None:
    first = work(
        "Rosenthal U.", "Statistics of cancer in the region", "Annals", 2012, volume="62", issue="1", pages="10-29"
    )
    assert compare(first, replace(first, issued=Date((2013,)), volume="63")).same is False
    # a misprint moves one of the two
    assert compare(first, replace(first, volume="63")).same is True
    assert compare(first, replace(first, volume="9" * 5000, issued=Date((2013,)))).same is True


def test_whole_spans_of_pages_carry_a_translation() -> None:
    russian = work(
        "Бутина С.В.", "Теоретические подходы к анализу отношений", "Записки", 2010, issue="5", pages="244-247"
    )
    english = work("Butina S.V.", "Theory and analysis of kin", "Scientific Notes", 2010, issue="5", pages="244-247")
    assert compare(russian, english).same is True
    assert compare(russian, replace(english, pages="244")).same is None
