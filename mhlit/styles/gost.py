"""GOST R 7.0.5-2008: references as Russian journals ask for them in a list behind the text.

More than three authors become the first and "и др."; labels follow the language of the work (Т. № С. or Vol. No. P.);
editors stand in the genitive where it is certain. The number of authors printed before "и др." and the missing dash
between areas follow the practice of journals (s. 4.9.1, 6.1 of the standard).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.styles.base import Style
from mhlit.styles.genitive import genitive
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
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
from mhlit.text import script

if TYPE_CHECKING:
    from mhlit.model import Date, Name, Record

MOST_NAMES = 3


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
    if record.type in ARTICLES:
        return article(record, labels)
    if record.type in CHAPTERS and record.container:
        return chapter(record, labels)
    if record.url and (record.type in SITES or not (record.publisher or record.publisher_place or record.doi)):
        return site(record, labels)
    return thesis(record, labels) if record.type == "thesis" else book(record, labels)


# ---------------------------------------------------------------- pieces


def person(name: Name) -> str:
    """Return a name, family first; a particle follows the initials."""
    if name.literal:
        return name.literal
    return joined(" ", name.family, spaced_initials(name), name.particle, dropping(name), name.suffix)


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
    """Return the journal or book, under its Cyrillic title if there is one."""
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


def doi(record: Record) -> str:
    """Return the DOI."""
    return f"DOI: {record.doi}" if record.doi else ""


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
    head = joined(" ", stopped(authors(record, labels)), joined(" // ", title(record), container(record)))
    return lined(
        head,
        year(record).replace("-", "–"),
        f"{labels.volume} {record.volume}" if record.volume else "",
        f"{labels.issue} {record.issue}" if record.issue else "",
        f"{labels.page} {dashed(record.pages)}" if record.pages else "",
        doi(record),
    )


def chapter(record: Record, labels: Labels) -> str:
    """Return a part of a book."""
    source = container(record) + editors(record, labels)
    head = joined(" ", stopped(authors(record, labels)), joined(" // ", title(record), source))
    pages = f"{labels.page} {dashed(record.pages)}" if record.pages else ""
    return lined(head, edition(record, labels), imprint(record), pages, doi(record))


def book(record: Record, labels: Labels) -> str:
    """Return a book or report, and whatever is cited like one."""
    head = joined(" ", stopped(authors(record, labels)), title(record) + editors(record, labels))
    volume = f"{labels.volume} {record.volume}" if record.volume else ""
    pages = f"{record.number_of_pages} {labels.pages}" if record.number_of_pages else ""
    return lined(head, edition(record, labels), volume, imprint(record), pages, doi(record))


def thesis(record: Record, labels: Labels) -> str:
    """Return a thesis; its kind follows the title after a colon."""
    head = joined(" ", stopped(authors(record, labels)), joined(": ", title(record), record.genre))
    pages = f"{record.number_of_pages} {labels.pages}" if record.number_of_pages else ""
    return lined(head, imprint(record), pages, doi(record))


def site(record: Record, labels: Labels) -> str:
    """Return a page of the web with its address and the day it was seen."""
    head = joined(" ", stopped(authors(record, labels)), f"{title(record)} [{labels.online}]")
    seen = f" ({labels.seen}: {numeric(record.accessed)})" if record.accessed else ""
    return sentences((head, f"URL: {record.url}{seen}"))


STYLE = Style(
    "gost-r-7-0-5-2008",
    "GOST R 7.0.5-2008 (list of references)",
    ("gost", "gost-7.0.5", "gost-r-7.0.5-2008"),
    cite,
    order="cyrillic-first",
    numbered=True,
)
