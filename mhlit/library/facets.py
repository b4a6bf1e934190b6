"""Facets: how the works of a search spread over years, journals, keywords, authors and languages."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from mhlit.errors import LibraryError
from mhlit.library import authorship, finding, vocabulary
from mhlit.library.keywords import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.library.finding import Request
    from mhlit.library.schema import Connection
    from mhlit.library.store import Store
    from mhlit.library.vocabulary import Vocabulary

CHOSEN = "IN (SELECT value FROM json_each(?))"
YEARS = f"SELECT year, count(*) FROM searchable WHERE work {CHOSEN} AND year IS NOT NULL GROUP BY year ORDER BY year"
LANGUAGES = f"SELECT lang FROM searchable WHERE work {CHOSEN}"
# A view that is NULL is that of the work's only record.
JOURNALS = f"""SELECT coalesce(work.view, record.csl) ->> 'container-title' AS journal, count(*)
    FROM work JOIN record ON record.id = work.id WHERE work.id {CHOSEN} AND journal <> '' GROUP BY journal"""
# Of a concept's labels one is shown; a work without keywords of its own counts by the subjects that mhlit assigned.
KEYWORDS = f"""SELECT DISTINCT work, folded, label, concept, assigned FROM keyword WHERE work {CHOSEN} AND (assigned = 0
    OR NOT EXISTS (SELECT 1 FROM keyword AS other WHERE other.work = keyword.work AND other.assigned = 0))"""
AUTHORS = f"""SELECT byline.work, byline.form, coalesce(authorship.person, byline.form) AS who
    FROM byline LEFT JOIN authorship USING (work, form) WHERE byline.work {CHOSEN}"""
MOST = 10
# So many names are judged in about a second.
SOON = 5_000


def facets(store: Store, request: Request, most: int = MOST) -> dict[str, dict[str, int]]:
    """Return for each facet its values with the numbers of works: all years in order, of the others the commonest.

    All works that say the whole query count, not those of a page. Languages overlap: a work may have titles in two.
    """
    plan = finding.plan_of(store, request)
    chosen = json.dumps(finding.everything(plan))
    settle(store)
    connection = store.connection
    years = {str(year): number for year, number in connection.execute(YEARS, (chosen,))}
    return {"year": years} | {
        name: commonest(values, most)
        for name, values in (
            ("journal", journals(connection, chosen)),
            ("keyword", keywords(connection, chosen, plan.setting.own)),
            ("author", authors(connection, chosen)),
            ("language", languages(connection, chosen)),
        )
    }


def settle(store: Store) -> None:
    """Find out who the authors are where that is soon done; else each printed name that is new counts for itself."""
    (stale,) = store.connection.execute("SELECT count(*) FROM name WHERE stale").fetchone()
    if 0 < stale <= SOON:
        with suppress(LibraryError):
            authorship.refresh(store)


def commonest(values: Iterable[tuple[str, str]], most: int) -> dict[str, int]:
    """Return the commonest of some things, given as (what it is, how it is printed), under its commonest form."""
    uses: dict[str, Counter[str]] = {}
    for key, form in values:
        uses.setdefault(key, Counter())[form] += 1
    totals = sorted((-forms.total(), forms.most_common(1)[0][0]) for forms in uses.values())
    return {form: -number for number, form in totals[:most]}


def journals(connection: Connection, chosen: str) -> Iterator[tuple[str, str]]:
    """Yield the journal or book of each work; the wordings of one journal are one."""
    from mhlit.journals import find_journal

    for title, number in connection.execute(JOURNALS, (chosen,)).fetchall():
        journal = find_journal(title)
        for _ in range(number):
            yield journal.titles[0].value if journal else folded(title), title


def keywords(connection: Connection, chosen: str, own: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the keywords of each work; those that name one concept are one."""
    seen = set()
    for work, form, label, concept, assigned in connection.execute(KEYWORDS, (chosen,)).fetchall():
        key = vocabulary.concept_of(label, own) if own.meanings and not assigned else concept
        key = key or form
        if (work, key) not in seen:
            seen.add((work, key))
            yield key, vocabulary.label_of(key, "en", own) if assigned else label


def authors(connection: Connection, chosen: str) -> Iterator[tuple[str, str]]:
    """Yield the authors and editors of each work, each person once."""
    seen = set()
    for work, form, who in connection.execute(AUTHORS, (chosen,)).fetchall():
        if (work, who) not in seen:
            seen.add((work, who))
            yield str(who), form


def languages(connection: Connection, chosen: str) -> Iterator[tuple[str, str]]:
    """Yield the languages of each work and of its titles."""
    for (cell,) in connection.execute(LANGUAGES, (chosen,)).fetchall():
        for code in cell.split():
            yield code, code
