"""ONIX for DOI, the XML in which mEDRA registers articles, chapters and books (message version 2.0).

Element names and code lists: "ONIX for DOI" of EDItEUR and mEDRA. Only what a citation needs is read; the whole
message stays in ``origin.raw``. Entities and the network are off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.formats import xmltree
from mhlit.formats.base import Format
from mhlit.formats.deposit import language_of, readable
from mhlit.formats.portions import elements, streaming
from mhlit.formats.xmltree import source
from mhlit.identifiers import issn_of, normalise_doi
from mhlit.model import Date, Issue, Name, Origin, ReadResult, Record, Text
from mhlit.names import parse_name
from mhlit.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

# "<ONIXDOISerialArticleWorkRegistrationMessage", "<onix:ONIXDOIMonographicProductRegistrationMessage"
ROOT = re.compile(r"<(?:\w+:)?ONIXDOI\w+Message\b")
# "<DOISerialArticleWork>", "<DOIMonographChapterVersion>", "<DOISerialTitleWork>": one registered work
WORK = re.compile(r"DOI(SerialArticle|SerialIssue|SerialTitle|MonographicProduct|MonographChapter)")
TYPES = {
    "SerialArticle": "article-journal", "SerialIssue": "periodical", "SerialTitle": "periodical",
    "MonographicProduct": "book", "MonographChapter": "chapter",
}  # fmt: skip
# Codes of list 17: by (author), edited by
AUTHOR, EDITOR = "A", "B01"
# The distinctive title; other types are subtitles of the whole, former and short titles.
MAIN = "01"


def from_xml(text: str) -> Record:
    """Return the first work of a message, or an empty record where there is none; it never raises on content."""
    return next(iter(records(parsed(text)[0], text)), Record())


def records(root: Any, text: str) -> list[Record]:
    """Return the works of a message, each with its place and markup."""
    works = [each for each in root.iter() if WORK.match(name_of(each))] if root is not None else []
    found = [(work, record) for work in works if (record := record_of(work)).doi or record.titles]
    return [placed(work, record, text if len(found) == 1 else "") for work, record in found]


def placed(work: Any, record: Record, message: str) -> Record:
    """Return a record that knows its line and its message, or of several in one message its own markup."""
    raw = message or source(work)
    return replace(record, origin=Origin(line=work.sourceline or 1, format="onix", raw=raw))


def parsed(text: str) -> tuple[Any, list[Issue]]:
    """Return the root of an XML text without entities, None where it is broken beyond use, and what is damaged."""
    from lxml import etree

    root, issues = xmltree.parsed(text)
    if root is not None:
        etree.strip_elements(root, etree.Entity, with_tail=False)
    return root, issues


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace; ``""`` for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def all_of(element: Any, *path: str) -> list[Any]:
    """Return the elements that a path of names leads to, each step at any depth."""
    found = [element] if element is not None else []
    for step in path:
        found = [below for each in found for below in each.iter() if name_of(below) == step]
    return found


def text_of(element: Any, *path: str) -> str:
    """Return the text of the first element of a path, or ``""``."""
    return next((readable("".join(each.itertext())) for each in all_of(element, *path)), "")


def record_of(work: Any) -> Record:
    """Return the record of one work."""
    kind = WORK.match(name_of(work))
    type_ = TYPES[kind[1]] if kind else "document"
    item = next(iter(all_of(work, "ContentItem")), work)
    serial = next(iter(all_of(work, "SerialPublication")), None)
    monograph = next(iter(all_of(work, "MonographicPublication")), None)
    whole = serial if serial is not None else monograph if type_ == "chapter" else None
    language = languages().get(text_of(item, "Language", "LanguageCode"), "")
    doi = normalise_doi(text_of(work, "DOI"))
    return Record(
        id=doi.doi if doi else "",
        type=type_,
        titles=titles_of(item, language, outside=whole),
        containers=titles_of(whole, "") if whole is not None else (),
        authors=people(item, AUTHOR),
        editors=people(item, EDITOR),
        issued=date_of(item, work),
        volume=text_of(work, "JournalVolumeNumber"),
        issue=text_of(work, "JournalIssueNumber"),
        pages=pages_of(item),
        publisher=text_of(work, "PublisherName"),
        doi=doi.doi if doi else "",
        issn=issn_of(next((text for text in identifiers(work) if issn_of(text)), "")) or "",
        abstract=text_of(item, "OtherText", "Text"),
        language=language,
    )


def titles_of(element: Any, language: str, outside: Any = None) -> tuple[Text, ...]:
    """Return the main titles of an element, each with its language; not those of the journal or book around it."""
    found: dict[str, Text] = {}
    for title in all_of(element, "Title"):
        value, kind = text_of(title, "TitleText"), text_of(title, "TitleType")
        subtitle = text_of(title, "Subtitle")
        inside = outside is None or outside is element or outside not in title.iterancestors()
        if value and kind in {"", MAIN} and inside:
            value = f"{value}: {subtitle}" if subtitle else value
            lang = languages().get(title.get("language", ""), "") or language_of(value, language)
            found.setdefault(value, Text(value, lang, "translated" if language and lang != language else "original"))
    return tuple(found.values())


def people(element: Any, role: str) -> tuple[Name, ...]:
    """Return the contributors whose role begins with a code, in their order."""
    contributors = [c for c in all_of(element, "Contributor") if text_of(c, "ContributorRole").startswith(role)]
    return tuple(name for each in contributors if (name := person(each)) is not None)


def person(contributor: Any) -> Name | None:
    """Return a contributor's name.

    ``KeyNames`` is the family name, but registrants write the whole name there too, as printed.
    """
    family, given = text_of(contributor, "KeyNames"), text_of(contributor, "NamesBeforeKey")
    if family and given:
        return Name(family=family, given=given)
    inverted, printed = text_of(contributor, "PersonNameInverted"), text_of(contributor, "PersonName")
    if whole := inverted or printed or family:
        return parse_name(whole)
    organisation = text_of(contributor, "CorporateName")
    return Name(literal=organisation) if organisation else None


def date_of(item: Any, work: Any) -> Date | None:
    """Return the date of publication: of the item, else of its issue or book. "20190315", "201903" or "2019"."""
    texts = (
        text_of(item, "PublicationDate"),
        text_of(work, "JournalIssueDate", "Date"),
        text_of(work, "PublicationDate"),
    )
    for text in texts:
        # "2019", "201903", "20190315", "2019-03-15"
        if match := re.match(r"(1[5-9]\d\d|20\d\d)-?(0[1-9]|1[0-2])?-?(0[1-9]|[12]\d|3[01])?", text):
            return Date(tuple(int(part) for part in match.groups() if part))
    return None


def pages_of(item: Any) -> str:
    """Return first and last page of the first run of pages."""
    run = next(iter(all_of(item, "PageRun")), None)
    pages = (text_of(run, "FirstPageNumber"), text_of(run, "LastPageNumber")) if run is not None else ()
    return "-".join(dict.fromkeys(filter(None, pages)))


def identifiers(work: Any) -> Iterator[str]:
    """Yield the identifiers of the publication around a work: ISSN, ISBN."""
    for value in all_of(work, "IDValue"):
        yield readable("".join(value.itertext()))


@cache
def languages() -> dict[str, str]:
    """Return the tag of each language code of three letters ("ita" is "it")."""
    return {row["name"]: row["tag"] for row in table("languages.tsv") if row["source"] == "iso639-2"}


def read(text: str) -> ReadResult:
    """Return the works of a message."""
    root, issues = parsed(text)
    found = records(root, text)
    if not found:
        return ReadResult((), (Issue("xml-unreadable", "no work of ONIX for DOI in this text", 1, raw=text[:500]),))
    return ReadResult(tuple(found), tuple(issues))


def sniff(head: str) -> bool:
    """Return whether the text begins like a message of ONIX for DOI."""
    return ROOT.search(head[:2000]) is not None


FORMAT = Format(
    "onix",
    "ONIX for DOI (mEDRA)",
    ("onix-doi",),
    (),
    sniff,
    read,
    stream=streaming(elements(rf"{WORK.pattern}\w*"), read),
)
