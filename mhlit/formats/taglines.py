"""The lines of RIS and NBIB files: tags and values, wrapped lines put together, one entry after the other.

Tolerant of what exporters do: one blank or three before the hyphen, no blank behind it, lines without a tag, entries
without an end, text between entries. What belongs to no entry is given back, so that nothing vanishes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.csljson import DATES, STRINGS, date_to_csl, name_to_csl
from mhlit.model import Date, Issue, Name, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

# "TY  - JOUR", "TY - JOUR", "IS  -", "TY\t- JOUR", Cochrane's "DOI - 10.1"; small letters only in the exact form, since
# "so - called" is prose
RIS_LINE = re.compile(
    r"^[ \t]*(?:([A-Z][A-Z0-9]|DOI)[ \t]{0,4}-|([a-z][a-z0-9])  -)(?:[ \t]+|$)(.*)$|^([A-Z][A-Z0-9])  -(\S.*)$"
)
# "PMID- 123", "PMID-123", "TI  - Title", "TI- "
NBIB_LINE = re.compile(r"^([A-Z][A-Z0-9]{1,3})[ ]{0,2}-(?:[ ]+|$|(?=\d))(.*)$")
CUT_OFF = "the last entry has no end (ER): the file may be cut off"
ATTRIBUTES = {variable: name for name, variable in (STRINGS | DATES).items()}


@dataclass(frozen=True, slots=True)
class Tagged:
    """An entry: its tags and values in order, the line it begins on, its text, and whether it came to its end."""

    fields: tuple[tuple[str, str], ...]
    line: int
    raw: str
    ended: bool = True


@dataclass(frozen=True, slots=True)
class Stray:
    """Text that belongs to no entry."""

    line: int
    raw: str


@dataclass(slots=True)
class Lines:
    """The entry that is being collected."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    line: int = 0


def ris_entries(text: str) -> Iterator[Tagged | Stray]:
    """Yield the entries of a RIS file: from ``TY`` to ``ER``, or to the next ``TY`` where the end is missing."""
    collected, stray = Lines(), Lines()
    for number, line in enumerate(text.splitlines(), 1):
        found = RIS_LINE.match(line)
        tag = (found[1] or found[2] or found[4]).upper() if found else ""
        value = (found[3] or found[5] or "").strip() if found else ""
        if tag == "TY":
            yield from closed(collected, stray)
            collected, stray = Lines([("TY", value)], [line], number), Lines()
        elif tag == "ER":
            collected.raw.append(line)
            yield from closed(collected, stray)
            collected, stray = Lines(), Lines()
        elif tag and (collected.fields or tag != "N1"):
            collected.line = collected.line or number
            collected.fields.append((tag, value))
            collected.raw.append(line)
        elif collected.fields:
            continued(collected, line, "\n")
        else:
            stray.line = stray.line or number * bool(line.strip())
            stray.raw.append(line)
    yield from closed(collected, stray, ended=False)


def nbib_entries(text: str) -> Iterator[Tagged | Stray]:
    """Yield the entries of an NBIB file, parted by blank lines or by the next ``PMID``."""
    collected, stray = Lines(), Lines()
    for number, line in enumerate(text.splitlines(), 1):
        found = NBIB_LINE.match(line)
        if (not line.strip() and collected.fields) or (
            found and found[1] == "PMID" and "PMID" in dict(collected.fields)
        ):
            yield from closed(collected, stray)
            collected, stray = Lines(), Lines()
        if found:
            collected.line = collected.line or number
            collected.fields.append((found[1], found[2].strip()))
            collected.raw.append(line)
        elif collected.fields and line.strip():
            continued(collected, line, " ")
        elif line.strip():
            stray.line = stray.line or number
            stray.raw.append(line)
    yield from closed(collected, stray)


def continued(collected: Lines, line: str, separator: str) -> None:
    """Append a line without a tag to the last value; an address that was cut is put together without a blank."""
    collected.raw.append(line)
    tag, value = collected.fields[-1]
    address = "://" in value and " " not in value and " " not in line.strip()
    collected.fields[-1] = (tag, (value + ("" if address else separator) + line.strip()).lstrip())


def closed(collected: Lines, stray: Lines, *, ended: bool = True) -> Iterator[Tagged | Stray]:
    """Yield what has been collected: text without an entry, then the entry."""
    if "".join(stray.raw).strip(" \t\ufeff.0123456789"):
        yield Stray(stray.line, "\n".join(stray.raw).strip())
    if collected.fields:
        fields = tuple((tag, value.strip()) for tag, value in collected.fields)
        yield Tagged(fields, collected.line, "\n".join(collected.raw).rstrip(), ended)


def cut_off(entry: Tagged) -> tuple[Issue, ...]:
    """Return the issue of a last entry without its end."""
    last = entry.raw.rpartition("\n")[2]
    return () if entry.ended else (Issue("cut-off", CUT_OFF, entry.line + entry.raw.count("\n"), raw=last),)


# ---------------------------------------------------------------- values -> record


def record_of(found: dict[str, Any], extra: dict[str, Any]) -> Record:
    """Return the record of values by CSL variable; those without a field of their own go to ``extra``."""
    values: dict[str, Any] = {}
    for variable, value in found.items():
        if variable in ATTRIBUTES:
            values[ATTRIBUTES[variable]] = value
        elif variable in ("author", "editor"):
            values[f"{variable}s"] = tuple(value)
        elif variable in ("titles", "containers", "keywords"):
            values[variable] = tuple(value)
        elif isinstance(value, Date):
            extra[variable] = date_to_csl(value)
        elif isinstance(value, list | tuple):
            extra[variable] = [name_to_csl(each) if isinstance(each, Name) else each for each in value]
        else:
            extra[variable] = value
    return Record(**values, extra=extra)


def keep(extra: dict[str, Any], name: str, value: str) -> None:
    """Keep a value under ``format:TAG``, values of one tag in a list."""
    if not value:
        return
    before = extra.get(name)
    if before is None:
        extra[name] = value
    elif isinstance(before, list):
        extra[name] = [*before, value]
    else:
        extra[name] = [before, value]


def in_language(titles: tuple[Text, ...], tag: str) -> tuple[Text, ...]:
    """Return wordings of which the original ones know their language."""
    return tuple(replace(text, lang=tag) if text.role == "original" and not text.lang else text for text in titles)
