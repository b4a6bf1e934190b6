"""APA: entries of a list of references after the Publication Manual of the American Psychological Association, 7th
edition.

Up to twenty names, an ampersand before the last; the sentence case of titles stays as the record has it; a journal's
title is capitalised where the work is English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.styles.base import Style
from mhlit.styles.pieces import (
    ARTICLES,
    CHAPTERS,
    SITES,
    dashed,
    dropping,
    family,
    has_more,
    joined,
    listed,
    names_of,
    ordinal,
    sentences,
    spaced_initials,
    stopped,
    text_of,
    translated,
    year,
)

if TYPE_CHECKING:
    from mhlit.model import Name, Record, Text

MOST_NAMES = 20
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Types whose date is printed to the day (manual, s. 9.14).
DATED = frozenset(
    ("article-magazine", "article-newspaper", "webpage", "post", "post-weblog", "speech", "paper-conference")
)
# Words that title case leaves small.
SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    )
)
WORD = re.compile(r"[^\W\d_][\w’']*")
ENGLISH_LETTERS = re.compile(r"[A-Za-z]")


def cite(record: Record) -> str:
    """Return the citation of a record."""
    if record.type in ARTICLES:
        return article(record)
    if record.type in CHAPTERS and record.container:
        return chapter(record)
    return book(record)


def person(name: Name) -> str:
    """Return a name, family first."""
    return name.literal or joined(", ", family(name), joined(" ", spaced_initials(name), dropping(name)), name.suffix)


def upright(name: Name) -> str:
    """Return a name with the initials first, as behind "In"."""
    return name.literal or joined(" ", spaced_initials(name), dropping(name), family(name), name.suffix)


def series_of(names: list[str], more: bool) -> str:
    """Return names with an ampersand before the last; of more than twenty the first nineteen and the last."""
    if more:
        return ", ".join([*names, "et al."])
    if len(names) > MOST_NAMES:
        return ", ".join([*names[: MOST_NAMES - 1], f". . . {names[-1]}"])
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def people(record: Record, variable: str) -> str:
    """Return a list of inverted names."""
    return series_of(listed(names_of(record, variable), person), has_more(record, variable))


def upright_people(names: tuple[Name, ...]) -> str:
    """Return a list of names in reading order: two are joined by an ampersand alone."""
    found = listed(names, upright)
    return " & ".join(found) if len(found) == 2 else series_of(found, more=False)


def editor_label(names: tuple[Name, ...]) -> str:
    """Return ``Ed.`` or ``Eds.``."""
    return "Eds." if len(names) > 1 else "Ed."


def head(record: Record) -> tuple[str, str]:
    """Return (who, title): without names the title stands first, before the date."""
    who = people(record, "author")
    if not who and record.editors and record.type not in CHAPTERS | ARTICLES:
        who = f"{people(record, 'editor')} ({editor_label(record.editors)})"
    return who, title(record)


def title(record: Record) -> str:
    """Return the title to cite; a translation stands in brackets."""
    return wordings(record.titles)


def wordings(titles: tuple[Text, ...]) -> str:
    """Return the first wording, with the English one in brackets where the first is in another language."""
    if not titles:
        return ""
    first = titles[0]
    if first.role == "translated":
        return f"[{first.value.rstrip('.')}]"
    english = translated(titles, first)
    return f"{first.value.rstrip('.')} [{english.rstrip('.')}]" if english else first.value


def date(record: Record) -> str:
    """Return the date in parentheses: the year, to the day for what appears by days."""
    if record.issued is None:
        return "(n.d.)"
    parts = record.issued.start
    if record.type not in DATED or len(parts) < 2 or record.issued.end or not 0 < parts[1] <= 12:
        return f"({year(record).replace('-', '–')})"
    return f"({parts[0]}, {joined(' ', MONTHS[parts[1] - 1], str(parts[2]) if len(parts) > 2 else '')})"


def opening(who: str, name: str, when: str) -> str:
    """Return who, when and what, in APA's order."""
    return sentences((who, when, name)) if who else sentences((name, when))


