"""CSV and TSV <-> records: Scopus, Zotero, eLIBRARY.RU and whatever a person keeps in a spreadsheet.

What a column means is told by its heading, in English or Russian, by ``data/field_map.tsv``; the map that was
guessed is shown as an issue, and columns that mean nothing stay under ``csv:heading``. Written cells cannot become
formulas: a leading ``=``, ``+``, ``-``, ``@``, tab or line break gets an apostrophe (OWASP, CSV injection), which is
taken off when the file is read.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.bibtexfields import csl_types
from mhlit.formats.csljson import join_keywords, to_csl
from mhlit.formats.dates import edtf
from mhlit.formats.fieldset import record_of_fields
from mhlit.formats.mapping import row_of, rows, types
from mhlit.formats.portions import streaming, table_rows
from mhlit.formats.ris import written_name
from mhlit.formats.values import noted
from mhlit.model import Issue, ReadResult
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.mapping import Row
    from mhlit.model import Name, Record

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# "'=1+1", "'-5": an apostrophe that guards a cell
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
DELIMITERS = (",", ";", "\t")
# A heading row has a column for titles and at least one more that is known.
NEEDED = frozenset(("title",))
LONGEST_CELL = 10_000_000
TYPE_COLUMNS = (
    "document type", "item type", "type", "publication type", "тип", "тип документа", "тип публикации",
    "вид публикации",
)  # fmt: skip
UNQUOTED = "fewer cells than the heading has columns: a quotation mark may be missing, or the file is cut off"
BREAKS_OFF = "a cell of this row has no end; nothing behind it was read"


# ---------------------------------------------------------------- reading


def read(text: str) -> ReadResult:
    """Return a record a row, and the map of columns that was guessed."""
    text = text.removeprefix("\ufeff")
    mark = delimiter(text)
    broken: list[Issue] = []
    lines = cells(text, mark, broken)
    first = next(lines, None)
    if first is None:
        return ReadResult((), tuple(broken))
    headings = [fold(heading) for heading in first[1]]
    format_ = dialect(headings)
    pairs = zip(headings, first[1], strict=True)
    named = [folded if row_of(format_, folded, "") else heading.strip() for folded, heading in pairs]
    issues = [] if is_known(format_, headings) else [Issue("columns-guessed", shown(format_, first[1], headings), 1)]
    records: list[Record] = []
    for number, row in lines:
        if any(cell.strip() for cell in row):
            records.append(record_of_row(format_, named, row, number))
            if len(row) < len(headings) and any(mark in cell or "\n" in cell for cell in row):
                issues.append(Issue("damaged-row", UNQUOTED, number, raw=mark.join(row)))
            if len(row) > len(headings):
                raw = mark.join(row[len(headings) :])
                issues.append(Issue("unread-text", "more cells than the heading has columns", number, raw=raw))
    return ReadResult(tuple(records), (*issues, *broken))


def record_of_row(format_: str, headings: list[str], row: list[str], number: int) -> Record:
    """Return the record of one row."""
    fields = [(heading, GUARDED.sub("", cell.strip())) for heading, cell in zip(headings, row, strict=False)]
    told = next((value for heading, value in fields if fold(heading) in TYPE_COLUMNS and value), "")
    type_ = type_of(format_, told)
    rest = [(heading, value) for heading, value in fields if value and not (type_ and fold(heading) in TYPE_COLUMNS)]
    return record_of_fields(format_, rest, type_ or guessed_type(fields), number, "\t".join(row))


def type_of(format_: str, told: str) -> str:
    """Return the CSL type of a cell, ``""`` where it names none."""
    name = told.casefold()
    return types(format_).get(name) or types("csv").get(name) or (told if told in csl_types() else "")


def guessed_type(fields: list[tuple[str, str]]) -> str:
    """Return the type of a row that names none: what has a journal is an article, what has a publisher a book."""
    variables = {row.variable for heading, value in fields if value and (row := row_of("csv", heading, ""))}
    if "container-title" in variables:
        return "article-journal"
    return "book" if "publisher" in variables else "webpage" if variables >= {"URL"} else "document"


def cells(text: str, mark: str, broken: list[Issue]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line each begins on; a quotation without an end is the end, and told in ``broken``."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error:
        broken.append(Issue("damaged-row", BREAKS_OFF, line))


def delimiter(text: str) -> str:
    """Return what parts the cells of the first line: the sign that comes oftenest."""
    first = text.split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def dialect(headings: list[str]) -> str:
    """Return whose headings these are: those of Scopus, or anybody's."""
    return "scopus" if {"source title", "eid"} <= set(headings) or "название источника" in headings else "csv"


