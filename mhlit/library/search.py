"""Search: two full-text indexes beside the works, and the ranked hits of a query.

The *head* index holds skeletons (titles in all wordings, authors, journals, keywords) and cognate keys: it answers
names and topics in any script. The *body* index holds titles and abstracts for SQLite's English stemmer: it answers
questions and finds what only an abstract says. ``index`` keeps both in step with a work's view; ``ranking`` orders
what they find.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mhlit.errors import UsageError
from mhlit.library import body, filters, folding, passages, query, ranking, vocabulary, wanted
from mhlit.library.postings import BODY, Postings
from mhlit.library.records import storable
from mhlit.model import Hit
from mhlit.skeletons import stem_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from mhlit.library.store import Store
    from mhlit.library.vocabulary import Vocabulary
    from mhlit.model import Record

EXAMPLE = 'for example: "self-help groups" author:"Lyubov EB" year:2005..2019'
# "Любов Е", "Lyubov EB", "Гурович И.Я.", "Hoult, J. M."
NAME = re.compile(r"[^\W\d_][\w'’-]+,?\s+(?:[A-ZА-ЯЁІЇЄҐ][a-zа-я]?\.?[\s-]?){1,3}")
# "PMID: 12345678", "12345678", "PMC1234567"
NUMBER = re.compile(r"(?:pmid:?\s*|(?P<pmc>PMC))?(?P<number>\d{6,8})", re.IGNORECASE)
# SQLite takes expressions about a thousand levels deep.
MOST_DEMANDS = 200
# What the body's score counts for a question; measured best on a collection of English questions.
QUESTION = 1.7
# All words in title and abstract together, against all in the title; a unit counts as said in a title from SAID on.
MENTION, SAID = 0.4, 0.45
HALF = 0.5
# ``searchable`` has what hits are filtered by; doi in lower case, lang the languages of the titles between blanks.
SCHEMA = """
CREATE VIRTUAL TABLE head USING fts5(title, author, container, keyword, subject, cognate, tokenize = 'ascii');
CREATE VIRTUAL TABLE body USING fts5(title, abstract, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE head_words USING fts5vocab('head', 'row');
CREATE TABLE searchable (
    work INTEGER PRIMARY KEY,
    year INTEGER,
    type TEXT NOT NULL,
    lang TEXT NOT NULL,
    doi TEXT NOT NULL,
    status TEXT NOT NULL
);
CREATE INDEX searchable_doi ON searchable (doi) WHERE doi <> '';
"""
VERSION = folding.VERSION


# ---------------------------------------------------------------- writing


def index(connection: sqlite3.Connection, works: Iterable[tuple[int, Record, Iterable[str]]]) -> None:
    """Put works that are not there into the indexes: their ids, views, and the ids of their thesaurus concepts."""
    # Never "OR REPLACE", which makes SQLite write the indexes out for every single work.
    rows = [(id, head_of(view, subjects), body_of(view), searchable_of(view)) for id, view, subjects in works]
    connection.executemany(
        "INSERT INTO head (rowid, title, author, container, keyword, subject, cognate) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((id, *head) for id, head, _, _ in rows),
    )
    connection.executemany(
        "INSERT INTO body (rowid, title, abstract) VALUES (?, ?, ?)", ((id, *body) for id, _, body, _ in rows)
    )
    connection.executemany(
        "INSERT INTO searchable (work, year, type, lang, doi, status) VALUES (?, ?, ?, ?, ?, ?)",
        ((id, *filtered) for id, _, _, filtered in rows),
    )


def unindex(connection: sqlite3.Connection, works: Iterable[int]) -> None:
    """Take works out of the indexes; nothing happens where they are not in them."""
    ids = [(id,) for id in works]
    for name, column in (("head", "rowid"), ("body", "rowid"), ("searchable", "work")):
        connection.executemany(f"DELETE FROM {name} WHERE {column} = ?", ids)


def renew(connection: sqlite3.Connection) -> None:
    """Make the indexes anew, empty: rows deleted out of FTS5 one by one stay in its lists and slow queries down."""
    for name in ("head_words", "head", "body", "searchable"):
        connection.execute(f"DROP TABLE {name}")
    for statement in filter(str.strip, SCHEMA.split(";")):
        connection.execute(statement)


def head_of(view: Record, subjects: Iterable[str]) -> tuple[str, ...]:
    """Return what the head index holds of a work: titles, authors, containers, keywords, subjects, cognate keys."""
    titles = [word for title in view.titles for word in folding.words_of(title.value)]
    people = [*view.authors, *view.editors]
    return (
        " ".join(filter(None, map(stem_word, titles))),
        " ".join(key for name in people for key in folding.author_keys(name)),
        " ".join(map(folding.stemmed, container_wordings(view))),
        " ".join(folding.stemmed(keyword.value) for keyword in view.keywords),
        " ".join(map(folding.stemmed, labels(subjects))),
        " ".join(dict.fromkeys(key for word in titles for key in folding.cognates(word))),
    )


def body_of(view: Record) -> tuple[str, str]:
    """Return what the body index holds of a work: titles and abstract."""
    titles = " ".join(title.value for title in view.titles)
    return storable(folding.body_text(titles)), storable(folding.body_text(view.abstract))


def searchable_of(view: Record) -> tuple[int | None, str, str, str, str]:
    """Return what hits are filtered by: year, type, languages, DOI, status."""
    kind, lang, doi, state = map(storable, (view.type, languages(view), view.doi.lower(), status(view)))
    return view.year, kind, lang, doi, state


def container_wordings(view: Record) -> Iterator[str]:
    """Yield the wordings of a work's journal or book, and of its journal those that the journal table adds."""
    from mhlit.journals import find_journal

    known = dict.fromkeys(container.value for container in view.containers)
    yield from known
    for wording in known:
        if journal := find_journal(wording):
            yield from (title.value for title in journal.titles if title.value not in known)
            return


def labels(subjects: Iterable[str]) -> Iterator[str]:
    """Yield the labels of subjects in both languages."""
    from mhlit import thesaurus

    for subject in subjects:
        yield thesaurus.label(subject, "en")
        yield thesaurus.label(subject, "ru")


def status(view: Record) -> str:
    """Return what registries or the source say has become of a work: ``retracted`` …, in small letters."""
    return str(view.extra.get("status", "")).strip().lower()


def languages(view: Record) -> str:
    """Return the languages of a work and of its titles, without script, each between blanks: `` ru en ``."""
    from mhlit.translit import language

    named = [view.language, *(title.lang or language(title.value) for title in view.titles)]
    codes = dict.fromkeys(code.partition("-")[0].lower() for code in named if code)
    return f" {' '.join(codes)} "


# ---------------------------------------------------------------- reading


class Plan(NamedTuple):
    """A query made ready: where it is asked, its text, its units, the works that meet its demands (None: there are no
    demands), and whether it only demands.
    """

    setting: filters.Setting
    text: str
    units: list[wanted.Unit]
    among: list[int] | None
    strict: bool


def search(store: Store, text: str, limit: int = 20, *, exact: bool = False) -> list[Hit]:
    """Return the works that answer a query, the best first; ``exact`` searches for what was typed and nothing else.

    Words side by side are wished for: works with all of them come before works with some. Phrases, fields, AND, OR
    and NOT are demanded. Raises UsageError for a query that cannot be read or has no words.
    """
    plan = planned(setting_of(store, exact=exact), text)
    return hits(store, plan, ranked(plan, limit))


def hits(store: Store, plan: Plan, found: Sequence[ranking.Scored]) -> list[Hit]:
    """Return ranked works with their words marked, in the same order."""
    works = {work.id: work for work in store.works([each.id for each in found])}
    listed = ((works[each.id], each.score) for each in found if each.id in works)
    return [Hit(work, score, passages.snippet(work.view, plan.units)) for work, score in listed]


def matching(store: Store, text: str, *, exact: bool = False) -> list[int]:
    """Return the ids of all works that say every word of a query in some way: a search used as a filter, unranked."""
    plan = planned(setting_of(store, exact=exact), text)
    return all_of(plan)


def by_author(store: Store, name: str) -> list[int]:
    """Return the ids of the works of an author, under every spelling of the person."""
    return filters.allowed(setting_of(store), [query.Term(name, "author")]) or []


def setting_of(store: Store, *, exact: bool = False) -> filters.Setting:
    """Return where queries to a library are asked."""
    return filters.Setting(store.connection, exact, vocabulary.load(store.connection), store)


def all_of(plan: Plan) -> list[int]:
    """Return the ids of all works that meet a plan's demands and say every one of its units, the newest first."""
    connection = plan.setting.connection
    if known := identified(connection, plan.text):
        return [each.id for each in known]
    if plan.strict:
        return plan.among or []
    ids = filters.selected(connection, [filters.said(unit) for unit in plan.units])
    if plan.among is None:
        return ids
    saying = set(ids)
    return [id for id in plan.among if id in saying]


def planned(setting: filters.Setting, text: str) -> Plan:
    """Return the plan for a query."""
    return plan_of(setting, query.parse(text), text)


def plan_of(setting: filters.Setting, tree: query.Node, text: str) -> Plan:
    """Return the plan for the tree of a query; ``text`` is what was typed."""
    demands = query.demanded(tree)
    if sum(len(query.words_of(node)) for node in demands) > MOST_DEMANDS:
        raise UsageError(
            f"the query has more than {MOST_DEMANDS} conditions", hint=f"put words side by side, {EXAMPLE}"
        )
    units = wanted.units(tree, exact=setting.exact, own=setting.own)
    among = filters.allowed(setting, demands)
    if among is None and not units:
        raise UsageError("the query has no words to search for", hint=EXAMPLE)
    strict = among is not None and len(query.wished(tree)) <= len(query.leaves_of(demands))
    return Plan(setting, text, units, among, strict)


def ranked(plan: Plan, limit: int) -> list[ranking.Scored]:
    """Return the ids of the works that answer a query, the best first, with their scores."""
    connection = plan.setting.connection
    if known := identified(connection, plan.text):
        return known[:limit]
    postings = Postings(connection, plan.units, exact=plan.setting.exact)
    found = ranking.rank(postings, plan.among, max(limit, ranking.CANDIDATES))
    found = found + rest(plan.among or [], found) if plan.strict else with_body(plan, postings, found, limit)
    if plan.among is None:
        first = authors(plan)
        listed = {each.id for each in first}
        # Beside the works of an author those about him ("К юбилею Е.Б. Любова"), not those that say an initial.
        found = [*first, *(each for each in found if each.id not in listed and each.share >= (HALF if first else 0))]
    return found[:limit]


def identified(connection: sqlite3.Connection, text: str) -> list[ranking.Scored]:
    """Return the works that have the DOI, PMID or PMCID which is the whole query."""
    if match := NUMBER.fullmatch(text.strip()):
        value = f"{(match['pmc'] or '').lower()}{match['number']}"
        sql = "SELECT work FROM identifier WHERE kind IN ('PMID', 'PMCID') AND value = ?"
        return [ranking.Scored(row[0], 1.0) for row in connection.execute(sql, (value,))]
    if "10." not in text or len(text.split()) != 1:
        return []
    from mhlit.identifiers import normalise_doi

    doi = normalise_doi(text)
    rows = connection.execute("SELECT work FROM searchable WHERE doi = ?", (doi.doi.lower(),)) if doi else ()
    return [ranking.Scored(row[0], 1.0) for row in rows]


def authors(plan: Plan) -> list[ranking.Scored]:
    """Return the works of an author where the whole query is a surname with initials: ``Любов Е.Б.``, ``Lyubov EB``.

    Those that print another name of the person come after those that print this one.
    """
    if not NAME.fullmatch(plan.text.strip()):
        return []
    term = query.Term(plan.text, "author")
    works = filters.allowed(plan.setting, [term]) or []
    postings = Postings(plan.setting.connection, [wanted.unit_of_term(term)])
    found = ranking.rank(postings, works, len(works)) if works else []
    least = found[-1].score if found else 1.0
    return found + [each._replace(score=least / 2) for each in rest(works, found)]


def with_body(plan: Plan, postings: Postings, found: list[ranking.Scored], limit: int) -> list[ranking.Scored]:
    """Return the hits with what titles and abstracts add: much for a question, else only where there is too little."""
    connection = plan.setting.connection
    if body.is_question(plan.text):
        extra = {id: QUESTION * score for id, score in body.answers(connection, plan.text).items()}
    elif sum(each.complete >= SAID for each in found) < limit:
        whole = found[0].score / found[0].share if found else 1.0
        extra = dict.fromkeys(body.mentions(connection, plan.units, postings.oldest(BODY)), MENTION * whole)
    else:
        return found
    if plan.among is not None:
        extra = {id: extra[id] for id in plan.among if id in extra}
    scores = {each.id: each.score + equivalent(each, extra) for each in found}
    for id, score in extra.items():
        scores[id] = scores.get(id, 0.0) + score
    known = {each.id: each for each in found}
    merged = [known.get(id, ranking.Scored(id, score))._replace(score=score) for id, score in scores.items()]
    return sorted(merged, key=lambda each: (-each.score, -each.id))


def equivalent(each: ranking.Scored, extra: dict[int, float]) -> float:
    """Return what a work whose title says the query in another language would score in the body index.

    A title typed as a query looks like a question; its translation must not fall behind all that share two words.
    """
    return 0.0 if each.id in extra else max(extra.values(), default=0.0) * each.share**2


def rest(among: list[int], found: list[ranking.Scored]) -> list[ranking.Scored]:
    """Return the works that meet all demands and have no score: a span of years alone, a phrase of an abstract."""
    have = {each.id for each in found}
    return [ranking.Scored(id, 0.0) for id in among if id not in have]


def explain(text: str, own: Vocabulary = vocabulary.NONE) -> tuple[str, ...]:
    """Return the labels that a query is also searched by, for the line ``also searching: …``."""
    return wanted.explained(wanted.units(query.parse(text), own=own), own)
