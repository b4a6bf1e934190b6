"""mhlit resolve, config and snapshot as a shell sees them, against a registry of our own on loopback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, Page, Registry, page

from mhlit.formats import doilist
from mhlit.registries import http
from mhlit.registries.http import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE = "Peer support workers in community mental health teams"
CITED = {
    "type": "article-journal",
    "author": [{"family": "Lindqvist", "given": "H"}],
    "issued": {"date-parts": [[2014]]},
    "volume": "18",
    "page": "201",
    "container-title": "J Community Care",
}


def work(doi: str, title: str = TITLE, **members: Any) -> dict[str, Any]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"given": "Hanna", "family": "Lindqvist"}],
        "container-title": ["Journal of Community Care"],
        "issued": {"date-parts": [[2014]]},
        "volume": "18",
        "page": "201-209",
        **members,
    }


LACE = work("10.5555/lace", "Lace making in the small towns of the northern valley", page="44-50", volume="2")
TWINS = [work("10.5555/one"), work("10.5555/two")]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    running: list[Loopback] = []
    monkeypatch.setattr(http, "POOLS", dict.fromkeys(http.POOLS, ((1000.0, 3), (1000.0, 3))))
    quick = Limits(connect=1.0, read=1.0, total=2.0, first_wait=0.001, longest_wait=0.01)
    monkeypatch.setattr("mhlit.resolve.run.Client", lambda: http.Client(limits=quick))

    def start(answer: Any, first: list[Page] | None = None) -> Loopback:
        server = Loopback(answer, first)
        running.append(server.__enter__())
        for variable, _ in http.BASES.values():
            monkeypatch.setenv(variable, server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def put(mhlit: Any, tmp_path: Path) -> Any:
    """Import CSL items."""

    def run(*items: dict[str, Any]) -> None:
        path = tmp_path / "given.json"
        path.write_text(json.dumps([{"id": f"i{n}", "type": "article-journal"} | each for n, each in enumerate(items)]))
        assert mhlit("import", path).exit_code == 0

    return run


def data(result: Any) -> Any:
    return json.loads(result.stdout)["data"]


def states(result: Any) -> dict[str, str]:
    return {outcome["doi"]: outcome["state"] for outcome in data(result)["outcomes"]}


def exported(mhlit: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in mhlit("export", "--to", "jsonl").stdout.splitlines()]


# ---------------------------------------------------------------- runs


def test_a_run_fills_works_and_one_undo_takes_it_back(mhlit: Any, serve: Any, put: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("mhlit.resolve.run.PORTION", 2)
    works = [work(f"10.5555/w.{n}", f"The work with number {n} of a longer series") for n in range(7)]
    serve(Registry(works))
    put(*({"DOI": each["DOI"]} for each in works))
    done = mhlit("resolve", "--json")
    assert done.exit_code == 0
    assert set(states(done).values()) == {"confirmed"}
    assert all(item["title"].startswith("The work") for item in exported(mhlit))
    batches = json.loads(mhlit("log", "--json").stdout)["data"]
    assert [(each["command"], each["records"]) for each in batches] == [("resolve", 7), ("import", 7)]
    assert mhlit("undo").exit_code == 0
    assert not any("title" in item for item in exported(mhlit))


def test_what_changes_in_the_view_is_printed_and_a_trial_writes_nothing(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0] | {"volume": "19"}]))
    put({"title": TITLE, "DOI": "10.5555/one", **CITED})
    done = mhlit("resolve", "--dry-run")
    assert "volume: 18 → 19" in done.stdout
    assert "pages: 201 → 201-209" in done.stdout
    assert "nothing was written" in done.stderr
    assert exported(mhlit)[0]["volume"] == "18"
    mhlit("resolve")
    assert exported(mhlit)[0]["volume"] == "19"


def test_a_persons_edit_is_no_change(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0] | {"volume": "19"}]))
    put({"title": TITLE, "DOI": "10.5555/one", **CITED})
    assert mhlit("edit", "lindqvist2014", "volume=20").exit_code == 0
    assert "volume" not in mhlit("resolve").stdout
    assert exported(mhlit)[0]["volume"] == "20"


def test_refresh_asks_again_and_the_newest_answer_counts(mhlit: Any, serve: Any, put: Any) -> None:
    registry = Registry([TWINS[0] | {"is-referenced-by-count": 3}])
    server = serve(registry)
    put({"DOI": "10.5555/one"})
    mhlit("resolve")
    asked = len(server.requests)
    registry.works["10.5555/one"] |= {
        "is-referenced-by-count": 8,
        "updated-by": [{"DOI": "10.5555/notice", "type": "retraction", "source": "publisher"}],
    }
    assert mhlit("resolve").exit_code == 0
    assert len(server.requests) == asked
    assert mhlit("resolve", "--refresh").exit_code == 0
    assert len(server.requests) > asked
    shown = mhlit("show", "10.5555/one").stdout
    assert "cited by\t8, Crossref, 20" in shown
    assert "NOTICE\tretraction: https://doi.org/10.5555/notice (publisher)" in shown


def test_offline_asks_nobody(mhlit: Any, serve: Any, put: Any) -> None:
    server = serve(Registry(TWINS))
    put({"DOI": "10.5555/one"})
    done = mhlit("resolve", "--offline", "--json")
    assert done.exit_code == 4
    assert states(done) == {"10.5555/one": "not-checked"}
    assert server.requests == []


def test_no_time_left_means_not_checked_and_nothing_stored(mhlit: Any, serve: Any, put: Any) -> None:
    server = serve(Registry(TWINS))
    put({"DOI": "10.5555/one"})
    done = mhlit("resolve", "--max-time", "0", "--json")
    assert done.exit_code == 4
    (outcome,) = data(done)["outcomes"]
    assert (outcome["state"], outcome["why"]) == ("not-checked", "the time allowed (0 s) was over")
    assert server.requests == []
    assert states(mhlit("resolve", "--json")) == {"10.5555/one": "confirmed"}


# ---------------------------------------------------------------- checking what the sources gave


def test_a_check_lists_dead_dois_and_those_of_other_works(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0], LACE], {"10.5555": "Crossref"}))
    put({"DOI": "10.5555/one"}, {"DOI": "10.5555/lace", "title": TITLE, **CITED}, {"DOI": "10.5555/dead"})
    done = mhlit("resolve", "--check", "--json")
    assert done.exit_code == 3
    assert states(done) == {"10.5555/lace": "conflict", "10.5555/dead": "does-not-exist"}
    assert "10.5555/dead" in mhlit("resolve", "--check").stdout


def test_a_check_passes_where_all_is_well(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry(TWINS))
    put({"DOI": "10.5555/one"}, {"title": "A leaflet without a DOI"})
    done = mhlit("resolve", "--check", "--json")
    assert (done.exit_code, states(done)) == (0, {})


def test_a_wrong_doi_stays_on_the_list_when_the_right_one_was_found(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0], LACE]))
    put({"DOI": "10.5555/lace", "title": TITLE, **CITED})
    assert states(mhlit("resolve", "--json")) == {"10.5555/one": "linked"}
    assert exported(mhlit)[0]["DOI"] == "10.5555/one"
    assert states(mhlit("resolve", "--check", "--json")) == {"10.5555/lace": "conflict"}


# ---------------------------------------------------------------- a person decides


@pytest.mark.parametrize(
    ("typed", "doi", "left"),
    [
        ("2\n", "10.5555/two", 0),
        ("y\n1\n", "10.5555/one", 0),
        ("n\n", None, 0),
        ("s\n", None, 1),
        ("q\n", None, 1),
        ("", None, 1),
        ("what\n1\n", "10.5555/one", 0),
    ],
)
def test_a_person_chooses_once(mhlit: Any, serve: Any, put: Any, typed: str, doi: str | None, left: int) -> None:
    serve(Registry(TWINS))
    put({"title": TITLE, **CITED})
    done = mhlit("resolve", "--review", input=typed)
    assert done.exit_code == 0
    assert f"{1 - left} decided, {left} left" in done.stderr
    assert exported(mhlit)[0].get("DOI") == doi
    again = mhlit("resolve", "--review", input="")
    assert ("nothing to decide" in again.stderr) == (left == 0)
    assert exported(mhlit)[0].get("DOI") == doi


def test_an_answer_can_be_taken_back_in_the_review_and_after_it(mhlit: Any, serve: Any, put: Any) -> None:
    other = "Halfway houses of the northern valley and their neighbours"
    serve(Registry([*TWINS, work("10.5555/h1", other), work("10.5555/h2", other)]))
    put({"title": TITLE, **CITED}, {"title": other, **CITED})
    mhlit("resolve", "--review", input="1\nu\n2\n1\n")
    assert {item.get("DOI") for item in exported(mhlit)} == {"10.5555/two", "10.5555/h1"} or {
        item.get("DOI") for item in exported(mhlit)
    } == {"10.5555/h2", "10.5555/one"}
    mhlit("undo")
    assert [item.get("DOI") for item in exported(mhlit)].count(None) == 1


def test_a_doi_that_may_be_anothers_is_decided_by_a_person(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([work("10.5555/one", f"{TITLE}. Part 2")]))
    given = {"title": f"{TITLE}. Part 1", "DOI": "10.5555/one", **CITED}
    put(given)
    first = states(mhlit("resolve", "--json"))
    assert first["10.5555/one"] in {"ambiguous", "conflict"}


def test_the_review_shows_the_candidates_side_by_side(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0], TWINS[1] | {"publisher": "P"}]))
    put({"title": TITLE, **CITED})
    seen = mhlit("resolve", "--review", input="q\n").stderr
    assert "printed  201" in seen
    assert "1  10.5555/one" in seen
    assert "2  10.5555/two" in seen


def test_the_evidence_of_a_link_is_shown(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0]]))
    put({"title": TITLE, **CITED})
    mhlit("resolve")
    assert "why here\tfound at Crossref: " in mhlit("show", "lindqvist2014", "--sources").stdout
    assert "why here" not in mhlit("show", "lindqvist2014").stdout


def test_a_refusal_is_shown(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry(TWINS))
    put({"title": TITLE, **CITED})
    mhlit("resolve", "--review", input="n\n")
    assert "(is not 10.5555/two, said a person)" in mhlit("show", "lindqvist2014", "--sources").stdout


# ---------------------------------------------------------------- retractions


def test_a_retraction_is_told_wherever_the_work_is(mhlit: Any, serve: Any, put: Any) -> None:
    notice = {"DOI": "10.5555/notice", "type": "retraction", "updated": {"date-parts": [[2016, 5, 2]]}}
    serve(Registry([TWINS[0] | {"updated-by": [notice]}]))
    put({"DOI": "10.5555/one"})
    mhlit("resolve")
    assert "NOTICE\tretraction, 2016-05-02: https://doi.org/10.5555/notice" in mhlit("show", "10.5555/one").stdout
    assert "[retracted] " in mhlit("search", "peer support").stdout
    for style in ("vancouver", "apa", "gost"):
        assert mhlit("cite", "10.5555/one", "--style", style).stdout.rstrip().endswith("[retracted]")
    assert "note = {Retracted}" in mhlit("export", "--to", "bibtex").stdout
    checked = mhlit("doctor")
    assert checked.exit_code == 3
    assert "retracted" in checked.stdout


def test_a_corrected_work_is_no_retracted_one(mhlit: Any, serve: Any, put: Any) -> None:
    serve(Registry([TWINS[0] | {"updated-by": [{"DOI": "10.5555/c", "type": "correction"}]}]))
    put({"DOI": "10.5555/one"})
    mhlit("resolve")
    assert "notice\tcorrection: https://doi.org/10.5555/c" in mhlit("show", "10.5555/one").stdout
    assert "[correction] " in mhlit("search", "peer support").stdout
    assert "note = {Correction published}" in mhlit("export", "--to", "bibtex").stdout
    # a reference to a corrected article stays what it is
    assert "[" not in mhlit("cite", "10.5555/one").stdout
    checked = mhlit("doctor")
    assert (checked.exit_code, "corrected" in checked.stdout, "retracted" in checked.stdout) == (3, True, False)


# ---------------------------------------------------------------- other services


def test_a_pmid_leads_to_the_doi_and_back(mhlit: Any, serve: Any, put: Any) -> None:
    registry = Registry([*TWINS, LACE])
    ids = {"pmid": "20495566", "doi": "10.5555/ONE", "pmcid": "PMC2883744"}
    europe = {"resultList": {"result": [{"pmid": "123", "doi": "10.5555/lace"}]}}

    def answer(path: str, query: dict[str, str]) -> Page:
        if path.startswith("/tools/idconv"):
            return page({"status": "ok", "records": [ids] if query["ids"] in {"20495566,123", "10.5555/two"} else []})
        if path.startswith("/europepmc"):
            return page(europe if '"123"' in query["query"] else {})
        return registry(path, query)

    server = serve(answer)
    put({"PMID": "20495566"}, {"PMID": "123"}, {"DOI": "10.5555/two"})
    assert set(states(mhlit("resolve", "--json")).values()) == {"confirmed"}
    assert {item["DOI"] for item in exported(mhlit)} == {"10.5555/one", "10.5555/lace", "10.5555/two"}
    asked = len(server.requests)
    mhlit("resolve")
    assert len(server.requests) == asked
    ids |= {"doi": "10.5555/two", "pmid": "777"}
    mhlit("resolve", "--pmid")
    assert {item.get("PMID") for item in exported(mhlit)} == {"20495566", "123", "777"}


ONIX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
<ONIXDOISerialArticleWorkRegistrationMessage xmlns="http://www.editeur.org/onix/DOIMetadata/2.0">
<DOISerialArticleWork><DOI>10.1392/x</DOI>
<SerialPublication><SerialWork><Title><TitleType>01</TitleType><TitleText>Rivista di prova</TitleText></Title>
</SerialWork></SerialPublication>
<JournalIssue><JournalVolumeNumber>4</JournalVolumeNumber><JournalIssueNumber>2</JournalIssueNumber></JournalIssue>
<ContentItem><TextItem><PageRun><FirstPageNumber>5</FirstPageNumber><LastPageNumber>9</LastPageNumber></PageRun>
</TextItem><Title language="ita"><TitleType>01</TitleType><TitleText>Le case &lt;i&gt;aperte&lt;/i&gt;&e;</TitleText>
</Title><Contributor><ContributorRole>A01</ContributorRole><PersonNameInverted>Rossi, Anna</PersonNameInverted>
</Contributor><Language><LanguageCode>ita</LanguageCode></Language><PublicationDate>200203</PublicationDate>
</ContentItem></DOISerialArticleWork></ONIXDOISerialArticleWorkRegistrationMessage>"""


