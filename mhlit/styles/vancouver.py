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
    point,
    sentences,
    short_range,
    stopped,
    text_of,
    translated,
    year,
)
from mhlit.text import fold

if TYPE_CHECKING:
    from mhlit.model import Name, Record

# Six names, then "et al" (NLM's journals; Citing Medicine would print all).
MOST_NAMES = 6
INTERNET = " [Internet]"
BLOGS = frozenset(("post", "post-weblog"))


def cite(record: Record) -> str:
    """Return the citation of a record."""
    if record.type in ARTICLES or (record.type in BLOGS and record.container):
        return article(record)
    if record.type in CHAPTERS and record.container:
        return chapter(record)
    if record.type in SITES and record.url:
        return site(record)
    if record.type == "speech" and record.event_title:
        return speech(record)
    return OTHERS.get(record.type, book)(record)


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
    return labelled(record, "editor")


def labelled(record: Record, variable: str) -> str:
    """Return who edited or translated a work: ``Wing J, Leff J, editors``; "et al." has a stop before the label."""
    names = people(record, variable)
    several = "s" if len(names_of(record, variable)) > 1 else ""
    return f"{names}{'.' if names.endswith('et al') else ''}, {variable}{several}" if names else ""


def responsible(record: Record) -> str:
    """Return who a work is by: its authors, else who edited and translated it."""
    return people(record, "author") or joined(", ", editors(record), labelled(record, "translator"))


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


def is_online(record: Record) -> bool:
    """Return whether a work is cited by its address: one that nothing shorter identifies."""
    return bool(record.url) and not (record.doi or record.pmid or record.pmcid)


def seen(record: Record, online: bool) -> str:
    """Return the day on which something on the web was seen."""
    return f" [cited {long_date(record.accessed)}]" if online and record.accessed else ""


def available(record: Record, online: bool) -> str:
    """Return the address, which no full stop ends."""
    return f"Available from: {record.url}" if online else ""


def ending(record: Record, online: bool) -> str:
    """Return the language, the address and the identifiers, which stand behind a citation."""
    return joined(". ", language_note(record), joined(" ", available(record, online), identifiers(record)))


def kind(record: Record) -> str:
    """Return what kind of work it is, in brackets behind the title."""
    return f" [{record.genre}]" if record.genre else ""


def closed(*parts: str, tail: str = "") -> str:
    """Return the sentences of a citation and, behind them, identifiers or a language, which no full stop ends."""
    return joined(" ", sentences(parts), tail)


# ---------------------------------------------------------------- kinds of works


def article(record: Record) -> str:
    """Return an article in a journal, newspaper or blog; one without identifiers but an address is ``[Internet]``."""
    online = is_online(record)
    name = journal(record) + (INTERNET if online else "")
    issue = record.issue if record.type != "article-newspaper" else ""
    numbers = joined("", record.volume, f"({issue})" if issue else "")
    when = joined(";", (long_date(record.issued) + seen(record, online)).strip(), numbers)
    place = joined(":", when, short_range(record.pages) or record.number)
    return closed(people(record, "author"), title(record), name, place, tail=ending(record, online))


def chapter(record: Record) -> str:
    """Return a part of a book or of proceedings."""
    online = is_online(record)
    host = record.container + (INTERNET if online else "")
    head = sentences((people(record, "author"), title(record) + kind(record)))
    when = (year(record) + seen(record, online)).strip()
    inside = sentences((editors(record), host, edition(record), volume(record), imprint(record, when)))
    pages = f"p. {short_range(record.pages)}" if record.pages else ""
    return closed_tail(record, joined(" ", head, "In:", inside, stopped(pages), stopped(series(record))), online)


def book(record: Record) -> str:
    """Return a book or report, and whatever is cited like one."""
    online = is_online(record)
    others = editors(record) if record.authors else ""
    when = (published(record) + seen(record, online)).strip()
    pages = f"{record.number_of_pages} p" if record.number_of_pages and record.type == "book" else ""
    number = f"Report No.: {record.number}" if record.number and record.type == "report" else ""
    name = title(record) + kind(record) + (INTERNET if online else "")
    parts = (responsible(record), name, edition(record), volume(record), others, imprint(record, when), pages)
    return closed_tail(record, sentences((*parts, number, series(record))), online)


def published(record: Record) -> str:
    """Return the year of a work, of a report the month too."""
    if record.type != "report" or not record.issued or len(record.issued.start) < 2 or record.issued.end:
        return year(record)
    return point(record.issued.start[:2])


def thesis(record: Record) -> str:
    """Return a thesis: its kind in brackets behind the title, the place in brackets as inferred from the school."""
    online = is_online(record)
    when = (year(record) + seen(record, online)).strip()
    name = title(record) + kind(record) + (INTERNET if online else "")
    return closed_tail(
        record, sentences((people(record, "author"), name, imprint(record, when, inferred=True))), online
    )


def site(record: Record) -> str:
    """Return a page of the web: under the site's title, where it is a part of one (Citing Medicine, chapter 25)."""
    whole = record.container if fold(record.container) != fold(record.title) else ""
    when = imprint(record, (year(record) + seen(record, online=True)).strip())
    name = f"{whole or title(record)}{INTERNET}"
    part = title(record) if whole else ""
    return closed(responsible(record), name, when, part, tail=ending(record, online=True))


def speech(record: Record) -> str:
    """Return a paper that was read: ``Paper presented at: Congress; 1996 Sep 6; Dublin.``"""
    what = f"{record.genre or 'Paper'} presented at: {record.event_title}"
    meeting = joined("; ", what, long_date(record.issued), text_of(record, "event-place"))
    return closed_tail(record, sentences((people(record, "author"), title(record), meeting)))


def law(record: Record) -> str:
    """Return a law: its kind in brackets, the number, the day."""
    return closed_tail(record, sentences((title(record) + kind(record), record.number, long_date(record.issued))))


def patent(record: Record) -> str:
    """Return a patent: who invented it, who holds it, its number and day."""
    names = people(record, "author")
    who = f"{names}, inventor{'s' if len(record.authors) > 1 else ''}" if names else ""
    holder = f"{record.publisher}, assignee" if record.publisher else ""
    number = joined(" ", record.genre or "Patent", record.number)
    return closed_tail(record, sentences((joined("; ", who, holder), title(record), number, long_date(record.issued))))


def closed_tail(record: Record, text: str, online: bool = False) -> str:
    """Return a citation with the language, the address and the identifiers behind it."""
    return joined(" ", text, ending(record, online))


OTHERS = {"thesis": thesis, "legislation": law, "bill": law, "patent": patent}
ALIASES = ("nlm", "national-library-of-medicine", "icmje")
STYLE = Style("vancouver", "Vancouver (NLM, citation-sequence)", ALIASES, cite, numbered=True)
