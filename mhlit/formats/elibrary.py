"""eLIBRARY.RU, the Russian Science Citation Index: its lists of publications, saved or pasted, and its XML of issues.

A list has three lines an entry: the title in capitals, the authors, the source as a citation prints it. The XML
("Articulus") is what editors send in: a journal's issue with its articles, each in Russian and English.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import Format
from mhlit.formats.html import parsed as page_of
from mhlit.formats.values import bare_doi, language_tag, page_range
from mhlit.formats.xmltree import parsed, path, source, words
from mhlit.model import Issue, Name, Origin, ReadResult, Record, Text
from mhlit.names import parse_names
from mhlit.names.wordings import with_form
from mhlit.references import parse_reference
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Role

# "Любов Е.Б., Зотов П.Б.", "Smith J. A., Орлова М."
AUTHORS = re.compile(r"^(?:[^\W\d_][\w’'ʼ-]+ (?:[^\W\d_]{1,3}\.[ -]?){1,3}(?:, ?|$))+$")
# "12." before an entry; "3" behind it: how often it was cited
NUMBER = re.compile(r"^\d{1,6}\.?$")
# "1. ВОЗМОЖНОСТИ СЕМЕЙНОЙ ТЕРАПИИ": the number on the title's own line
NUMBERED = re.compile(r"^\d{1,5}\.\s+(?=\S)")
# "Журнал. 2016. Т. 18. № 2. С. 45-52.\t12": the citations behind the source
CITED = re.compile(r"\t\s*\d{1,6}\s*$")
# What a source has: "2016. Т. 18", "В сборнике: …", "Москва, 2018", "диссертация на соискание …"
SOURCE = re.compile(r"^(?:В (?:сборнике|книге)\b|.*\b(?:1[89]|20)\d\d\b)", re.IGNORECASE)
# "В сборнике: ", "В книге: "
HOST = re.compile(r"^В (?:сборнике|книге):?\s*", re.IGNORECASE)
# "диссертация на соискание ученой степени кандидата медицинских наук / Санкт-Петербург, 2019"
THESIS = re.compile(r"^((?:автореферат\s+)?диссертаци[ия]\b[^/]*?)\s*/\s*(.+?),\s*(\d{4})\b", re.IGNORECASE)
# "№", "Публикация", "Цит.": the heading of the table
HEADING = re.compile(r"^(?:№|Публикация|Цит\.?)(?:\s+(?:Публикация|Цит\.?))*$")
# "<a href="/item.asp?id=24000001">"
ITEM = re.compile(r"/item\.asp\?id=(\d+)")
CELL = "//tr[.//a[contains(@href, 'item.asp?id=')]]/td[.//a[contains(@href, 'item.asp?id=')]]"


# ---------------------------------------------------------------- lists


def read(text: str) -> ReadResult:
    """Return a record an entry of a list, a saved page or pasted text; lines of no entry become issues."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return read_page(text)
    lines = [CITED.sub("", line).strip() for line in text.removeprefix("\ufeff").split("\n")]
    heads = [at for at in range(1, len(lines) - 1) if is_entry(lines, at)]
    if not heads:
        return ReadResult((), (Issue("unread-text", "no publications in this list", 1, raw=text[:500]),))
    ends = [*(before(lines, at) for at in heads[1:]), len(lines)]
    records = tuple(entry(lines, at, end) for at, end in zip(heads, ends, strict=True))
    first = "\n".join(line for line in lines[: before(lines, heads[0])] if line and not HEADING.match(line))
    issues = (Issue("unread-text", "text before the first publication", 1, raw=first),) if first else ()
    return ReadResult(records, issues)


def is_entry(lines: list[str], at: int) -> bool:
    """Return whether a line holds the authors of an entry: a title stands above it, a source below."""
    return bool(AUTHORS.match(lines[at]) and lines[at - 1] and SOURCE.match(lines[at + 1]))


def before(lines: list[str], at: int) -> int:
    """Return where the entry begins whose authors stand at a line: at its title, or at a number above that."""
    return at - 2 if at > 1 and NUMBER.match(lines[at - 2]) else at - 1


def entry(lines: list[str], at: int, end: int) -> Record:
    """Return the record of the entry whose authors stand at a line."""
    title = NUMBERED.sub("", lines[at - 1])
    told = " ".join(line for line in lines[at + 1 : end] if line and not NUMBER.match(line))
    raw = "\n".join((title, lines[at], told))
    return cited(title, lines[at], told, Origin(line=at, format="elibrary", raw=raw))


def cited(title: str, authors: str, told: str, origin: Origin) -> Record:
    """Return the record of title, authors and source, the last read as a citation has it."""
    names = parse_names(authors).names
    if found := THESIS.match(told):
        record = parse_reference(f"{authors} {title}. {found[2]}, {found[3]}.")
        record = replace(
            record, type="thesis", genre=squeeze(found[1]).lower(), containers=(), publisher_place=found[2]
        )
    else:
        record = parse_reference(f"{authors} {title} // {HOST.sub('', told)}")
    if HOST.match(told) and record.type not in ("chapter", "paper-conference"):
        record = replace(record, type="chapter")
    titles = record.titles if record.title == title else (Text(title, record.language),)
    return replace(record, titles=titles, authors=names or record.authors, origin=origin)


def read_page(text: str) -> ReadResult:
    """Return the publications of a saved page."""
    tree = page_of(text)  # "<?" alone is a page of nothing
    records = tuple(filter(None, map(row, tree.xpath(CELL)))) if tree is not None else ()
    told = () if records else (Issue("unread-text", "no publications in this page", 1, raw=text[:500]),)
    return ReadResult(records, told)


