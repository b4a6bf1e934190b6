"""Who wrote what: the table ``authorship``, made from bylines, rules and judgements.

Names are compared only within a block of like names (``matching.surnames.block_key``). A block is settled again when
the bylines of one of its names change or somebody judges about one; so an import touches its own blocks only. That
happens when people are asked for, not while importing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library import judgements
from mhlit.library.judgements import Judgement, components
from mhlit.model import Name
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.library.schema import Connection
    from mhlit.library.store import Store
    from mhlit.matching.authorship import Link, Settled
    from mhlit.matching.support import Setting, Use

    Doubt = tuple[str, str, str]

GONE = "NOT EXISTS (SELECT 1 FROM byline WHERE byline.form = name.form)"
AMONG = "IN (SELECT value FROM json_each(?))"
# What makes a node of a name on one work: "Ivanov AA @ 3f0c…"
AT = " @ "
# What ties blocks together besides judgements: one ORCID, and the wordings of one name.
TIES = (
    "SELECT orcid, key FROM byline JOIN name USING (form) WHERE orcid <> '' GROUP BY orcid, key",
    "SELECT name.key, other.key FROM byline JOIN name USING (form) JOIN name AS other ON other.form = wording_of "
    "WHERE wording_of <> '' AND name.key <> other.key",
)
# Numbers of people whose names all belong to others too begin here.
SHARED = 10**6


class Form(NamedTuple):
    """A printed name: its number, the text, its block and its parts."""

    id: int
    text: str
    key: str
    name: Name


def forget(connection: Connection, nodes: Iterable[str]) -> None:
    """Have the blocks of some printed names settled again when people are next asked for."""
    forms = json.dumps([form_of(node) for node in nodes])
    connection.execute(f"UPDATE name SET stale = 1 WHERE form {AMONG}", (forms,))


def form_of(node: str) -> str:
    """Return the printed name of a node.

    >>> form_of("Ivanov AA @ 3f0c")
    'Ivanov AA'
    """
    return node.rsplit(AT, 1)[0]


def refresh(store: Store, key: str = "") -> None:
    """Settle the blocks that hold a stale name, or only the one with a key."""
    connection = store.connection
    stale = "stale AND (key IS NULL OR key = ?)" if key else "stale"
    only = (key,) if key else ()
    if connection.execute(f"SELECT 1 FROM name WHERE {stale}", only).fetchone() is None:
        return
    with store.writing():
        keyless = forms_where(connection, "key IS NULL")
        connection.executemany("UPDATE name SET key = ? WHERE id = ?", ((key_of(each), each.id) for each in keyless))
        # A name whose import was undone must not go on tying others together.
        gone = f"{stale} AND {GONE}"
        connection.execute(f"UPDATE name SET stale = 1 WHERE key IN (SELECT key FROM name WHERE {gone})", only)
        connection.execute(f"DELETE FROM authorship WHERE form IN (SELECT form FROM name WHERE {gone})", only)
        connection.execute(f"DELETE FROM possible WHERE key IN (SELECT key FROM name WHERE {gone})", only)
        connection.execute(f"DELETE FROM name WHERE {gone}", only)
        said = judgements.standing(store.judgements("person"))
        keys = {row[0] for row in connection.execute(f"SELECT DISTINCT key FROM name WHERE {stale}", only)}
        write(connection, json.dumps(sorted(widened(connection, keys, said))), said)


def key_of(form: Form) -> str:
    """Return the block of a printed name."""
    from mhlit.matching.surnames import block_key

    return block_key(form.name.family)


def widened(connection: Connection, keys: set[str], said: Sequence[Judgement]) -> set[str]:
    """Return blocks together with those that judgements, ORCIDs or wordings tie to them."""
    forms = json.dumps(list({form_of(node) for each in said for node in (each.a, each.b)}))
    block = dict(map(tuple, connection.execute(f"SELECT form, key FROM name WHERE form {AMONG}", (forms,))))
    ties = [{block[form] for form in map(form_of, (each.a, each.b)) if form in block} for each in said]
    owned: dict[str, set[str]] = defaultdict(set)
    for orcid, key in connection.execute(TIES[0]):
        owned[orcid].add(key)
    ties += [each for each in owned.values() if len(each) > 1]
    ties += [set(row) for row in connection.execute(TIES[1])]
    grown = True
    while grown:
        fresh = {key for tie in ties if tie & keys for key in tie} - keys
        keys, grown = keys | fresh, bool(fresh)
    return keys


def write(connection: Connection, keys: str, said: Sequence[Judgement]) -> None:
    """Settle the blocks of some keys and store whose their names are."""
    from mhlit.matching.authorship import ties

    forms = {each.text: each for each in forms_where(connection, f"key {AMONG}", keys)}
    blocks = settled(connection, forms, uses_of(connection, keys), said)
    nodes = {use: node for block in blocks.values() for use, node in block.nodes.items()}
    found = [link for block in blocks.values() for link in block.links]
    found += ties(nodes, {form: each.name for form, each in forms.items()})
    people = components(dict.fromkeys(nodes.values()), [*map(rule, found), *said])
    number = numbered(people, nodes, forms)
    reasons = {use: why for block in blocks.values() for use, why in block.reasons.items()}
    rows = [(use.work, use.form, number[node], node, reasons.get(use, "")) for use, node in nodes.items()]
    connection.execute(f"DELETE FROM authorship WHERE form IN (SELECT form FROM name WHERE key {AMONG})", (keys,))
    connection.executemany("INSERT INTO authorship (work, form, person, node, reason) VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute(f"DELETE FROM possible WHERE key {AMONG}", (keys,))
    open_ = {(a, b, key) for key, block in blocks.items() for a, b in block.possible if number[a] != number[b]}
    doubts = undecided(open_, number, {node: forms[use.form].name for use, node in nodes.items()}, said)
    connection.executemany("INSERT INTO possible (a, b, key) VALUES (?, ?, ?)", sorted(doubts))
    connection.execute(f"UPDATE name SET stale = 0 WHERE key {AMONG}", (keys,))


def undecided(
    doubts: Iterable[Doubt], number: Mapping[str, int], names: Mapping[str, Name], said: Sequence[Judgement]
) -> list[Doubt]:
    """Return the doubts that a person's judgements leave open.

    Who is merged with Андрей Алексеевич is no longer possibly Антон Антонович.
    """
    from mhlit.matching.authorship import contradict

    apart = {frozenset((number.get(j.a), number.get(j.b))) for j in said if j.verdict == "different"}
    merged = {number[node] for j in said if j.verdict == "same" for node in (j.a, j.b) if node in number}
    known: dict[int, list[Name]] = defaultdict(list)
    for node, name in names.items():
        if number[node] in merged:
            known[number[node]].append(name)

    def closed(a: str, b: str) -> bool:
        pair = (number[a], number[b])
        if frozenset(pair) in apart:
            return True
        return bool(merged & set(pair)) and contradict(known.get(pair[0], [names[a]]), known.get(pair[1], [names[b]]))

    return [(a, b, key) for a, b, key in doubts if not closed(a, b)]


def rule(link: Link) -> Judgement:
    """Return what a rule found as a judgement, which is not stored."""
    return Judgement(link.a, link.b, "same" if link.same else "different", "rule", link.reason, 0, "person")


def settled(
    connection: Connection, forms: Mapping[str, Form], uses: Iterable[Use], said: Sequence[Judgement]
) -> dict[str, Settled]:
    """Return the blocks of some printed names, each settled."""
    from mhlit.matching.authorship import settle

    names: dict[str, dict[str, Name]] = defaultdict(dict)
    printed: dict[str, list[Use]] = defaultdict(list)
    judged: dict[str, set[frozenset[str]]] = defaultdict(set)
    for form, each in forms.items():
        names[each.key][form] = each.name
    for use in uses:
        printed[forms[use.form].key].append(use)
    for pair in said:
        for node in (pair.a, pair.b):
            if (known := forms.get(form_of(node))) is not None:
                judged[known.key].add(frozenset((pair.a, pair.b)))
    return {
        key: settle(names[key], printed[key], lambda works: settings(connection, works), judged[key]) for key in names
    }


def numbered(people: Iterable[Sequence[str]], nodes: Mapping[Use, str], forms: Mapping[str, Form]) -> dict[str, int]:
    """Return the number of each node's person: that of the oldest printed form which no earlier person has."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for use, node in nodes.items():
        uses[node].append(use)
    known = [sorted((forms[use.form].id, use.work) for node in each for use in uses[node]) for each in people]
    taken: dict[int, int] = {}
    for at in sorted(range(len(known)), key=lambda at: known[at]):
        first, work = known[at][0]
        taken[next((form for form, _ in known[at] if form not in taken), first * SHARED + work)] = at
    number = {at: id for id, at in taken.items()}
    return {node: number[at] for at, each in enumerate(people) for node in each}