def test_medra_answers_in_onix(mhlit: Any, serve: Any, put: Any) -> None:
    registry = Registry([], {"10.1392": "mEDRA"})
    xml = (200, {"Content-Type": "application/vnd.medra.onixdoi+xml"}, ONIX.encode())
    server = serve(lambda path, query: xml if path == "/10.1392/x" else registry(path, query))
    put({"DOI": "10.1392/x"})
    assert states(mhlit("resolve", "--json")) == {"10.1392/x": "confirmed"}
    (item,) = exported(mhlit)
    assert (item["title"], item["container-title"]) == ("Le case aperte", "Rivista di prova")
    assert (item["volume"], item["issue"], item["page"]) == ("4", "2", "5-9")
    assert item["author"] == [{"family": "Rossi", "given": "Anna"}]
    assert (item["issued"], item["language"]) == ({"date-parts": [[2002, 3]]}, "it")
    asked = len(server.requests)
    mhlit("resolve")
    assert len(server.requests) == asked


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    "answer",
    [
        page(b"Resource not found.", 404),
        page(b"<html>Too many</html>", 429),
        page(b"", 503),
        page(b'{"message": {"items": [', 200),
        page([1, "x", None]),
        page({"message": {"items": {"a": 1}}}),
        page({"message": {"items": [{"DOI": 5, "title": 7, "author": "x"}, "y"]}}),
        page(b"<html>Sign in to this network</html>"),
        page(b"", 407),
        page(b"", 302, Location="https://example.org/elsewhere"),
        page(b"\xff\xfe\x00", 200),
    ],
)
def test_who_gives_odd_answers_only_could_not_be_asked_and_the_library_is_whole(
    mhlit: Any, serve: Any, put: Any, answer: Page
) -> None:
    serve(lambda path, query: answer)
    put({"DOI": "10.5555/one", "title": TITLE}, {"DOI": "10.5555/two"}, {"title": "Another title of some length"})
    done = mhlit("resolve", "--json")
    assert done.exit_code == 4
    assert "Traceback" not in done.stderr
    assert len(exported(mhlit)) == 3
    assert mhlit("log").exit_code == 0


