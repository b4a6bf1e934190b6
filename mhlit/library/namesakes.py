"""The works of the person whom a name in a query means, under every spelling that the library knows of that person.

``Любов Е`` finds what is signed Lyubov EB, and also what only a judgement ties to one of these names. Meant are the
persons who bear a form that says at least as much as was typed. Who bears only a form that says less ("Ivanov A" where
"Иванов Андрей" is asked for) is meant where nothing tells him apart from them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mhlit.errors import LibraryError
from mhlit.library import authorship
from mhlit.model import Name

if TYPE_CHECKING:
    from mhlit.library.store import Store
    from mhlit.matching.mentions import Mention

    Persons = dict[int | str, list[Name]]

# A name whose person is not settled stands for itself.
BEARERS = """SELECT DISTINCT coalesce(person, name.form), family, given, suffix
    FROM name JOIN byline USING (form) LEFT JOIN authorship USING (work, form) WHERE key = ?"""
OF_PERSON = "SELECT DISTINCT work FROM authorship WHERE person = ?"
OF_FORM = """SELECT DISTINCT byline.work FROM byline LEFT JOIN authorship USING (work, form)
    WHERE byline.form = ? AND person IS NULL"""
POSSIBLE = """SELECT DISTINCT one.person, other.person FROM possible JOIN authorship AS one ON one.node = a
    JOIN authorship AS other ON other.node = b WHERE possible.key = ?"""


def works_of(store: Store, asked: Name) -> list[int]:
    """Return the ids of the works of the persons who may be meant by a name; a surname alone is enough.

    The persons of like names are settled first where that is due; while another program holds the library, those count
    that are settled already.
    """
    from mhlit.matching.mentions import mention
    from mhlit.matching.surnames import block_key

    key = block_key(asked.family)
    with suppress(LibraryError):
        authorship.refresh(store, key)
    wanted = mention(asked)
    named = namesakes(store, wanted, key)
    sure = {who for who, names in named.items() if any(says(name, wanted) for name in names)}
    unsure = {who for who, names in named.items() if who not in sure and all(may_be(name, wanted) for name in names)}
    meant = sure | (unsure & doubtful(store, sure, key) if sure else unsure)
    return sorted(
        {
            row[0]
            for who in meant
            for row in store.connection.execute(OF_FORM if isinstance(who, str) else OF_PERSON, (who,))
        }
    )


def namesakes(store: Store, wanted: Mention, key: str) -> Persons:
    """Return the persons who bear a surname, each with the forms of it; it may be inflected or spelt abroad."""
    from mhlit.matching.surnames import surname_key, surname_keys

    found: Persons = {}
    for who, family, given, suffix in store.connection.execute(BEARERS, (key,)):
        if surname_key(family) in wanted.keys or wanted.key in surname_keys(family, given):
            found.setdefault(who, []).append(Name(family, given, suffix))
    return found


def says(name: Name, wanted: Mention) -> bool:
    """Return whether a printed name agrees with the one asked for and says no less: no fewer initials or full names."""
    from mhlit.matching.mentions import mention

    printed = mention(name)
    told = len(printed.slots) >= len(wanted.slots) and printed.full >= wanted.full
    return told and may_be(name, wanted)


def may_be(name: Name, wanted: Mention) -> bool:
    """Return whether a printed name does not contradict the one asked for."""
    from mhlit.matching.people import compare_names

    return compare_names(name, wanted.name).same is not False


def doubtful(store: Store, persons: set[int | str], key: str) -> set[int | str]:
    """Return the persons of whom nothing decides whether they are one of some others."""
    pairs = [frozenset(row) for row in store.connection.execute(POSSIBLE, (key,)).fetchall()]
    return {who for pair in pairs if pair & persons for who in pair}
