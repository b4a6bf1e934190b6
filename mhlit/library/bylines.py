"""Bylines: the names that the records of a work print for authors and editors, as evidence of who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection
    from mhlit.model import Name

# Where a source keeps what it says of a name beyond it: affiliations, and the same name in the other script.
PLACES, FORMS = "affiliation", "mhlit:forms"


class Printed(NamedTuple):
    """A name in the byline of a work: its form, the record and role it stands in, and what the source says of it."""

    form: str
    name: Name
    record: int
    role: str
    orcid: str = ""
    place: str = ""
    wording_of: str = ""

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """Return the row of the form in ``name``."""
        return (self.form, f"{self.name.particle} {self.name.family}".strip(), self.name.given, self.name.suffix)

    @property
    def evidence(self) -> tuple[str, int, str, str, str, str]:
        """Return the row in ``byline``, without the work."""
        return (self.form, self.record, self.role, self.orcid, self.place, self.wording_of)


def names(cluster: Sequence[Stored]) -> list[Printed]:
    """Return the names that any record of a work prints for an author or editor, each form once.

    Not those of the view alone: the forms of the other records are what shows that Любов Е.Б. is Ljubov E.B.
    Organisations are no persons.
    """
    found: dict[str, Printed] = {}
    for stored in sorted(cluster, key=lambda each: each.id):
        for printed in (*signed(stored, "author"), *signed(stored, "editor")):
            known = found.setdefault(printed.form, printed)
            if known is not printed:
                found[printed.form] = known._replace(
                    orcid=known.orcid or printed.orcid, place=known.place or printed.place
                )
    return list(found.values())


def signed(stored: Stored, role: str) -> Iterator[Printed]:
    """Yield the names of one byline of a record, each followed by its other wordings."""
    listed = stored.record.authors if role == "author" else stored.record.editors
    orcids = [checked(name.orcid) if name.orcid else "" for name in listed]
    for name, orcid in zip(listed, orcids, strict=True):
        if not name.family:
            continue
        # Some deposits give the ORCID of the first author to all.
        own = orcid if orcids.count(orcid) == 1 else ""
        printed = Printed(str(name), name, stored.id, role, own, place(name.extra.get(PLACES)))
        yield printed
        for other in other_forms(name):
            if str(other) != printed.form:
                yield printed._replace(form=str(other), name=other, wording_of=printed.form)


def checked(orcid: str) -> str:
    """Return an ORCID if it is one; a search, which writes no names, does not load what checks it."""
    from mhlit.identifiers import orcid_of

    return orcid_of(orcid)


def place(affiliations: Any) -> str:
    """Return the first affiliation that a source gives, folded for comparison; ``""`` where there is none."""
    first = affiliations[0] if isinstance(affiliations, list) and affiliations else affiliations
    text = first.get("name") if isinstance(first, dict) else first
    return fold(text) if isinstance(text, str) else ""


def other_forms(name: Name) -> list[Name]:
    """Return the other forms that a source gives for a name: Crossref's in the other script."""
    if FORMS not in name.extra:
        return []
    from mhlit.names.wordings import forms

    return [form for form in forms(name) if form.family]


def leave(connection: Connection, works: Iterable[int]) -> None:
    """Note that works no longer print their names, so that the blocks of these are looked at again."""
    connection.executemany(
        "UPDATE name SET stale = 1 WHERE form IN (SELECT form FROM byline WHERE work = ?)", ((id,) for id in works)
    )
