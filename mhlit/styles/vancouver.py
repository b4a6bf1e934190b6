"""Vancouver, as the citation-sequence style of the National Library of Medicine (Citing Medicine, 2nd edition).

A translated title stands in square brackets, an original or romanised journal title is followed by the English one in
brackets, and the name of the language closes the line, as Russian journals print it:
``Lyubov EB. [New opportunities]. Rossiiskii zhurnal [Russian Journal]. 2019;(3):18-24. Russian``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.names import initials
from mhlit.styles.base import Style
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    SITES,
    dropping,
    family,
    has_more,
    is_foreign,
    joined,
    language_name,
    listed,
    long_date,
    names_of,
    ordinal,
    sentences,
    short_range,
    stopped,
    text_of,
    translated,
    year,
)

if TYPE_CHECKING:
    from mhlit.model import Name, Record

# Six names, then "et al" (NLM's journals; Citing Medicine would print all).
MOST_NAMES = 6


def cite(record: Record) -> str:
    """Return the citation of a record."""
    if record.type in ARTICLES:
        return article(record)
    if record.type in CHAPTERS and record.container:
        return chapter(record)
    if is_site(record):
        return site(record)
    return thesis(record) if record.type == "thesis" else book(record)


# ---------------------------------------------------------------- pieces


def person(name: Name) -> str:
    """Return a name: family, initials without stops, suffix; an organisation as it is."""
    return name.literal or joined(" ", family(name), initials(name), dropping(name), name.suffix.replace(".", ""))


def people(record: Record, variable: str) -> str:
    """Return a list of names, cut after six."""
    names = listed(names_of(record, variable), person)
    more = has_more(record, variable) or len(names) > MOST_NAMES
    return ", ".join([*names[:MOST_NAMES], *(["et al"] if more and names else [])])


def editors(record: Record) -> str:
    """Return the editors with their label."""
    names = people(record, "editor")
    return f"{names}, editor{'s' if len(record.editors) > 1 else ''}" if names else ""


def responsible(record: Record) -> str:
    """Return who a work is by: its authors, else its editors."""
    return people(record, "author") or editors(record)


def title(record: Record) -> str:
    """Return the title to cite; a translation stands in brackets, also after a title in another language."""
    if not record.titles:
        return ""
    first = record.titles[0]
    if first.role == "translated":
        return f"[{first.value.rstrip('.')}]"
    english = translated(record.titles, first)
    return f"{first.value.rstrip('.')} [{english.rstrip('.')}]" if english else first.value


def journal(record: Record) -> str:
    """Return the journal, short if a short form is known, without the stops of abbreviations; English in brackets."""
    if not record.containers:
        return text_of(record, "container-title-short")
    first = record.containers[0]
    name = without_stops(text_of(record, "container-title-short") or first.value)
    english = translated(record.containers, first)
    return f"{name} [{english}]" if english else name


def without_stops(name: str) -> str:
    """Return an abbreviated journal title without its stops; "им. С.С. Корсакова" in a full title keeps them."""
    words = name.split()
    abbreviated = sum(word.endswith(".") for word in words)
    return name.replace(".", "") if abbreviated * 2 >= len(words) else name.rstrip(".")


def language_note(record: Record) -> str:
    """Return the name of the work's language where its title stands translated or romanised."""
    shown = record.titles[0] if record.titles else None
    if shown is None or not is_foreign(record) or (shown.role == "original" and not shown.lang.endswith("-Latn")):
        return ""
    return language_name(record.language)


def identifiers(record: Record) -> str:
    """Return DOI and PubMed numbers; nothing follows a DOI directly, so that it can be copied."""
    numbers = joined(
        "; ",
        f"PubMed PMID: {record.pmid}" if record.pmid else "",
        f"PubMed Central PMCID: {record.pmcid}" if record.pmcid else "",
    )
    return joined(" ", f"doi:{record.doi}" if record.doi else "", f"{numbers}." if numbers else "")


