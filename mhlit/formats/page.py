"""Plain text of an article's page: the article first, then its references.

What librarians paste most often: a title, a suggested citation, an abstract, keywords, and the references run together
in one paragraph. The labelled citation is the best witness of everything but the abstract and the keywords; pages
without one are read by their masthead (:mod:`mhlit.formats.masthead`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from mhlit.formats import appeared, masthead, prose, suggested
from mhlit.formats.base import Format
from mhlit.formats.keywords import keywords_of
from mhlit.formats.plaintext import opens_list
from mhlit.formats.sections import FIRST_NUMBER, SINGLE, divide
from mhlit.identifiers import find_urls, isbn_of
from mhlit.model import Date, Issue, Origin, ReadResult, Record, Text
from mhlit.names import parse_names
from mhlit.references import parse_list
from mhlit.text import DASHES, script
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.formats.masthead import Head
    from mhlit.formats.prose import Line
    from mhlit.formats.sections import Section
    from mhlit.model import Name

# "<1>", "@article{", "{", "[{", "%0 Journal", "TY  - JOUR": the first line of data for programs
STRUCTURED = re.compile(r"^(?:<|@\w+\s*[{(]|\{|\[\s*[\[{]|%\w\s|[A-Z][A-Z0-9]\s{0,2}-\s)")


def read(text: str) -> ReadResult:
    """Return the article of a page and then its references, in their order; the article cites them."""
    lines = prose.lines_of(text)
    sections = divide(lines)
    record, issues = article_of(sections)
    listed = references_of(sections)
    if not (record.titles or record.authors or listed.records):
        return ReadResult((), (Issue("page-unread", "nothing on this page looks like an article", 1, raw=text[:2000]),))
    in_list = {line.number for section in sections if section.role == "references" for line in section.lines}
    raw = "\n".join(part for number, part in enumerate(re.split(r"\r\n|[\n\r\f]", text), 1) if number not in in_list)
    first = next((line.number for line in lines if line.text), 1)
    origin = Origin(line=first, format="page", raw=raw.strip())
    record = replace(record, cites=tuple(each.uid for each in listed.records), origin=origin)
    return ReadResult((record, *listed.records), (*issues, *listed.issues))


# ---------------------------------------------------------------- the references


def references_of(sections: Iterable[Section]) -> ReadResult:
    """Return the references of all lists of the page (Cyrillic and romanised ones follow each other), in order."""
    records: list[Record] = []
    issues: list[Issue] = []
    for section in sections:
        if section.role == "references" and section.text:
            first = section.lines[0].number
            listed = parse_list("\n".join(line.raw for line in section.lines), first_line=first)
            records += listed.records
            issues += listed.issues
    return ReadResult(tuple(records), tuple(issues))


# ---------------------------------------------------------------- the article


def article_of(sections: list[Section]) -> tuple[Record, list[Issue]]:
    """Return the page's own record, without references and origin, and the issues met."""
    texts = texts_of(sections)
    head = masthead.read_head(head_lines(sections))
    cited, issues = suggested.citation_of(sections)
    record = cited if cited else Record(type="article-journal")
    record = with_titles(record, head, texts, sections, issues)
    record = with_source(record, head, texts)
    record = with_doi(record, head.doi or masthead.doi_of(loose_lines(sections))[0], issues)
    record = with_date(record, sections, texts, issues)
    abstracts = abstracts_of(since_title(sections, record), head)
    record = with_page_language(record, language(abstracts[0]) if abstracts else "")
    words = keywords_of(section.text for section in sections if section.role == "keywords")
    extra = record.extra | ({"page:abstracts": abstracts[1:]} if len(abstracts) > 1 else {})
    record = replace(
        record,
        authors=record.authors or head.authors or authors_elsewhere(sections),
        isbn=record.isbn or isbn_told(loose_lines(sections)),
        url=record.url or next(iter(find_urls(texts.get("url", ""))), ""),
        abstract=abstracts[0] if abstracts else "",
        keywords=words,
        extra=extra,
    )
    issues += head.issues
    spoken = record.language or language(record.title) or language(record.abstract)
    return replace(record, language="ru" if spoken == "ru-Latn" else spoken), issues


