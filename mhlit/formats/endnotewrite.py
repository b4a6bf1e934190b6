"""Records -> EndNote XML, from the rows of ``data/field_map.tsv`` that are marked as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.formats.csljson import names_from_csl, to_csl
from mhlit.formats.dates import edtf
from mhlit.formats.mapping import row_of, rows, types, written_type
from mhlit.formats.ris import written_name
from mhlit.formats.values import noted
from mhlit.text import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.mapping import Row
    from mhlit.model import Record

FORMAT = "endnote-xml"
# EndNote's numbers of the kinds of references that mhlit writes.
NUMBERS = {
    "Journal Article": 17, "Book": 6, "Book Section": 5, "Conference Paper": 47, "Thesis": 32, "Report": 27,
    "Web Page": 12, "Newspaper Article": 23, "Magazine Article": 19, "Patent": 25, "Manuscript": 36, "Map": 20,
    "Computer Program": 9, "Film or Broadcast": 21, "Generic": 13, "Standard": 58, "Dataset": 59,
}  # fmt: skip


def write(records: Iterable[Record]) -> str:
    """Return the records as an EndNote XML library."""
    from lxml import etree

    root = etree.Element("xml")
    listed = etree.SubElement(root, "records")
    for number, record in enumerate(records, 1):
        add(listed, record, number)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + str(etree.tostring(root, encoding="unicode", pretty_print=True))


def add(listed: Any, record: Record, number: int) -> None:
    """Add the element of one record."""
    from lxml import etree

    element = etree.SubElement(listed, "record")
    etree.SubElement(element, "database", name="mhlit").text = "mhlit"
    etree.SubElement(element, "source-app", name="mhlit").text = "mhlit"
    etree.SubElement(element, "rec-number").text = str(number)
    name = written_type(FORMAT, record.type) or "Generic"
    etree.SubElement(element, "ref-type", name=name).text = str(NUMBERS.get(name, 13))
    type_ = types(FORMAT).get(name.casefold(), "document")
    item = to_csl(record)
    done: set[str] = set()
    for row in rows(FORMAT):
        if row.written and row_of(FORMAT, row.tag, type_) is row and row.variable not in done:
            for value in filter(None, values(row, record, item)):
                done.add(row.variable)
                descend(element, row.tag.split("/")).text = CONTROL.sub("", value)


def descend(element: Any, names: list[str]) -> Any:
    """Return a new element at a path; the elements above it are made once."""
    from lxml import etree

    for name in names[:-1]:
        found = element.find(name)
        element = found if found is not None else etree.SubElement(element, name)
    return etree.SubElement(element, names[-1])


def values(row: Row, record: Record, item: dict[str, Any]) -> list[str]:
    """Return what an element says of a record."""
    date = record.issued
    own = {
        "note": [noted(record)],
        "year": [str(date.start[0]) if date and date.start else date.literal if date else ""],
        "month-day": [edtf(date) if date and len(date.start) > 1 else ""],
        "title": [f"[{record.title}]" if record.titles and record.titles[0].role == "translated" else record.title],
        "title-translated": [text.value for text in record.titles[1:] if text.role == "translated"][:1],
        "ISSN": [" ; ".join(filter(None, (record.issn, record.isbn)))],
        "keyword": [word.value for word in record.keywords],
        "accessed": [edtf(record.accessed) if record.accessed else ""],
    }
    if row.variable in own:
        return own[row.variable]
    value = item.get(row.variable)
    if row.kind == "name":
        return [written_name(name) for name in names_from_csl(value)]
    return [str(value)] if isinstance(value, str | int | float) else []
