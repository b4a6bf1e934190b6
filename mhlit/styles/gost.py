"""GOST R 7.0.5-2008: references as Russian journals ask for them in a list behind the text.

More than three authors become the first and "и др."; labels follow the language of the work (Т. № С. or Vol. No. P.);
editors stand in the genitive where it is certain. The number of authors printed before "и др." and the missing dash
between areas follow the practice of journals (s. 4.9.1, 6.1 of the standard).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mhlit.names.wordings import in_script
from mhlit.styles.base import Style
from mhlit.styles.genitive import genitive
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    DAILY,
    SITES,
    dashed,
    dropping,
    has_more,
    in_cyrillic,
    joined,
    listed,
    names_of,
    ordinal,
    sentences,
    spaced_initials,
    stopped,
    text_of,
    year,
)
from mhlit.text import fold, script

if TYPE_CHECKING:
    from mhlit.model import Date, Name, Record

MOST_NAMES = 3
# "de la Cruz", "van den Berg": the small words before a family name
LEADING = re.compile(r"(?:[a-zà-ÿ]+ )+(?=[A-ZÀ-Þ])")
LAWS = frozenset(("legislation", "bill", "patent", "legal_case"))
# "т. 1, с. 75", "гл. 3", "vol. 2": places that say what they count
PLACES = ("т.", "Т.", "с.", "С.", "гл.", "ч.", "л.", "vol.", "Vol.", "p.", "P.", "ch.")
PATENT = ("pat.", "пат.")
TALKS = frozenset(("speech", "paper-conference"))
# Abbreviations of GOST R 7.0.12-2011, and those of GOST 7.11-2004 for foreign languages.
MONTHS = ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек.")
LATIN_MONTHS = ("Jan.", "Feb.", "March", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a citation in one language."""

    volume: str
    issue: str
    page: str
    pages: str
    others: str
    online: str
    seen: str


RUSSIAN = Labels("Т.", "№", "С.", "с.", "и др.", "Электронный ресурс", "дата обращения")
LATIN = Labels("Vol.", "No.", "P.", "p.", "et al.", "Electronic resource", "accessed")


def cite(record: Record) -> str:
    """Return the citation of a record."""
    labels = RUSSIAN if is_russian(record) else LATIN
    record = in_own_script(record)
    if record.type in ARTICLES:
        return article(record, labels)
    if record.type in CHAPTERS and record.container:
        return chapter(record, labels)
    if record.url and (record.type in SITES or not (record.publisher or record.publisher_place or record.doi)):
        return site(record, labels)
    return book(record, labels)


# ---------------------------------------------------------------- pieces


def person(name: Name) -> str:
    """Return a name, family first; a particle follows the initials."""
    if name.literal:
        return name.literal
    own, particle = parted(name)
    return joined(" ", own, spaced_initials(name), particle, dropping(name), name.suffix)


def parted(name: Name) -> tuple[str, str]:
    """Return a family name and the particle before it, which a source may give as part of it."""
    leading = LEADING.match(name.family)
    if name.particle or not leading:
        return name.family, name.particle
    return name.family[leading.end() :], leading[0].strip()


def upright(name: Name) -> str:
    """Return a name with the initials first."""
    return name.literal or joined(" ", spaced_initials(name), dropping(name), name.particle, name.family, name.suffix)


def authors(record: Record, labels: Labels) -> str:
    """Return the authors; of more than three the first."""
    names = listed(names_of(record, "author"), person)
    if len(names) > MOST_NAMES:
        return f"{names[0]} {labels.others}"
    more = f" {labels.others}" if has_more(record, "author") and names else ""
    return ", ".join(names) + more


def editors(record: Record, labels: Labels) -> str:
    """Return the editors behind a slash: in the genitive after "под ред.", in the nominative where in doubt."""
    names = record.editors[:1] if len(record.editors) > MOST_NAMES else record.editors
    if not names:
        return ""
    more = f" {labels.others}" if len(record.editors) > MOST_NAMES or has_more(record, "editor") else ""
    if labels is LATIN:
        return f" / ed. by {', '.join(listed(names, upright))}{more}"
    forms = [in_genitive(name) for name in names]
    if all(forms):
        return f" / под ред. {', '.join(forms)}{more}"
    return f" / {', '.join(listed(names, upright))}{more}, ред."


