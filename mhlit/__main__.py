"""``python -m mhlit`` and the ``mhlit`` command; says how to install where something is missing."""

from __future__ import annotations

import gc
import sys

REMEDY = """error: mhlit needs the package '{name}', which is not installed here
hint: python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/mhlit demo"""


def main() -> None:
    """Run the command line. ``--version`` alone is answered without loading it, since scripts ask it often."""
    if sys.argv[1:] == ["--version"]:
        from mhlit.version import __version__

        print(f"mhlit {__version__}")
        return
    # A command lives for seconds and makes few cycles; looking for them would be a twentieth of its time.
    gc.set_threshold(500_000, 20, 20)
    try:
        from mhlit.cli.app import app

        app(prog_name="mhlit")
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name in {"", "mhlit"}:
            raise
        sys.exit(REMEDY.format(name=name))


if __name__ == "__main__":
    main()
