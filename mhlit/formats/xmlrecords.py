"""PubMed XML, EndNote XML, JATS, MODS and Crossref's unixref -> records.

What the elements mean stands in ``data/field_map.tsv``, by their paths from the element of a record. EndNote XML
is written as well, from the same rows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats import nbib
from mhlit.formats.base import Format
from mhlit.formats.dates import parse_date
from mhlit.formats.endnotewrite import write as write_endnote
from mhlit.formats.fieldset import record_of_fields
from mhlit.formats.keywords import keywords_of
from mhlit.formats.mapping import rows, types
from mhlit.formats.portions import elements, streaming
from mhlit.formats.values import language_tag
from mhlit.formats.xmltree import parsed, path, source, words
from mhlit.model import Date, Issue, Name, ReadResult, Text
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mhlit.formats.fieldset import Value
    from mhlit.model import Record

# Where the records of a format stand.
RECORDS = {
    "pubmed-xml": "//PubmedArticle|//PubmedBookArticle",
    "endnote-xml": "//records/record|/record[ref-type]",
    "jats": "/article|//article[front]",
    "mods": "//mods[not(ancestor::mods)]",
    "unixref": "//journal_article|//content_item|//book/book_metadata[not(../content_item)]|//conference_paper"
    "|//book/book_series_metadata[not(../content_item)]|//book/book_set_metadata[not(../content_item)]"
    "|//dissertation|//posted_content|//report-paper_metadata|//report-paper_series_metadata|//dataset|//standard_metadata"
    "|//peer_review",
}
# The children of an element that hold a person's names, and what names an organisation.
FAMILY = (
    "namePart[@type='family']",
    "LastName",
    "surname",
    "name/surname",
    "name-alternatives/name/surname",
    "string-name/surname",
)
GIVEN = (
    "namePart[@type='given']", "ForeName", "given_name", "given-names", "name/given-names",
    "name-alternatives/name/given-names", "FirstName", "string-name/given-names", "Initials",
)  # fmt: skip
SUFFIX = ("Suffix", "suffix", "name/suffix")
LITERAL = ("namePart[not(@type)]", "CollectiveName", "collab", "collab/institution", "institution", "string-name")
# "https://orcid.org/0000-0002-1825-0097"
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
# "2019 Jul-Sep", "2000 Spring-Summer" stand whole
WHOLE = ("MedlineDate",)
GENERAL_TYPES = nbib.GENERAL


def reader(format_: str) -> Callable[[str], ReadResult]:
    """Return the reader of a format."""

    def read(text: str) -> ReadResult:
        root, issues = parsed(text)
        if root is None:
            return ReadResult((), tuple(issues))
        records = [read_record(format_, element) for element in path(RECORDS[format_])(root)]
        if not records:
            issues.append(Issue("unread-text", f"no {format_} records in this file", 1, raw=text[:500]))
        return ReadResult(tuple(records), tuple(issues))

    return read


def read_record(format_: str, element: Any) -> Record:
    """Return the record of one element."""
    type_ = type_of(format_, element)
    record = record_of_fields(format_, fields_of(format_, element, type_), type_, element.sourceline, source(element))
    record = replace(record, id=record.id or record.pmid)
    if format_ == "unixref" and not record.titles and record.containers and record.type in ("book", "document"):
        return replace(record, titles=record.containers, containers=())
    return translated(record) if format_ == "jats" else record


def fields_of(format_: str, element: Any, type_: str) -> Iterator[tuple[str, Value]]:
    """Yield the tags and values that a record has, in the order of the table."""
    for row in rows(format_):
        if row.types and type_ not in row.types:
            continue
        for found in path(row.tag)(element):
            value: Value | None
            if row.kind == "person":
                value = person(found)
            elif row.kind == "dated":
                value = dated(found)
            else:
                value = parts_of(found) if row.kind == "parts" else words(found)
            if value:
                yield row.tag, value


def person(element: Any) -> Name | None:
    """Return the name in an element, None where it has none."""
    family, given = first(element, FAMILY), first(element, GIVEN)
    numbers = [ORCID.search(words(each)) for each in path("ORCID|Identifier|contrib-id|@ORCID")(element)]
    orcid = next((found[0] for found in numbers if found), "")
    if family:
        return Name(family, given, first(element, SUFFIX), orcid=orcid)
    literal = first(element, LITERAL) or ("" if len(element) else squeeze(words(element)))
    return Name(literal=literal or given) if literal or given else None


def first(element: Any, paths: tuple[str, ...]) -> str:
    """Return the text at the first of several paths that has one."""
    found = (squeeze(words(each)) for name in paths for each in path(name)(element))
    return next(filter(None, found), "")


def dated(element: Any) -> Date | None:
    """Return the date in an element's year, month, day and season, or in its text."""
    if whole := first(element, WHOLE):
        return parse_date(whole)
    year, month, day = (first(element, (name, name.capitalize())) for name in ("year", "month", "day"))
    season = first(element, ("season", "Season"))
    if not year:
        return parse_date(squeeze(words(element))) if not len(element) else None
    if month.isdecimal():
        told = parse_date("-".join(filter(None, (year, month.zfill(2), day.zfill(2) if day else ""))))
    else:
        told = parse_date(squeeze(f"{day if month else ''} {month or season} {year}"))
    return told if told and told.start and not told.literal else parse_date(year)


