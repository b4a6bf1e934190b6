"""Start-up is part of every command: heavy libraries are imported where they are used, and only there."""

import subprocess
import sys

import pytest

HEAVY = {"requests", "bibtexparser", "lxml", "pycrfsuite", "rapidfuzz", "pydantic", "charset_normalizer"}
PROGRAM = """
import sys
from mhlit.__main__ import main
sys.argv = ["mhlit", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
loaded = {{name.partition(".")[0] for name in sys.modules}}
print("LOADED", *sorted(loaded & {heavy!r}))
"""


def loaded(arguments, heavy, tmp_path):
    program = PROGRAM.format(arguments=arguments, heavy=heavy)
    environment = {"MHLIT_LIBRARY": str(tmp_path / "library.db"), "HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.splitlines()[-1].split()[1:]


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--version"], HEAVY | {"typer", "rich", "sqlite3"}),
        (["--help"], HEAVY),
        (["stats"], HEAVY | {"rich"}),
        (["search", "self-help groups"], HEAVY - {"rapidfuzz"} | {"rich"}),
        (["formats"], HEAVY | {"rich"}),
        (["log"], HEAVY | {"rich"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_uses(arguments, heavy, tmp_path):
    assert loaded(arguments, heavy, tmp_path) == []


def test_importing_the_package_loads_nothing_heavy(tmp_path):
    program = "import mhlit, sys; print(*sorted(name for name in sys.modules if name.startswith('mhlit.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "mhlit.version"


def test_a_missing_dependency_is_told_with_the_remedy(tmp_path):
    program = "import sys; sys.modules['typer'] = None; from mhlit.__main__ import main; sys.argv = ['mhlit', 'stats']; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "error: mhlit needs the package 'typer'" in done.stderr
    assert "hint: python3 -m venv .venv && .venv/bin/pip install ." in done.stderr
    assert "Traceback" not in done.stderr


def test_every_public_name_is_there():
    import mhlit

    assert sorted(mhlit.__all__) == dir(mhlit)
    assert all(getattr(mhlit, name) is not None for name in mhlit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = mhlit.nothing
