"""ProCite's RIS: what has no tag of its own stands in notes with a label, and some tags mean other things.

ProCite has a field for nearly everything and RIS has not, so its export writes ``N1  - Volume ID: 4``, and VL of a book
is the edition. Names are always inverted there: one without a comma is an organisation.
"""

from __future__ import annotations

import re

# "Record Number: 230", "Record ID: 40": the first note of each entry, by which the export is known
FIRST = re.compile(r"^Record (?:Number|ID):\s*\d+$")
# "Volume ID: 4", "Title, Monographic: Collected songs"
NOTE = re.compile(r"^([A-Z][A-Za-z/., -]+?):\s+(\S.*)$", re.DOTALL)
# The label of a note and the tag of RIS that says the same.
LABELS = {
    "Abstract": "AB", "Call Number": "CN", "Edition": "ET", "Editor/Compiler": "A2", "ISBN": "SN", "ISSN": "SN",
    "Issue ID": "CP", "Language": "LA", "Location in Work": "SP", "Notes": "N1", "Proceedings Title": "BT",
    "Recording Title": "BT", "Series Editor": "A3", "Series Title": "T3", "Title, Monographic": "BT",
    "Title, Short Form": "ST", "Translated Title": "TT", "Volume ID": "VL",
}  # fmt: skip
NAMES = frozenset(("A1", "A2", "A3", "AU"))
# The types whose VL is the edition, and whose IS the volume.
BOOKS = frozenset(("BOOK", "CHAP"))


def translated(fields: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the fields of an entry under RIS's own tags if ProCite wrote it, else as they are."""
    if not any(tag == "N1" and FIRST.match(value) for tag, value in fields):
        return fields
    book = dict(fields).get("TY", "").upper() in BOOKS
    return tuple(meant(tag, value, book=book) for tag, value in fields)


def meant(tag: str, value: str, *, book: bool) -> tuple[str, str]:
    """Return a field under the tag that its content has in other exports; organisations end in a comma there."""
    note = NOTE.match(value) if tag == "N1" else None
    if note and note[1] in LABELS:
        return LABELS[note[1]], note[2]
    if tag in NAMES and "," not in value:
        return tag, f"{value},"
    return {"VL": "ET", "IS": "VL"}.get(tag, tag) if book else tag, value