def address(record: Record) -> str:
    """Return the address of the DOI, else the record's own; no full stop follows."""
    return f"https://doi.org/{record.doi}" if record.doi else record.url


def journal(record: Record) -> str:
    """Return the journal's title, in title case where the work is English."""
    if not record.containers:
        return text_of(record, "container-title-short")
    name = record.container
    if record.language.lower().startswith("en") and ENGLISH_LETTERS.search(name):
        name = WORD.sub(lambda found: capital(found[0], found.start()), name)
    english = translated(record.containers, record.containers[0])
    return f"{name} [{english}]" if english else name


def capital(word: str, at: int) -> str:
    """Return a word of a title with a capital, unless it is one of the small ones within the title."""
    return word if (at and word in SMALL) or not word.islower() else word[0].upper() + word[1:]


def article(record: Record) -> str:
    """Return an article in a journal."""
    volume = joined("", record.volume, f"({dashed(record.issue)})" if record.issue else "")
    source = joined(", ", journal(record), volume, dashed(record.pages))
    who, name = head(record)
    return joined(" ", opening(who, name, date(record)), stopped(source), address(record))


def chapter(record: Record) -> str:
    """Return a part of a book."""
    who, name = head(record)
    owners = names_of(record, "container-author")
    by = upright_people(owners)
    if not owners and record.editors:
        by = f"{upright_people(record.editors)} ({editor_label(record.editors)})"
    pages = f"{'pp.' if re.search(r'[-–,]', record.pages) else 'p.'} {dashed(record.pages)}" if record.pages else ""
    inside = joined(", ", edition(record), pages)
    book_title = joined(": ", record.container, volume_of(record))
    source = joined(" ", f"In {joined(', ', by, book_title)}", f"({inside})" if inside else "")
    return joined(" ", opening(who, name, date(record)), stopped(source), stopped(record.publisher), address(record))


def volume_of(record: Record) -> str:
    """Return the volume of a book of several, with its title."""
    return joined(" ", f"Vol. {record.volume}." if record.volume else "", text_of(record, "volume-title")).rstrip(".")


def edition(record: Record) -> str:
    """Return the edition: ``2nd ed.``."""
    if not record.edition:
        return ""
    return f"{ordinal(record.edition)} ed." if record.edition.isdecimal() else record.edition


def helpers(record: Record) -> str:
    """Return editors beside authors, and translators: ``R. D. Hicks, Ed.; M. B. Vizedom, Trans.``."""
    editing = record.editors if record.authors else ()
    translating = names_of(record, "translator")
    if editing and [str(name) for name in editing] == [str(name) for name in translating]:
        return f"{upright_people(editing)}, {editor_label(editing)} & Trans."
    roles = ((editing, editor_label(editing)), (translating, "Trans."))
    return "; ".join(f"{upright_people(names)}, {label}" for names, label in roles if names)


def book(record: Record) -> str:
    """Return a book, report, thesis or page, and whatever is cited like one."""
    volumes = text_of(record, "number-of-volumes")
    notes = joined("; ", helpers(record), edition(record), f"Vols. 1–{volumes}" if volumes.isdecimal() else "")
    kind = record.genre[:1].upper() + record.genre[1:] if record.type not in SITES else ""
    who, name = head(record)
    number = f"No. {record.number}" if record.number and record.type == "report" else ""
    label = joined("; ", notes, number)
    what = joined(" ", name, f"({label})" if label else "", f"[{kind}]" if kind else "")
    publisher = "" if record.publisher == who else record.publisher
    if record.type in ("report", "book") and record.publisher == who and not address(record):
        publisher = record.publisher
    return joined(" ", opening(who, what, date(record)), stopped(publisher), address(record))


STYLE = Style("apa", "APA (7th edition)", ("apa7", "apa-7", "american-psychological-association"), cite, order="author")