def texts_of(sections: Iterable[Section]) -> dict[str, str]:
    """Return the text behind the first label of each role that announces one line."""
    texts: dict[str, str] = {}
    for section in sections:
        if section.role in SINGLE and section.text:
            texts.setdefault(section.role, section.text)
    return texts


def head_lines(sections: Iterable[Section]) -> list[Line]:
    """Return the unlabelled lines before the first part of the page: its masthead."""
    lines: list[Line] = []
    for section in sections:
        if section.role in ("cite", "keywords", "abstract", "references", "opening"):
            break
        if section.role in ("front", "body"):
            lines += section.lines
    return lines


def with_titles(
    record: Record, head: Head, texts: dict[str, str], sections: list[Section], issues: list[Issue]
) -> Record:
    """Return the record with the page's title: another wording is added, another title is an issue."""
    title = unquoted(texts.get("title", "")) or head.title
    known = {suggested.words(text.value) for text in record.titles}
    if not title or suggested.words(title) in known:
        return record
    wording = wording_of(title)
    if not record.titles:
        again = (replace(wording_of(head.translation), role="translated"),) if head.translation else ()
        return replace(record, titles=(wording, *again))
    if any(suggested.words(line.text) in known for line in head_lines(sections)):
        return record
    if suggested.words(title).startswith(suggested.words(record.title)):
        return record  # Dissercat adds "тема диссертации и автореферата по ВАК РФ …"
    if script(title) != script(record.title) or "ru-Latn" in {text.lang for text in record.titles} != {language(title)}:
        return replace(record, titles=placed(record.titles, wording))
    message = f"the page's title is not the citation's, which was taken: {title!r} / {record.title!r}"
    issues.append(Issue("title-conflict", message, sections[0].lines[0].number if sections[0].lines else 1, raw=title))
    return replace(record, extra=record.extra | {"page:title": title})


def wording_of(title: str) -> Text:
    """Return a title as a wording in its language; romanised Russian as the page's own title is Russian."""
    spoken = language(title)
    return Text(title, "ru" if spoken == "ru-Latn" else spoken)


def with_page_language(record: Record, spoken: str) -> Record:
    """Return the record with its title as a translation where only the page can tell that.

    ``[Family schools in a regional dispensary]`` before ``Russian`` might be romanised, by its words; on a page whose
    abstract is English it is English.
    """
    first = record.titles[0] if record.titles else Text("")
    if spoken != "en" or first.role != "romanised" or language(first.value) == "ru-Latn":
        return record
    return replace(record, titles=(Text(first.value, spoken, "translated"), *record.titles[1:]))


def placed(wordings: tuple[Text, ...], wording: Text) -> tuple[Text, ...]:
    """Return wordings with one more: a title in the original script goes first, a translation last."""
    if script(wording.value) == "Cyrl":
        return (wording, *wordings)
    return (*wordings, replace(wording, role="translated"))


def unquoted(title: str) -> str:
    """Return a title without the quotation marks around the whole of it."""
    found = masthead.QUOTED.match(title.strip())
    return found["title"] if found else title.strip()


def with_source(record: Record, head: Head, texts: dict[str, str]) -> Record:
    """Return the record with journal, volume, issue, pages from masthead and labels, where the citation has none."""
    parts = head.source | appeared.labelled(texts)
    journal = parts.pop("journal", "") or head.journal
    return replace(
        record,
        containers=record.containers or ((Text(journal, language(journal)),) if journal else ()),
        volume=record.volume or parts.get("volume", "").rstrip("."),
        issue=record.issue or parts.get("issue", "").rstrip("."),
        pages=record.pages or parts.get("pages", "").translate(DASHES).replace(" ", "").rstrip("."),
        issued=record.issued or masthead.date_of_year(parts.get("year", "")),
    )


