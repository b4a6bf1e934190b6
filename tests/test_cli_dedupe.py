from __future__ import annotations

import csv
import json
import sys
from html.parser import HTMLParser

import pytest

from mhlit.cli.render import progress, rate

TWINS = """\
@article{one, title = {Supported housing and recovery in towns}, author = {Miller, Rosa}, year = 2015,
  journal = {Lancet}, doi = {10.1000/one}}
@article{two, title = {Supported housing and recovery in towns}, author = {Miller, Rosa}, year = 2015,
  journal = {Lancet}, doi = {10.1000/two}}
@article{three, title = {Стигма и качество жизни больных шизофренией}, author = {Любов, Е. Б.}, year = 2012,
  journal = {Социальная и клиническая психиатрия}, volume = 22, pages = {5--11}, doi = {10.1000/three}}
@article{four, title = {Stigma i kachestvo zhizni bol'nykh shizofreniei}, author = {Lyubov, E. B.}, year = 2012,
  journal = {Sotsialnaya i klinicheskaya psikhiatriya}, volume = 22, pages = {5-11}}
@article{five, title = {Peer support in hospital wards}, author = {Garcia, Ana}, year = 2011,
  journal = {Lancet}, doi = {10.1000/five}}
@article{six, title = {Peer support in hospital wards}, author = {Garcia, Ana}, year = 2011,
  journal = {Lancet}, doi = {10.1000/six}}
"""
HOSTILE = """\
@article{a, title = {<script>alert(1)</script> & other attacks on readers}, author = {O'Neil, "Bob"}, year = 2001, pages = {1--9}}
@article{b, title = {<script>alert(1)</script> & other attacks on readers}, author = {O'Neil, "Bob"}, year = 2001, pages = {1-9}}
"""


@pytest.fixture
def twins(mhlit, tmp_path):
    """A library with one certain pair (three, four) and two doubtful ones (one, two; five, six)."""
    path = tmp_path / "twins.bib"
    path.write_text(TWINS, encoding="utf-8")
    mhlit("import", path)
    return mhlit


def data(result):
    """Return the data of an envelope."""
    return json.loads(result.stdout)["data"]


# ---------------------------------------------------------------- the library


def test_a_group_is_shown_with_the_reason_of_its_weakest_link_and_all_links_in_json(twins):
    dry = data(twins("dedupe", "--dry-run", "--json"))
    result = twins("dedupe")

    assert "same title (but spelling), author, year, volume, pages, journal" in result.stdout.replace(
        "title,", "title (but spelling),"
    )
    assert dry["works"] == dry["new"] == 6
    assert [len(group["links"]) for group in dry["merged"]] == [1]
    assert len(dry["possible"]) == 2
    assert "6 works looked at, 1 group merged, 2 pairs for a person\n" in result.stderr
    assert "5 works looked at, 0 records new since the last run" in twins("dedupe").stderr


def test_the_doi_of_one_form_is_carried_to_the_others(twins):
    twins("dedupe")
    found = data(twins("show", "four", "--json"))[0]

    assert found["item"]["DOI"] == "10.1000/three"
    assert len(found["records"]) == 2
    assert twins("show", "three").stdout == twins("show", "four").stdout


def test_a_preprint_is_shown_with_its_article(mhlit, tmp_path):
    """Linked, not merged: both stay works, and each names the other."""
    common = "title = {Peer support workers and recovery in hospital wards}, author = {Garcia, Ana}"
    (tmp_path / "p.bib").write_text(
        f"@article{{early, {common}, year = 2019, journal = {{medRxiv preprint}}}}\n"
        f"@article{{late, {common}, year = 2020, journal = {{Journal of Mental Health}}, volume = 8}}\n",
        encoding="utf-8",
    )
    mhlit("import", tmp_path / "p.bib")

    assert "1 linked as related" in mhlit("dedupe").stderr
    assert data(mhlit("show", "early", "--json"))[0]["links"] == {"related": ["late"]}
    assert "related\tearly: Peer support" in mhlit("show", "late").stdout


def test_a_merged_work_is_taken_apart_and_stays_so(twins):
    twins("dedupe")

    assert "dry run" in twins("split", "four", "--dry-run").stderr
    assert twins("show", "three").stdout == twins("show", "four").stdout
    assert twins("split", "four").stdout == "four was taken apart\n"
    assert twins("show", "three").stdout != twins("show", "four").stdout
    assert "0 groups merged" in twins("dedupe", "--full").stderr
    assert "a single record" in twins("split", "one").stderr
    twins("undo")
    assert twins("show", "three").stdout == twins("show", "four").stdout


# ---------------------------------------------------------------- the review


def test_a_review_shows_both_sides_and_stores_each_answer(twins):
    result = twins("dedupe", "--review", input="y\nn\n")

    assert "1 of 2" in result.stderr
    assert "≠ DOI" in result.stderr
    assert "the DOIs differ: 10.1000/five / 10.1000/six" in result.stderr
    assert result.stdout == "1 the same, 1 different, 0 skipped\n"
    again = data(twins("dedupe", "--json"))
    assert again["possible"] == []
    assert again["merged"] == []
    assert again["works"] == 4