def test_no_network_at_all_is_one_sentence(mhlit: Any, serve: Any, put: Any, monkeypatch: Any) -> None:
    serve(Registry([]))
    for variable, _ in http.BASES.values():
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    put({"DOI": "10.5555/one"})
    done = mhlit("resolve")
    assert done.exit_code == 4
    assert "no registry could be asked" in done.stderr
    assert len(exported(mhlit)) == 1


def test_a_list_of_dois_half_of_it_junk(mhlit: Any, serve: Any, tmp_path: Path) -> None:
    works = [work(f"10.5555/w.{n}", f"The work with number {n} of a longer series") for n in range(60)]
    serve(Registry(works))
    path = tmp_path / "list.txt"
    path.write_text("\n".join(line for n in range(60) for line in (f"doi:10.5555/w.{n}", f"junk {n} 10.x/ 12")))
    imported = mhlit("import", path)
    assert imported.exit_code == 3
    assert imported.stderr.count("[no-doi]") == 60
    assert mhlit("resolve").exit_code == 0
    assert sum("title" in item for item in exported(mhlit)) == 60


def test_dois_below_their_references_are_no_list_of_dois() -> None:
    lines = [
        f"Smith J, Moss P. Housing in the town number {n}. Nurse. 201{n};{n}:33-40.\nhttps://doi.org/10.5555/w.{n}\n"
        for n in range(9)
    ]
    assert not doilist.sniff("\n".join(lines))
    assert doilist.sniff("\n".join(line for n in range(9) for line in (f"10.5555/w.{n}", "from the library")))


