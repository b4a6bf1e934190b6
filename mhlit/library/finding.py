"""A search with all its options: fields beside the query, the order of the hits, pages, and what to try instead.

``search`` ranks; this module asks it. A request is a value, so that it can be saved under a name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mhlit.errors import UsageError
from mhlit.library import filters, keywords, query, ranking, search, spelling, wanted
from mhlit.library.query import Group, Term, Works, Years

if TYPE_CHECKING:
    from mhlit.library.query import Node
    from mhlit.library.store import Store
    from mhlit.model import Hit

SYNTAXES = ("mhlit", "pubmed")
# How hits may be sorted: SQL over ``chosen`` (place, id), which is in the order of relevance.
ORDERS = {
    "year": "SELECT id FROM chosen JOIN searchable ON work = id ORDER BY year IS NULL, year DESC, place",
    "cited": """SELECT chosen.id FROM chosen LEFT JOIN record AS here ON here.work = chosen.id
        LEFT JOIN link ON link.target = here.uid AND link.rel = 'cites'
        LEFT JOIN record AS there ON there.id = link.record AND there.work <> chosen.id
        GROUP BY chosen.id ORDER BY count(DISTINCT there.work) DESC, place""",
}
CHOSEN = "WITH chosen AS (SELECT key AS place, value AS id FROM json_each(?)) "
SORTS = ("relevance", *ORDERS)
# More words than this are a sentence or a pasted page, of which no single word is to blame.
BLAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a search asks for: a query in one of two syntaxes, fields beside it, and which of the hits are wanted.

    Several authors, titles, journals, keywords are all demanded; several types or languages are alternatives. ``since``
    asks only for works that came after the one with this number.
    """

    text: str = ""
    syntax: str = "mhlit"
    authors: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    years: str = ""
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    batch: str = ""
    exact: bool = False
    sort: str = "relevance"
    limit: int = 20
    page: int = 1
    since: int = 0


