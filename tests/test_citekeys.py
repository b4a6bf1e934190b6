"""Citekeys: one per work, ASCII, the same from every romanisation, stable, and never given away once exported."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit import citekey
from mhlit.errors import UsageError
from mhlit.library import citekeys, history
from mhlit.library.store import Store
from mhlit.model import Date, Name, Origin, Record, Text
from mhlit.settings import checked_pattern
from mhlit.translit import romanise, schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

# Every row is one family name, in Cyrillic and as romanised in print.
FAMILIES = [
    ("lyubov", "Любов Lyubov Ljubov Liubov Lûbov"),
    ("gurovich", "Гурович Gurovich Gurovič"),
    ("yudin", "Юдин Yudin Iudin Judin Ûdin"),
    ("yastrebov", "Ястребов Yastrebov Iastrebov Jastrebov"),
    ("shchukin", "Щукин Shchukin Ščukin Shhukin"),
    ("yolkin", "Ёлкин Yolkin Jolkin"),
    ("shmukler", "Шмуклер Shmukler"),
    ("khritinin", "Хритинин Khritinin Hritinin Xritinin"),
    ("mikhaylov", "Михайлов Mikhaylov Mikhailov Mihajlov Mihailov Mixajlov"),
    ("tsygankov", "Цыганков Tsygankov Cygankov Czygankov"),
    ("mayorov", "Майоров Mayorov Maiorov Majorov"),
    ("semenov", "Семёнов Семенов Semyonov Semenov Semënov"),
    ("maksimov", "Максимов Maksimov Maximov"),
    ("yakhin", "Яхин Yakhin Iakhin Jaxin I͡Akhin"),
    (
        "dostoevskiy",
        "Достоевский Dostoevskiy Dostoevskii Dostoevsky Dostoevskij Dostoevski Dostoyevsky Dostoevskiĭ Dostoevskijj",
    ),
    ("soloviev", "Соловьёв Соловьев Solov'ev Solovyev Solovyov Soloviev Solovjev Solovjov"),
    ("korolev", "Королёв Королев Korolev Korolyov Koroljov"),
    ("dmitrieva", "Дмитриева Dmitrieva Dmitriyeva Dmitrijeva"),
    ("evtushenko", "Евтушенко Evtushenko Yevtushenko Jevtushenko"),
    ("kazakovtsev", "Казаковцев Kazakovtsev Kazakovcev"),
    ("ulyanova", "Ульянова Ulyanova Ul'ianova Ulianova Uljanova"),
    ("chekhov", "Чехов Chekhov Chehov Tchekhov"),
    ("aleksandrovskiy", "Александровский Aleksandrovskii Alexandrovsky"),
    ("ilina", "Ильина Il'ina Ilyina Ilina"),
    ("tolstoy", "Толстой Tolstoy Tolstoj"),
    ("bely", "Белый"),
    ("vasiliev", "Васильев Vasil'ev Vasilyev Vasiliev Vasiljev"),
    ("zaytsev", "Зайцев Zaytsev Zaitsev Zajcev"),
    ("kovalchuk", "Ковальчук Koval'chuk Kovalchuk"),
]
CASES = [(form, key) for key, forms in FAMILIES for form in forms.split()]
WESTERN = [
    ("Jung", "jung"), ("Diaz", "diaz"), ("Müller", "muller"), ("Colin", "colin"), ("Harris", "harris"), ("Łoś", "los"),
    ("Kowalski", "kowalski"), ("Malinowski", "malinowski"), ("Giuliani", "giuliani"), ("Jacobs", "jacobs"),
    ("van der Berg", "vanderberg"), ("O’Brien", "obrien"), ("Ångström", "angstrom"), ("Benjamin", "benjamin"),
    ("García-Márquez", "garciamarquez"), ("Weiß", "weiss"), ("Martin", "martin"), ("Julian", "julian"),
]  # fmt: skip


def record(number: int = 1, *, family: str = "Lyubov", year: int | None = 2019, **fields: object) -> Record:
    raw = f"{number}. {family} {year}"
    known = Record(
        titles=(Text(f"Title {number}"),),
        authors=(Name(family, "EB"),) if family else (),
        issued=Date((year,)) if year else None,
        origin=Origin("list.txt", number, "references", raw),
    )
    return replace(known, **fields)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as store:
        yield store


# ---------------------------------------------------------------- the base


@pytest.mark.parametrize(("form", "key"), CASES)
def test_every_romanisation_of_a_family_gives_one_key(form: str, key: str) -> None:
    assert citekey.base(record(family=form)) == f"{key}2019"


@pytest.mark.parametrize(("form", "key"), WESTERN)
def test_other_names_keep_their_letters(form: str, key: str) -> None:
    assert citekey.base(record(family=form)) == f"{key}2019"


def test_a_russian_record_tells_that_its_names_are_romanised() -> None:
    plain = record(family="Jaspers-Hahn")
    russian = replace(plain, language="ru")
    assert citekey.stem(plain) == "jaspershahn"
    assert citekey.stem(replace(russian, authors=(Name("Jakhin"),))) == "yakhin"
    assert citekey.stem(replace(russian, authors=(Name("Яхин"),))) == "yakhin"


@pytest.mark.parametrize("scheme", ["bsi", "bgn-plain", "ala-lc-plain", "iso9-1968"])
@pytest.mark.parametrize(
    "family", ["Любов", "Ястребов", "Щербакова", "Чуркин", "Жариков", "Цветкова", "Хохлов", "Шейко"]
)
def test_a_family_romanised_by_a_scheme_gives_the_key_of_the_cyrillic(family: str, scheme: str) -> None:
    assert scheme in schemes()
    assert citekey.plain(romanise(family, scheme), slavic=True) == citekey.plain(family)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"authors": (), "editors": (Name("Дмитриева", "Т.Б."),)}, "dmitrieva2019"),
        ({"authors": ()}, "title2019"),
        ({"authors": (), "titles": (Text("The stigma of schizophrenia"),)}, "stigma2019"),
        ({"authors": (), "titles": (Text("Годовой отчёт"),)}, "godovoy2019"),
        ({"authors": (), "titles": (Text("精神"), Text("Mind"))}, "mind2019"),
        ({"authors": (), "titles": (Text("精神"),)}, "anon2019"),
        ({"authors": (), "titles": ()}, "anon2019"),
        ({"authors": (Name(literal="World Health Organization"),)}, "world2019"),
        ({"authors": (Name(literal="NGO „Mental Health Perspectives”"),)}, "mental2019"),
        ({"authors": (Name(literal="РОО «Новые возможности»"),)}, "novye2019"),
        ({"authors": (Name(literal='ROO "Novyye vozmozhnosti"'),), "language": "ru"}, "novye2019"),
        ({"authors": (Name(literal="Клуб “”"),)}, "klub2019"),
        ({"authors": (Name("Berg", particle="van der"),)}, "vanderberg2019"),
        ({"authors": (Name(given="Avicenna"),)}, "avicenna2019"),
        ({"issued": None}, "lyubovnd"),
        ({"issued": Date(literal="in press")}, "lyubovnd"),
        ({"issued": Date((-400,))}, "lyubov400"),
    ],
)
def test_base_without_author_or_date(fields: dict[str, object], expected: str) -> None:
    assert citekey.base(record(**fields)) == expected


@given(st.text(max_size=30), st.booleans())
def test_a_base_is_always_ascii(text: str, slavic: bool) -> None:
    assert re.fullmatch(r"[a-z0-9]*", citekey.plain(text, slavic=slavic))
    made = citekey.base(Record(authors=(Name(text), Name(literal=text)), titles=(Text(text),)))
    assert re.fullmatch(r"[a-z0-9]+nd", made)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12))
def test_the_key_of_a_key_is_itself_where_it_counts(word: str) -> None:
    assert citekey.plain(word) == citekey.plain(word.upper()) == citekey.plain(word.title())


def test_suffixes_count_in_letters() -> None:
    made = [citekey.suffix(number) for number in range(1, 800)]
    assert made[:4] == ["", "b", "c", "d"]
    assert made[25:28] == ["z", "aa", "ab"]
    assert len(set(made)) == len(made)


# ---------------------------------------------------------------- in a library


def test_collisions_are_lettered_by_year_title_and_doi_whatever_the_order_in_the_file(store: Store) -> None:
    records = [record(n, titles=(Text(title),)) for n, title in enumerate(("Beta", "Gamma", "Alpha"))]
    store.add(records)
    assert {work.view.title: work.key for work in store.works()} == {
        "Alpha": "lyubov2019", "Beta": "lyubov2019b", "Gamma": "lyubov2019c",
    }  # fmt: skip
    with Store(":memory:") as other:
        other.add(reversed(records))
        assert [w.key for w in other.works()] == [w.key for w in store.works()]
        assert [w.view.title for w in other.works()] == [w.view.title for w in store.works()]


def test_later_batches_go_on_with_the_letters(store: Store) -> None:
    assert store.add([record(1)]).keys == ("lyubov2019",)
    assert store.add([record(2), record(3, family="Любов")]).keys == ("lyubov2019b", "lyubov2019c")


def test_forty_works_of_one_author_and_year(store: Store) -> None:
    keys = store.add([record(number) for number in range(40)]).keys
    assert len(set(keys)) == 40
    assert "lyubov2019an" in keys


def bibtex(key: str, number: int = 1, **fields: object) -> Record:
    return record(number, id=key, origin=Origin("a.bib", number, "bibtex", f"@article{{{key}, n={number}}}"), **fields)


def test_keys_of_a_bibtex_file_stay(store: Store) -> None:
    store.add([bibtex("Lyubov:2019/soc+x"), bibtex("smith_2010.b", 2)])
    assert {work.key for work in store.works()} == {"Lyubov:2019/soc+x", "smith_2010.b"}


@pytest.mark.parametrize(
    "key", ["", "two words", "per%cent", "Любов2019", "a{b", "a,b", "#1", "x~y", 'q"q', "back\\slash"]
)
def test_keys_that_tools_choke_on_are_made_anew_and_still_found(store: Store, key: str) -> None:
    store.add([bibtex(key)])
    assert [work.key for work in store.works()] == ["lyubov2019"]
    if key:
        assert store.work(key).key == "lyubov2019"


def test_a_key_that_is_taken_is_made_anew_without_regard_to_case(store: Store) -> None:
    store.add([bibtex("smith2010")])
    store.add([bibtex("Smith2010", 2)])
    store.add([record(3, family="Smith", year=2010)])
    assert [work.key for work in store.works()] == ["lyubov2019", "smith2010", "smith2010b"]


def test_a_files_own_key_comes_before_one_that_is_made(store: Store) -> None:
    store.add([record(1), bibtex("lyubov2019", 2)])
    assert store.work("lyubov2019").view.id == "lyubov2019"
    assert store.work("lyubov2019b").view.title == "Title 1"


def test_csl_citation_key_counts_and_other_ids_do_not(store: Store) -> None:
    origin = Origin("a.json", 1, "csl-json", "{}")
    store.add([record(1, id="http://zotero.org/1", extra={"citation-key": "lyubov_crisis"}, origin=origin)])
    store.add([record(2, id="ITEM-1", origin=replace(origin, raw="{ }"))])
    assert [work.key for work in store.works()] == ["lyubov_crisis", "lyubov2019"] or {
        work.key for work in store.works()
    } == {"lyubov_crisis", "lyubov2019"}


# ---------------------------------------------------------------- pinned


def test_a_key_is_free_again_after_undo_unless_it_was_exported(store: Store) -> None:
    store.add([record(1), record(2, year=2020)])
    citekeys.pin(store, ["lyubov2019"])
    history.undo(store)
    assert store.add([record(3), record(4, year=2020)]).keys == ("lyubov2019b", "lyubov2020")


def test_a_record_that_comes_back_gets_its_exported_key_again(store: Store) -> None:
    first = bibtex("one")
    store.add([first, record(2)])
    citekeys.pin(store, ["lyubov2019"])
    history.undo(store)
    store.add([record(9)])
    store.add([record(2)])
    assert store.work("lyubov2019").view.title == "Title 2"
    assert store.work("lyubov2019b").view.title == "Title 9"


def test_pinning_is_no_batch_and_unknown_keys_do_not_matter(store: Store) -> None:
    store.add([record(1)])
    citekeys.pin(store, ["LYUBOV2019", "nobody1900"])
    citekeys.pin(store, ["lyubov2019"])
    assert len(history.log(store)) == 1
    assert [row[:] for row in store.connection.execute("SELECT key, pinned FROM citekey")] == [("lyubov2019", 1)]


def test_a_merged_work_takes_the_exported_key_and_answers_to_all(store: Store) -> None:
    one, other = record(1), record(2)
    store.add([one, other])
    citekeys.pin(store, ["lyubov2019b"])
    with store.batch("dedupe") as batch:
        store.judge(batch, one.uid, other.uid, "same", "rule", "test")
    (work,) = store.works()
    assert (work.key, work.aliases) == ("lyubov2019b", ("lyubov2019",))
    assert store.work("lyubov2019") == store.work("LYUBOV2019B") == work
    history.undo(store)
    assert [each.key for each in store.works()] == ["lyubov2019", "lyubov2019b"]


def test_a_merged_work_takes_the_first_letter_of_its_base(store: Store) -> None:
    late, early = (
        Record(titles=(Text(title),), authors=(Name("Lyubov", "EB"),), issued=Date((2019,)), origin=Origin(raw=title))
        for title in ("Second in the alphabet", "First in the alphabet")
    )
    store.add([late, early])
    assert [work.key for work in store.works()] == ["lyubov2019", "lyubov2019b"]
    assert store.work("lyubov2019b").view.title == "Second in the alphabet"

    with store.batch("dedupe") as batch:
        store.judge(batch, late.uid, early.uid, "same", "person", "said so")

    assert store.work("lyubov2019b").key == "lyubov2019"


def test_a_merged_work_keeps_the_key_of_a_bibtex_file_since_manuscripts_cite_it(store: Store) -> None:
    listed = Record(
        titles=(Text("A book"),), authors=(Name("Lyubov", "EB"),), issued=Date((2019,)), origin=Origin(raw="list")
    )
    entry = replace(listed, id="Book19", origin=Origin(format="bibtex", raw="@book"))
    store.add([listed])
    store.add([entry])
    with store.batch("dedupe") as batch:
        store.judge(batch, listed.uid, entry.uid, "same", "rule", "the titles are the same")

    assert store.work("lyubov2019").key == "Book19"


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{family}{year}{suffix}", "lyubov2019"),
        ("{Family}:{year}", "Lyubov:2019"),
        ("{Authors}_{year}{suffix}", "Lyubovkulikovgurovichetal_2019"),
        ("{family}.{given}.{year}", "lyubov.e.2019"),
        ("{family}-{title}", "lyubov-novye"),
        ("{journal}{year}{family}", "zpi2019lyubov"),
        ("key/{title}", "key/novye"),
    ],
)
def test_patterns(pattern: str, expected: str) -> None:
    authors = tuple(Name(family, "Е. Б.") for family in ("Любов", "Куликов", "Гурович", "Юдин"))
    title, journal = Text("О новые возможности"), Text("Журнал психиатрии и интервизии")
    work = record(authors=authors, titles=(title,), containers=(journal,))
    assert citekey.base(work, pattern=checked_pattern(pattern)) == expected


def test_a_patterns_sign_never_begins_a_key() -> None:
    organisation = record(authors=(Name(literal="Клуб"),))
    assert citekey.base(organisation, pattern="{given}:{family}") == "klub"
    assert citekey.base(organisation, pattern="{authors}{year}") == "klub2019"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{auth}{year}", "{auth} is nothing"),
        ("{family}{suffix}{year}", "in the middle"),
        ("{family}{Suffix}", "in the middle"),
        ("{family} {year}", "signs that a citekey cannot have"),
        ("{family}{year", "signs that a citekey cannot have"),
        ("{family}#", "signs that a citekey cannot have"),
        ("{year}{suffix}", "tells no works apart"),
    ],
)
def test_bad_patterns_are_refused(pattern: str, told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        checked_pattern(pattern)


def test_a_new_pattern_is_for_new_keys(mhlit, samples) -> None:
    (samples / "a.ris").write_text(
        "TY  - BOOK\nAU  - Любов, Е. Б.\nTI  - Стигма\nPY  - 2019\nER  -\n", encoding="utf-8"
    )
    (samples / "b.ris").write_text("TY  - BOOK\nAU  - Юдин, А. А.\nTI  - Клуб\nPY  - 2018\nER  -\n", encoding="utf-8")
    mhlit("import", "a.ris")
    assert mhlit("config", "citekey", "{auth}").exit_code != 0
    assert mhlit("config", "citekey", "{Family}-{title}{suffix}").exit_code == 0
    mhlit("import", "b.ris")
    assert mhlit("export", "--to", "jsonl").stdout.count('"id"') == 2
    assert mhlit("show", "Yudin-klub").exit_code == mhlit("show", "lyubov2019").exit_code == 0
