"""Persons: the printed names judged to be one human, and the spelling preferred for each.

Whose a name is stands in the table ``authorship`` (``library/authorship.py``). What is judged about persons is about
nodes: a printed name, or the name on one work where it is printed for several people.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mhlit.errors import NotFound
from mhlit.library import authorship, judgements, works
from mhlit.library.authorship import forget
from mhlit.model import Name, Person
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.library.schema import Connection
    from mhlit.library.store import Store
    from mhlit.model import Record, Work

__all__ = ["forget", "merge", "people", "prefer", "respelt", "search", "split", "works_of"]
USES = """SELECT person, form, authorship.work, work.year, orcid, reason, family, given, suffix
    FROM authorship JOIN byline USING (work, form) JOIN name USING (form) JOIN work ON work.id = authorship.work"""
POSSIBLE = """SELECT DISTINCT one.person, other.person FROM possible JOIN authorship AS one ON one.node = a
    JOIN authorship AS other ON other.node = b WHERE one.person <> other.person"""


class Printed(NamedTuple):
    """A name of a person on a work, with what is known of both."""

    form: str
    work: int
    year: int | None
    orcid: str
    reason: str
    name: Name


# ---------------------------------------------------------------- reading


def people(store: Store) -> list[Person]:
    """Return the persons named in works, by preferred spelling; each with all printed forms, the commonest first."""
    authorship.refresh(store)
    found = uses(store.connection)
    chosen = chosen_spellings(store)
    said = reasons(store)
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in store.connection.execute(POSSIBLE):
        near[a].append(b)
        near[b].append(a)
    known = [person_of(id, printed, chosen, said, tuple(sorted(set(near[id])))) for id, printed in found.items()]
    return sorted(known, key=lambda person: (person.preferred.casefold(), person.id))


def uses(connection: Connection, condition: str = "", *arguments: object) -> dict[int, list[Printed]]:
    """Return where persons are named, by their number."""
    found: dict[int, list[Printed]] = {}
    names: dict[str, Name] = {}
    for person, form, work, year, orcid, reason, *parts in connection.execute(f"{USES} {condition}", arguments):
        name = names.get(form) or names.setdefault(form, Name(*parts))
        found.setdefault(person, []).append(Printed(form, work, year, orcid, reason, name))
    return found


def chosen_spellings(store: Store) -> dict[str, int]:
    """Return the spellings that somebody chose, with their place in time: of a person's the last counts."""
    return {each.a: number for number, each in enumerate(store.judgements("spelling"))}


def person_of(
    id: int,
    printed: Sequence[Printed],
    chosen: Mapping[str, int],
    said: Mapping[str, Sequence[str]],
    possible: tuple[int, ...] = (),
) -> Person:
    """Return the person of some printed names."""
    counts = Counter(each.form for each in printed)
    forms = sorted(counts, key=lambda form: (-counts[form], -len(form), form))
    return Person(
        id,
        spelling(printed, counts, chosen),
        tuple(forms),
        len({each.work for each in printed}),
        tuple(sorted({each.year for each in printed if each.year is not None})),
        tuple(dict.fromkeys([*(reason for form in forms for reason in said.get(form, ())), *decided(printed)])),
        " ".join(sorted({each.orcid for each in printed if each.orcid})),
        possible,
    )


def spelling(printed: Sequence[Printed], counts: Mapping[str, int], chosen: Mapping[str, int]) -> str:
    """Return the spelling for output: the last that somebody chose, else the one that rules prefer."""
    from mhlit.matching.spelling import preferred

    named = [form for form in counts if form in chosen]
    names = {each.form: each.name for each in printed}
    return max(named, key=chosen.__getitem__) if named else preferred(counts, names)


def decided(printed: Iterable[Printed]) -> list[str]:
    """Return why names that several people bear were taken for this person's on some works."""
    return sorted({f"{each.form} is this person: {each.reason}" for each in printed if each.reason})


def reasons(store: Store) -> dict[str, list[str]]:
    """Return what was judged of printed names, in words, by form."""
    said: dict[str, list[str]] = {}
    for each in judgements.standing(store.judgements("person")):
        is_ = "is also" if each.verdict == "same" else "is not"
        one, other = authorship.form_of(each.a), authorship.form_of(each.b)
        for form in dict.fromkeys((one, other)):
            said.setdefault(form, []).append(f"{one} {is_} {other} ({each.by}: {each.reason})")
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
    rows = connection.execute("SELECT DISTINCT work FROM authorship WHERE person = ? ORDER BY work", (person,))
    return [row[0] for row in rows]


