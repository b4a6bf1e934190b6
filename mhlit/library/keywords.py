"""Keywords: the source's own, and the subjects that mhlit assigns from the thesaurus.

A keyword answers to itself in any romanisation, and to the concept it names in any language: so a work with the keyword
"психосоциальная реабилитация" answers to "psychosocial rehabilitation". Assigned subjects stand in for keywords only
where a work has none of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mhlit import thesaurus
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
    texts = [each.value for each in (*view.titles, *view.keywords)]
    if view.type in GREY:
        texts.append(view.abstract)
    named = {each.concept for each in own}
    found = dict.fromkeys(id for text in texts if text for id in thesaurus.match_concepts(without_tags(text)))
    return tuple(id for id in found if id not in named)


def rows(work: int, own: Iterable[Keyword], subjects: Iterable[str]) -> list[tuple[int, str, str, str, int]]:
    """Return the rows of a work's keywords and subjects; a subject's label is its concept."""
    named = [(work, *each, 0) for each in own]
    return named + [(work, "", id, id, 1) for id in subjects]


def works_by_keyword(connection: Connection, label: str) -> list[int]:
    """Return the ids of the works with a keyword: equal in any romanisation, or naming the same concept.

    Works without own keywords answer by their assigned subjects.
    """
    wanted = keyword(label)
    rows = connection.execute(
        "SELECT work FROM keyword WHERE assigned = 0 AND folded = ?1 "
        "UNION SELECT work FROM keyword WHERE ?2 <> '' AND concept <> '' AND concept = ?2 "
        "AND (assigned = 0 OR NOT EXISTS "
        "(SELECT 1 FROM keyword AS other WHERE other.work = keyword.work AND other.assigned = 0)) ORDER BY work",
        (wanted.folded, wanted.concept),
    )
    return [row[0] for row in rows]


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