def parts_of(element: Any) -> str:
    """Return an abstract of several parts, each with its label."""
    pieces = []
    for part in [each for each in element if isinstance(each.tag, str)] or [element]:
        label = part.get("Label", "") or first(part, ("title",))
        body = squeeze(words(part)).removeprefix(label).strip()
        if body and part.tag not in ("CopyrightInformation", "title"):
            pieces.append(f"{label.rstrip(':')}: {body}" if label else body)
    return "\n".join(pieces)


def type_of(format_: str, element: Any) -> str:
    """Return the CSL type of a record's element."""
    if format_ == "pubmed-xml":
        if element.tag == "PubmedBookArticle":
            return "chapter" if path("BookDocument/ArticleTitle")(element) else "book"
        kinds = [words(each) for each in path("MedlineCitation/Article/PublicationTypeList/PublicationType")(element)]
        known = (types("nbib").get(kind.casefold()) for kind in sorted(kinds, key=lambda k: k in GENERAL_TYPES))
        return next(filter(None, known), "article-journal")
    if format_ == "endnote-xml":
        name = next((each.get("name") or words(each) for each in path("ref-type")(element)), "")
        return types(format_ if name else "refer").get(name.casefold(), "document")
    if format_ == "mods":
        return mods_type(element)
    if format_ == "jats":
        return types(format_).get(element.get("article-type", ""), "article-journal")
    return types(format_).get(element.tag, "document")


def mods_type(element: Any) -> str:
    """Return the CSL type that genre or kind of resource tell, else by the host: what has one is a part."""
    told = (types("mods").get(squeeze(words(each)).casefold()) for each in path("genre|typeOfResource")(element))
    if known := next(filter(None, told), ""):
        return known
    host = path("relatedItem[@type='host']")(element)
    if not host:
        return "book" if path("originInfo/publisher")(element) else "document"
    journal = path("relatedItem/identifier[@type='issn']|.//part/detail[@type='issue']")(element)
    return "article-journal" if journal else "chapter"


def translated(record: Record) -> Record:
    """Return a record whose translated titles know their language, as Russian journals give both."""
    tag = language_tag(record.language)
    titles = tuple(
        replace(text, lang="en" if text.role == "translated" and not tag.startswith("en") else tag)
        for text in record.titles
    )
    second = record.extra.get("container-translated")
    containers = (
        (*record.containers, Text(second, "en", "translated")) if isinstance(second, str) else record.containers
    )
    extra = {name: value for name, value in record.extra.items() if name != "container-translated"}
    keywords = keywords_of(["; ".join(word.value for word in record.keywords)]) if record.keywords else ()
    return replace(record, titles=titles, containers=containers, keywords=keywords, extra=extra)


def holds(*names: str) -> Callable[[str], bool]:
    """Return a sniffer: whether one of these elements opens near the beginning of an XML text."""
    opening = re.compile(rf"<(?:\w+:)?(?:{'|'.join(names)})[\s>]")
    return lambda head: head.lstrip("\ufeff \t\r\n").startswith("<") and opening.search(head) is not None


PUBMED = holds("PubmedArticleSet", "PubmedArticle", "PubmedBookArticle")
ENDNOTE = holds("ref-type", "source-app")
UNIXREF = holds("doi_records", "doi_record", "doi_batch", "crossref")
JATS = holds("article-meta", "journal-meta")
MODS = holds("mods", "modsCollection")


def long(format_: str, names: str) -> Callable[[Iterable[str]], Iterator[ReadResult]]:
    """Return the reader of long texts of a format, whose records are elements of these names."""
    return streaming(elements(names), reader(format_))


FORMATS = (
    Format(
        "pubmed-xml", "PubMed XML", ("medline-xml",), (), PUBMED, reader("pubmed-xml"),
        stream=long("pubmed-xml", "PubmedArticle|PubmedBookArticle"),
    ),
    Format(
        "endnote-xml", "EndNote XML", (), (), ENDNOTE, reader("endnote-xml"), write_endnote,
        stream=long("endnote-xml", "record"),
    ),
    Format(
        "unixref", "Crossref unixref XML", ("crossref-xml",), (), UNIXREF, reader("unixref"),
        stream=long("unixref", "doi_record"),
    ),
    Format(
        "jats", "JATS XML (an article's front matter)", ("nlm-xml",), (), JATS, reader("jats"),
        stream=long("jats", "article"),
    ),
    Format("mods", "MODS XML", (), (), MODS, reader("mods"), stream=long("mods", "mods")),
)  # fmt: skip


def unknown(text: str) -> ReadResult:
    """Return no record of XML that is none of the formats above, and an issue that names its root."""
    root, issues = parsed(text)
    name = getattr(root, "tag", "?")
    message = f"XML of an unknown kind (<{name}>); nothing was read (see: mhlit formats)"
    return ReadResult((), (*issues, Issue("unknown-xml", message, 1, raw=text[:500])))


UNKNOWN = Format(
    "xml",
    "other XML (told, not read)",
    sniff=lambda head: head.lstrip("\ufeff \t\r\n").startswith("<?xml"),
    read=unknown,
)