def nodes_of(store: Store, person: Person, form: str = "") -> list[str]:
    """Return the nodes of a person, or of one of the forms of the name; those of the preferred form first."""
    rows = store.connection.execute(
        "SELECT DISTINCT node, form FROM authorship WHERE person = ? ORDER BY form <> ?, node = form DESC, node",
        (person.id, person.preferred),
    )
    return [node for node, printed in rows if form in {"", printed}]


# ---------------------------------------------------------------- judging


def merge(store: Store, a: Person, b: Person, reason: str = "merged by hand", command: str = "authors merge") -> None:
    """Make one of two persons because somebody says so; what was said before against it no longer counts."""
    one, other = nodes_of(store, a), nodes_of(store, b)
    said = judgements.standing(store.judgements("person"))
    apart = {frozenset((each.a, each.b)) for each in said if each.verdict == "different"}
    crossing = [(x, y) for x in one for y in other if frozenset((x, y)) in apart]
    with store.batch(command, f"{a.preferred} = {b.preferred}") as batch:
        for x, y in dict.fromkeys([(one[0], other[0]), *crossing]):
            store.judge(batch, x, y, "same", "person", reason, "person")


def keep_apart(store: Store, a: Person, b: Person, reason: str, command: str) -> None:
    """Say that two persons are two: no rule may join a name of one with a name of the other."""
    with store.batch(command, f"{a.preferred} is not {b.preferred}") as batch:
        for x in nodes_of(store, a):
            for y in nodes_of(store, b):
                store.judge(batch, x, y, "different", "person", reason, "person")


def split(store: Store, person: Person, form: str, reason: str = "kept apart by hand") -> None:
    """Say that one printed form is not this person, or the name on one work, given by its citekey."""
    own = nodes_of(store, person, form) if form in person.variants else marks(store, person, form)
    with store.batch("authors split", f"{form} is not {person.preferred}") as batch:
        for node in own:
            for other in nodes_of(store, person):
                if other not in own:
                    store.judge(batch, node, other, "different", "person", reason, "person")


def marks(store: Store, person: Person, key: str) -> list[str]:
    """Return the marks of a person's names on one work. Raises NotFound where the person has no such work."""
    work = store.work(key).id
    rows = store.connection.execute(
        "SELECT byline.form, uid FROM authorship JOIN byline USING (work, form) JOIN record ON record.id = record "
        "WHERE person = ? AND authorship.work = ?",
        (person.id, work),
    )
    found = [f"{form}{authorship.AT}{uid}" for form, uid in rows]
    if not found:
        raise NotFound(f"{person.preferred} did not write {key}", hint=f"mhlit authors show {person.id}")
    return found


def prefer(store: Store, person: Person, form: str) -> None:
    """Choose the spelling of a person's name. Raises NotFound for a form that is not one of the person's."""
    if form not in person.variants:
        raise NotFound(f"{person.preferred} is not printed as '{form}'", hint=f"forms: {'; '.join(person.variants)}")
    if form != person.preferred or form not in chosen_spellings(store):
        with store.batch("authors prefer", f"{person.preferred} is written {form}") as batch:
            store.judge(batch, form, form, "same", "person", "preferred spelling", "spelling")
            works.respell(store.connection, form)


# ---------------------------------------------------------------- names for output


def respelt(store: Store, chosen_works: Sequence[Work], scheme: str) -> list[Record]:
    """Return the views of works with all names in one scheme, or in their ``original`` or ``preferred`` form.

    Raises UsageError for a scheme that does not exist.
    """
    from mhlit.matching.spelling import wanted_scheme
    from mhlit.names.wordings import without_forms

    wanted = wanted_scheme(scheme)
    authorship.refresh(store)
    ids = json.dumps([work.id for work in chosen_works])
    named = f"person IN (SELECT person FROM authorship WHERE work {authorship.AMONG})"
    printed = uses(store.connection, f"WHERE {named}", ids)
    who = {(each.work, each.form): person for person, names in printed.items() for each in names}
    chosen = chosen_spellings(store)

    def spelt(work: Work, name: Name) -> Name:
        return without_forms(in_scheme(name, printed.get(who.get((work.id, str(name)), 0), []), chosen, wanted))

    return [
        replace(
            work.view,
            authors=tuple(spelt(work, name) for name in work.view.authors),
            editors=tuple(spelt(work, name) for name in work.view.editors),
        )
        for work in chosen_works
    ]


def in_scheme(name: Name, printed: Sequence[Printed], chosen: Mapping[str, int], scheme: str) -> Name:
    """Return a name of a work as its person is to be written."""
    from mhlit.matching.spelling import PREFERRED, respelt

    counts = Counter(each.form for each in printed)
    names = {each.form: each.name for each in printed}
    if scheme != PREFERRED:
        return respelt(name, counts, names, scheme)
    if not printed:
        return name
    best = names[spelling(printed, counts, chosen)]
    return replace(name, family=best.family, given=best.given, suffix=best.suffix, particle="")
