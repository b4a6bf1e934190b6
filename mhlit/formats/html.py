"""Saved web pages (HTML): what their metadata says of the work, and its references; else their text, read as prose.

lxml reads what browsers read, without network and without entities from outside. A page without a word of
metadata is a page of text: an article's page or grey literature.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats import grey, metatags, page, prose
from mhlit.formats.base import Format
from mhlit.formats.bibliography import writer
from mhlit.formats.keywords import keywords_of
from mhlit.formats.sections import divide
from mhlit.identifiers import issn_of, normalise_doi
from mhlit.model import Date, Issue, Name, Origin, ReadResult, Record, Text
from mhlit.names import looks_like_organisation, parse_name, parse_names
from mhlit.references import parse_reference
from mhlit.text import fold, script, squeeze, without_tags
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.formats.metatags import Fields
    from mhlit.model import Role

# Elements whose text is no part of the page's contents, and those that begin and end a line.
HIDDEN = frozenset({
    "script", "style", "noscript", "template", "nav", "footer", "form", "button", "select", "svg", "head",
    "iframe", "aside",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul", "body",
})  # fmt: skip
# "2019/03/15", "2019-3", "2019-03-15T10:00:00+03:00", "2019"
NUMBERS = re.compile(r"^((?:1[5-9]|20)\d\d)(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?![\d])")
# "citation_title=…; citation_author=…;" inside a citation_reference
PAIR = re.compile(r"(?:^|;)\s*citation_(\w+)=(.*?)(?=;\s*citation_\w+=|;?\s*$)", re.DOTALL)
# "Title of the page | Site", "Title — Journal": a browser's title carries the site behind a mark
SITE = re.compile(r"\s+(?:[|»·–—]|::)\s+[^|»·–—]*$")
# The declaration of an encoding has been obeyed already; lxml refuses one in decoded text.
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# "<!DOCTYPE html [<!ENTITY …>]>": an internal subset has no place in HTML, and lxml takes its end for text.
SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
# "<!DOCTYPE html>", "<?xml …?><!-- saved --><html", "<div class=…>": how HTML and its fragments begin
ROOT = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(text: str) -> ReadResult:
    """Return the work that a saved page describes and then its references; without metadata, what its text gives."""
    tree = parsed(text)
    if tree is None:
        return ReadResult((), (Issue("html-empty", "no contents in this web page", 1, raw=text[:2000]),))
    sources = metatags.fields_of(metas(tree), texts(tree, "script"), spans(tree))
    contents = visible_text(tree)
    if not is_described(sources):
        return from_text(contents, sources, tree, text)
    record = with_page(record_of(list(sources.values())), tree, contents)
    listed = references_of(sources, contents)
    record = replace(
        record,
        cites=tuple(each.uid for each in listed.records),
        origin=Origin(line=1, format="html", raw=head_of(text)),
    )
    return ReadResult((record, *listed.records), listed.issues)


def head_of(text: str) -> str:
    """Return the page's head, where its metadata stand, as the raw evidence; the whole page where it has none."""
    found = re.search(r"<head\b.*?</head\s*>", text, re.IGNORECASE | re.DOTALL)
    return found[0] if found else text


# ---------------------------------------------------------------- the tree


def parsed(text: str) -> Any:
    """Return the root element of an HTML text, or None where it holds none."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    body = SUBSET.sub("", XML_DECLARATION.sub("", text.replace("\0", ""))).strip()
    try:
        return html.document_fromstring(body.encode("utf-8", "replace"), parser=parser) if body else None
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def metas(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield name and content of each meta tag; Open Graph says ``property`` for ``name``."""
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        if name and element.get("content"):
            yield name, element.get("content")


def texts(tree: Any, tag: str) -> Iterator[str]:
    """Yield the texts of JSON-LD scripts, or of other elements of a tag."""
    for element in tree.iter(tag):
        if tag != "script" or "ld+json" in (element.get("type") or ""):
            yield element.text_content()


def spans(tree: Any) -> Iterator[str]:
    """Yield the OpenURLs of COinS: ``<span class="Z3988" title="…">``."""
    for element in tree.iter("span"):
        if "Z3988" in (element.get("class") or "").split():
            yield element.get("title") or ""


def visible_text(tree: Any) -> str:
    """Return the text of the page's contents, a line for each block; items of ordered lists get their numbers back."""
    from lxml import etree

    root = contents_of(tree)
    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            parts.append("\n" if tag in BLOCKS else "")
            if not tag or tag in HIDDEN:
                walker.skip_subtree()
            else:
                parts += (number_of(element), squeezed(element.text))
        else:
            parts += ("\n" if tag in BLOCKS else "", squeezed(element.tail) if element is not root else "")
    return re.sub(r"\s*\n\s*", "\n", "".join(parts)).strip()