def test_a_review_goes_on_where_it_was_left(twins):
    assert twins("dedupe", "--review", input="n\nq\n").stdout == "0 the same, 1 different, 0 skipped\n"
    rest = twins("dedupe", "--review", input="s\n")
    assert "1 of 1" in rest.stderr
    assert rest.stdout == "0 the same, 0 different, 1 skipped\n"
    assert len(data(twins("dedupe", "--json"))["possible"]) == 1


def test_an_answer_is_taken_back_and_the_end_of_input_is_the_end(twins):
    result = twins("dedupe", "--review", input="u\nwhat?\ny\nu\nn\n")

    assert "there is nothing to take back" in result.stderr
    assert result.stdout == "0 the same, 1 different, 0 skipped\n"
    assert data(twins("dedupe", "--json"))["works"] == 5


@pytest.mark.parametrize(
    "wrong", [("--review", "--json"), ("--review", "--dry-run"), ("--clusters", "x.csv"), ("--report", "x.html")]
)
def test_what_makes_no_sense_is_refused(twins, wrong):
    result = twins("dedupe", *wrong)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


# ---------------------------------------------------------------- files


def test_files_give_a_list_clusters_a_page_and_counts(mhlit, tmp_path):
    (tmp_path / "a.bib").write_text(TWINS, encoding="utf-8")
    (tmp_path / "b.bib").write_text(TWINS.replace("{one,", "{late,"), encoding="utf-8")
    out = {name: tmp_path / name for name in ("out.json", "out.csv", "out.html")}
    result = mhlit(
        *("dedupe", tmp_path / "a.bib", tmp_path / "b.bib", "--to", "csl-json", "-o", out["out.json"]),
        *("--clusters", out["out.csv"], "--report", out["out.html"], "--prisma"),
    )

    items = json.loads(out["out.json"].read_text(encoding="utf-8"))
    rows = list(csv.DictReader(out["out.csv"].read_text(encoding="utf-8").splitlines()))
    assert len(items) == len({row["cluster"] for row in rows}) == 5
    assert [row["id"] for row in rows][:2] == ["one", "two"]
    assert len(rows) == 12
    assert {item["id"]: item.get("DOI") for item in items}["three"] == "10.1000/three"
    counts = dict(line.split("\t") for line in result.stdout.splitlines())
    assert counts["records identified"] == "12"
    assert counts[f"from {tmp_path / 'a.bib'}"] == "6"
    assert counts["duplicates removed before screening"] == "7"
    assert counts["records to be screened"] == "5"
    assert "5 works" in result.stderr
    assert not (tmp_path / "library.db").exists()


def test_json_tells_the_same(mhlit, tmp_path):
    (tmp_path / "a.bib").write_text(TWINS, encoding="utf-8")
    found = data(mhlit("dedupe", tmp_path / "a.bib", "--json"))

    assert found["ids"] == ["one", "two", "three", "four", "five", "six"]
    assert [group["members"] for group in found["groups"]] == [[2, 3]]
    assert "same" in found["groups"][0]["reason"]
    assert found["prisma"]["duplicates_removed"] == 1
    assert [(pair["a"], pair["b"]) for pair in found["possible"]] == [(0, 1), (4, 5)]


class Tags(HTMLParser):
    """Collects the names of all tags."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)


def test_the_page_escapes_what_records_say(mhlit, tmp_path):
    (tmp_path / "a.bib").write_text(HOSTILE, encoding="utf-8")
    mhlit("dedupe", tmp_path / "a.bib", "--report", tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)

    assert "script" not in tags.found
    assert "alert(1)" in page
    assert "Merged: 1 groups" in page
    assert "the titles are the same" in page


def test_prisma_of_a_library_counts_records_by_file(twins, tmp_path):
    twins("dedupe")
    counts = data(twins("dedupe", "--prisma", "--json"))["prisma"]

    assert counts == {
        "identified": {"total": 6, "sources": {str(tmp_path / "twins.bib"): 6}},
        "duplicates_removed": 1,
        "screened": 5,
    }


# ---------------------------------------------------------------- progress


@pytest.mark.parametrize(
    ("done", "seconds", "said"),
    [(1250, 1.0, "1,250/s"), (2, 5.0, "2.5 s each"), (0, 5.0, ""), (10, 0.0, "")],
)
def test_the_rate_of_a_stage(done, seconds, said):
    assert rate(done, seconds) == said


def test_a_bar_appears_on_a_terminal_only(monkeypatch, capsys):
    with progress("comparing", 10) as step:
        step(count=10)
    assert capsys.readouterr() == ("", "")

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("comparing", 10) as step:
        step(count=4)
        step("still")
    out, err = capsys.readouterr()
    assert out == ""
    assert "comparing still" in err
    assert "50%" in err