def test_works_that_could_not_be_asked_for_one_reason_are_told_together(
    mhlit: Any, serve: Any, put: Any, monkeypatch: Any
) -> None:
    serve(Registry([]))
    monkeypatch.setenv("MHLIT_TABLES", "1")
    put(*({"DOI": f"10.5555/w.{n}"} for n in range(9)))
    done = mhlit("resolve", "--offline")
    assert done.exit_code == 4
    assert " ".join(done.stdout.split()) == "not-checked 9 works offline: nobody was asked"


def test_a_second_look_tells_what_is_new_only(mhlit: Any, serve: Any, put: Any, monkeypatch: Any) -> None:
    serve(Registry([work("10.5555/one", TITLE)]))
    monkeypatch.setenv("MHLIT_TABLES", "1")
    put({"DOI": "10.5555/one"})
    assert "confirmed" in mhlit("resolve").stdout
    again = mhlit("resolve")
    assert (again.stdout, "1 confirmed; 0 requests" in again.stderr) == ("", True)


# ---------------------------------------------------------------- settings


def test_settings_are_kept_and_the_environment_wins(mhlit: Any, serve: Any, put: Any, monkeypatch: Any) -> None:
    assert mhlit("config", "mailto").exit_code == 5
    assert mhlit("config", "mailto", "someone@example.org").exit_code == 0
    assert mhlit("config", "mailto").stdout == "someone@example.org\n"
    server = serve(Registry(TWINS))
    put({"DOI": "10.5555/one"})
    mhlit("resolve")
    assert "mailto=someone%40example.org" in server.requests[0]
    monkeypatch.setenv("MHLIT_MAILTO", "other@example.org")
    assert mhlit("config", "mailto").stdout == "other@example.org\n"
    monkeypatch.delenv("MHLIT_MAILTO")
    assert mhlit("config", "mailto", "").exit_code == 0
    assert mhlit("config", "mailto").exit_code == 5


