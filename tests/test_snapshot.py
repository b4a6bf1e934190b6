"""The local extract of Crossref: both layouts, filters, resumption, look-ups, searches."""

from __future__ import annotations

import gzip
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from mhlit.errors import LibraryError, UnreadableFile, UsageError
from mhlit.library.extract import Wanted, wanted
from mhlit.library.snapshot import Snapshot, build

if TYPE_CHECKING:
    from pathlib import Path


def work(number: int, **members: Any) -> dict[str, Any]:
    return {
        "DOI": f"10.5555/W.{number}",
        "title": [f"Common words about subject{number}"],
        "type": "journal-article",
        "author": [{"family": "Lindqvist"}],
        "issued": {"date-parts": [[2000 + number]]},
        "reference": [{"key": "1"}],
        **members,
    }


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    folder = tmp_path / "parts"
    folder.mkdir()
    with gzip.open(folder / "0.json.gz", "wt") as file:
        json.dump({"items": [work(0), work(1)]}, file)
    with gzip.open(folder / "1.jsonl.gz", "wt") as file:
        file.write("".join(f"{json.dumps(work(n))}\n" for n in (2, 3)) + "{broken\n" + '{"no": "doi"}\n')
    (folder / "2.json").write_text(json.dumps({"items": [work(4)]}, indent=1))
    (folder / "notes.txt").write_text("nothing")
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_both_layouts_are_read(parts: Path, tmp_path: Path, jobs: int) -> None:
    assert build(parts, tmp_path / "x.db", jobs=jobs) == (3, 0, 5, 2)
    with Snapshot(tmp_path / "x.db") as extract:
        found = [extract.work(f"10.5555/w.{n}") for n in range(5)]
        assert [each and each["title"] for each in found] == [work(n)["title"] for n in range(5)]
        assert all(each and "reference" not in each for each in found)
        assert extract.work("10.5555/w.9") is None


def test_a_build_goes_on_where_it_stopped(parts: Path, tmp_path: Path) -> None:
    build(parts, tmp_path / "x.db")
    (parts / "3.jsonl").write_text(json.dumps(work(5)) + "\n" + json.dumps(work(0, title=["Newer"])) + "\n")
    assert build(parts, tmp_path / "x.db") == (1, 3, 2, 0)
    with Snapshot(tmp_path / "x.db") as extract:
        assert extract.work("10.5555/w.0") == {k: v for k, v in work(0, title=["Newer"]).items() if k != "reference"}
        assert len(extract.search("subject5 lindqvist")) == 6


@pytest.mark.parametrize(
    ("filters", "dois"),
    [
        (Wanted(prefixes=frozenset(["10.1"])), {"10.1/a"}),
        (Wanted(types=frozenset(["book"])), {"10.2/b"}),
        (Wanted(languages=frozenset(["ru"])), {"10.1/a"}),
        (Wanted(issns=frozenset(["1560-957X"])), {"10.2/b"}),
        (Wanted(from_year=2010), {"10.2/b"}),
        (Wanted(), {"10.1/a", "10.2/b", "10.3/c"}),
        (Wanted(prefixes=frozenset(["10.1"]), from_year=2010), set()),
    ],
)
def test_filters(tmp_path: Path, filters: Wanted, dois: set[str]) -> None:
    works: list[Any] = [
        {"DOI": "10.1/A", "type": "journal-article", "language": "ru", "issued": {"date-parts": [[2001]]}},
        {"DOI": "10.2/B", "type": "book", "ISSN": ["1560-957X"], "published-print": {"date-parts": [[2011]]}},
        {"DOI": "10.3/C", "type": None, "ISSN": "odd", "issued": {"date-parts": [[None]]}, "title": "odd", "author": 1},
    ]
    (tmp_path / "w.jsonl").write_text("\n".join(map(json.dumps, works)))
    build(tmp_path / "w.jsonl", tmp_path / "x.db", filters)
    with Snapshot(tmp_path / "x.db") as extract:
        assert {doi for doi in ("10.1/a", "10.2/b", "10.3/c") if extract.work(doi)} == dois


def test_filters_are_read_as_people_type_them() -> None:
    typed = wanted(["1560957x"], ["https://doi.org/10.17816/", "10.1000.10"], ["book"], ["RU"], 2001)
    assert typed == Wanted(
        frozenset(["1560-957X"]), frozenset(["10.17816", "10.1000.10"]), frozenset(["book"]), frozenset(["ru"]), 2001
    )


