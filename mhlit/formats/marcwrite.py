"""Records -> MARCXML (MARC 21), from the rows of ``data/field_map.tsv`` that are marked as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.formats.dates import edtf
from mhlit.formats.mapping import rows, written_type
from mhlit.formats.nbibwrite import three_letters
from mhlit.formats.ris import written_name
from mhlit.formats.values import noted
from mhlit.text import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.mapping import Row
    from mhlit.model import Name, Record

# The types that the leader and the field of the host tell.
LEADERS = frozenset(("book", "article-journal", "chapter"))
NAMESPACE = "http://www.loc.gov/MARC21/slim"


def write(records: Iterable[Record]) -> str:
    """Return the records as a collection in MARCXML."""
    from lxml import etree

    root = etree.Element("collection", xmlns=NAMESPACE)
    for record in records:
        add(root, record)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + str(etree.tostring(root, encoding="unicode", pretty_print=True))


def add(root: Any, record: Record) -> None:
    """Add the element of one record, its fields in the order of their tags."""
    from lxml import etree

    element = etree.SubElement(root, "record")
    kind = written_type("marc", record.type) or "am"
    etree.SubElement(element, "leader").text = f"00000n{kind} a2200000 u 4500"
    for tag, inner in sorted(fields_of(record), key=lambda field: field[0]):
        if tag < "010":
            etree.SubElement(element, "controlfield", tag=tag).text = CONTROL.sub("", inner[0][1])
            continue
        field = etree.SubElement(element, "datafield", tag=tag, ind1=first_indicator(tag), ind2=" ")
        for code, value in inner:
            etree.SubElement(field, "subfield", code=code).text = CONTROL.sub("", value)


def first_indicator(tag: str) -> str:
    """Return the first indicator: 1 for inverted names and traced titles, 7 where $2 names the source."""
    return {"100": "1", "700": "1", "245": "1", "024": "7", "856": "4", "490": "0", "773": "0"}.get(tag, " ")


def fields_of(record: Record) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the fields of a record; the subfields of one tag stand together, names each in a field of their own."""
    together: dict[str, list[tuple[str, str]]] = {}
    for row in rows("marc"):
        if not row.written:
            continue
        tag, _, code = row.tag.partition("$")
        for value in filter(None, values_of(row, record)):
            if tag == "024":
                yield tag, [("a", value), ("2", "doi")]
            elif tag in ("653", "020", "022", "500", "520"):
                yield tag, [("a", value)]
            else:
                together.setdefault(tag, []).append((code, value))
    if record.accessed:
        together.setdefault("856", []).append(("z", f"accessed {edtf(record.accessed)}"))
    yield from together.items()
    yield from coded(record)
    yield from names_of(record)


def coded(record: Record) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what MARC keeps under codes: PubMed's number, a date beyond the year, a type that no leader tells."""
    if record.pmid:
        yield "024", [("a", record.pmid), ("2", "pmid")]
    if record.issued and (len(record.issued.start) > 1 or record.issued.end):
        yield "046", [("k", edtf(record.issued)), ("2", "edtf")]
    if record.type not in LEADERS and not (record.type == "thesis" and record.genre):
        yield "655", [("a", record.type), ("2", "csl")]


def names_of(record: Record) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the names: the first author in 100 or 110, the others and the editors in 700 and 710."""
    for place, name in enumerate(record.authors):
        yield named("1" if not place else "7", name, "")
    for name in record.editors:
        yield named("7", name, "editor")


def named(block: str, name: Name, role: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the field of one name."""
    tag = block + ("10" if name.literal else "00")
    return tag, [("a", written_name(name)), *([("e", role)] if role else [])]


def values_of(row: Row, record: Record) -> list[str]:
    """Return what a subfield says of a record."""
    date = record.issued
    first = record.titles[0] if record.titles else None
    own: dict[str, list[str]] = {
        "id": [record.id],
        "title": [f"[{first.value}]" if first.role == "translated" else first.value] if first else [],
        "title-translated": [text.value for text in record.titles[1:] if text.role == "translated"][:1],
        "container-title": [record.container],
        "container-title-short": [str(record.extra.get("container-title-short", ""))],
        "year": [str(date.start[0]) if date and date.start else date.literal if date else ""],
        "ISBN": record.isbn.split(", "),
        "ISSN": [] if row.tag != "022$a" else record.issn.split(", "),
        "DOI": [record.doi],
        "URL": [record.url],
        "language": [three_letters().get(record.language.split("-", maxsplit=1)[0], record.language)],
        "keyword": [word.value for word in record.keywords],
        "publisher": [record.publisher],
        "publisher-place": [record.publisher_place],
        "edition": [record.edition],
        "number-of-pages": [record.number_of_pages + (" p." if record.number_of_pages.isdecimal() else "")],
        "collection-title": [record.collection_title],
        "collection-number": [str(record.extra.get("collection-number", ""))],
        "note": [noted(record)],
        "abstract": [record.abstract],
        "genre": [record.genre if record.type == "thesis" else ""],
        "related-parts": [host_parts(record)],
    }  # fmt: skip
    return own.get(row.variable, [])


def host_parts(record: Record) -> str:
    """Return where in its host a part stands: ``Vol. 18, no. 2 (2008), p. 7-14``."""
    if not record.containers:
        return ""
    numbers = ", ".join(label + value for label, value in (("Vol. ", record.volume), ("no. ", record.issue)) if value)
    year = f"({record.year})" if record.year and numbers else ""
    return ", ".join(filter(None, (f"{numbers} {year}".strip(), f"p. {record.pages}" if record.pages else "")))
