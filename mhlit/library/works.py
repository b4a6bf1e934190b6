"""Works: the clusters of records, their stored views, and everything that is derived from a view.

A row of ``work`` and what hangs on it (identifiers, keywords, names, the search index) can be thrown away and made
again from records and judgements at any time; ``regroup`` does that for the works that a change touches.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mhlit.errors import NotFound
from mhlit.formats.csljson import from_csl, to_csl
from mhlit.library import bylines, citekeys, keywords, search, views
from mhlit.library.judgements import components, judgement_of
from mhlit.library.records import encode, load, record_of, stored_of
from mhlit.model import Work

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mhlit.library.judgements import Judgement
    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection

# Field of a record -> kind of identifier, which is its CSL variable.
IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "url": "URL"}
# What is derived from views: the table and its column that names the work.
DERIVED = {"work": "id", "identifier": "work", "keyword": "work", "byline": "work"}
INSERTS = {
    "work": "INSERT INTO work (id, key, type, year, size, view, sources, subjects) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "identifier": "INSERT OR IGNORE INTO identifier (kind, value, work) VALUES (?, ?, ?)",
    "keyword": "INSERT INTO keyword (work, folded, label, concept, assigned) VALUES (?, ?, ?, ?, ?)",
    "byline": "INSERT INTO byline (work, form, record, role, orcid, place, wording_of) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "name": "INSERT INTO name (form, family, given, suffix) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (form) DO UPDATE SET stale = 1",
}
JOINED = """SELECT work.id AS work_id, work.key, work.view, work.sources, work.subjects, record.*, citekey.key AS alias
    FROM work JOIN record ON record.work = work.id LEFT JOIN citekey ON citekey.uid = record.uid
    WHERE work.id IN (SELECT value FROM json_each(?)) ORDER BY work.key, record.id"""
PORTION = 500
# What may stand for a work, tried in this order.
LOOKUPS = (
    "SELECT work FROM record JOIN citekey USING (uid) WHERE key = ?",
    "SELECT work FROM record WHERE uid = ?",
    "SELECT work FROM identifier WHERE kind IN ('DOI', 'PMID', 'PMCID') AND value = lower(?) ORDER BY work",
    "SELECT work FROM record WHERE source_id = ? AND source_id <> '' ORDER BY id",
)


# ---------------------------------------------------------------- regrouping


def regroup(connection: Connection, uids: Iterable[str], fresh: Mapping[str, Stored]) -> int:
    """Compute anew the works that hold these records or are joined to them, and return how many works changed.

    ``fresh`` are records that this batch stored; they need not be read again.
    """
    members, judgements = neighbourhood(connection, uids)
    stored = load_records(connection, [uid for uid in members if uid not in fresh])
    by_uid = {each.uid: each for each in (*stored, *(fresh[uid] for uid in members if uid in fresh))}
    before = grouped(by_uid.values())
    clusters = components(by_uid, judgements)
    after = {min(by_uid[uid].id for uid in cluster): frozenset(cluster) for cluster in clusters}
    stale = [work for work, uids in before.items() if after.get(work) != uids]
    rows = connection.execute(
        "SELECT id FROM work WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(after)),)
    )
    present = {row[0] for row in rows}
    new = {work: uids for work, uids in after.items() if before.get(work) != uids or work not in present}
    remove(connection, stale)
    moved = [(work, by_uid[uid].id) for work, uids in new.items() for uid in uids if by_uid[uid].work != work]
    connection.executemany("UPDATE record SET work = ? WHERE id = ?", moved)
    write(connection, [[by_uid[uid]._replace(work=work) for uid in uids] for work, uids in sorted(new.items())])
    return len(stale) + len(new)


def grouped(records: Iterable[Stored]) -> dict[int, frozenset[str]]:
    """Return the uids of records by the work they belong to now."""
    groups: dict[int, set[str]] = {}
    for each in records:
        groups.setdefault(each.work, set()).add(each.uid)
    return {work: frozenset(uids) for work, uids in groups.items()}


def neighbourhood(connection: Connection, uids: Iterable[str]) -> tuple[list[str], list[Judgement]]:
    """Return the records that belong, or may come to belong, to the works of some records, and the judgements."""
    members: dict[str, None] = {}
    found: dict[int, Judgement] = {}
    frontier = list(dict.fromkeys(uids))
    while frontier:
        named = json.dumps(frontier)
        rows = connection.execute(
            "SELECT uid FROM record WHERE work IN "
            "(SELECT work FROM record WHERE uid IN (SELECT value FROM json_each(?))) ORDER BY id",
            (named,),
        )
        fresh = [row[0] for row in rows if row[0] not in members]
        members.update(dict.fromkeys(fresh))
        judged = [(row["id"], judgement_of(row)) for row in touching(connection, fresh)]
        found.update(judged)
        ends = (end for _, each in judged if each.verdict == "same" for end in (each.a, each.b))
        # A judgement may name a record that is not there; it sleeps until the record comes.
        frontier = [uid for uid in dict.fromkeys(ends) if uid not in members and of_record(connection, uid)]
    return list(members), [found[id] for id in sorted(found)]


def touching(connection: Connection, uids: Sequence[str]) -> list[sqlite3.Row]:
    """Return the judgements about records."""
    named = json.dumps(uids)
    rows: list[sqlite3.Row] = connection.execute(
        "SELECT * FROM judgement WHERE kind = 'work' AND a IN (SELECT value FROM json_each(?)) UNION "
        "SELECT * FROM judgement WHERE kind = 'work' AND b IN (SELECT value FROM json_each(?))",
        (named, named),
    ).fetchall()
    return rows


def of_record(connection: Connection, uid: str) -> int | None:
    """Return the id of the work that a record belongs to."""
    row = connection.execute("SELECT work FROM record WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else int(row[0])


def attached(connection: Connection, uids: Iterable[str]) -> bool:
    """Return whether one of some records was attached to a work: a registry's answer or an edit."""
    query = "SELECT 1 FROM record WHERE uid = ? AND rank IN ('edit', 'registry')"
    return any(connection.execute(query, (uid,)).fetchone() for uid in uids)


