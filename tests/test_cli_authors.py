"""mhlit authors: list, show, merge, split, prefer, review, export; and --names of export and cite."""

from __future__ import annotations

import csv
import io
import json

import pytest

ORCID = "0000-0002-1825-0097"


def item(number, *authors, **fields):
    names = [dict(zip(("family", "given"), name.split("|"), strict=False)) for name in authors]
    return {
        "id": f"i{number}",
        "type": "article-journal",
        "title": f"On recovery, part {number}",
        "author": names,
        "container-title": "Journal of Examples",
        "issued": {"date-parts": [[2000 + number]]},
    } | fields


ITEMS = [
    item(1, "Иванов|Андрей Алексеевич", "Любов|Е.Б."),
    item(2, "Иванов|Антон Антонович"),
    item(3, "Ivanov|AA", **{"container-title": "Another Journal"}),
    item(4, "Lyubov|EB"),
    item(5, "Ljubov|E.B.", "Smith|J"),
    item(6, "Kabanov|M.", **{"editor": [{"family": "Дмитриевой", "given": "Т.Б."}]}),
]


@pytest.fixture
def authors(mhlit, tmp_path):
    """Run ``mhlit authors`` on a library with three Ivanovs, two of whom are known in full."""
    ITEMS[3]["author"][0]["ORCID"] = ORCID
    path = tmp_path / "items.json"
    path.write_text(json.dumps(ITEMS), encoding="utf-8")
    assert mhlit("import", path).exit_code == 0

    def run(*arguments, **options):
        return mhlit("authors", *arguments, **options)

    return run


