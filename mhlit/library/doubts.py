"""Pairs of people that may be one: what is known of each side by side, and which were put off.

What somebody judged is never asked again; what was skipped comes last.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.library import persons
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.library.store import Store
    from mhlit.model import Person, Work

SKIPPED = "skipped people"
REASON = "decided in review"
COMMAND = "authors review"
MOST = 5


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of one person: the works, those who signed them too, and the journals, the commonest first."""

    person: Person
    works: tuple[Work, ...]
    coauthors: tuple[str, ...]
    journals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be one, and what speaks for it or against it."""

    a: Side
    b: Side
    reasons: tuple[str, ...]


def pairs(store: Store) -> list[tuple[Person, Person]]:
    """Return the pairs of people that may be one: those with most works first, the skipped ones last."""
    people = {person.id: person for person in persons.people(store)}
    found = [(people[id], people[other]) for id in people for other in people[id].possible if id < other]
    put_off = skipped(store)

    def place(pair: tuple[Person, Person]) -> tuple[int, int, int, int]:
        at = put_off.index(name) + 1 if put_off and (name := named(store, pair)) in put_off else 0
        return (at, -pair[0].works - pair[1].works, pair[0].id, pair[1].id)

    return sorted(found, key=place)


def named(store: Store, pair: Sequence[Person]) -> str:
    """Return what a pair is remembered by, whatever the numbers of its people will be."""
    return " ~ ".join(sorted(persons.nodes_of(store, person)[0] for person in pair))


def doubt(store: Store, pair: tuple[Person, Person]) -> Doubt:
    """Return what is known of both sides of a pair."""
    a, b = (side(store, person) for person in pair)
    return Doubt(a, b, reasons(a, b))


def side(store: Store, person: Person) -> Side:
    """Return what is known of a person."""
    works = tuple(store.works(persons.works_of(store.connection, person.id)))
    own = set(person.variants)
    signed = [name for work in works for name in (*work.view.authors, *work.view.editors) if name.family]
    others = Counter(str(name) for name in signed if str(name) not in own)
    journals = Counter(work.view.container for work in works if work.view.container)
    return Side(person, works, *(tuple(each for each, _ in found.most_common(MOST)) for found in (others, journals)))


def reasons(a: Side, b: Side) -> tuple[str, ...]:
    """Return what the names say of a pair, and what the works of both have in common."""
    from mhlit.matching.people import compare_names
    from mhlit.matching.surnames import surname_key
    from mhlit.names import parse_name

    said = list(compare_names(a.person.preferred, b.person.preferred).reasons)
    families = [{surname_key(parse_name(name).family): name for name in each.coauthors} for each in (a, b)]
    if shared := sorted(families[0][key] for key in families[0].keys() & families[1].keys()):
        said.append(f"both write with {', '.join(shared)}")
    journals = [{fold(title): title for title in each.journals} for each in (a, b)]
    if shared := sorted(journals[0][key] for key in journals[0].keys() & journals[1].keys()):
        said.append(f"both write in {', '.join(shared)}")
    if {work.id for work in a.works} & {work.id for work in b.works}:
        said.append("both are named in one work")
    if a.person.orcid and b.person.orcid and a.person.orcid != b.person.orcid:
        said.append("different ORCIDs")
    return tuple(said)


# ---------------------------------------------------------------- judging


def decide(store: Store, pair: tuple[Person, Person], *, same: bool) -> None:
    """Store that two people are one, or two, as one batch that can be undone."""
    if same:
        persons.merge(store, *pair, REASON, COMMAND)
    else:
        persons.keep_apart(store, *pair, REASON, COMMAND)


def skipped(store: Store) -> list[str]:
    """Return the pairs that were put off, the longest ago first."""
    row = store.connection.execute("SELECT value FROM meta WHERE name = ?", (SKIPPED,)).fetchone()
    return list(json.loads(row[0])) if row else []


def skip(store: Store, pair: tuple[Person, Person], *, back: bool = False) -> None:
    """Put a pair off until all others were asked, or take that back."""
    name = named(store, pair)
    names = [each for each in skipped(store) if each != name] + ([] if back else [name])
    with store.writing():
        store.connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (SKIPPED, json.dumps(names, ensure_ascii=False))
        )