def in_genitive(name: Name) -> str:
    """Return an editor in the genitive, ``""`` where it is not certain; foreign names in Latin letters stay."""
    if name.literal:
        return ""
    if script(name.family) != "Cyrl":
        return upright(name)
    family = genitive(name.family, name.given)
    return joined(" ", spaced_initials(name), name.particle, family) if family else ""


def in_own_script(record: Record) -> Record:
    """Return a work with a Cyrillic title with its people in Cyrillic, where any source of it has them so.

    The view of a work keeps both forms of a name that its records print in two scripts.
    """
    if not is_russian(record):
        return record
    authors, editors = (tuple(in_script(name, "Cyrl") for name in names) for names in (record.authors, record.editors))
    return replace(record, authors=authors, editors=editors)


def is_russian(record: Record) -> bool:
    """Return whether Russian labels suit what is printed: a Cyrillic title, in a language that has these labels."""
    shown = in_cyrillic(record.titles)
    language = record.language.lower().split("-")[0]
    return shown is not None and script(shown.value) == "Cyrl" and language in ("", "ru", "be", "uk", "kk")


def title(record: Record) -> str:
    """Return the title to cite, the Cyrillic one if there is one, without its last full stop: a slash may follow."""
    shown = in_cyrillic(record.titles)
    value = shown.value if shown else ""
    return value if value.endswith("..") else value.rstrip(".")


def container(record: Record) -> str:
    """Return the journal or book, under its Cyrillic title if there is one and the title stands in Cyrillic too.

    "Vyzdorovlenie pri shizofrenii // Социальная и клиническая психиатрия. Vol. 18" would be half of each.
    """
    if record.containers and script(title(record)) == "Latn":
        return record.container
    shown = in_cyrillic(record.containers)
    return shown.value if shown else text_of(record, "container-title-short")


def edition(record: Record, labels: Labels) -> str:
    """Return the edition: ``2-е изд.``, ``2nd ed.``."""
    if not record.edition.isdecimal():
        return record.edition
    return f"{record.edition}-е изд." if labels is RUSSIAN else f"{ordinal(record.edition)} ed."


def imprint(record: Record) -> str:
    """Return place, publisher and year: ``Москва: Медпрактика-М, 2004``."""
    return joined(", ", joined(": ", record.publisher_place, record.publisher), year(record).replace("-", "–"))


def identified(record: Record, labels: Labels) -> str:
    """Return the DOI, else the address of what was read on the web, with the day."""
    if record.doi:
        return f"DOI: {record.doi}"
    seen = f" ({labels.seen}: {numeric(record.accessed)})" if record.accessed else ""
    return f"URL: {record.url}{seen}" if is_online(record) else ""


def is_online(record: Record) -> bool:
    """Return whether a work was read on the web: somebody noted the day, or it has no pages to find it by."""
    paged = record.pages or record.publisher or record.publisher_place
    return bool(record.url) and not record.doi and (record.accessed is not None or not paged)


def marked(record: Record, labels: Labels) -> str:
    """Return the mark of an electronic resource, behind the title of what was read on the web."""
    return f" [{labels.online}]" if is_online(record) else ""


def day_and_month(record: Record, labels: Labels) -> str:
    """Return the day of a newspaper or magazine: ``18 апр.``, ``5 Sept.``."""
    parts = record.issued.start if record.issued and not record.issued.end else ()
    if record.type not in DAILY or len(parts) < 3 or not 0 < parts[1] < 13:
        return ""
    return f"{parts[2]} {(MONTHS if labels is RUSSIAN else LATIN_MONTHS)[parts[1] - 1]}"