def edition(record: Record) -> str:
    """Return the edition: ``2nd ed.``; what names itself an edition stays."""
    text = record.edition
    if not text or text.isdecimal():
        return f"{ordinal(text)} ed." if text else ""
    return text if any(mark in text.casefold() for mark in ("ed", "изд", "aufl")) else f"{text} ed."


def imprint(record: Record, when: str, *, inferred: bool = False) -> str:
    """Return place, publisher and date; a place that is inferred stands in brackets."""
    place = record.publisher_place
    if inferred and place:
        place = f"[{place}]"
    return joined("; ", joined(": ", place, record.publisher), when)


def series(record: Record) -> str:
    """Return the series in parentheses."""
    number = text_of(record, "collection-number")
    inside = joined("; ", record.collection_title, f"no. {number}" if number and record.collection_title else "")
    return f"({inside})" if inside else ""


def volume(record: Record) -> str:
    """Return the volume of a book, with its title."""
    return joined(", ", f"Vol. {record.volume}" if record.volume else "", text_of(record, "volume-title"))


def is_site(record: Record) -> bool:
    """Return whether a record is cited by its address: pages, posts, and what has no other place."""
    return bool(record.url) and (record.type in SITES or not (record.publisher or record.publisher_place or record.doi))


def closed(*parts: str, tail: str = "") -> str:
    """Return the sentences of a citation and, behind them, identifiers or a language, which no full stop ends."""
    return joined(" ", sentences(parts), tail)


# ---------------------------------------------------------------- kinds of works


def article(record: Record) -> str:
    """Return an article in a journal; one that only an address leads to is marked ``[Internet]``."""
    online = bool(record.url) and not (record.volume or record.issue or record.pages or record.doi)
    name = journal(record) + (" [Internet]" if online else "")
    numbers = joined("", record.volume, f"({record.issue})" if record.issue else "")
    cited = f" [cited {long_date(record.accessed)}]" if online and record.accessed else ""
    when = joined(";", long_date(record.issued) + cited, numbers)
    place = joined(":", when, short_range(record.pages))
    address = f"Available from: {record.url}" if online else ""
    tail = joined(" ", joined(". ", language_note(record), identifiers(record)), address)
    return closed(people(record, "author"), title(record), name, place, tail=tail)


def chapter(record: Record) -> str:
    """Return a part of a book or of proceedings."""
    book_title = record.container
    head = sentences((people(record, "author"), title(record)))
    inside = sentences((editors(record), book_title, volume(record), edition(record), imprint(record, year(record))))
    pages = f"p. {short_range(record.pages)}" if record.pages else ""
    return closed_tail(record, joined(" ", head, "In:", inside, stopped(pages), stopped(series(record))))


def book(record: Record) -> str:
    """Return a book or report, and whatever is cited like one."""
    who = responsible(record)
    others = editors(record) if record.authors else ""
    pages = f"{record.number_of_pages} p" if record.number_of_pages else ""
    number = f"Report No.: {record.number}" if record.number and record.type == "report" else ""
    parts = (who, title(record), volume(record), edition(record), others, imprint(record, year(record)), pages)
    return closed_tail(record, sentences((*parts, number, series(record))))


def thesis(record: Record) -> str:
    """Return a thesis: its kind in brackets behind the title, the place in brackets as inferred from the school."""
    kind = f" [{record.genre}]" if record.genre else ""
    return closed_tail(
        record,
        sentences((people(record, "author"), title(record) + kind, imprint(record, year(record), inferred=True))),
    )


def site(record: Record) -> str:
    """Return a page of the web with the day it was seen and its address, which no full stop ends."""
    cited = f" [cited {long_date(record.accessed)}]" if record.accessed else ""
    when = imprint(record, (year(record) + cited).strip())
    return closed(responsible(record), f"{title(record)} [Internet]", when, tail=f"Available from: {record.url}")


def closed_tail(record: Record, text: str) -> str:
    """Return a citation with the language and the identifiers behind it."""
    return joined(" ", text, joined(". ", language_note(record), identifiers(record)))


ALIASES = ("nlm", "national-library-of-medicine", "icmje")
STYLE = Style("vancouver", "Vancouver (NLM, citation-sequence)", ALIASES, cite, numbered=True)