@pytest.mark.parametrize(
    ("filters", "what"),
    [
        ({"issns": ["1560-9571"]}, "an ISSN"),
        ({"prefixes": ["17816"]}, "a DOI prefix"),
        ({"types": ["article-journal"]}, "a type of Crossref"),
        ({"languages": ["russian"]}, "a language"),
    ],
)
def test_a_filter_that_nothing_can_pass_is_refused(filters: dict[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=f"is not {what}"):
        wanted(**filters)


@pytest.mark.parametrize(
    ("members", "taken"),
    [
        ({"language": "ru", "title": ["Rehabilitation in small towns"]}, True),
        ({"title": ["Реабилитация в малых городах"]}, True),
        ({"language": "en", "title": ["Реабилитация в малых городах", "Rehabilitation in small towns"]}, True),
        ({"title": ["Rehabilitation"], "original-title": ["Reabilitatsiya dushevnobol'nykh v malykh gorodakh"]}, True),
        ({"language": "en", "title": ["Rehabilitation in small towns"]}, False),
        ({"title": None, "original-title": [3]}, False),
    ],
)
def test_a_language_is_that_of_the_deposit_or_of_a_title(members: dict[str, Any], taken: bool) -> None:
    assert Wanted(languages=frozenset(["ru"])).takes({"DOI": "10.1/a", **members}) is taken


def test_other_filters_need_another_file(parts: Path, tmp_path: Path) -> None:
    build(parts, tmp_path / "x.db", Wanted(from_year=2001))
    with pytest.raises(UsageError, match="other filters"):
        build(parts, tmp_path / "x.db")


def test_the_rare_words_of_a_query_decide(parts: Path, tmp_path: Path) -> None:
    build(parts, tmp_path / "x.db")
    with Snapshot(tmp_path / "x.db") as extract:
        assert extract.search("Lindqvist H. Common words about subject3. 2003")[0]["DOI"] == "10.5555/W.3"
        assert extract.search('subject3" OR *') != []
        assert extract.search("") == extract.search("nothing of this") == []


def test_cyrillic_titles_are_found(tmp_path: Path) -> None:
    (tmp_path / "w.jsonl").write_text(
        json.dumps(work(1, title=["Новый журнал: группы само-помощи"]), ensure_ascii=False)
    )
    build(tmp_path / "w.jsonl", tmp_path / "x.db")
    with Snapshot(tmp_path / "x.db") as extract:
        assert extract.search("НОВЫЙ само-помощи")[0]["DOI"] == "10.5555/W.1"


def test_a_part_cut_short_is_counted_and_costs_itself_only(parts: Path, tmp_path: Path) -> None:
    whole = (parts / "1.jsonl.gz").read_bytes()
    (parts / "9.jsonl.gz").write_bytes(whole[: len(whole) - 12])
    built = build(parts, tmp_path / "x.db")
    assert built.broken >= 3
    with Snapshot(tmp_path / "x.db") as extract:
        assert extract.work("10.5555/w.4")


def test_what_is_no_extract_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(LibraryError, match="no extract"):
        Snapshot(tmp_path / "other.db")
    with pytest.raises(UnreadableFile):
        Snapshot(tmp_path / "none.db")
    with pytest.raises(UnreadableFile):
        build(tmp_path / "nowhere", tmp_path / "x.db")
    (tmp_path / "text.db").write_text("no database at all, but text")
    (tmp_path / "w.jsonl").write_text(json.dumps(work(1)))
    with pytest.raises(LibraryError, match="cannot be used"):
        build(tmp_path / "w.jsonl", tmp_path / "text.db")


def test_a_data_file_is_made_into_an_extract_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "w.jsonl"
    path.write_text(json.dumps(work(1)))
    for _ in range(2):
        with Snapshot(path) as extract:
            assert extract.work("10.5555/w.1")
    assert len(list((tmp_path / "cache").rglob("*.db"))) == 1
    path.write_text(json.dumps(work(1)) + "\n" + json.dumps(work(2)))
    with Snapshot(path) as extract:
        assert extract.work("10.5555/w.2")


def test_the_shipped_extract_fills_and_links_a_list_without_a_network(tmp_path: Path) -> None:
    from mhlit.library.store import Store
    from mhlit.references import parse_reference
    from mhlit.resolve import resolve
    from mhlit.tables import data

    build(data("samples/crossref-works.jsonl"), tmp_path / "x.db")
    texts = [
        "Lindqvist H, Achterberg J. Peer support workers in community mental health teams. J Example Community Care. 2014;18(3):201-9.",
        "Берёзова А.П., Осинин И.В. Группы самопомощи в малых городах // Вестник примера. 2019. Т. 7. № 2. С. 35–41.",
        "Goodfellow R. A miraculous treatment of everything & more. J Example Community Care. 2011;15:1-4. doi:10.5555/mhlit.2011.07",
    ]
    with Store(tmp_path / "library.db") as store, Snapshot(tmp_path / "x.db") as extract:
        store.add(map(parse_reference, texts))
        report = resolve(store, offline=True, snapshot=extract)
        assert {outcome.doi for outcome in report.outcomes if outcome.state in {"linked", "confirmed"}} == {
            "10.5555/mhlit.2014.01",
            "10.5555/mhlit.2019.11",
            "10.5555/mhlit.2011.07",
        }
        views = {work.view.doi: work.view for work in store.works()}
    assert [name.family for name in views["10.5555/mhlit.2019.11"].authors] == ["Берёзова", "Осинин"]
    assert views["10.5555/mhlit.2011.07"].notice == "retracted"
    assert views["10.5555/mhlit.2011.07"].title == "A miraculous treatment of everything & more"
