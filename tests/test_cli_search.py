"""mhlit search and mhlit keywords as a shell sees them: streams, exit codes, pipes, and what people are told."""

import json

import pytest


@pytest.fixture
def filled(mhlit, samples):
    """A library with two of the samples."""
    for name in ("library.bib", "transliterated-list.txt"):
        assert mhlit("import", name).exit_code in {0, 3}
    return mhlit


@pytest.fixture
def people(monkeypatch):
    """What people see on a terminal."""
    monkeypatch.setenv("MHLIT_TABLES", "1")


def keys(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.split()


def test_options_are_fields_beside_the_query(filled):
    everything = set(keys(filled("search", "--year", "1800..", "--ids")))
    assert set(keys(filled("search", "--author", "Гурович И", "--ids"))) < everything
    assert keys(filled("search", "recovery", "--author", "Anthony", "--ids")) == ["anthony1993"]
    assert keys(filled("search", "-k", "выздоровление", "--title", "guiding vision", "--ids")) == ["anthony1993"]
    assert keys(filled("search", "--journal", "Psychosocial Rehabilitation Journal", "--ids")) == ["anthony1993"]
    assert (
        set(keys(filled("search", "--in", "1", "--ids"))) | set(keys(filled("search", "--in", "2", "--ids")))
        == everything
    )
    assert keys(filled("search", "--year", "1993", "--lang", "en", "--type", "article-journal", "--ids")) == [
        "anthony1993"
    ]


def test_pubmed_syntax(filled):
    assert keys(filled("search", "--syntax", "pubmed", "--ids", "recovery[ti] AND 1990:1999[dp]")) == ["anthony1993"]
    refused = filled("search", "--syntax", "pubmed", "recovery[ad]")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.endswith("  recovery[ad]\n          ^\n")


def test_citekeys_feed_export(filled):
    found = filled("search", "recovery", "--ids", "--sort", "year").stdout
    written = filled("export", "-", "--to", "csl-json", input=found)
    assert {item["id"] for item in json.loads(written.stdout)} == set(found.split())


def test_hits_are_written_in_a_format(filled, tmp_path):
    target = tmp_path / "found.ris"
    assert filled("search", "recovery", "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").count("ER  - ") == len(keys(filled("search", "recovery", "--ids")))
    assert filled("search", "anthony", "--to", "bibtex").stdout.startswith("@")


def test_a_pipe_gets_one_line_a_hit_and_nothing_else(filled):
    result = filled("search", "выздоровление")
    assert result.stderr == ""
    assert all(line.count("\t") == 3 for line in result.stdout.splitlines())


def test_people_see_marks_other_labels_and_what_to_try(filled, people):
    result = filled("search", "recovery", "walruses", "--limit", "2")
    assert "also searching: выздоровление" in result.stderr
    assert "without «walruses»" in result.stderr
    assert "there is more: --page 2" in result.stderr
    assert "also searching" not in filled("search", "recovery", "--exact").stderr


def test_another_reading_is_told_even_in_a_pipe(filled):
    result = filled("search", "vison")
    assert result.stderr == "nothing found for 'vison'; this is for 'vision'\n"
    assert "anthony1993" in result.stdout
    assert filled("search", "vison", "--exact").exit_code == 5


def test_pages(filled):
    first, second = (keys(filled("search", "recovery", "--ids", "--limit", "1", "--page", page)) for page in (1, 2))
    assert first + second == keys(filled("search", "recovery", "--ids", "--limit", "2"))
    assert filled("search", "recovery", "--page", "99").stderr.startswith("error: page 99 is empty")


def test_facets_as_lines_bars_and_json(filled, monkeypatch):
    lines = filled("search", "recovery", "--facets").stdout.splitlines()
    assert "year\t1993\t1" in lines
    data = json.loads(filled("search", "recovery", "--facets", "--json").stdout)["data"]
    assert list(data["facets"]) == ["year", "journal", "keyword", "author", "language"]
    monkeypatch.setenv("MHLIT_TABLES", "1")
    assert "█" in filled("search", "recovery", "--facets").stdout


def test_json_tells_all_of_it(filled):
    data = json.loads(filled("search", "recovery", "walruses", "--json").stdout)["data"]
    assert data["without"]["word"] == "walruses"
    assert "выздоровление" in data["also"]
    assert {"key", "score", "snippet", "item"} == set(data["hits"][0])


def test_saved_searches(filled, samples):
    assert "saved: mhlit search @ours" in filled("search", "recovery", "--save", "ours").stderr
    assert filled("search", "@").stdout == "@ours\trecovery\n"
    assert keys(filled("search", "@ours", "--ids")) == keys(filled("search", "recovery", "--ids"))
    assert filled("search", "@ours", "--new").exit_code == 5
    new = samples / "new.ris"
    new.write_text("TY  - JOUR\nTI  - Recovery of a walrus\nAU  - Frost, Ann\nPY  - 2022\nER  - \n", encoding="utf-8")
    assert filled("import", new).exit_code == 0
    assert keys(filled("search", "@ours", "--new", "--ids")) == ["frost2022"]
    assert filled("search", "@ours", "--new").stderr.startswith("error: nothing new")
    assert filled("search", "@ours", "--forget").stdout == "forgot @ours\n"
    assert filled("search", "@ours").exit_code == 5


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("search",), 2, "error: the query has no words"),
        (("search", "the", "of"), 0, ""),
        (("search", "?!"), 2, "error: the query has no words"),
        (("search", "\0"), 2, "error: the query has no words"),
        (("search", '"recovery'), 2, "error: this quotation mark has no partner"),
        (("search", "recovery", "--sort", "size"), 2, "error: --sort cannot be 'size'"),
        (("search", "a", "--syntax", "sql"), 2, "error: --syntax cannot be 'sql'"),
        (("search", "--in", "soon"), 2, "error: not a batch: soon"),
        (("search", "--year", "soon"), 2, "error: cannot read the years"),
        (("search", "recovery", "--new"), 2, "error: which saved search?"),
        (("search", "recovery", "--save", "a b"), 2, "error: 'a b' is no name"),
        (("search", '"recovery', "--save", "broken"), 2, "error: this quotation mark"),
        (("search", "@none"), 5, "error: no search is saved as 'none'"),
        (("search", "-k", "walruses"), 5, "error: nothing found for 'keyword:walruses'"),
        (("search", "слово " * 10_000), 5, "error: nothing found"),
        (("search", "a AND " * 2_000 + "a"), 2, "error: the query has more than"),
        (("keywords", "show", "walruses"), 5, "error: no concept is called 'walruses'"),
        (("keywords", "list", "walruses"), 5, "error: no keyword is like 'walruses'"),
        (("keywords", "list", "--under", "walruses"), 5, "error: no concept is called 'walruses'"),
        (("keywords", "list", "--under", "al-anon"), 5, "error: nothing is under 'al-anon'"),
        (("keywords", "map", "recovery", "walruses"), 5, "error: no concept is called 'walruses'"),
        (("keywords", "add", "recovery", "stigma"), 2, "error: these labels name several concepts"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_bad_input_is_a_message(filled, arguments, code, message):
    result = filled(*arguments)
    if code:
        assert (result.exit_code, result.stdout) == (code, "")
        assert result.stderr.startswith(message)
        assert "hint: " in result.stderr
        assert len(result.stderr) < 1000
    else:
        assert result.exit_code in {0, 5}
    assert "broken" not in filled("search", "@").stdout


def test_keywords_are_listed_shown_added_and_mapped(filled):
    rows = [line.split("\t") for line in filled("keywords", "list").stdout.splitlines()]
    assert [int(number) for _, number, _ in rows] == sorted((int(number) for _, number, _ in rows), reverse=True)
    assert ["recovery", "1", "recovery = выздоровление"] in rows
    assert "stigma\tстигматизация\tstigma" in filled("keywords", "list", "--concepts", "стигмат").stdout
    assert "ru\tвыздоровление" in filled("keywords", "show", "recovery").stdout

    assert filled("keywords", "add", "guiding vision", "путеводный образ").exit_code == 0
    assert keys(filled("search", "путеводный образ", "--ids"))[0] == "anthony1993"
    assert filled("keywords", "show", "guiding vision", "--json").exit_code == 0
    assert filled("keywords", "map", "walrus", "recovery").stdout == "walrus: recovery = выздоровление\n"
    assert "anthony1993" in keys(filled("search", "-k", "walrus", "--ids"))
    assert filled("keywords", "map", "walrus", "-").stdout == "walrus: no concept\n"
    assert filled("undo").exit_code == filled("undo").exit_code == 0
    assert filled("search", "-k", "walrus").exit_code == 5


def test_concepts_are_listed_by_any_label_and_by_what_is_above(filled):
    assert "психоневрологический интернат" in filled("keywords", "list", "--concepts", "ПНИ").stdout
    rows = [line.split("\t") for line in filled("keywords", "list", "--under", "самопомощь").stdout.splitlines()]
    ids = {row[2] for row in rows}
    assert {"self-help-groups", "al-anon", "peer-support"} <= ids
    assert not {"self-help", "stigma"} & ids
    assert filled("keywords", "list", "--under", "self-help", "Ал-Анон").stdout == "Al-Anon\tАл-Анон\tal-anon\n"


def test_a_concept_is_shown_with_its_path_and_sources(filled):
    shown = dict(line.split("\t") for line in filled("keywords", "show", "Ал-Анон").stdout.splitlines())
    assert shown["broader"] == "self-help groups < self-help"
    assert shown["sources"] == "name"
    data = json.loads(filled("keywords", "show", "schizophrenia", "--json").stdout)["data"]
    assert data["broader"] == ["schizophrenia spectrum disorders", "mental disorders"]
    assert "paranoid schizophrenia" in data["narrower"]
    assert "ICD-10 F20" in data["sources"]


def test_labels_can_be_rehearsed_and_only_what_is_new_can_be_taken_back(filled):
    for command in (("add", "guiding vision", "путеводный образ"), ("map", "walrus", "recovery")):
        rehearsed = filled("keywords", *command, "--dry-run")
        assert "dry run: nothing was written" in rehearsed.stderr
        assert "undo" in filled("keywords", *command).stderr
        assert "undo" not in filled("keywords", *command).stderr
    assert [line.split("\t")[2] for line in filled("log").stdout.splitlines()][:3] == [
        "keywords map", "keywords add", "import"
    ]  # fmt: skip


def test_keywords_keep_the_envelope(filled):
    for command in (("list",), ("show", "recovery"), ("add", "walrus"), ("map", "walrus", "recovery")):
        document = json.loads(filled("keywords", *command, "--json").stdout)
        assert document["command"] == f"keywords {command[0]}"
        assert document["status"] == "success"
