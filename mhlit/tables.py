"""Cached access to the tables and files under ``data/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def data(name: str) -> Traversable:
    """Return a file or folder under ``data/``: beside the package when installed, beside it in a checkout."""
    packaged = files("mhlit").joinpath("data")
    root = packaged if packaged.is_dir() else files("mhlit").joinpath("..", "data")
    return root.joinpath(*name.split("/"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a TSV table, each a dict by column; lines that begin with ``#`` are comments."""
    lines = data(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0]
    return tuple(dict(zip(header, row, strict=True)) for row in rows[1:])


def parts(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
