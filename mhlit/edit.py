"""A person's correction of a work: a record of their own, which comes first in the view. Nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.errors import UsageError
from mhlit.formats.csljson import DATES, NAMES, STRINGS, WORDINGS, parse_date, split_keywords
from mhlit.library.views import CLEARED
from mhlit.model import Origin, Record, Text
from mhlit.names import parse_name
from mhlit.translit import language

if TYPE_CHECKING:
    from mhlit.library.store import Store
    from mhlit.model import Work

# ``Record.extra`` lists under this name the CSL fields that a person found right as they are.
ACCEPTED = "mhlit:accepted"
# CSL variable -> field of Record, for everything that can be corrected.
EDITABLE = {
    variable: name
    for table in (STRINGS, NAMES, DATES, WORDINGS)
    for name, variable in table.items()
    if variable != "id"
} | {"keyword": "keywords"}


def edit(store: Store, key: str, changes: dict[str, str]) -> Work:
    """Store corrections of a work and return it as it is seen now.

    ``changes`` maps CSL variables to text: names separated by ``;``, dates as ``2019-03-15``, keywords separated by
    ``;``. Raises UsageError for an unknown variable and NotFound for an unknown citekey.
    """
    work = store.work(key)
    record = correction(changes)
    with store.batch("edit", f"{work.key}: {', '.join(sorted(changes))}") as batch:
        store.attach(batch, work.id, record, "edit", "a person's correction")
    return store.work(key)


def accept(store: Store, key: str, variables: list[str]) -> Work:
    """Store that a person has looked at fields of a work and found them right; the work is seen as before."""
    work = store.work(key)
    extra = {ACCEPTED: sorted(variables)}
    record = Record(extra=extra, origin=Origin(format="edit", raw=f"accepted: {', '.join(extra[ACCEPTED])}"))
    with store.batch("edit", f"{work.key}: accepted {', '.join(extra[ACCEPTED])}") as batch:
        store.attach(batch, work.id, record, "edit", "a person looked at it")
    return store.work(key)


def correction(changes: dict[str, str]) -> Record:
    """Return the record that says what a person changed, and nothing else."""
    fields: dict[str, Any] = {}
    for variable, value in changes.items():
        if variable not in EDITABLE:
            raise UsageError(f"there is no field '{variable}'", hint=f"fields: {', '.join(sorted(EDITABLE))}")
        fields[EDITABLE[variable]] = read_value(variable, value.strip())
    edits = "\n".join(f"{variable} = {value}" for variable, value in sorted(changes.items()))
    cleared = sorted(EDITABLE[variable] for variable, value in changes.items() if not value.strip())
    return Record(**fields, extra={CLEARED: cleared} if cleared else {}, origin=Origin(format="edit", raw=edits))


def read_value(variable: str, value: str) -> Any:
    """Return the value of a field from what a person typed."""
    if variable in NAMES.values():
        return tuple(parse_name(part) for part in value.split(";") if part.strip())
    if not value:
        return getattr(Record(), EDITABLE[variable])
    if variable in DATES.values():
        date = parse_date(value)
        if date is None or not date.start:
            raise UsageError(f"cannot read the date '{value}'", hint="write 2019, 2019-03 or 2019-03-15")
        return date
    if variable in WORDINGS.values():
        return (Text(value, language(value)),)
    if variable == "keyword":
        return tuple(Text(word, language(word)) for word in split_keywords(value))
    return value
