"""The demanded parts of a query as a condition of SQL, and the works that meet it.

Each term becomes "this work is among those where the index has …"; AND, OR and NOT become themselves. What the user
typed reaches FTS5 in quotes only, and SQL as a parameter only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library import body, folding, namesakes, vocabulary, wanted
from mhlit.library.postings import COLUMNS, PRINTED, quoted
from mhlit.library.query import EXACT, Group, Node, Not, Term, Works, Years
from mhlit.skeletons import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from mhlit.library.store import Store
    from mhlit.library.vocabulary import Vocabulary

# A condition such as year:1990.. may hold for most of a large library; the newest of its works are enough to rank.
MOST = 50_000
HEAD = "work IN (SELECT rowid FROM head WHERE head MATCH ?)"
BODY = "work IN (SELECT rowid FROM body WHERE body MATCH ?)"
Condition = tuple[str, list[object]]
NOTHING: Condition = ("0", [])
AMONG = "work IN (SELECT value FROM json_each(?))"
IDENTIFIED = "work IN (SELECT work FROM identifier WHERE kind = ?)"
PMID = "work IN (SELECT work FROM identifier WHERE kind = 'PMID' AND value = ?)"
# has:… as a condition; what is not here is a kind of identifier.
HAS = {
    "doi": "doi <> ''",
    "year": "year IS NOT NULL",
    "abstract": "work IN (SELECT id FROM body_content WHERE c1 <> '')",
    "journal": "work IN (SELECT id FROM head_content WHERE c2 <> '')",
    "keyword": "work IN (SELECT work FROM keyword WHERE assigned = 0)",
    "author": "work IN (SELECT id FROM head_content WHERE c1 <> '')",
}
# is:… as a condition. The states are CSL's ``status`` as registries and BibTeX notes say it.
IS = {
    "retracted": "status IN ('retracted', 'withdrawn', 'removed', 'partial retraction')",
    "merged": "work IN (SELECT id FROM work WHERE size > 1)",
    "verified": "work IN (SELECT work FROM record WHERE rank = 'registry')",
    "edited": "work IN (SELECT work FROM record WHERE rank = 'edit')",
}
BATCH = "work IN (SELECT work FROM record WHERE batch = ?)"
LAST = "work IN (SELECT work FROM record WHERE batch = (SELECT max(batch) FROM record))"


class Setting(NamedTuple):
    """Where conditions are asked: the indexes, whether only what was typed counts, and the own vocabulary.

    Without a ``store`` there are no persons: an author is known by the printed name.
    """

    connection: sqlite3.Connection
    exact: bool = False
    own: Vocabulary = vocabulary.NONE
    store: Store | None = None


def allowed(setting: Setting, nodes: Iterable[Node]) -> list[int] | None:
    """Return the works that meet all of the demands, the newest first, or None where there are no demands."""
    conditions = [condition_of(node, setting) for node in nodes]
    return selected(setting.connection, conditions) if any(condition for condition, _ in conditions) else None


def selected(connection: sqlite3.Connection, conditions: Iterable[Condition]) -> list[int]:
    """Return the works that meet all of the conditions, the newest first; all works where there are none."""
    condition, values = joined("AND", conditions)
    sql = f"SELECT work FROM searchable WHERE {condition or '1'} ORDER BY work DESC LIMIT {MOST}"
    return [row[0] for row in connection.execute(sql, values).fetchall()]


def number(connection: sqlite3.Connection, conditions: Iterable[Condition]) -> int:
    """Return how many works meet all of the conditions."""
    condition, values = joined("AND", conditions)
    found: int = connection.execute(f"SELECT count(*) FROM searchable WHERE {condition or '1'}", values).fetchone()[0]
    return found


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


def condition_of(node: Node, setting: Setting) -> Condition:
    """Return the condition for one part of a query."""
    if isinstance(node, Years):
        return between(node)
    if isinstance(node, Works):
        return AMONG, [json.dumps(node.ids)]
    if isinstance(node, Not):
        condition, values = condition_of(node.node, setting)
        return (f"NOT ({condition})" if condition else "", values)
    if isinstance(node, Group):
        parts = (condition_of(part, setting) for part in node.nodes)
        return joined("OR" if node.kind == "or" else "AND", parts)
    return facts(node) if node.field in EXACT else text(node, setting)


def between(years: Years) -> Condition:
    """Return the condition for a span of years."""
    return "year BETWEEN ? AND ?", [years.first or 0, years.last or 9999]


def facts(term: Term) -> Condition:
    """Return the condition for what is so or not: a DOI, a type, a language, has:, is:, in:."""
    value = term.text.lower()
    if value in (known := {"has": HAS, "is": IS}.get(term.field, {})):
        return known[value], []
    ways = {"lang": in_language, "type": of_type, "doi": with_doi, "in": of_batch}
    if term.field in ways:
        return ways[term.field](value)
    if term.field == "since":
        return "work > ?", [int(value)]
    return (IDENTIFIED, [value.upper()]) if term.field == "has" else (PMID, [value])


def in_language(value: str) -> Condition:
    """Return the condition for a language."""
    return "lang LIKE ? ESCAPE '!'", [f"% {literally(value.partition('-')[0])} %"]


def of_type(value: str) -> Condition:
    """Return the condition for a type, or for all kinds of it: ``article`` is also ``article-journal``."""
    return "type = ? OR type LIKE ? ESCAPE '!'", [value, f"{literally(value)}-%"]


def of_batch(value: str) -> Condition:
    """Return the condition that a record of a work came with a batch, or with the last one that brought any."""
    return (LAST, []) if value == "last" else (BATCH, [int(value)])


def with_doi(value: str) -> Condition:
    """Return the condition for a DOI: whole, or the beginning of it with a star."""
    value = value.removeprefix("https://doi.org/").removeprefix("http://doi.org/")
    if value.endswith("*"):
        return "doi LIKE ? ESCAPE '!'", [f"{literally(value[:-1])}%"]
    return "doi = ?", [value]


def literally(text: str) -> str:
    """Return a text for LIKE, its wildcards escaped by an exclamation mark."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def text(term: Term, setting: Setting) -> Condition:
    """Return the condition for a word, a phrase or the beginning of a word, in one field or anywhere."""
    if term.field == "author":
        return author(term, setting)
    stems = folding.stems(term.text)
    if not stems:
        return "", []
    name = wanted.column(term.field)
    column = COLUMNS.get(name, name) or PRINTED
    if not (term.field or term.phrase or term.prefix) and len(units := several(term.text, setting)) > 1:
        return joined("AND", map(said, units))
    if term.phrase or term.prefix:
        return anywhere(term, f"{column} : {head_phrase(term, stems)}")
    own = f"{column} : ({' AND '.join(map(quoted, stems))})"
    ways = [] if setting.exact or term.field not in {"", "keyword"} else other_labels(term.text, setting.own)
    column = COLUMNS["keyword"] if term.field else "{title keyword subject}"
    return anywhere(term, " OR ".join([own, *(f"{column} : ({' AND '.join(map(quoted, way))})" for way in ways)]))


