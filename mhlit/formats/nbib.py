"""NBIB (PubMed's MEDLINE display) -> records.

A title in square brackets is a translation; ``TT`` then holds the original or romanised one and ``LA`` its language
(NLM, MEDLINE/PubMed Data Element Descriptions). ``PL`` is the publisher's country, not its place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.dates import parse_date
from mhlit.formats.mapping import row_of, types
from mhlit.formats.taglines import Stray, Tagged, keep, nbib_entries, record_of
from mhlit.formats.values import bare_doi, language_tag, page_range, without_notice
from mhlit.model import Issue, Name, Origin, ReadResult, Text
from mhlit.text import script, squeeze

if TYPE_CHECKING:
    from mhlit.formats.mapping import Row
    from mhlit.model import Record

# "10.4103/2277-9175.180636 [doi]", "doi:10.1016/j.cpr.2005.02.002", "S0140-6736(19)1 [pii]"
LOCATED = re.compile(r"^(.*?)\s*\[(\w+)\]$")
# "1042 [pii]", "e0231": where a journal has numbers in place of pages
ARTICLE_NUMBER = re.compile(r"^[A-Za-z]{0,2}\d{1,8}$")
# "ORCID: 0000-0002-1825-0097"
ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]")
# "0955-2359 (Print)", "ISBN 978-3-86680-192-9"
NUMBER = re.compile(r"[\dXx][\dXx-]{7,}")
# "[The reform of psychiatry]." and "[The reform of psychiatry. Part 2]"
BRACKETED = re.compile(r"^\[(.*)\]\.?$", re.DOTALL)
# A kind of publication that names the record's type wins over those that describe its content.
GENERAL = frozenset(("Journal Article", "Review"))
# PubMed's links to what was published about an article later, the gravest first.
STATUS = {"RIN": "retracted", "ECI": "expression of concern", "EIN": "erratum"}
# "OWN - ERIC", "TI  - …": tags of four places with the hyphen in the fifth
SNIFFED = re.compile(r"^(OWN |TI  |AU  |FAU |JT  |TA  |DP  |LID |AID |PT  |OT  )- ", re.MULTILINE)
CYRILLIC_LANGUAGES = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk"))


def read(text: str) -> ReadResult:
    """Return the records of an NBIB file, and issues for text that belongs to none."""
    records: list[Record] = []
    issues: list[Issue] = []
    for entry in nbib_entries(text.removeprefix("\ufeff")):
        if isinstance(entry, Stray):
            issues.append(Issue("unread-text", "text outside of all entries", entry.line, raw=entry.raw))
        else:
            records.append(read_entry(entry))
    return ReadResult(tuple(records), tuple(issues))


def read_entry(entry: Tagged) -> Record:
    """Return the record of one entry."""
    found: dict[str, Any] = {"type": type_of(entry)}
    extra: dict[str, Any] = {}
    tags = {tag for tag, value in entry.fields if value}
    for tag, value in entry.fields:
        row = row_of("nbib", tag, found["type"])
        if not value or (tag == "AU" and "FAU" in tags) or (tag == "ED" and "FED" in tags):
            continue
        if row is None:
            read_rare(tag, value, found, extra)
        else:
            take(row, value, found, extra)
    settle_titles(found)
    found["keywords"] = [Text(word) for word in dict.fromkeys(found.pop("keyword", []))]
    if status := status_of(entry):
        extra["status"] = status
    record = record_of({**found, "id": found.get("PMID", "")}, extra)
    return replace(record, origin=Origin(line=entry.line, format="nbib", raw=entry.raw))


def status_of(entry: Tagged) -> str:
    """Return ``retracted`` or what else PubMed says has become of the article, or ``""``."""
    if ("PT", "Retracted Publication") in entry.fields:
        return "retracted"
    noted = (without_notice(value)[0] for tag, value in entry.fields if tag == "GN")
    tags = {tag for tag, _ in entry.fields}
    return next(filter(None, (*noted, *(status for tag, status in STATUS.items() if tag in tags))), "")


def type_of(entry: Tagged) -> str:
    """Return the CSL type: by PT, most telling first, else by what the entry is part of."""
    kinds = [value for tag, value in entry.fields if tag == "PT"]
    for kind in sorted(kinds, key=lambda kind: kind in GENERAL):
        if type_ := types("nbib").get(kind.casefold()):
            return type_
    tags = {tag for tag, value in entry.fields if value}
    if "BTI" in tags and "JT" not in tags:
        return "chapter" if "TI" in tags else "book"
    return "article-journal"


def take(row: Row, value: str, found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Put one value where its tag belongs."""
    variable, text = row.variable, squeeze(value)
    if row.kind in ("names", "literal"):
        found.setdefault(variable, []).append(Name(literal=text) if row.kind == "literal" else name_of(text))
    elif row.kind in ("keyword", "mesh"):
        found.setdefault("keyword", []).append(text.replace("*", ""))
    elif row.kind in ("issn", "isbn"):
        number = NUMBER.search(text)
        known = found.get(variable, "")
        if number and number[0] not in known:
            found[variable] = f"{known}, {number[0]}" if known else number[0]
    elif row.kind == "located":
        locate(text, found, extra, row.tag)
    elif row.kind in ("type", "country") or variable in found:
        keep(extra, f"nbib:{row.tag}", text)
    else:
        found[variable] = single(row, text)