def founder(connection: Connection, work: int) -> str:
    """Return the uid of a work's earliest record. Raises NotFound where there is no such work."""
    row = connection.execute("SELECT uid FROM record WHERE work = ? ORDER BY id", (work,)).fetchone()
    if row is None:
        raise NotFound(f"there is no work number {work}")
    return str(row[0])


def judged(connection: Connection, batch: int) -> list[str]:
    """Return the new records about which a judgement waited, one that named them before they came (or came back)."""
    rows = connection.execute(
        "SELECT uid FROM record WHERE batch = ?1 AND uid IN (SELECT a FROM judgement WHERE kind = 'work' "
        "UNION SELECT b FROM judgement WHERE kind = 'work')",
        (batch,),
    )
    return [row[0] for row in rows]


def load_records(connection: Connection, uids: Sequence[str]) -> Iterator[Stored]:
    """Yield the records of some uids, oldest first."""
    rows = connection.execute(
        "SELECT * FROM record WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(uids),)
    )
    return map(stored_of, rows)


# ---------------------------------------------------------------- writing


def write(connection: Connection, clusters: Sequence[Sequence[Stored]]) -> dict[str, str]:
    """Store works, each given by its records, and all that is derived; return the new citekeys by the record's uid."""
    keys = citekeys.keys_of(connection, (each.uid for cluster in clusters for each in cluster))
    keyless = [cluster for cluster in clusters if not any(each.uid in keys for each in cluster)]
    new = citekeys.assign(connection, [min(cluster, key=lambda each: each.id) for cluster in keyless])
    keys |= new
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in INSERTS}
    indexed = []
    for cluster in clusters:
        id = min(each.id for each in cluster)
        view, sources = views.build(cluster)
        own = keywords.own(view)
        subjects = keywords.subjects(view, own)
        stored = (None, None) if len(cluster) == 1 else (encode(to_csl(view)), encode(sources))
        key = citekeys.chosen(cluster, keys)
        rows["work"].append((id, key, view.type, view.year, len(cluster), *stored, encode(subjects)))
        rows["identifier"] += identifiers(id, cluster)
        rows["keyword"] += keywords.rows(id, own, subjects)
        printed = bylines.names(cluster)
        rows["name"] += [each.parts for each in printed]
        rows["byline"] += [(id, *each.evidence) for each in printed]
        indexed.append((id, view, subjects))
    search.index(connection, indexed)
    for table, statement in INSERTS.items():
        connection.executemany(statement, rows[table])
    return {uid: citekey.key for uid, citekey in new.items()}