def row(cell: Any) -> Record | None:
    """Return the record of a cell: its link's text is the title; authors and source follow, parted by line breaks."""
    link = cell.xpath(".//a[contains(@href, 'item.asp?id=')]")[0]
    number = ITEM.search(link.get("href"))
    title = squeeze(link.text_content())
    for mark in cell.xpath(".//br"):
        mark.tail = f"\n{mark.tail or ''}"
    lines = [line for line in map(squeeze, cell.text_content().split("\n")) if line and line != title]
    authors, rest = (lines[0], lines[1:]) if lines and AUTHORS.match(lines[0]) else ("", lines)
    if not title or not number:
        return None
    raw = "\n".join((title, *lines))
    record = cited(title, authors, " ".join(rest), Origin(line=cell.sourceline or 1, format="elibrary", raw=raw))
    return replace(record, url=record.url or f"https://elibrary.ru/item.asp?id={number[1]}")


def sniff(head: str) -> bool:
    """Return whether a text is a list of eLIBRARY.RU: links to its items in a page of its own, or two entries."""
    if head.lstrip("\ufeff \t\r\n").startswith("<"):
        return "elibrary" in head.lower() and len(ITEM.findall(head)) > 1 and "<td" in head.lower()
    lines = [CITED.sub("", line).strip() for line in head.split("\n")]
    heads = [at for at in range(1, len(lines) - 1) if is_entry(lines, at)]
    return len(heads) > 1 and all(NUMBERED.sub("", lines[at - 1]).isupper() for at in heads)


# ---------------------------------------------------------------- the XML of an issue


def read_issue(text: str) -> ReadResult:
    """Return the articles of a journal's issue, each followed by its references."""
    root, issues = parsed(text)
    found = path("//article[artTitles]")(root) if root is not None else []
    if not found and root is not None:
        issues.append(Issue("unread-text", "no articles in this file", 1, raw=text[:500]))
    return ReadResult(tuple(record for article in found for record in article_of(article)), tuple(issues))


def article_of(article: Any) -> Iterator[Record]:
    """Yield the record of an article, then those of its references."""
    printed = [squeeze(words(each)) for each in path("references//text|references/reference[not(*)]")(article)]
    references = [parse_reference(each) for each in printed if each]
    language = language_tag(one(article, "langPubl"))
    journal, issue = "ancestor::journal/", "ancestor::issue/"
    edn = one(article, "codes/edn")
    record = Record(
        type="article-journal",
        titles=wordings(article, "artTitles/artTitle", language),
        containers=wordings(article, f"{journal}journalInfo/title", language),
        authors=tuple(person(each, language) for each in path("authors/author[individInfo]")(article)),
        issued=date_of(one(article, f"{issue}dateUni")),
        volume=one(article, f"{issue}volume"),
        issue=one(article, f"{issue}number"),
        pages=page_range(one(article, "pages")),
        doi=bare_doi(one(article, "codes/doi")),
        issn=", ".join(filter(None, (one(article, f"{journal}issn"), one(article, f"{journal}eissn")))),
        abstract=next((text.value for text in wordings(article, "abstracts/abstract", language)), ""),
        language=language,
        keywords=wordings(article, "keywords/kwdGroup/keyword", language),
        cites=tuple(each.uid for each in references),
        extra={"elibrary:edn": edn} if edn else {},
        origin=Origin(line=article.sourceline or 1, format="elibrary-xml", raw=source(article)),
    )
    yield record
    yield from references


def one(element: Any, expression: str) -> str:
    """Return the text of the first element of a path, or ``""``."""
    return next((squeeze(words(each)) for each in path(expression)(element)), "")


def wordings(article: Any, expression: str, language: str) -> tuple[Text, ...]:
    """Return the wordings at a path with their languages, that of the article first."""
    found = []
    for each in path(expression)(article):
        tag = language_tag(next(iter(path("ancestor-or-self::*/@lang")(each)[-1:]), ""))
        tag = "" if tag in ("any", "ANY") else tag
        role: Role = "original" if not language or not tag or tag == language else "translated"
        if value := squeeze(words(each)):
            found.append(Text(value, tag, role))
    return tuple(sorted(found, key=lambda text: text.role != "original"))


def person(author: Any, language: str) -> Name:
    """Return an author in the article's language; the other form of the name is kept with it."""
    forms = sorted(path("individInfo")(author), key=lambda each: language_tag(each.get("lang", "")) != language)
    names = [Name(one(each, "surname"), one(each, "initials")) for each in forms]
    first = replace(names[0], orcid=one(author, "authorCodes/orcid"))
    return with_form(first, names[1]) if len(names) > 1 and names[1].family else first


def date_of(text: str) -> Any:
    """Return the date of an issue: "2020", "2020/2021"."""
    from mhlit.formats.dates import parse_date

    return parse_date(text) if text else None


def sniff_issue(head: str) -> bool:
    """Return whether a text is the XML of an issue: the names of its elements are nobody else's."""
    return (
        head.lstrip("\ufeff \t\r\n").startswith("<")
        and re.search(r"<(?:operCard|titleid|artTitles|journalInfo)\b", head) is not None
    )


FORMATS = (
    Format("elibrary", "eLIBRARY.RU, list of publications (saved page or pasted)", sniff=sniff, read=read),
    Format("elibrary-xml", "eLIBRARY.RU, XML of a journal's issue", ("articulus",), sniff=sniff_issue, read=read_issue),
)