def span(record: Record, labels: Labels) -> str:
    """Return the pages of a part: those that a citation within the text means, else all."""
    return spot(text_of(record, "locator") or record.pages, labels)


def spot(pages: str, labels: Labels) -> str:
    """Return pages with their label; a place that was typed with its own label stays."""
    return f"{labels.page} {dashed(pages)}" if pages and not pages.startswith(PLACES) else pages


def numeric(date: Date) -> str:
    """Return a date in figures, day first: ``17.05.2020``."""
    return ".".join(f"{part:02d}" for part in reversed(date.start)) or date.literal


def closing(text: str) -> str:
    """Return a text with a full stop, also behind a quotation mark."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}." if text else ""


def lined(*parts: str) -> str:
    """Return the areas of a reference, a full stop behind each."""
    return " ".join(closing(part) for part in parts if part)


# ---------------------------------------------------------------- kinds of works


def article(record: Record, labels: Labels) -> str:
    """Return an article in a journal."""
    shown = title(record) + marked(record, labels)
    head = joined(" ", stopped(authors(record, labels)), joined(" // ", shown, container(record)))
    return lined(
        head,
        year(record).replace("-", "–"),
        day_and_month(record, labels),
        f"{labels.volume} {record.volume}" if record.volume else "",
        f"{labels.issue} {dashed(record.issue)}" if record.issue else "",
        span(record, labels) or record.number,
        identified(record, labels),
    )


def chapter(record: Record, labels: Labels) -> str:
    """Return a part of a book."""
    source = container(record) + editors(record, labels)
    shown = title(record) + marked(record, labels)
    head = joined(" ", stopped(authors(record, labels)), joined(" // ", shown, source))
    volume = f"{labels.volume} {record.volume}" if record.volume else ""
    pages = span(record, labels)
    return lined(head, edition(record, labels), imprint(record), volume, pages, identified(record, labels))


def book(record: Record, labels: Labels) -> str:
    """Return a book, thesis, law or report, and whatever is cited like one."""
    shown = joined(": ", title(record), kind(record, labels)) + marked(record, labels)
    meeting = f" // {record.event_title}" if record.event_title and record.type in TALKS else ""
    head = joined(" ", stopped(authors(record, labels)), shown + editors(record, labels) + meeting)
    number = f"{labels.volume} {record.volume}" if record.volume else ""
    volume = joined(": ", number, text_of(record, "volume-title"))
    extent = f"{record.number_of_pages} {labels.pages}" if record.number_of_pages else ""
    pages = spot(text_of(record, "locator"), labels) or extent
    issued = imprint(record) if record.type not in LAWS or not kind(record, labels) else ""
    return lined(head, edition(record, labels), volume, issued, pages, identified(record, labels))


def kind(record: Record, labels: Labels) -> str:
    """Return what a title is followed by: the kind of a thesis; of a law its day and number too."""
    if record.type == "thesis":
        return record.genre
    if record.type not in LAWS:
        return ""
    number = f"№ {record.number}" if record.number else ""
    day = f"от {numeric(record.issued)}" if record.issued and len(record.issued.start) == 3 else ""
    word = record.genre or (PATENT[labels is RUSSIAN] if record.type == "patent" else "")
    return joined(" ", word, day, number) if number else word


def site(record: Record, labels: Labels) -> str:
    """Return a page of the web with its address and the day it was seen."""
    shown = joined(": ", title(record), kind(record, labels))
    within = container(record) if fold(record.container) != fold(record.title) else ""
    head = joined(" // ", joined(" ", stopped(authors(record, labels)), f"{shown} [{labels.online}]"), within)
    seen = f" ({labels.seen}: {numeric(record.accessed)})" if record.accessed else ""
    return sentences((head, f"URL: {record.url}{seen}"))


STYLE = Style(
    "gost-r-7-0-5-2008",
    "GOST R 7.0.5-2008 (list of references)",
    ("gost", "gost-7.0.5", "gost-r-7.0.5-2008"),
    cite,
    order="cyrillic-first",
    numbered=True,
    cyrillic=True,
)