def squeezed(text: str | None) -> str:
    """Return a piece of HTML text with its white space as single blanks, as browsers show it."""
    return re.sub(r"\s+", " ", text or "")


def contents_of(tree: Any) -> Any:
    """Return the element that holds the page's contents: the only ``main`` or ``article``, else the body."""
    for path in ("//main", "//*[@role='main']", "//article"):
        found = tree.xpath(path)
        if len(found) == 1 and len(found[0].text_content().strip()) > 200:
            return found[0]
    return next(tree.iter("body"), tree)


def number_of(element: Any) -> str:
    """Return ``3. `` for the third item of an ordered list whose text has no number of its own, else ``""``."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    if re.match(r"\s*\[?\d", element.text_content()):
        return ""
    return f"{sum(1 for each in element.itersiblings('li', preceding=True)) + 1}. "


# ---------------------------------------------------------------- from metadata


def is_described(sources: dict[str, Fields]) -> bool:
    """Return whether metadata describe a work well enough: a title, and an author, journal, date or DOI beside it.

    Open Graph alone describes any web page, and JSON-LD of the kind *WebPage* too: their text says more.
    """
    for source, fields in sources.items():
        general = source == "og" or (source == "json-ld" and fields["type"] == ["webpage"])
        if (
            not general
            and fields.get("title")
            and any(fields.get(each) for each in ("author", "authors", "journal", "date", "doi"))
        ):
            return True
    return False


def record_of(sources: list[Fields]) -> Record:
    """Return the record that the sources of metadata give, each field from the best source that has it."""

    def one(field: str) -> str:
        return next(iter(metatags.first(sources, field)), "")

    def every(field: str) -> list[str]:
        return metatags.first(sources, field)

    doi = next((found.doi for value in (*every("doi"), *every("identifier")) if (found := normalise_doi(value))), "")
    titles = wordings([*every("title")[:2], *every("title-other")])
    spoken = one("language").replace("_", "-")
    abstract = squeeze(without_tags(one("abstract")))
    return Record(
        type=type_of(sources),
        titles=titles,
        containers=wordings((every("journal") or every("conference") or every("book"))[:2]),
        authors=names_of(every("author"), every("authors")),
        editors=names_of(every("editor"), ()),
        issued=date_of(one("date")),
        volume=one("volume"),
        issue=one("issue"),
        pages=one("pages") or "-".join(dict.fromkeys(filter(None, (one("first"), one("last"))))),
        number=one("number"),
        publisher=one("publisher") or one("institution"),
        publisher_place=one("place"),
        doi=doi,
        url=one("url"),
        pmid=one("pmid"),
        pmcid=one("pmcid"),
        issn=next(filter(None, map(issn_of, every("issn"))), ""),
        isbn=one("isbn"),
        abstract=abstract,
        keywords=keywords_of(every("keywords")),
        language=spoken or (titles[0].lang if titles else ""),
        extra=extra_of(sources),
    )


def extra_of(sources: list[Fields]) -> dict[str, Any]:
    """Return what metadata say beyond the record's fields."""
    kept = {
        "journal-short": "container-title-short",
        "pdf": "html:pdf",
        "citation": "html:citation",
        "genre": "html:genre",
    }
    found = {name: values[0] for field, name in kept.items() if (values := metatags.first(sources, field))}
    issns = metatags.first(sources, "issn")
    return found | ({"html:issn": issns} if len(issns) > 1 else {})


def type_of(sources: list[Fields]) -> str:
    """Return the CSL type that the metadata tell or imply."""
    if kind := next((kind for kind in metatags.first(sources, "type") if kind != "webpage"), ""):
        return kind
    for field, kind in (
        ("journal", "article-journal"), ("conference", "paper-conference"), ("book", "chapter"), ("number", "report"),
        ("institution", "thesis"), ("isbn", "book"),
    ):  # fmt: skip
        if metatags.first(sources, field):
            return kind
    return "webpage"


def wordings(values: Iterable[str]) -> tuple[Text, ...]:
    """Return titles as wordings: the first is the original, the others its romanisation or translations."""
    found: list[Text] = []
    for value in values:
        title = squeeze(without_tags(value))
        if title and fold(title) not in {fold(text.value) for text in found}:
            spoken = language(title)
            other = bool(found) and script(title) != script(found[0].value)
            role: Role = "romanised" if other and spoken == "ru-Latn" else "translated" if found else "original"
            found.append(Text(title, spoken, role))
    return tuple(found)


