"""mhlit: the literature of mental health, across scripts, as one clean library.

The names below are the public API; each is imported when it is first used, so that ``import mhlit`` costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.version import __version__

if TYPE_CHECKING:
    from mhlit.api import Library, cite, read, read_portions, read_text, write, write_parts
    from mhlit.errors import MhlitError
    from mhlit.formats.csljson import from_csl, to_csl
    from mhlit.identifiers import find_dois
    from mhlit.matching.clusters import cluster
    from mhlit.matching.compare import compare
    from mhlit.matching.people import cluster_names, compare_names
    from mhlit.model import Date, Hit, Issue, Match, Name, Origin, Person, ReadResult, Record, Text, Work
    from mhlit.names import parse_name
    from mhlit.references import parse_reference
    from mhlit.translit import romanise, skeleton

__all__ = [
    "Date", "Hit", "Issue", "Library", "Match", "MhlitError", "Name", "Origin", "Person", "ReadResult", "Record",
    "Text", "Work", "__version__", "cite", "cluster", "cluster_names", "compare", "compare_names", "find_dois",
    "from_csl", "parse_name", "parse_reference", "read", "read_portions", "read_text", "romanise", "skeleton", "to_csl",
    "write", "write_parts",
]  # fmt: skip

# Module -> the public names that live in it.
HOMES = {
    "api": ("Library", "cite", "read", "read_portions", "read_text", "write", "write_parts"),
    "errors": ("MhlitError",),
    "formats.csljson": ("from_csl", "to_csl"),
    "identifiers": ("find_dois",),
    "matching.clusters": ("cluster",),
    "matching.compare": ("compare",),
    "matching.people": ("cluster_names", "compare_names"),
    "model": ("Date", "Hit", "Issue", "Match", "Name", "Origin", "Person", "ReadResult", "Record", "Text", "Work"),
    "names": ("parse_name",),
    "references": ("parse_reference",),
    "translit": ("romanise", "skeleton"),
}


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives when it is first asked for."""
    from importlib import import_module

    for home, names in HOMES.items():
        if name in names:
            value = getattr(import_module(f"mhlit.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'mhlit' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted(__all__)