@pytest.mark.parametrize(("arguments", "code"), [(["colour"], 2), (["mailto", "nobody"], 2), (["colour", "red"], 2)])
def test_wrong_settings_are_refused(mhlit: Any, arguments: list[str], code: int) -> None:
    assert mhlit("config", *arguments).exit_code == code


def test_a_settings_file_that_is_no_toml_is_told(mhlit: Any, home: Path) -> None:
    (home / ".config" / "mhlit").mkdir(parents=True)
    (home / ".config" / "mhlit" / "config.toml").write_text("mailto = nobody@")
    done = mhlit("config")
    assert (done.exit_code, "config.toml" in done.stderr) == (1, True)


# ---------------------------------------------------------------- offline, from an extract


def test_an_extract_answers_before_and_instead_of_the_network(mhlit: Any, serve: Any, put: Any, tmp_path: Path) -> None:
    server = serve(Registry([]))
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "1.json").write_text(json.dumps({"items": [TWINS[0]]}))
    (parts / "2.jsonl").write_text(json.dumps(LACE) + "\n{broken\n")
    built = mhlit("snapshot", "build", parts, "--out", tmp_path / "extract.db")
    assert (built.exit_code, "2 works from 2 files" in built.stdout) == (3, True)
    put({"title": TITLE, **CITED}, {"DOI": "10.5555/lace"})
    done = mhlit("resolve", "--offline", "--snapshot", tmp_path / "extract.db", "--json")
    assert states(done) == {"10.5555/one": "linked", "10.5555/lace": "confirmed"}
    assert server.requests == []


