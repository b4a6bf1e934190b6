"""What the tags of a RIS entry say together, and what some exporters mean by them.

The samples are what Zotero, EndNote, Mendeley, RefWorks, Web of Science, Scopus, Ovid, Cochrane, ProQuest, EBSCO and
eLIBRARY.RU write: each has tags that the others do not have, or use for something else.
"""

from __future__ import annotations

import re
from typing import Any

from mhlit.formats.dates import parse_date
from mhlit.formats.fieldset import journal
from mhlit.formats.mapping import types
from mhlit.formats.taglines import keep
from mhlit.formats.values import bare_doi, page_range
from mhlit.model import Date, Text

# "https://www.ncbi.nlm.nih.gov/pubmed/31234567", "https://pubmed.ncbi.nlm.nih.gov/31234567/"
PUBMED = re.compile(r"^https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d{1,8})/?$")
# "2019/04/05", "20190405": EndNote and ProQuest keep the date of an article's first appearance under ET
DATED = re.compile(r"^(?:19|20)\d\d[/-]?\d\d[/-]?\d\d$")
# ProQuest's JF: "Psychiatric Rehabilitation Journal, vol. 32, no. 4, Mar 2009, pp. 251-259"
CITED = re.compile(r",\s+(?:vol\.\s*\d|no\.\s*\d|\d{4},\s*pp?\.).*$", re.IGNORECASE)
# "10:11:12" behind Zotero's date of access
TIME = re.compile(r"^\d{1,2}:\d\d(?::\d\d)?$")


def finish(found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Settle what several tags say together: pages, dates, containers, wordings, PubMed numbers."""
    settle_pages(found)
    if dates := found.pop("issued", []):
        found["issued"] = whole_date(dates)
    settle_containers(found)
    number_of(found, extra)
    articles(found, extra)
    proceedings(found)
    titles = [Text(found.pop("title"))] if "title" in found else []
    if "title-translated" in found:
        titles.append(Text(found.pop("title-translated"), "", "translated"))
    found["titles"] = titles
    found["containers"] = [Text(name) for name in [found.pop("container-title", "")] if name]
    found["keywords"] = [Text(word) for word in dict.fromkeys(word.lstrip("*") for word in found.pop("keyword", []))]
    numbers(found, extra)


def numbers(found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Take PubMed's number and the DOI from where they stand: a database's number, an address, EBSCO's L3."""
    number = extra.get("ris:AN", "")
    if extra.get("ris:DB", "").casefold() == "pubmed" and isinstance(number, str) and number.isdecimal():
        found.setdefault("PMID", extra.pop("ris:AN"))
        del extra["ris:DB"]
    address = found.get("URL", "")
    if pubmed := PUBMED.match(address):
        found.setdefault("PMID", pubmed[1])
    if not found.get("DOI") and bare_doi(address) != address:
        found["DOI"] = bare_doi(address)
    if not found.get("DOI") and str(extra.get("ris:L3", "")).startswith("10."):
        found["DOI"] = extra.pop("ris:L3")


def articles(found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Settle what means something else in articles: C7 for pages, a date as edition, a type as genre, capitals."""
    if not found["type"].startswith("article"):
        return
    if not found.get("page") and "number" in found:
        found["page"] = found.pop("number")
    if DATED.match(found.get("edition", "")):
        keep(extra, "ris:ET", found.pop("edition"))
    if str(extra.get("ris:AN", "")).startswith("WOS:") and "container-title" in found:
        found["container-title"] = journal(found["container-title"])
    if any(found.get("genre", "").casefold() in types(each) for each in ("ris", "wos")):
        keep(extra, "ris:M3", found.pop("genre"))


def proceedings(found: dict[str, Any]) -> None:
    """Put T2 and C3 of a conference paper where they belong: the conference's name, the title of the proceedings."""
    if found["type"] == "paper-conference" and found.get("event-title") and found.get("container-title"):
        found["event-title"], found["container-title"] = found["container-title"], found["event-title"]


def detail(date: Date) -> tuple[int, int]:
    """Return how much a date says: the parts that it has, then its season or prose."""
    return len(date.start), bool(date.season or date.literal)


def number_of(found: dict[str, Any], extra: dict[str, Any]) -> None:
    """Take the issue from M1 where an article has no other: EndNote puts its "Number" there."""
    number = extra.get("ris:M1", "")
    if found["type"].startswith("article-") and "issue" not in found and re.fullmatch(r"\d{1,4}", str(number)):
        found["issue"] = extra.pop("ris:M1")


def settle_pages(found: dict[str, Any]) -> None:
    """Join first and last page; of a book, two numbers are a part of it and one is its length."""
    last = found.pop("page-end", "")
    if last and not found.get("page") and "number-of-pages" in found:
        found["page"] = found.pop("number-of-pages")
    if last or found.get("page"):
        found["page"] = pages_of(found.get("page", ""), last)


def whole_date(dates: list[tuple[int, Date]]) -> Date:
    """Return the date that says most; EndNote and Web of Science give the day ("Apr 3") apart from the year."""
    best = max(dates, key=lambda ranked: (*detail(ranked[1]), ranked[0]))[1]
    if len(best.start) == 1:
        days = (date.literal for _, date in dates if date.literal and not date.start)
        told = (parse_date(f"{day} {best.start[0]}") for day in days)
        return next((date for date in told if date and len(date.start) > 1 and not date.literal), best)
    return best


def pages_of(first: str, last: str) -> str:
    """Return pages from SP and EP; SP may hold both."""
    return first if not last or "-" in first or first == last else page_range(f"{first}-{last}" if first else last)


def settle_containers(found: dict[str, Any]) -> None:
    """Give the longest of several names of a journal as its title, the shortest as its short title."""
    names = list(dict.fromkeys(CITED.sub("", name) for name in found.pop("container-title", [])))
    short = found.get("container-title-short", "")
    if not names:
        names = [found.pop("container-title-short")] if short else []
    if not names:
        return
    found["container-title"] = max(names, key=len)
    shortest = min([*names, *([short] if short else [])], key=len)
    if len(shortest) < len(found["container-title"]) or short:
        found["container-title-short"] = shortest
