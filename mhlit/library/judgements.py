"""Judgements, and the clusters that follow from them.

A judgement says that two pieces of evidence are the same or different, by a rule or by a person, and why. Works are the
clusters of records, persons those of printed names; both are computed here from nothing but judgements.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from mhlit.library.schema import Connection


@dataclass(frozen=True, slots=True)
class Judgement:
    """That ``a`` and ``b`` are "same" or "different", said by a "rule" or a "person", and why.

    They are uids of records where ``kind`` is ``work``, printed names where it is ``person``; ``spelling`` says that
    ``a``, which is ``b``, is how a person's name is to be written. Where ``kind`` is ``doi``, one of them is a record's
    uid and the other a DOI, written ``doi:10.…``.
    """

    a: str
    b: str
    verdict: str
    by: str
    reason: str
    batch: int
    kind: str = "work"


def insert(connection: Connection, judgement: Judgement) -> bool:
    """Store a judgement, unless the last one about this pair by the same judge says so already.

    A preferred spelling (kind ``spelling``) is always new: it is about one name among several.
    """
    a, b = sorted((judgement.a, judgement.b))
    last = connection.execute(
        "SELECT verdict FROM judgement WHERE kind = ? AND a = ? AND b = ? AND by = ? ORDER BY id DESC",
        (judgement.kind, a, b, judgement.by),
    ).fetchone()
    if last and last["verdict"] == judgement.verdict and judgement.kind != "spelling":
        return False
    connection.execute(
        "INSERT INTO judgement (kind, a, b, verdict, by, reason, batch) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (judgement.kind, a, b, judgement.verdict, judgement.by, judgement.reason, judgement.batch),
    )
    return True


def judgements(connection: Connection, kind: str = "work") -> list[Judgement]:
    """Return all judgements of a kind in the order in which they were made."""
    rows = connection.execute("SELECT * FROM judgement WHERE kind = ? ORDER BY id", (kind,))
    return [judgement_of(row) for row in rows]


def of_batch(connection: Connection, batch: int) -> list[Judgement]:
    """Return the judgements of a batch."""
    return [judgement_of(row) for row in connection.execute("SELECT * FROM judgement WHERE batch = ?", (batch,))]


def about(connection: Connection, uids: Sequence[str]) -> list[Judgement]:
    """Return the judgements that are about some records and nothing else: two of them, or one of them and a DOI."""
    rows = connection.execute(
        "SELECT * FROM judgement WHERE (kind = 'work' AND a IN (SELECT value FROM json_each(?1)) "
        "AND b IN (SELECT value FROM json_each(?1))) OR (kind = 'doi' AND (a IN (SELECT value FROM json_each(?1)) "
        "OR b IN (SELECT value FROM json_each(?1)))) ORDER BY id",
        (json.dumps(uids),),
    )
    return list(map(judgement_of, rows))


def judgement_of(row: sqlite3.Row) -> Judgement:
    """Return the judgement of a row."""
    return Judgement(row["a"], row["b"], row["verdict"], row["by"], row["reason"], row["batch"], row["kind"])


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the one judgement that counts for each pair: a person's before a rule's, then the latest; oldest first.

    >>> rule = Judgement("a", "b", "same", "rule", "", 1)
    >>> person = Judgement("b", "a", "different", "person", "", 2)
    >>> [each.verdict for each in standing([person, rule])]
    ['different']
    """
    counts: dict[tuple[str, str], Judgement] = {}
    for each in judgements:
        pair = (each.a, each.b) if each.a <= each.b else (each.b, each.a)
        other = counts.get(pair)
        if other is None or other.by != "person" or each.by == "person":
            counts.pop(pair, None)
            counts[pair] = each
    return list(counts.values())


def components(members: Iterable[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Return the clusters of members under judgements, in the order of their first members.

    "Same" joins, strongest first (a person's before a rule's, then the older one), and is not followed where it would
    bring together two members that are "different": so the weakest link of a chain gives way. A rule's "different" does
    not stop a person's "same". Judgements about others than the members are ignored.
    """
    cluster = {member: [member] for member in members}
    enemies: dict[str, dict[str, bool]] = {}
    known = [each for each in standing(judgements) if each.a in cluster and each.b in cluster]
    for each in known:
        if each.verdict == "different":
            enemies.setdefault(each.a, {})[each.b] = each.by == "person"
            enemies.setdefault(each.b, {})[each.a] = each.by == "person"
    links = [each for each in known if each.verdict == "same"]
    for each in sorted(links, key=lambda link: link.by != "person"):
        one, other = cluster[each.a], cluster[each.b]
        small, large = sorted((one, other), key=len)
        hostile = (foe for member in small for foe in enemies.get(member, {}).items())
        parted = any(cluster[enemy] is large and (by_person or each.by == "rule") for enemy, by_person in hostile)
        if one is not other and not parted:
            large.extend(small)
            cluster.update(dict.fromkeys(small, large))
    return list({id(group): group for group in cluster.values()}.values())