def test_a_data_file_itself_may_be_the_extract(mhlit: Any, put: Any, tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_text(json.dumps(LACE) + "\n")
    put({"DOI": "10.5555/lace"})
    done = mhlit("resolve", "--offline", "--snapshot", tmp_path / "works.jsonl", "--json")
    assert states(done) == {"10.5555/lace": "confirmed"}
    assert mhlit("resolve", "--offline", "--snapshot", tmp_path / "none.db").exit_code == 1
    assert mhlit("resolve", "--offline", "--snapshot", tmp_path / "library.db").exit_code == 1


def test_ctrl_c_does_not_wait_for_a_request_that_hangs_and_keeps_what_came(
    serve: Any, put: Any, mhlit: Any, tmp_path: Path
) -> None:
    """The one test with a process of its own: signals go to processes."""
    hanging, release = threading.Event(), threading.Event()
    works = [work(f"10.5555/w.{n}", f"The work with number {n} of a longer series") for n in range(60)]
    registry = Registry(works)

    def answer(path: str, query: dict[str, str]) -> Page:
        if "10.5555/w.59" in query.get("filter", "") or path.endswith("w.59"):
            hanging.set()
            release.wait(20)
        return registry(path, query)

    serve(answer)
    put(*({"DOI": each["DOI"]} for each in works))
    environment = {**os.environ, "MHLIT_LIBRARY": str(tmp_path / "library.db"), "MHLIT_MAILTO": "a@example.org"}
    process = subprocess.Popen([sys.executable, "-m", "mhlit", "resolve"], env=environment, stderr=subprocess.PIPE)
    assert hanging.wait(20)
    counted = 0
    while counted < 10 and process.poll() is None:
        with sqlite3.connect(tmp_path / "library.db") as library:
            (counted,) = library.execute("SELECT count(*) FROM cache").fetchone()
        library.close()
    process.send_signal(signal.SIGINT)
    try:
        _, told = process.communicate(timeout=10)
    finally:
        release.set()
        process.kill()
        process.wait()
    assert (process.returncode, b"interrupted" in told) == (130, True)
    kept = mhlit("resolve", "--offline", "--json")
    assert list(states(kept).values()).count("confirmed") == counted >= 10


def test_the_demo_resolves_its_list_without_a_network(mhlit: Any, serve: Any, samples: Path) -> None:
    server = serve(Registry([]))
    done = mhlit("demo")
    assert done.exit_code == 0
    assert server.requests == []
    told = " ".join(done.stdout.split())
    for state in (
        "linked lindqvist2014 10.5555/mhlit.2014.01",
        "linked berezova2019 10.5555/mhlit.2019.11",
        "confirmed goodfellow2011 10.5555/mhlit.2011.07",
        "status: – → retracted",
        "conflict marsh2016 10.5555/mhlit.2014.02",
    ):
        assert state in told