def loose_lines(sections: Iterable[Section]) -> list[Line]:
    """Return the lines outside of lists and citations, where a page may print its DOI by itself."""
    listed = ("references", "related", "end", "cite")
    return [line for section in sections if section.role not in listed for line in section.lines]


def isbn_told(lines: Iterable[Line]) -> str:
    """Return the first ISBN that a line of the page begins with: ``ISBN 978-92-4-151677-8``."""
    return next((isbn for line in lines if line.text[:4].upper() == "ISBN" and (isbn := isbn_of(line.text))), "")


def with_doi(record: Record, doi: str, issues: list[Issue]) -> Record:
    """Return the record with the page's DOI where the citation has none; two different ones are an issue."""
    if record.doi and doi and record.doi.lower() != doi.lower():
        message = f"the page's DOI {doi} is not the citation's, which was taken: {record.doi}"
        issues.append(Issue("doi-conflict", message, 1, raw=doi))
    return replace(record, doi=record.doi or doi)


def with_date(record: Record, sections: list[Section], texts: dict[str, str], issues: list[Issue]) -> Record:
    """Return the record with a date from what else tells one; a year out of a DOI or a copyright is a doubt."""
    if record.issued:
        return record
    if date := prose.date_of(texts.get("published", "")):
        return replace(record, issued=date)
    if year := prose.YEAR.search(texts.get("year", "")):
        return replace(record, issued=Date((int(year[0]),)))
    notes = [*sections[0].lines, *last_lines(sections)]
    year_text = masthead.year_of_doi(record.doi) or masthead.copyright_year(notes)
    if not year_text:
        return record
    message = f"the page tells no year of the article; {year_text} was taken from its DOI or copyright"
    issues.append(Issue("uncertain", message, sections[0].lines[0].number if sections[0].lines else 1, raw=record.doi))
    doubts = [*record.extra.get("mhlit:doubts", ()), "issued"]
    return replace(record, issued=Date((int(year_text),)), extra=record.extra | {"mhlit:doubts": doubts})


def authors_elsewhere(sections: Sequence[Section]) -> tuple[Name, ...]:
    """Return the authors from a label, from ``автор научной работы —``, or from the list about the authors."""
    for section in sections:
        if section.role == "authors" and (names := names_told(section.text)):
            return names
        for line in section.lines:
            if names := masthead.authors_of_label(line.text):
                return names
    return affiliated(sections) or tuple(name for line in last_lines(sections) for name in prose.persons(line.text))


def affiliated(sections: Sequence[Section]) -> tuple[Name, ...]:
    """Return the authors who stand each on a line before the label of an affiliation (Cambridge Core)."""
    lines = [before.lines[-1] for before, after in pairwise(sections) if after.role == "affiliation" and before.lines]
    return tuple(name for line in lines for name in prose.persons(line.text, told=True))


def last_lines(sections: Iterable[Section]) -> list[Line]:
    """Return the lines of notes and of the tail: about the authors, copyright, licence."""
    return [line for section in sections if section.role in ("tail", "note") for line in section.lines]


def names_told(text: str) -> tuple[Name, ...]:
    """Return the names after a label such as ``Authors:``, without figures and without a place of work behind them."""
    people = ", ".join(takewhile(lambda part: prose.persons(part, told=True), text.split(", ")))
    return prose.persons(text, told=True) or prose.persons(people) or parse_names(prose.MARKS.sub("", text)).names


# ---------------------------------------------------------------- abstract


def abstracts_of(sections: list[Section], head: Head) -> list[str]:
    """Return the abstracts of the page: the labelled ones, else the longest prose after the citation, or before it.

    Paragraphs of prose that follow the longest one at once belong to it.
    """
    labelled = [abstract_text(section) for section in sections if section.role == "abstract"]
    if found := [text for text in labelled if text]:
        return found
    cited = next((place for place, section in enumerate(sections) if section.role == "cite"), 0)
    longest = longest_prose(sections[cited:], head) or longest_prose(sections[:cited], head)
    return [" ".join(longest)] if longest else []


