"""Persons: the printed names judged to be one human, and the spelling preferred for each.

Like works, persons are clusters under judgements. Names are compared only within a block of like names
(``matching.people.person_key``), and a block is clustered again when a new form of a name comes into it or somebody
judges about one of its names. That happens when persons are asked for, not while importing.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mhlit.library import judgements
from mhlit.library.judgements import Judgement, components
from mhlit.model import Name, Person
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.library.schema import Connection
    from mhlit.library.store import Store


GONE = "NOT EXISTS (SELECT 1 FROM byline WHERE byline.form = name.form)"


class Form(NamedTuple):
    """A printed name: its number, the text, and its parts."""

    id: int
    text: str
    name: Name


# ---------------------------------------------------------------- reading


def people(store: Store) -> list[Person]:
    """Return the persons named in works, by preferred spelling; each with all printed forms, the commonest first."""
    refresh(store)
    rows = store.connection.execute(
        "SELECT name.person, name.form, byline.work, work.year FROM name "
        "JOIN byline USING (form) JOIN work ON work.id = byline.work ORDER BY name.person"
    )
    found: dict[int, list[tuple[str, int, int | None]]] = {}
    for person, form, work, year in rows:
        found.setdefault(person, []).append((form, work, year))
    chosen = {each.a: number for number, each in enumerate(store.judgements("spelling"))}
    said = reasons(store)
    people = [person_of(id, uses, chosen, said) for id, uses in found.items()]
    return sorted(people, key=lambda person: (person.preferred.casefold(), person.id))


def person_of(
    id: int, uses: Sequence[tuple[str, int, int | None]], chosen: dict[str, int], said: dict[str, list[str]]
) -> Person:
    """Return the person of some uses (form, work, year) of printed names; of the chosen spellings the last counts."""
    counts = Counter(form for form, _, _ in uses)
    forms = sorted(counts, key=lambda form: (-counts[form], -len(form), form))
    preferred = max(forms, key=lambda form: chosen.get(form, -1))
    years = tuple(sorted({year for _, _, year in uses if year is not None}))
    why = tuple(dict.fromkeys(reason for form in forms for reason in said.get(form, ())))
    return Person(id, preferred, tuple(forms), len({work for _, work, _ in uses}), years, why)


def reasons(store: Store) -> dict[str, list[str]]:
    """Return what was judged of printed names, in words, by form."""
    said: dict[str, list[str]] = {}
    for each in judgements.standing(store.judgements("person")):
        is_ = "is also" if each.verdict == "same" else "is not"
        words = f"{each.a} {is_} {each.b} ({each.by}: {each.reason})"
        for form in (each.a, each.b):
            said.setdefault(form, []).append(words)
    return said


def search(people: Iterable[Person], who: str) -> list[Person]:
    """Return the persons who may be meant by a name in any script; a surname alone is enough."""
    from mhlit.matching.people import compare_names

    asked = skeleton(who).split()
    if not asked:
        return []

    def meant(form: str) -> bool:
        key = skeleton(form).split()
        if key[: len(asked)] == asked:
            return True
        return len(asked) > 1 and bool(set(key) & set(asked)) and compare_names(who, form).same is True

    return [person for person in people if any(map(meant, person.variants))]


def works_of(connection: Connection, person: int) -> list[int]:
    """Return the ids of a person's works."""
    rows = connection.execute(
        "SELECT DISTINCT work FROM byline JOIN name USING (form) WHERE name.person = ? ORDER BY work", (person,)
    )
    return [row[0] for row in rows]


# ---------------------------------------------------------------- judging


def merge(store: Store, a: Person, b: Person, reason: str = "merged by hand") -> None:
    """Make one of two persons because somebody says so; what was said before against it no longer counts."""
    apart = {
        (each.a, each.b) for each in judgements.standing(store.judgements("person")) if each.verdict == "different"
    }
    crossing = {tuple(sorted((one, other))) for one in a.variants for other in b.variants}
    pairs = {(a.preferred, b.preferred), *(crossing & apart)}
    with store.batch("authors merge", f"{a.preferred} = {b.preferred}") as batch:
        for one, other in sorted(pairs):
            store.judge(batch, one, other, "same", "person", reason, "person")