# The members of a request that are fields beside its query.
BESIDE = ("authors", "titles", "journals", "keywords", "years", "types", "languages", "batch", "since")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the hits of the page, whether there are more, and what a person should be told.

    ``also`` are the labels searched for besides what was typed; ``without`` the number of works that say all words but
    one, and that word, where none says all; ``meant`` other readings of the query; ``read_as`` the reading that was
    searched for because the query itself found nothing.
    """

    hits: tuple[Hit, ...]
    more: bool = False
    also: tuple[str, ...] = ()
    without: tuple[int, str] | None = None
    meant: tuple[str, ...] = ()
    read_as: str = ""


def find(store: Store, request: Request, *, hints: bool = True) -> Found:
    """Return what a request finds; where that is nothing, what the nearest reading of its words finds.

    Without ``hints`` what to try instead is looked for only then: it takes longer than the search.
    Raises UsageError for a query that cannot be read, or an option with a value that makes no sense.
    """
    found = answer(store, request, hints=hints)
    if found.hits or request.page > 1 or not found.meant or request.syntax == "pubmed":
        return found
    read_as = found.meant[0]
    again = answer(store, replace(request, text=read_as))
    return replace(again, read_as=read_as, meant=found.meant[1:]) if again.hits else found


def answer(store: Store, request: Request, *, hints: bool = False) -> Found:
    """Return what a request finds as it stands."""
    plan = plan_of(store, request)
    first, last = (request.page - 1) * request.limit, request.page * request.limit
    ranked = in_order(plan, request.sort, last + 1)
    hits = search.hits(store, plan, ranked[first:last])
    also = () if request.exact else wanted.explained(plan.units, plan.setting.own)
    quiet = plan.strict or not hints or len(plan.units) > BLAMED
    if ranked and (quiet or says_all(plan, ranked)):
        return Found(tuple(hits), len(ranked) > last, also)
    meant = () if request.exact else tuple(spelling.corrections(store, request.text))
    return Found(tuple(hits), len(ranked) > last, also, blamed(plan), meant)


def plan_of(store: Store, request: Request) -> search.Plan:
    """Return the plan for the query and the fields of a request."""
    if request.syntax == "pubmed":
        from mhlit.library import pubmed

        tree: Node = pubmed.parse(request.text)
    else:
        tree = query.parse(request.text)
    beside = fields(store, request)
    joined = Group("words", (tree, *beside)) if beside else tree
    setting = search.setting_of(store, exact=request.exact)
    return search.plan_of(setting, joined, "" if beside or request.syntax == "pubmed" else request.text)


def fields(store: Store, request: Request) -> list[Node]:
    """Return the demands that the options of a request make beside its query."""
    if not any(getattr(request, name) for name in BESIDE):
        return []
    from mhlit.library.selection import known_types, year_span

    named = (("author", request.authors), ("title", request.titles), ("journal", request.journals))
    found: list[Node] = [Term(each, name, phrase=name != "author") for name, texts in named for each in texts]
    found += [Works(tuple(keywords.works_by_keyword(store.connection, each))) for each in request.keywords]
    if span := year_span(request.years):
        found.append(Years(*span))
    for name, texts in (("type", known_types(request.types, store)), ("lang", request.languages)):
        if texts:
            found.append(Group("or", tuple(Term(each, name) for each in texts)))
    if request.batch:
        term = Term(request.batch, "in")
        query.check_value(term, f"in:{request.batch}", len("in:"))
        found.append(term)
    return found + ([Term(str(request.since), "since")] if request.since else [])


# ---------------------------------------------------------------- in which order


def in_order(plan: search.Plan, sort: str, limit: int) -> list[ranking.Scored]:
    """Return the first hits of a plan, by relevance, the newest first, or the most cited in the library first."""
    ranked = search.ranked(plan, limit)
    if sort == "relevance":
        return ranked
    if sort not in ORDERS:
        raise UsageError(f"cannot sort by '{sort}'", hint=f"sort by: {', '.join(SORTS)}")
    scores = {each.id: each for each in ranked}
    ids = json.dumps(list(dict.fromkeys([*scores, *everything(plan)])))
    rows = plan.setting.connection.execute(f"{CHOSEN}{ORDERS[sort]} LIMIT ?", (ids, limit))
    return [scores.get(row[0], ranking.Scored(row[0], 0.0)) for row in rows]


def everything(plan: search.Plan) -> list[int]:
    """Return all works that say the whole query; where none does, those that come nearest."""
    return search.all_of(plan) or [each.id for each in search.ranked(plan, ranking.CANDIDATES)]


# ---------------------------------------------------------------- what to try instead


def says_all(plan: search.Plan, ranked: list[ranking.Scored]) -> bool:
    """Return whether some work says all units of a plan: a ranked one, one in the index, or one in all."""
    head = " AND ".join(f"({filters.said(unit)[1][0]})" for unit in plan.units)
    sql = "SELECT 1 FROM head WHERE head MATCH ? LIMIT 1"
    if plan.among is None and plan.setting.connection.execute(sql, (head,)).fetchone():
        return True
    return any(each.complete >= search.SAID for each in ranked) or bool(count(plan, plan.units))


def blamed(plan: search.Plan) -> tuple[int, str] | None:
    """Return the word without which most works say the rest, and how many these are; None where it would not help."""
    if not 1 < len(plan.units) <= BLAMED:
        return None
    others = [[unit for unit in plan.units if unit is not left] for left in plan.units]
    numbers = [count(plan, units) for units in others]
    most = max(numbers)
    return (most, plan.units[numbers.index(most)].text) if most else None


def count(plan: search.Plan, units: list[wanted.Unit]) -> int:
    """Return how many works meet the demands of a plan and say some units."""
    conditions = [filters.said(unit) for unit in units]
    if plan.among is not None:
        conditions.append((filters.AMONG, [json.dumps(plan.among)]))
    return filters.number(plan.setting.connection, conditions)


# ---------------------------------------------------------------- as text, for saving


def in_words(request: Request) -> str:
    """Return what a request asks for as one line: its query, and the options as fields."""
    named = (
        ("author", request.authors), ("title", request.titles), ("journal", request.journals),
        ("keyword", request.keywords), ("type", request.types), ("lang", request.languages),
        ("year", (request.years,)), ("in", (request.batch,)),
    )  # fmt: skip
    beside = [
        f'{name}:"{each}"' if " " in each else f"{name}:{each}" for name, texts in named for each in texts if each
    ]
    return " ".join(filter(None, (request.text, *beside)))


def encode(request: Request) -> str:
    """Return a request as JSON, without what it leaves open, and without the page."""
    plain = Request()
    values = {name: getattr(request, name) for name in Request.__slots__ if name not in {"page", "since"}}
    return json.dumps({name: each for name, each in values.items() if each != getattr(plain, name)}, ensure_ascii=False)


def decode(text: str) -> Request:
    """Return the request that was encoded; members of another version are left out."""
    values: dict[str, Any] = json.loads(text)
    known: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each
        for name, each in values.items()
        if name in Request.__slots__
    }
    return Request(**known)