def is_known(format_: str, headings: list[str]) -> bool:
    """Return whether the headings are those of Scopus or of mhlit's own export, which need no guessing."""
    return format_ == "scopus" or headings == [row.tag for row in columns()]


def shown(format_: str, headings: list[str], folded: list[str]) -> str:
    """Return the map of the columns in a sentence."""
    pairs = [(heading, row_of(format_, name, "")) for heading, name in zip(headings, folded, strict=True)]
    known = ", ".join(f"{heading} = {row.variable}" for heading, row in pairs if row and row.variable)
    kept = ", ".join(heading for heading, row in pairs if heading and not row)
    return f"columns read as: {known}" + (f"; kept as they are: {kept}" if kept else "")


def sniff(head: str) -> bool:
    """Return whether the first line is a row of headings, of which at least a title and another are known."""
    first, _, rest = head.lstrip("\ufeff").partition("\n")
    if len(first) > 5000 or not any(mark in first and mark in rest for mark in DELIMITERS):
        return False
    headings = [fold(cell.strip().strip('"')) for cell in first.split(delimiter(first))]
    meant = {row.variable for name in headings for each in ("csv", "scopus") if (row := row_of(each, name, ""))}
    return meant >= NEEDED and len(meant & {"author", "year", "issued", "container-title", "DOI", "URL"}) > 0


# ---------------------------------------------------------------- writing


@cache
def columns() -> tuple[Row, ...]:
    """Return the columns that are written."""
    return tuple(row for row in rows("csv") if row.written)


def write(records: Iterable[Record]) -> str:
    """Return the records as CSV after RFC 4180, with a heading and line feeds."""
    return "".join(write_parts(records))


def write_parts(records: Iterable[Record]) -> Iterator[str]:
    """Yield the heading and the row of each record."""
    yield row_of_cells(row.tag for row in columns())
    for record in records:
        yield row_of_cells(map(guarded, values(record)))


def row_of_cells(cells: Iterable[str]) -> str:
    """Return a row of a table."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def values(record: Record) -> Iterator[str]:
    """Yield the cells of a record."""
    item = to_csl(record)
    second = next((text.value for text in record.titles[1:] if text.role == "translated"), "")
    first = record.titles[0] if record.titles else None
    own = {
        "title": f"[{first.value}]" if first and first.role == "translated" else record.title,
        "title-translated": second,
        "author": people(record.authors),
        "editor": people(record.editors),
        "year": str(record.year or (record.issued.literal if record.issued else "")),
        "issued": edtf(record.issued) if record.issued and len(record.issued.start) > 1 else "",
        "accessed": edtf(record.accessed) if record.accessed else "",
        "keyword": join_keywords(record.keywords),
        "note": noted(record),
    }
    for row in columns():
        yield own.get(row.variable, str(item.get(row.variable, "")))


def people(names: tuple[Name, ...]) -> str:
    """Return names with semicolons between."""
    return "; ".join(written_name(name) for name in names)


def guarded(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


ALIASES = ("tsv", "scopus", "scopus-csv")
FORMAT = Format(
    "csv", "CSV, TSV (Scopus, spreadsheets)", ALIASES, (".csv", ".tsv"), sniff, read, write,
    stream=streaming(partial(table_rows, delimiter), read), write_parts=write_parts,
)  # fmt: skip