def split(store: Store, person: Person, form: str, reason: str = "kept apart by hand") -> None:
    """Say that one printed form is not this person."""
    with store.batch("authors split", f"{form} is not {person.preferred}") as batch:
        for other in person.variants:
            if other != form:
                store.judge(batch, form, other, "different", "person", reason, "person")


def prefer(store: Store, person: Person, form: str) -> None:
    """Choose the spelling of a person's name. Raises NotFound for a form that is not one of the person's."""
    from mhlit.errors import NotFound

    if form not in person.variants:
        raise NotFound(f"{person.preferred} is not printed as '{form}'", hint=f"forms: {'; '.join(person.variants)}")
    if form != person.preferred:
        with store.batch("authors prefer", f"{person.preferred} is written {form}") as batch:
            store.judge(batch, form, form, "same", "person", "preferred spelling", "spelling")


def forget(connection: Connection, forms: Sequence[str]) -> None:
    """Have the blocks of some printed names clustered again when persons are next asked for."""
    connection.execute(
        "UPDATE name SET person = NULL WHERE key IN "
        "(SELECT key FROM name WHERE form IN (SELECT value FROM json_each(?)))",
        (json.dumps(forms),),
    )


# ---------------------------------------------------------------- clustering


def refresh(store: Store) -> None:
    """Cluster the blocks that hold a printed name without a person, or one that no work has any more."""
    connection = store.connection
    if connection.execute(f"SELECT 1 FROM name WHERE person IS NULL OR {GONE}").fetchone() is None:
        return
    with store.writing():
        # A name whose import was undone must not go on tying others together.
        connection.execute(f"UPDATE name SET person = NULL WHERE key IN (SELECT key FROM name WHERE {GONE})")
        connection.execute(f"DELETE FROM name WHERE {GONE}")
        keyless = forms_where(connection, "key IS NULL")
        connection.executemany("UPDATE name SET key = ? WHERE id = ?", ((key_of(each), each.id) for each in keyless))
        said = store.judgements("person")
        stale = {row[0] for row in connection.execute("SELECT DISTINCT key FROM name WHERE person IS NULL")}
        forms = forms_where(
            connection, "key IN (SELECT value FROM json_each(?))", json.dumps(sorted(widened(store, stale, said)))
        )
        connection.executemany("UPDATE name SET person = ? WHERE id = ?", clustered(forms, said))


def key_of(form: Form) -> str:
    """Return the block of a printed name."""
    from mhlit.matching.people import person_key

    return person_key(form.name)


def forms_where(connection: Connection, condition: str, *arguments: str) -> list[Form]:
    """Return the printed names that fulfil a condition, oldest first."""
    rows = connection.execute(
        f"SELECT id, form, family, given, suffix FROM name WHERE {condition} ORDER BY id", arguments
    )
    return [Form(id, form, Name(family, given, suffix)) for id, form, family, given, suffix in rows]


def widened(store: Store, keys: set[str], said: Sequence[Judgement]) -> set[str]:
    """Return blocks together with those that judgements tie to them."""
    forms = json.dumps(list({form for each in said for form in (each.a, each.b)}))
    rows = store.connection.execute(
        "SELECT form, key FROM name WHERE form IN (SELECT value FROM json_each(?))", (forms,)
    )
    block = dict(map(tuple, rows))
    ties = [{block[form] for form in (each.a, each.b) if form in block} for each in said]
    grown = True
    while grown:
        fresh = {key for tie in ties if tie & keys for key in tie} - keys
        keys, grown = keys | fresh, bool(fresh)
    return keys


def clustered(forms: Sequence[Form], said: Sequence[Judgement]) -> list[tuple[int, int]]:
    """Return (person, id of the form) for some printed names; a person's number is its oldest form's."""
    from mhlit.matching.people import cluster_names

    blocks: dict[str, list[Form]] = {}
    for each in forms:
        blocks.setdefault(key_of(each), []).append(each)
    rules: list[Judgement] = []
    for block in blocks.values():
        first: dict[int, str] = {}
        for label, each in zip(cluster_names([each.name for each in block]), block, strict=True):
            rules.append(Judgement(first.setdefault(label, each.text), each.text, "same", "rule", "", 0, "person"))
    ids = {each.text: each.id for each in forms}
    found = components(ids, [*(rule for rule in rules if rule.a != rule.b), *said])
    return [(min(ids[form] for form in cluster), ids[form]) for cluster in found for form in cluster]