def data(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["data"]


def people(authors):
    return {person["preferred"]: person for person in data(authors("list", "--json"))}


def test_show_tells_why_and_who_else_is_possible(authors):
    shown = authors("show", "Ivanov AA").stdout
    assert "possible\t" in shown
    assert "Иванов Андрей Алексеевич" in shown
    known = data(authors("show", "Lyubov", "--json"))
    assert len(known) == 1
    assert known[0]["orcid"] == [ORCID]
    assert any("same surname in every scheme" in reason for reason in known[0]["reasons"])


def test_help_without_a_command(authors):
    assert "review" in authors().stdout


@pytest.mark.parametrize("command", ["review", "--review"])
def test_review_asks_once_and_stores_each_answer(authors, command):
    first = authors(command, input="y\n")
    assert first.stdout == "1 merged, 0 kept apart, 0 skipped, 0 left\n"
    assert "Ivanov AA" in first.stderr
    assert "The same person?" in first.stderr
    again = authors(command, input="y\n")
    assert again.stdout == "0 merged, 0 kept apart, 0 skipped, 0 left\n"
    assert "The same person?" not in again.stderr


def test_no_is_remembered_and_the_other_pair_is_asked(authors):
    assert authors("review", input="n\nn\n").stdout == "0 merged, 2 kept apart, 0 skipped, 0 left\n"
    assert people(authors)["Ivanov AA"]["possible"] == []


def test_quitting_and_the_end_of_the_input_leave_the_rest(authors):
    for said in ("q\n", ""):
        assert authors("review", input=said).stdout == "0 merged, 0 kept apart, 0 skipped, 2 left\n"
    assert authors("review", input="n\nq\n").stdout == "0 merged, 1 kept apart, 0 skipped, 1 left\n"
    assert authors("review", input="n\n").stdout == "0 merged, 1 kept apart, 0 skipped, 0 left\n"


def asked(result):
    return [line for line in result.stderr.splitlines() if line.startswith("person ")]


def test_skipped_pairs_come_last_also_next_time(authors):
    first = authors("review", input="s\nq\n")
    assert len(set(asked(first))) == 2
    second = authors("review", input="q\n")
    assert asked(second)[0] == asked(first)[1]
    assert authors("review", input="s\ns\n").stdout == "0 merged, 0 kept apart, 2 skipped, 2 left\n"


def test_undo_takes_the_last_answer_back_and_asks_again(authors):
    result = authors("review", input="u\nn\nu\ns\nu\nq\n")
    assert result.stdout == "0 merged, 0 kept apart, 0 skipped, 2 left\n"
    assert "there is nothing to take back" in result.stderr
    assert len(set(asked(result))) <= 2
    assert len(people(authors)["Ivanov AA"]["possible"]) == 2


def test_what_is_no_answer_is_asked_again(authors):
    assert authors("review", input="perhaps\n\nда\n").stdout.startswith("1 merged")


def test_review_shows_the_evidence_side_by_side(authors):
    shown = authors("review", input="q\n").stderr
    for word in ("printed as", "works", "years", "On recovery, part 3", "Another Journal", "Journal of Examples"):
        assert word in shown


def test_review_as_json(authors):
    assert data(authors("review", "--json", input="y\n")) == {"same": 1, "different": 0, "skipped": 0, "left": 0}


def test_undo_of_the_command_line_takes_an_answer_back(authors, mhlit):
    authors("review", input="y\n")
    assert "authors review" in mhlit("log").stdout
    mhlit("undo")
    assert len(people(authors)["Ivanov AA"]["possible"]) == 2


def test_split_of_one_work(authors):
    key = data(authors("show", "Ljubov", "--json"))[0]["works"][-1]
    number = next(p["id"] for name, p in people(authors).items() if "Lyubov EB" in p["variants"])
    assert authors("split", number, key).exit_code == 0
    assert len(data(authors("show", "Lyubov", "--json"))) == 2
    wrong = authors("split", number, "kabanov2006")
    assert wrong.exit_code == 5
    assert "did not write kabanov2006" in wrong.stderr


def test_export_as_csv_and_json(authors, tmp_path):
    rows = list(csv.DictReader(io.StringIO(authors("export").stdout)))
    lyubov = [row for row in rows if row["orcid"] == ORCID]
    assert {row["form"] for row in lyubov} == {"Любов Е.Б.", "Lyubov EB", "Ljubov E.B."}
    assert all(len(row["works"].split()) == 3 for row in lyubov)
    listed = json.loads(authors("export", "--to", "json").stdout)
    assert {person["preferred"]: person["works"] for person in listed}["Smith J"] == ["lyubov2005"]
    assert authors("export", "-o", tmp_path / "people.csv").exit_code == 0
    assert (
        (tmp_path / "people.csv").read_text(encoding="utf-8").startswith("person,preferred,form,orcid,works,possible")
    )
    assert authors("export", "--to", "xml").exit_code == 2


# ---------------------------------------------------------------- names for output


def names(mhlit, *options):
    items = json.loads(mhlit("export", "--to", "csl-json", *options).stdout)
    return {each["id"]: [f"{a['family']} {a.get('given', '')}" for a in each["author"]] for each in items}


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("bsi", ["Lyubov E. B.", "Smith J"]),
        ("bgn", ["Lyubov Ye. B.", "Smith J"]),
        ("scientific", ["Ljubov E. B.", "Smith J"]),
        ("original", ["Любов Е. Б.", "Smith J"]),
        ("preferred", ["Любов Е.Б.", "Smith J"]),  # chosen below
    ],
)
def test_a_bibliography_in_one_scheme(authors, mhlit, scheme, expected):
    authors("prefer", "Lyubov", "Любов Е.Б.")
    assert names(mhlit, "--names", scheme)["lyubov2005"] == expected


def test_all_spellings_of_a_person_become_one(authors, mhlit):
    families = {each.split()[0] for listed in names(mhlit, "--names", "ala-lc-plain").values() for each in listed}
    assert families == {"Ivanov", "Liubov", "Smith", "Kabanov"}


def test_cite_has_names_too_and_unknown_schemes_are_refused(authors, mhlit):
    assert mhlit("cite", "lyubov2005", "--names", "original").stdout.startswith("Любов ЕБ, Smith J")
    wrong = mhlit("cite", "--names", "martian")
    assert wrong.exit_code == 2
    assert "original, preferred, bsi" in wrong.stderr


def test_the_chosen_spelling_gives_the_citekey(authors, mhlit, tmp_path):
    path = tmp_path / "more.json"
    path.write_text(json.dumps([item(7, "Bechterew|W.M."), item(8, "Бехтерев|В.М.")]), encoding="utf-8")
    mhlit("import", path)

    def keys():
        return set(data(authors("show", "Bekhterev", "--json"))[0]["works"])

    before = keys()
    assert before == {"bechterew2007", "bekhterev2008"}
    assert authors("prefer", "Bekhterev", "Бехтерев В.М.").exit_code == 0
    assert keys() == {"bekhterev2007", "bekhterev2008"}
    mhlit("undo")
    assert keys() == before
    mhlit("export", "bechterew2007")
    authors("prefer", "Bekhterev", "Бехтерев В.М.")
    assert keys() == before  # what was exported stays