def names_of(each: Iterable[str], together: Iterable[str]) -> tuple[Name, ...]:
    """Return names from tags of one name each, or, where there are none, from a tag that holds them all."""
    names = [Name(literal=value) if looks_like_organisation(value) else parse_name(value) for value in each]
    if names:
        return tuple(names)
    return tuple(
        name
        for value in together
        for name in (parse_names(value).names if ";" not in value else names_of(value.split(";"), ()))
    )


def date_of(value: str) -> Date | None:
    """Return the date of a meta tag; prose that is no date is kept as it stands."""
    if found := NUMBERS.match(value):
        parts = [int(part) for part in found.groups() if part and int(part)]
        return Date(tuple(parts)) if len(parts) < 2 or parts[1] <= 12 else Date((parts[0],))
    return prose.date_of(value) or (Date(literal=value) if value else None)


def with_page(record: Record, tree: Any, contents: str) -> Record:
    """Return the record with what the page itself adds: abstract and keywords of its text, its own address."""
    canonical = next(
        (e.get("href") for e in tree.iter("link") if (e.get("rel") or "") == "canonical" and e.get("href")), ""
    )
    complete = record.abstract and record.keywords
    told = () if complete else page.read(f"{record.title}\n{contents}").records[:1]
    return replace(
        record,
        url=record.url or (canonical if canonical.startswith("http") else ""),
        abstract=record.abstract or next((untitled(each.abstract, record.title) for each in told), ""),
        keywords=record.keywords or next((each.keywords for each in told), ()),
    )


def untitled(abstract: str, title: str) -> str:
    """Return an abstract without the title before it, as CyberLeninka's pages have it."""
    return abstract.removeprefix(title).lstrip(" .:–—\n") if title and abstract != title else abstract


def references_of(sources: dict[str, Fields], contents: str) -> ReadResult:
    """Return the references that metadata list, else those of the page's text."""
    listed = [reference_of(value) for value in sources.get("citation", {}).get("reference", ())]
    return ReadResult(tuple(listed)) if listed else page.references_of(divide(prose.lines_of(contents)))


def reference_of(value: str) -> Record:
    """Return the record of a ``citation_reference``: pairs of names and values, or a reference as printed."""
    pairs: Fields = {}
    names = metatags.rows_of("citation")
    for name, text in PAIR.findall(value):
        pairs.setdefault(names.get(f"citation_{name}", name), []).append(squeeze(text))
    if not pairs:
        return parse_reference(value)
    return replace(record_of([pairs]), origin=Origin(format="html", raw=value))


# ---------------------------------------------------------------- from text


def from_text(contents: str, sources: dict[str, Fields], tree: Any, text: str) -> ReadResult:
    """Return what the page's text gives, with the title, date, site and address of the page around it."""
    result = page.read(contents) if page.sniff(contents) else grey.read(contents)
    title = titled(list(sources.values()), tree)
    if not result.records and not title:
        return ReadResult(
            (), (Issue("html-empty", "no title, no metadata and no text in this web page", 1, raw=text[:2000]),)
        )
    first, *others = result.records or (Record(type="webpage"),)
    fields = list(sources.values())
    site = next(iter(metatags.first(fields, "site")), "")
    is_text = bool(first.titles) and first.type == "article-journal"
    record = replace(
        first,
        titles=first.titles if is_text or not title else wordings([title]),
        containers=first.containers or (wordings([site]) if site and fold(site) != fold(title) else ()),
        issued=first.issued or date_of(next(iter(metatags.first(fields, "date")), "")),
        url=next(iter(metatags.first(fields, "url")), "") or first.url,
        abstract=first.abstract or next(iter(metatags.first(fields, "abstract")), ""),
        language=first.language or (tree.get("lang") or "").replace("_", "-"),
        origin=Origin(line=1, format="html", raw=first.origin.raw if first.origin else head_of(text)),
    )
    issue = Issue("html-no-metadata", "no metadata of a publication in this web page; its text was read", 1)
    return ReadResult((record, *others), (issue, *result.issues))


def titled(sources: list[Fields], tree: Any) -> str:
    """Return the page's title: Open Graph's, the only first heading, or the browser's without the site's name."""
    if found := metatags.first(sources, "title"):
        return found[0]
    headings = [squeeze(text) for text in texts(tree, "h1") if squeeze(text)]
    if len(headings) == 1:
        return headings[0]
    browser = next((squeeze(text) for text in texts(tree, "title") if squeeze(text)), "")
    return SITE.sub("", browser) or browser


def sniff(head: str) -> bool:
    """Return whether a text is HTML: a doctype or a root element, or the tags of a fragment."""
    return ROOT.match(head) is not None


FORMAT = Format(
    "html",
    "saved web page (HTML with citation_* tags, JSON-LD, Dublin Core, COinS)",
    ("htm",),
    (".html", ".htm", ".xhtml"),
    sniff=sniff,
    read=read,
    write=writer("html"),
    rank="file",
)
