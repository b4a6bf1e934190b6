"""mhlit: the literature of mental health, across scripts, as one clean library.

The names in ``__all__`` are the public API; each is imported when it is first used, so that ``import mhlit`` costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.version import __version__

if TYPE_CHECKING:
    from mhlit.api import (
        Library,
        cite,
        cluster,
        cluster_names,
        compare,
        compare_names,
        find_dois,
        from_csl,
        parse_name,
        parse_reference,
        read,
        read_text,
        romanise,
        skeleton,
        to_csl,
        write,
    )
    from mhlit.errors import MhlitError
    from mhlit.model import Date, Hit, Issue, Match, Name, Origin, Person, ReadResult, Record, Text, Work

__all__ = [
    "Date", "Hit", "Issue", "Library", "Match", "MhlitError", "Name", "Origin", "Person", "ReadResult", "Record", "Text",
    "Work", "__version__", "cite", "cluster", "cluster_names", "compare", "compare_names", "find_dois", "from_csl",
    "parse_name", "parse_reference", "read", "read_text", "romanise", "skeleton", "to_csl", "write",
]  # fmt: skip

MODEL = {"Date", "Hit", "Issue", "Match", "Name", "Origin", "Person", "ReadResult", "Record", "Text", "Work"}


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'mhlit' has no attribute {name!r}")
    from importlib import import_module

    home = "model" if name in MODEL else "errors" if name == "MhlitError" else "api"
    value = getattr(import_module(f"mhlit.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted(__all__)
