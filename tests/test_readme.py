"""The README is executed: every transcript, the table of commands, and the lines of Python."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.exists() else ""
# A command of mhlit inside a console block, and what stands below it up to the next command or the end of the block.
STEP = re.compile(r"^(\$ (mhlit .*)\n)((?:(?!\$ |```).*\n)*)", flags=re.M)


def lines(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_transcripts_are_what_mhlit_prints(mhlit, samples, monkeypatch, request):
    """Run every transcript; with --update-golden write what was printed, to be reviewed as a diff."""
    monkeypatch.setenv("MHLIT_TABLES", "1")
    steps = list(STEP.finditer(TEXT))
    assert steps
    printed = []
    for step in steps:
        result = mhlit(*shlex.split(step[2])[1:])
        printed.append(lines(result.stdout + result.stderr))
    if request.config.getoption("--update-golden"):
        fresh = iter(printed)
        README.write_text(STEP.sub(lambda step: step[1] + "\n".join([*next(fresh), ""]), TEXT), encoding="utf-8")
        return
    for step, result in zip(steps, printed, strict=True):
        assert lines(step[3]) == result, step[2]


def test_the_two_commands_are_there():
    assert re.search(r"^\$ python3 -m venv \.venv && .*pip install .* && \.venv/bin/mhlit demo$", TEXT, flags=re.M)
    assert re.search(r"^\$ python3 -m venv \.venv && .*pip install .*\[test\].* && \.venv/bin/pytest", TEXT, flags=re.M)


def test_every_command_stands_in_the_readme():
    from mhlit.cli.app import COMMANDS

    names = set(COMMANDS)
    told = set(re.findall(r"^\| `(\w+)", TEXT, flags=re.M))

    assert names - told == set()


def test_the_python_of_the_readme_runs(samples, tmp_path, monkeypatch):
    monkeypatch.setenv("MHLIT_LIBRARY", str(tmp_path / "readme.db"))
    found = doctest.testfile(str(README), module_relative=False, optionflags=doctest.ELLIPSIS)

    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("code", ["0", "1", "2", "3", "4", "5", "130"])
def test_every_exit_code_is_explained(code):
    assert re.search(rf"^\| {code} \|", TEXT, flags=re.M)
