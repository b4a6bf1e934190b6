"""Citekeys: ``lyubov2019``, ``lyubov2019b``: the first author's family name, the year, a letter where that is taken.

``mhlit config citekey`` sets another pattern for new keys; those that are there stay.

A key belongs to a record, so that a merged work answers to the keys of all its records and a split gives them back. A
key is never given to another record once it was exported ("pinned"); keys that came with a BibTeX file stay if they are
free. BibTeX compares keys without case, and so do we.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from mhlit.citekey import DEFAULT, base, suffix
from mhlit.model import Name
from mhlit.settings import citekey_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection
    from mhlit.library.store import Store
    from mhlit.model import Record

# "smith2010", "Smith:2010/a+b": what BibTeX and all its tools take as a key
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_./+*!?&@-]*")


class Citekey(NamedTuple):
    """A key, whether it was exported and so stays for ever, and its place among the keys of one base."""

    key: str
    pinned: bool
    base: str = ""
    number: int = 0


def assign(connection: Connection, records: Sequence[Stored]) -> dict[str, Citekey]:
    """Give records, which have none, keys that nobody has, and return them by uid.

    First come the keys of BibTeX files, then the others by (year, title, DOI): so one file gives one set of keys.
    """
    taken = Taken(connection)
    keys = [(key, each.uid, "", 0) for each in records if (key := own_key(each.record)) and taken.claim(key)]
    named = {uid for _, uid, _, _ in keys}
    spelt, pattern = spellings(connection), citekey_pattern()
    rest = [(base(each.record, spelt, pattern), each) for each in records if each.uid not in named]
    for stem, each in sorted(rest, key=lambda pair: (pair[0], *order(pair[1].record))):
        number, key = taken.next_of(stem)
        keys.append((key, each.uid, stem, number))
    connection.executemany("INSERT INTO citekey (key, uid, base, number) VALUES (?, ?, ?, ?)", keys)
    return {uid: Citekey(key, False, stem, number) for key, uid, stem, number in keys}


def spellings(connection: Connection) -> dict[str, Name]:
    """Return the spelling that somebody chose for a person's name, by each printed form of that person."""
    rows = connection.execute(
        "SELECT other.form, family, given FROM judgement JOIN authorship AS own ON own.form = judgement.a "
        "JOIN authorship AS other ON other.person = own.person JOIN name ON name.form = judgement.a "
        "WHERE kind = 'spelling' ORDER BY judgement.id"
    )
    return {form: Name(family, given) for form, family, given in rows}


def give_up_misspelt(connection: Connection, records: Iterable[Stored]) -> bool:
    """Give up the keys of records that would have another now that a spelling was chosen, but for exported ones.

    Keys made by the default pattern stay where somebody has set another since.
    """
    stored = {each.uid: each for each in records}
    spelt, patterns = spellings(connection), {DEFAULT, citekey_pattern()}
    outdated = [
        key.key
        for uid, key in keys_of(connection, stored).items()
        if key.base
        and not key.pinned
        and key.base not in {base(stored[uid].record, spelt, pattern) for pattern in patterns}
    ]
    connection.executemany("DELETE FROM citekey WHERE key = ?", ((key,) for key in outdated))
    return bool(outdated)


def chosen(cluster: Iterable[Stored], keys: dict[str, Citekey]) -> str:
    """Return the key of a work: one that was exported, else one of a BibTeX file, else that of its earliest record.

    A file's own key is what manuscripts cite. Where several records have keys of one base, the first of these counts:
    lyubov2019 rather than lyubov2019c.
    """
    having = [keys[each.uid] for each in sorted(cluster, key=lambda each: each.id) if each.uid in keys]
    best = min(having, key=lambda key: (not key.pinned, bool(key.base)))
    if best.pinned or not best.base:
        return best.key
    return min((key for key in having if key.base == best.base), key=lambda key: key.number).key


def order(record: Record) -> tuple[int, str, str]:
    """Return what decides which of the records of one batch keeps the bare key."""
    return (record.year or 0, record.title, record.doi)


def own_key(record: Record) -> str:
    """Return the citekey that came with the source, or ``""`` where there is none that every tool can use."""
    stated = record.extra.get("citation-key", "")
    format = record.origin.format if record.origin else ""
    key = str(stated) or (record.id if format in ("bibtex", "biblatex") else "")
    return key if KEY.fullmatch(key) else ""


class Taken:
    """The keys that are taken: those in the library and those claimed since."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.claimed: set[str] = set()
        self.numbers: dict[str, int] = {}

    def claim(self, key: str) -> bool:
        """Take a key, if it is free."""
        folded = key.lower()
        if folded in self.claimed or self.connection.execute("SELECT 1 FROM citekey WHERE key = ?", (key,)).fetchone():
            return False
        self.claimed.add(folded)
        return True

    def next_of(self, stem: str) -> tuple[int, str]:
        """Take the next free key of a base."""
        if stem not in self.numbers:
            row = self.connection.execute("SELECT max(number) FROM citekey WHERE base = ?", (stem,)).fetchone()
            self.numbers[stem] = row[0] or 0
        while True:
            self.numbers[stem] += 1
            key = stem + suffix(self.numbers[stem])
            if self.claim(key):
                return self.numbers[stem], key


def keys_of(connection: Connection, uids: Iterable[str]) -> dict[str, Citekey]:
    """Return the keys of records. A record whose import was undone has one if it was exported before."""
    rows = connection.execute(
        "SELECT uid, key, pinned, base, number FROM citekey WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),),
    )
    return {uid: Citekey(key, bool(pinned), base, number) for uid, key, pinned, base, number in rows}


def pin(store: Store, keys: Iterable[str]) -> None:
    """Note that keys were exported: they stay with their works for ever, also when the import is undone."""
    named = json.dumps(list(keys))
    connection = store.connection
    condition = "pinned = 0 AND key IN (SELECT value FROM json_each(?))"
    if connection.execute(f"SELECT 1 FROM citekey WHERE {condition}", (named,)).fetchone():
        with store.writing():
            connection.execute(f"UPDATE citekey SET pinned = 1 WHERE {condition}", (named,))


def release(connection: Connection, uids: Iterable[str]) -> None:
    """Give up the keys of records that are gone, but for those that were exported."""
    connection.execute(
        "DELETE FROM citekey WHERE pinned = 0 AND uid IN (SELECT value FROM json_each(?))", (json.dumps(list(uids)),)
    )