def single(row: Row, text: str) -> Any:
    """Return the value of a tag by its kind."""
    if row.kind == "date":
        return parse_date(text)
    if row.kind == "page":
        return page_range(text)
    if row.kind == "extent":
        return text.removesuffix(".").removesuffix(" p")
    return language_tag(text) if row.kind == "language" else text


def name_of(text: str) -> Name:
    """Return a name: "Family, Given, Suffix" of FAU, "Family AB" of AU."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1:
        return Name(parts[0], parts[1], ", ".join(parts[2:]))
    family, _, initials = text.rpartition(" ")
    return Name(family, initials) if family and initials.isupper() else Name(text)


def locate(text: str, found: dict[str, Any], extra: dict[str, Any], tag: str) -> None:
    """Read a DOI, page-like article number or other identifier from LID and AID."""
    located = LOCATED.match(text)
    value, kind = (located[1], located[2].lower()) if located else (text, kind_of(text))
    if kind == "doi":
        found.setdefault("DOI", bare_doi(value))
    elif value.startswith(("http://", "https://")):
        found.setdefault("URL", value)
    elif tag == "LID" and kind == "pii" and ARTICLE_NUMBER.match(value):
        found.setdefault("page", value)
    else:
        keep(extra, f"nbib:{tag}", text)


def kind_of(text: str) -> str:
    """Return ``doi`` for an identifier without a label that is one."""
    return "doi" if bare_doi(text).startswith("10.") else ""


def read_rare(tag: str, value: str, found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Give an ORCID to the author before it; keep all other tags."""
    authors = found.get("author", [])
    orcid = ORCID.search(value) if tag == "AUID" and "ORCID" in value.upper() else None
    if orcid and authors:
        authors[-1] = replace(authors[-1], orcid=orcid[0])
    else:
        keep(extra, f"nbib:{tag}", squeeze(value))


def settle_titles(found: dict[str, Any]) -> None:
    """Make wordings of TI and TT: the bracketed one is a translation into English, TT is original or romanised."""
    title, original = found.pop("title", ""), found.pop("title-original", "")
    tag = found.get("language", "")
    bracketed = BRACKETED.match(title)
    titles = []
    if title:
        foreign = bracketed is not None and (bool(original) or not tag.startswith("en"))
        inner = bracketed[1] if bracketed and foreign else title
        titles.append(
            Text(inner.strip().removesuffix("."), "en" if foreign else "", "translated" if foreign else "original")
        )
    if original:
        romanised = tag in CYRILLIC_LANGUAGES and script(original) == "Latn"
        lang, role = (f"{tag}-Latn", "romanised") if romanised else (tag, "original")
        titles.append(Text(original.removesuffix("."), lang, "romanised" if role == "romanised" else "original"))
    found["titles"] = titles
    found["containers"] = [Text(name) for name in [found.pop("container-title", "")] if name]
    if not found["containers"] and found.get("container-title-short"):
        found["containers"] = [Text(found.pop("container-title-short"))]


def sniff(head: str) -> bool:
    """Return whether the text begins with a number, has PubMed's anywhere, or at least four of the tags in lines."""
    if re.search(r"\A[\ufeff\s]*PMID- \S|^[\ufeff]?PMID ?- ?\d", head, re.MULTILINE):
        return True
    return len(set(SNIFFED.findall(head))) > 3 and "\nTY  -" not in head
