"""Keywords: the source's own, and the subjects that mhlit assigns from the thesaurus.

A keyword answers to itself in any romanisation, and to the concept it names in any language: so a work with the keyword
"психосоциальная реабилитация" answers to "psychosocial rehabilitation". Assigned subjects stand in for keywords only
where a work has none of its own.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mhlit import thesaurus
from mhlit.library import vocabulary
from mhlit.text import fold, without_tags
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.library.schema import Connection
    from mhlit.model import Record

# Types whose subjects are read off the abstract too: such pages have no keywords and titles like "News".
GREY = frozenset({
    "webpage", "post", "post-weblog", "report", "document", "pamphlet", "article-newspaper", "broadcast", "event",
})  # fmt: skip
# That a work has no keywords of its own.
UNTAGGED = "NOT EXISTS (SELECT 1 FROM keyword AS other WHERE other.work = keyword.work AND other.assigned = 0)"


class Keyword(NamedTuple):
    """A keyword of a work: its folded form, as printed, and the thesaurus concept it names or ``""``."""

    folded: str
    label: str
    concept: str


@lru_cache(50_000)
def keyword(label: str) -> Keyword:
    """Return a printed keyword with its folded form and its concept."""
    found = thesaurus.find_concept(label)
    return Keyword(folded(label), label, found.id if found else "")


def folded(label: str) -> str:
    """Return the form in which keywords are compared: skeletons, or the folded text of another script."""
    return skeleton(label) or fold(label)


def own(view: Record) -> list[Keyword]:
    """Return the keywords that the sources gave."""
    return [keyword(each.value) for each in view.keywords if each.value]


def subjects(view: Record, own: Iterable[Keyword]) -> tuple[str, ...]:
    """Return the concepts of the thesaurus that a work is about and that none of its own keywords names."""
    named = {each.concept for each in own}
    found = [id for each in (*view.titles, *view.keywords) if each.value for id in concepts_in(each.value)]
    if view.type in GREY and view.abstract:
        found += thesaurus.match_concepts(without_tags(view.abstract))
    return tuple(id for id in dict.fromkeys(found) if id not in named)


@lru_cache(20_000)
def concepts_in(text: str) -> tuple[str, ...]:
    """Return the concepts that a title or keyword names; keywords come again and again."""
    return thesaurus.match_concepts(without_tags(text))


def rows(work: int, own: Iterable[Keyword], subjects: Iterable[str]) -> list[tuple[int, str, str, str, int]]:
    """Return the rows of a work's keywords and subjects; a subject's label is its concept."""
    named = [(work, *each, 0) for each in own]
    return named + [(work, "", id, id, 1) for id in subjects]


def works_by_keyword(connection: Connection, label: str) -> list[int]:
    """Return the ids of the works with a keyword: equal in any romanisation, or naming the same concept.

    Works without own keywords answer by their assigned subjects, or where a title says a label of the library's own
    vocabulary.
    """
    own = vocabulary.load(connection)
    concept = vocabulary.concept_of(label, own)
    labels = [each.value for each in own.labels.get(concept, ())]
    forms = {folded(each) for each in (label, *labels)}
    # Labels that were given another meaning, though they were stored with that of the thesaurus.
    moved = {folded(said.label) for said in own.meanings.values() if said.concept != concept} - forms
    rows = connection.execute(
        "SELECT work FROM keyword WHERE assigned = 0 AND folded IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT work FROM keyword WHERE ?2 <> '' AND concept <> '' AND concept = ?2 "
        f"AND folded NOT IN (SELECT value FROM json_each(?3)) AND (assigned = 0 OR {UNTAGGED}) ORDER BY work",
        (json.dumps(list(forms)), concept, json.dumps(list(moved))),
    )
    found = [row[0] for row in rows]
    return sorted({*found, *works_by_title(connection, labels)}) if labels else found


def works_by_title(connection: Connection, labels: Iterable[str]) -> list[int]:
    """Return the ids of the works without keywords whose titles say one of some labels."""
    match = " OR ".join(f'title : "{" ".join(thesaurus.stems(label))}"' for label in labels)
    rows = connection.execute(
        f"SELECT work FROM (SELECT rowid AS work FROM head WHERE head MATCH ?) AS keyword WHERE {UNTAGGED}", (match,)
    )
    return [row[0] for row in rows]


def counted(connection: Connection) -> list[tuple[str, int, str]]:
    """Return the keywords that sources gave, as mostly printed, with the number of works and the concept they name."""
    own = vocabulary.load(connection)
    rows = connection.execute(
        "SELECT folded, label, concept, count(DISTINCT work) AS works FROM keyword WHERE assigned = 0 "
        "GROUP BY folded, label ORDER BY works DESC, label"
    )
    found: dict[str, tuple[str, int, str]] = {}
    for form, label, concept, works in rows:
        first, number, _ = found.get(form, (label, 0, ""))
        meant = vocabulary.concept_of(first, own) if own.meanings else concept
        found[form] = (first, number + works, meant)
    return sorted(found.values(), key=lambda row: (-row[1], row[0]))


def near(connection: Connection, label: str) -> list[str]:
    """Return up to five own keywords that look like one that no work has, else the commonest ones."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import WRatio

    rows = connection.execute(
        "SELECT folded, min(label) FROM keyword WHERE assigned = 0 GROUP BY folded ORDER BY count(*) DESC, folded"
    )
    labels = dict(map(tuple, rows))
    found = process.extract(folded(label), list(labels), scorer=WRatio, limit=5, score_cutoff=70)
    return [labels[name] for name, _, _ in found] or list(labels.values())[:5]
