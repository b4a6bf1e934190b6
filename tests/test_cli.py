"""The promises of the command line: streams, exit codes, error form, the JSON envelope."""

import json

import pytest

REFERENCE = "Gurovich IYa, Lyubov EB. Vyzdorovlenie pri shizofrenii. Sotsial'naya i klinicheskaya psikhiatriya. 2008;18(2):7-14."


@pytest.fixture
def filled(mhlit, samples):
    """A library with all samples."""
    result = mhlit("import", *sorted(path.name for path in samples.iterdir()))
    assert result.exit_code in {0, 3}
    return mhlit


@pytest.mark.parametrize(
    ("arguments", "code", "message", "hint"),
    [
        (("export", "--to", "nope"), 2, "error: unknown format 'nope'", "hint: known formats: "),
        (("import", "no-such.bib"), 1, "error: cannot read no-such.bib: No such file or directory", ""),
        (("import", "."), 1, "error: cannot read .: Is a directory", ""),
        (("show", "nobody2000"), 5, "error: ", "hint: "),
        (("search", "zzzzqqqq"), 5, "error: nothing found for 'zzzzqqqq'", "hint: "),
        (("cite", "--style", "nope"), 2, "error: ", "hint: "),
        (("export", "--year", "last"), 2, "error: cannot read the years 'last'", "hint: write 2019"),
        (("export", "--type", "novel"), 2, "error: no work has the type 'novel'", "hint: types in this library: "),
        (("export", "-k", "zebras"), 5, "error: no work has the keyword 'zebras'", "hint: "),
        (("undo", "999"), 5, "error: there is no batch 999", "hint: "),
        (("edit", "lyubov2019", "colour=red"), 2, "error: there is no field 'colour'", "hint: fields: "),
        (("edit", "lyubov2019", "volume"), 2, "error: cannot read 'volume'", "hint: write field=value"),
        (("dedupe", "--explain", "lyubov2019", "x"), 5, "error: ", "hint: "),
        (("convert", "library.bib", "--to", "page"), 2, "error: mhlit reads page but cannot write it", "hint: "),
        (("authors", "show", "Nobody"), 5, "error: nobody here is called 'Nobody'", "hint: "),
    ],
)
def test_failures_are_a_sentence_a_hint_and_an_exit_code(filled, arguments, code, message, hint):
    result = filled(*arguments)

    assert (code, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(message)
    assert hint in result.stderr
    assert "Traceback" not in result.stderr


COMMANDS = [
    ("import", "library.bib"),
    ("search", "recovery"),
    ("show", "lyubov2019"),
    ("export", "-k", "psychosocial rehabilitation"),
    ("cite", "lyubov2019"),
    ("parse", REFERENCE),
    ("convert", "library.bib"),
    ("resolve", "--offline"),
    ("dedupe",),
    ("edit", "lyubov2019", "volume=20"),
    ("authors", "list"),
    ("authors", "show", "Любов"),
    ("authors", "export"),
    ("log",),
    ("undo",),
    ("stats",),
    ("report",),
    ("doctor",),
    ("formats",),
    ("styles",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_gives_one_envelope(filled, command):
    result = filled(*command, "--json")
    document = json.loads(result.stdout)

    assert list(document) == ["mhlit", "command", "status", "exit_code", "data", "issues", "notes", "error"]
    assert (document["mhlit"]["version"], document["mhlit"]["envelope"]) == ("0.1.0", 1)
    assert result.exit_code == document["exit_code"]
    assert {0: "success", 3: "partial"}.get(result.exit_code, "error") == document["status"]
    assert document["command"].split() == list(command[: len(document["command"].split())])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_pipes_get_no_colour_and_no_frames(filled, command):
    out = filled(*command).stdout

    assert "\x1b" not in out
    assert not set("─│┃━┏╭") & set(out)


def test_importing_twice_changes_nothing_and_says_so(filled):
    before = filled("export", "--to", "jsonl").stdout
    again = filled("import", "library.bib")

    assert "nothing new: all " in again.stderr
    assert before == filled("export", "--to", "jsonl").stdout


def test_a_dry_run_writes_nothing(mhlit, samples, tmp_path):
    result = mhlit("import", "library.bib", "--dry-run")

    assert "dry run: nothing was written" in result.stderr
    assert not (tmp_path / "library.db").exists()


def test_one_bad_file_among_good_ones_is_an_issue(mhlit, samples):
    result = mhlit("import", "library.bib", "missing.bib")

    assert result.exit_code == 3
    assert "missing.bib: cannot read missing.bib: No such file or directory [unreadable-file]" in result.stderr
    assert mhlit("stats").stdout.startswith("total\tworks\t")


def test_output_goes_to_a_file_whole(filled, tmp_path):
    target = tmp_path / "refs.bib"
    result = filled("export", "-k", "psychosocial rehabilitation", "-o", target)

    assert result.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("@")
    assert [path.name for path in tmp_path.glob("*refs.bib*")] == ["refs.bib"]


def test_the_file_name_tells_the_format_and_a_strange_one_is_refused(filled, tmp_path):
    assert filled("export", "-o", tmp_path / "all.json").exit_code == 0
    assert isinstance(json.loads((tmp_path / "all.json").read_text(encoding="utf-8")), list)
    assert filled("export", "-o", tmp_path / "all.odt").exit_code == 2


def test_search_results_feed_export_through_a_pipe(filled):
    found = filled("search", "recovery in schizophrenia").stdout
    exported = filled("export", "-", input=found)

    assert exported.exit_code == 0
    assert len(found.splitlines()) == exported.stdout.count("\n@") + exported.stdout.startswith("@")


def test_stdin_is_a_file_called_dash(mhlit):
    result = mhlit("import", "-", input=f"1. {REFERENCE}\n2. {REFERENCE.replace('2008', '2009')}\n")

    assert "2 new records" in result.stderr


def test_undo_takes_back_and_log_tells(filled):
    filled("edit", "lyubov2019", "volume=20")
    assert "volume\t20" in filled("show", "lyubov2019").stdout

    assert "(edit)" in filled("undo").stdout
    assert "volume\t20" not in filled("show", "lyubov2019").stdout
    assert "undo" in filled("log").stdout.splitlines()[0]


def test_an_edit_can_clear_a_field_and_the_sources_stay(filled):
    filled("edit", "lyubov2019", "issue=")
    shown = json.loads(filled("show", "lyubov2019", "--json").stdout)["data"][0]

    assert "issue" not in shown["item"]
    assert "3" in [record["item"].get("issue") for record in shown["records"]]


def test_show_sources_names_the_record_of_each_field(filled):
    out = filled("show", "lyubov2019", "--sources").stdout

    assert "article-page.txt:" in out
    assert "title" in out


def test_a_merge_by_a_person_is_honoured_and_undone(filled):
    keys = [line.split("\t")[0] for line in filled("search", "psychiatry").stdout.splitlines()][:2]
    assert filled("dedupe", "--merge", *keys).exit_code == 0
    assert filled("show", keys[0]).stdout == filled("show", keys[1]).stdout
    filled("undo")
    assert filled("show", keys[0]).stdout != filled("show", keys[1]).stdout


def test_files_are_deduplicated_without_a_library(mhlit, samples, tmp_path):
    result = mhlit("dedupe", "gost-list.txt", "transliterated-list.txt", "--clusters", tmp_path / "out.csv")
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()

    assert rows[0] == "id,cluster"
    assert len({row.split(",")[1] for row in rows[1:]}) < len(rows) - 1
    assert "records," in result.stderr
    assert not (tmp_path / "library.db").exists()


def test_help_fits_one_screen_and_names_every_command(mhlit):
    out = mhlit("--help").stdout

    assert len(out.splitlines()) <= 60
    for command in {names[0] for names in COMMANDS} | {"demo"}:
        assert command in out


@pytest.mark.parametrize("command", sorted({names[0] for names in COMMANDS} | {"demo"}))
def test_every_command_has_help(mhlit, command):
    result = mhlit(command, "--help")

    assert result.exit_code == 0
    assert "Usage: mhlit" in result.stdout


def test_a_failure_gives_an_envelope_too_when_json_is_wanted(filled):
    result = filled("search", "zzzzqqqq", "--json")
    document = json.loads(result.stdout)

    assert (document["command"], document["status"], document["exit_code"]) == ("search", "error", 5)
    assert document["error"]["message"] == "nothing found for 'zzzzqqqq'"
    assert document["error"]["hint"]


def test_show_sources_tells_what_each_record_adds_to_a_merged_work(filled):
    filled("dedupe")
    out = filled("show", "lyubov2019", "--sources").stdout
    gost = next(line for line in out.splitlines() if "gost-list.txt:" in line and line.startswith("["))

    assert "further titles" in gost
    assert "agrees" in out


@pytest.mark.parametrize(
    "command",
    [
        ("dedupe", "--merge", "danilova2018", "danilova2019"),
        ("dedupe", "--apart", "danilova2018", "danilova2019"),
        ("authors", "merge", "Danilova", "Trushchelev"),
        ("authors", "split", "Lyubov", "Любов Е.Б."),
        ("authors", "prefer", "Lyubov", "Любов Е.Б."),
        ("edit", "danilova2018", "volume=3"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_a_dry_run_changes_nothing(filled, command):
    def state():
        return [filled(*each).stdout for each in (("export", "--to", "jsonl"), ("authors", "list"), ("log",))]

    before = state()
    result = filled(*command, "--dry-run")

    assert result.exit_code == 0, result.stderr
    assert before == state()


def test_convert_writes_as_it_reads_and_nothing_where_no_file_can_be_read(mhlit, samples, tmp_path):
    target = tmp_path / "refs.csv"
    result = mhlit("convert", "library.bib", "no-such.ris", "--to", "csv", "-o", str(target))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "cannot read no-such.ris" in result.stderr
    assert target.read_text(encoding="utf-8") == mhlit("convert", "library.bib", "--to", "csv").stdout
    target.unlink()
    for output in ("-", str(target)):
        result = mhlit("convert", "no-such.ris", "--to", "csv", "-o", output)
        assert (result.exit_code, result.stdout) == (1, "")
        assert list(tmp_path.glob("*.csv*")) == []


@pytest.mark.parametrize(("terminal", "lines"), [(True, 51), (False, 60)])
def test_a_terminal_is_not_flooded_with_issues(
    terminal: bool, lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mhlit.cli import render
    from mhlit.model import Issue

    monkeypatch.setattr(render.sys.stderr, "isatty", lambda: terminal, raising=False)
    render.issues(Issue("no-doi", "there is no DOI in this line", number, "dois.txt") for number in range(60))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert ("… and 10 more" in told[-1]) is terminal