# ---------------------------------------------------------------- reading


def forms_where(connection: Connection, condition: str, *arguments: str) -> list[Form]:
    """Return the printed names that fulfil a condition, oldest first."""
    rows = connection.execute(
        f"SELECT id, form, key, family, given, suffix FROM name WHERE {condition} ORDER BY id", arguments
    )
    return [Form(id, form, key or "", Name(family, given, suffix)) for id, form, key, family, given, suffix in rows]


def uses_of(connection: Connection, keys: str) -> list[Use]:
    """Return where the names of some blocks are printed."""
    from mhlit.matching.support import Use

    rows = connection.execute(
        "SELECT byline.work, byline.form, record.uid, byline.record, role, orcid, place, wording_of, work.year "
        "FROM name JOIN byline USING (form) JOIN record ON record.id = byline.record "
        f"JOIN work ON work.id = byline.work WHERE name.key {AMONG}",
        (keys,),
    )
    return [Use(work, form, f"{form}{AT}{uid}", *rest) for work, form, uid, *rest in rows]


def settings(connection: Connection, works: Iterable[int]) -> dict[int, Setting]:
    """Return what is known of some works: who signed them, and their journal."""
    from mhlit.journals import find_journal
    from mhlit.matching.support import Setting, signer

    ids = json.dumps(sorted(works))
    signers: dict[int, set[str]] = defaultdict(set)
    for work, family, given in connection.execute(
        f"SELECT work, family, given FROM byline JOIN name USING (form) WHERE work {AMONG}", (ids,)
    ):
        signers[work].add(signer(family, given))
    rows = connection.execute(
        "SELECT work.id, coalesce(work.view, record.csl) ->> 'container-title' FROM work "
        f"JOIN record ON record.id = work.id WHERE work.id {AMONG}",
        (ids,),
    )
    found: dict[int, Setting] = {}
    for work, title in rows:
        journal = find_journal(title) if title else None
        found[work] = Setting(frozenset(signers[work]), journal.titles[0].value if journal else fold(title or ""))
    return found