def identifiers(work: int, cluster: Sequence[Stored]) -> list[tuple[str, str, int]]:
    """Return the rows of all identifiers that any record of a work gives, also where the view has another."""
    return [
        (kind, value.strip().lower(), work)
        for each in cluster
        for name, kind in IDENTIFIERS.items()
        if (value := getattr(each.record, name))
    ]


def outdated(connection: Connection) -> bool:
    """Return whether the index was made by other folding rules than this program's."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'folding'").fetchone()
    return row is None or row[0] != str(search.VERSION)


def rebuild(connection: Connection) -> int:
    """Make all that is derived anew, some hundreds of works at a time, and return how many works there are."""
    ids = [row[0] for row in connection.execute("SELECT DISTINCT work FROM record ORDER BY work")]
    search.renew(connection)
    for at in range(0, len(ids), PORTION):
        portion = ids[at : at + PORTION]
        clusters: dict[int, list[Stored]] = {}
        for each in load(connection, portion):
            clusters.setdefault(each.work, []).append(each)
        remove(connection, portion)
        write(connection, list(clusters.values()))
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('folding', ?)", (str(search.VERSION),))
    return len(ids)


def respell(connection: Connection, form: str) -> None:
    """Give the works of a person new keys where the spelling that was chosen, or no longer is, asks for others."""
    rows = connection.execute(
        "SELECT DISTINCT work FROM authorship WHERE person IN (SELECT person FROM authorship WHERE form = ?)", (form,)
    )
    clusters: dict[int, list[Stored]] = {}
    for each in load(connection, [row[0] for row in rows]):
        clusters.setdefault(each.work, []).append(each)
    changed = [cluster for cluster in clusters.values() if citekeys.give_up_misspelt(connection, cluster)]
    remove(connection, [cluster[0].work for cluster in changed])
    write(connection, changed)


def remove(connection: Connection, works: Iterable[int]) -> None:
    """Take works and all that is derived from them out of the tables; their records stay."""
    ids = list(works)
    search.unindex(connection, ids)
    bylines.leave(connection, ids)
    for table, column in DERIVED.items():
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((id,) for id in ids))


# ---------------------------------------------------------------- reading


def read(connection: Connection, ids: Iterable[int] | None = None) -> Iterator[Work]:
    """Yield works, all of them or those of some ids, ordered by citekey.

    They are fetched some hundreds at a time, so the caller may change works while going through them.
    """
    chosen = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
    arguments = () if ids is None else (json.dumps(list(ids)),)
    order = [row[0] for row in connection.execute(f"SELECT id FROM work {chosen} ORDER BY key", arguments)]
    for at in range(0, len(order), PORTION):
        rows = connection.execute(JOINED, (json.dumps(order[at : at + PORTION]),)).fetchall()
        for _, group in groupby(rows, key=itemgetter("work_id")):
            yield work_of(list(group))


def work_of(rows: Sequence[sqlite3.Row]) -> Work:
    """Return a work from the joined rows of its records; a single record is the view itself."""
    first = rows[0]
    records = tuple(map(record_of, rows))
    view = from_csl(json.loads(first["view"])) if first["view"] else records[0]
    sources = json.loads(first["sources"]) if first["sources"] else views.sources_of(first["uid"], view)
    aliases = tuple(row["alias"] for row in rows if row["alias"] and row["alias"] != first["key"])
    return Work(first["work_id"], first["key"], view, records, aliases, sources, tuple(json.loads(first["subjects"])))


def find(connection: Connection, key: str) -> int | None:
    """Return the id of the work that a citekey, a record's uid, an identifier or a source's own id leads to."""
    for query in LOOKUPS:
        row = connection.execute(query, (key,)).fetchone()
        if row:
            return int(row[0])
    return None


def near(connection: Connection, key: str) -> list[str]:
    """Return up to three citekeys that look like a key which does not exist."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    keys = [row[0] for row in connection.execute("SELECT key FROM citekey JOIN record USING (uid)")]
    found = process.extract(
        key.lower(),
        keys,
        scorer=DamerauLevenshtein.normalized_similarity,
        limit=3,
        score_cutoff=0.6,
        processor=str.lower,
    )
    return [name for name, _, _ in found]