def author(term: Term, setting: Setting) -> Condition:
    """Return the condition for an author: the works of the persons meant, or the printed name."""
    from mhlit.names import parse_name

    keys = wanted.author_stems(term.text)
    if not keys:
        return NOTHING
    printed: Condition = (HEAD, [" AND ".join(f"author : {quoted(key)}{'*' if term.prefix else ''}" for key in keys)])
    asked = parse_name(term.text)
    if term.prefix or setting.exact or setting.store is None or not asked.family:
        return printed
    works: Condition = (AMONG, [json.dumps(namesakes.works_of(setting.store, asked))])
    return works if asked.given else joined("OR", [printed, works])


def head_phrase(term: Term, stems: list[str]) -> str:
    """Return the expression for a phrase, or for the beginning of a word, in the head index."""
    if term.prefix:
        return quoted(" ".join(wanted.prefix_stems(term.text))) + "*"
    return quoted(" ".join(stems))


def anywhere(term: Term, match: str) -> Condition:
    """Return the condition that the head says something or, without a field, that the abstract has the words typed."""
    typed = words(folding.body_text(term.text))
    if term.field not in {"", "text"} or not typed:
        return HEAD, [match]
    phrase = quoted(" ".join(typed)) if term.phrase or len(typed) == 1 else " AND ".join(map(quoted, typed))
    return f"{HEAD} OR {BODY}", [match, phrase + ("*" if term.prefix else "")]


def several(text: str, setting: Setting) -> list[wanted.Unit]:
    """Return the units of words that are demanded together, nothing for one word."""
    return wanted.units_of_text(text, exact=setting.exact, own=setting.own) if " " in text else []


def other_labels(text: str, own: Vocabulary) -> list[list[str]]:
    """Return the labels, as stems, of the concepts that a text names as a whole."""
    found = wanted.units_of_text(text, exact=False, own=own)
    if len(found) != 1 or not found[0].concepts:
        return []
    return [list(way.stems) for way in found[0].ways[1:] if way.weight >= wanted.LABEL_WEIGHT]
