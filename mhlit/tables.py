"""Cached access to the tables and files under ``data/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


@cache
def data(name: str) -> Path:
    """Return a file or folder of ``data/``: inside the package when installed, beside it in a checkout.

    (Not by ``importlib.resources``: its import costs as much as a search, for zipped packages that nobody makes.)
    """
    packaged = PACKAGE / "data"
    return (packaged if packaged.is_dir() else PACKAGE.parent / "data") / name


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a TSV table, each a dict by column; lines that begin with ``#`` are comments."""
    lines = data(name).read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0]
    return tuple(dict(zip(header, row, strict=True)) for row in rows[1:])


def parts(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
