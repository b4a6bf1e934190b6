"""The demanded parts of a query as a condition of SQL, and the works that meet it.

Each term becomes "this work is among those where the index has …"; AND, OR and NOT become themselves. What the user
typed reaches FTS5 in quotes only, and SQL as a parameter only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.library import body, folding, wanted
from mhlit.library.query import Group, Node, Not, Term, Years
from mhlit.library.ranking import COLUMNS, PRINTED, quoted
from mhlit.skeletons import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# A condition such as year:1990.. may hold for most of a large library; the newest of its works are enough to rank.
MOST = 50_000
HEAD = "work IN (SELECT rowid FROM head WHERE head MATCH ?)"
BODY = "work IN (SELECT rowid FROM body WHERE body MATCH ?)"
Condition = tuple[str, list[object]]
NOTHING: Condition = ("0", [])


def allowed(connection: sqlite3.Connection, nodes: Iterable[Node], *, exact: bool = False) -> list[int] | None:
    """Return the works that meet all of the demands, the newest first, or None where there are no demands."""
    conditions = [condition_of(node, exact=exact) for node in nodes]
    return selected(connection, conditions) if any(condition for condition, _ in conditions) else None


def selected(connection: sqlite3.Connection, conditions: Iterable[Condition]) -> list[int]:
    """Return the works that meet all of the conditions, the newest first; all works where there are none."""
    condition, values = joined("AND", conditions)
    sql = f"SELECT work FROM searchable WHERE {condition or '1'} ORDER BY work DESC LIMIT {MOST}"
    return [row[0] for row in connection.execute(sql, values).fetchall()]


def said(unit: wanted.Unit) -> Condition:
    """Return the condition that a work says a unit in one of its ways, in the head or in the abstract."""
    if unit.field:
        column = COLUMNS.get(unit.field, unit.field)
        return HEAD, [" AND ".join(f"{column} : {quoted(stem)}" for stem in unit.ways[0].stems)]
    star = "*" if unit.prefix else ""
    ways = (" AND ".join(quoted(stem) + star for stem in way.stems) for way in unit.ways)
    return f"{HEAD} OR {BODY}", [" OR ".join(f"({way})" for way in ways), body.expression(unit)]


def joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    """Return conditions joined by AND or OR, in parentheses."""
    kept = [each for each in conditions if each[0]]
    text = f" {operator} ".join(f"({condition})" for condition, _ in kept)
    return text, [value for _, values in kept for value in values]


def condition_of(node: Node, *, exact: bool) -> Condition:
    """Return the condition for one part of a query."""
    if isinstance(node, Years):
        return between(node)
    if isinstance(node, Not):
        condition, values = condition_of(node.node, exact=exact)
        return (f"NOT ({condition})" if condition else "", values)
    if isinstance(node, Group):
        parts = (condition_of(part, exact=exact) for part in node.nodes)
        return joined("OR" if node.kind == "or" else "AND", parts)
    return facts(node) if node.field in {"doi", "type", "lang"} else text(node, exact=exact)


def between(years: Years) -> Condition:
    """Return the condition for a span of years."""
    return "year BETWEEN ? AND ?", [years.first or 0, years.last or 9999]


def facts(term: Term) -> Condition:
    """Return the condition for a DOI, a type or a language: whole, or the beginning of it with a star."""
    value = term.text.lower()
    if term.field == "lang":
        return "lang LIKE ? ESCAPE '!'", [f"% {literally(value.partition('-')[0])} %"]
    if term.field == "type":
        return "type = ? OR type LIKE ? ESCAPE '!'", [value, f"{literally(value)}-%"]
    value = value.removeprefix("https://doi.org/").removeprefix("http://doi.org/")
    if value.endswith("*"):
        return "doi LIKE ? ESCAPE '!'", [f"{literally(value[:-1])}%"]
    return "doi = ?", [value]


def literally(text: str) -> str:
    """Return a text for LIKE, its wildcards escaped by an exclamation mark."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def text(term: Term, *, exact: bool) -> Condition:
    """Return the condition for a word, a phrase or the beginning of a word, in one field or anywhere."""
    if term.field == "author":
        keys = wanted.author_stems(term.text)
        star = "*" if term.prefix else ""
        return (HEAD, [" AND ".join(f"author : {quoted(key)}{star}" for key in keys)]) if keys else NOTHING
    stems = folding.stems(term.text)
    if not stems:
        return "", []
    name = wanted.column(term.field)
    column = COLUMNS.get(name, name) or PRINTED
    if term.phrase or term.prefix:
        return anywhere(term, f"{column} : {head_phrase(term, stems)}")
    own = f"{column} : ({' AND '.join(map(quoted, stems))})"
    ways = [] if exact or term.field not in {"", "keyword"} else other_labels(term.text)
    column = COLUMNS["keyword"] if term.field else "{title keyword subject}"
    return anywhere(term, " OR ".join([own, *(f"{column} : ({' AND '.join(map(quoted, way))})" for way in ways)]))


def head_phrase(term: Term, stems: list[str]) -> str:
    """Return the expression for a phrase, or for the beginning of a word, in the head index."""
    if term.prefix:
        return quoted(" ".join(wanted.prefix_stems(term.text))) + "*"
    return quoted(" ".join(stems))


def anywhere(term: Term, match: str) -> Condition:
    """Return the condition that the head says something or, without a field, that the abstract has the words typed."""
    typed = words(folding.body_text(term.text))
    if term.field or not typed:
        return HEAD, [match]
    phrase = quoted(" ".join(typed)) if term.phrase or len(typed) == 1 else " AND ".join(map(quoted, typed))
    return f"{HEAD} OR {BODY}", [match, phrase + ("*" if term.prefix else "")]


def other_labels(text: str) -> list[list[str]]:
    """Return the labels, as stems, of the concepts that a text names as a whole."""
    found = wanted.units_of_text(text, exact=False)
    if len(found) != 1 or not found[0].concepts:
        return []
    return [list(way.stems) for way in found[0].ways[1:] if way.weight >= wanted.LABEL_WEIGHT]