def since_title(sections: list[Section], record: Record) -> list[Section]:
    """Return the sections without what stands above a line that is the title: notices of the site are no abstract."""
    titles = {suggested.words(text.value) for text in record.titles}
    lines = [line for section in sections if section.role in ("front", "body") for line in section.lines]
    start = next((line.number for line in lines if suggested.words(line.text) in titles), 0)
    return [replace(section, lines=[line for line in section.lines if line.number >= start]) for section in sections]


def longest_prose(sections: Iterable[Section], head: Head) -> list[str]:
    """Return the paragraphs of the section with the most prose before the references."""
    before = takewhile(lambda section: section.role not in ("references", "opening"), sections)
    blocks = [prose_lines(section, head) for section in before if section.role in ("front", "body", "note")]
    return max(blocks, key=lambda block: sum(map(len, block)), default=[])


def abstract_text(section: Section) -> str:
    """Return the text of a labelled abstract, without the line that tells a work's field and authors (CyberLeninka)."""
    lines = [line for line in section.lines if not masthead.WORK_OF.search(line.text)]
    kept = [line for line in lines if not line.text or not prose.label(line.text, "button")]
    return prose.join(replace(line, text=f"{line.text.rstrip(':.')}:") if is_heading(line) else line for line in kept)


def is_heading(line: Line) -> bool:
    """Return whether a line of an abstract is a heading of its own (``Methods``)."""
    return bool(line.text) and prose.label(line.text, "section") is not None


def prose_lines(section: Section, head: Head) -> list[str]:
    """Return the paragraphs of a section that read like sentences and were not used for the masthead."""
    lines = [
        replace(line, text="") if line.number in head.used or prose.is_furniture(line.text) else line
        for line in section.lines
    ]
    found: list[str] = []
    for paragraph in prose.paragraphs(lines):
        whole = prose.join(dropwhile(lambda line: masthead.is_affiliation(line.text), paragraph))
        if prose.is_prose(whole):
            found.append(whole)
        elif found:
            break
    return found


# ---------------------------------------------------------------- recognising a page


def sniff(head: str) -> bool:
    """Return whether a text has the shape of an article's page.

    A list of references is no page, also under its heading; nor is a page of an organisation with numbered aims.
    """
    lines = [line for line in prose.lines_of(head) if line.text]
    if not lines or STRUCTURED.match(lines[0].text) or FIRST_NUMBER.match(lines[0].text):
        return False
    if prose.label(lines[0].text, "references"):
        return False
    sections = divide(lines)
    roles = [section.role for section in sections]
    listed = {line.number for section in sections if section.role == "references" for line in section.lines}
    if roles.count("keywords") > 3 or lines[0].number in listed or (opens_list(head) and "keywords" not in roles):
        return False
    return evidence(sections, [line for line in lines[:12] if line.number not in listed]) >= 2


def evidence(sections: list[Section], top: list[Line]) -> int:
    """Return how much speaks for an article: 2 and more is enough, a citation or keywords alone are."""
    roles = {section.role for section in sections}
    cited = any(section.role == "cite" and prose.YEAR.search(section.text) for section in sections)
    points = 2 * cited + 2 * ("keywords" in roles) + ("abstract" in roles) + ("references" in roles)
    points += any(prose.label(line.text, "code") is not None or " УДК " in line.text for line in top)
    points += bool(masthead.doi_of(top[1:])[0])
    points += any(masthead.DAMAGED_DOI.match(line.text) for line in top)
    points += any(prose.persons(line.text) for line in top[1:6])
    points += any(appeared.source_line(line.text) for line in top) + any(appeared.mark_of(line.text) for line in top)
    points += any(line.text.startswith("ISSN") for line in top)
    points += any(masthead.WORK_OF.search(line.text) for line in top) + 2 * ("affiliation" in roles)
    return points + bool({"pages", "journal"} & roles) + ("authors" in roles)


FORMAT = Format("page", "plain text of an article's page", ("article",), (), sniff=sniff, read=read, rank="parsed")
