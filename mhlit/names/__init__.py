"""Names of people: from print to parts and back."""

from mhlit.names.forms import format_name, initials, nominative
from mhlit.names.parse import NameList, parse_name, parse_names
from mhlit.names.words import looks_like_organisation

__all__ = [
    "NameList", "format_name", "initials", "looks_like_organisation", "nominative", "parse_name", "parse_names",
]  # fmt: skip
