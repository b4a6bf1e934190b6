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
    FULL_MONTHS,
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
# Types whose date is printed to the day (manual, s. 9.14).
DATED = frozenset(("article-magazine", "article-newspaper", "webpage", "post", "post-weblog", "speech"))
# What a work is, where its title does not tell (manual, s. 10.9 and 10.10).
MADE = {"dataset": "Data set", "software": "Computer software", "speech": "Conference presentation"}
# Words that title case leaves small.
SMALL = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "the", "to",
    "with",
))  # fmt: skip
WORD = re.compile(r"[^\W\d_][\w’']*")
ENGLISH_LETTERS = re.compile(r"[A-Za-z]")


def cite(record: Record) -> str:
    """Return the citation of a record."""
    if record.type in ARTICLES or is_periodical(record):
        return article(record)
    if record.type in CHAPTERS and record.container:
        return chapter(record)
    return law(record) if record.type in ("legislation", "bill") else book(record)


def is_periodical(record: Record) -> bool:
    """Return whether a work stands in something that appears again and again: a blog, proceedings without a book."""
    if record.type == "paper-conference":
        return bool(record.container) and not (record.editors or record.publisher)
    return record.type in ("post", "post-weblog") and bool(record.container)


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
        return ", ".join([*names[: MOST_NAMES - 1], f"… {names[-1]}"])
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
    about = "ca. " if record.issued.circa else ""
    dated = record.type in DATED or (record.type == "paper-conference" and not record.container)
    if not dated or len(parts) < 2 or record.issued.end or not 0 < parts[1] <= 12:
        return f"({about}{year(record).replace('-', '–')})"
    day = joined(" ", FULL_MONTHS[parts[1] - 1], str(parts[2]) if len(parts) > 2 else "")
    return f"({about}{parts[0]}{text_of(record, 'year-suffix')}, {day})"


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
    """Return an article in a journal; one without pages has its number (manual, example 6)."""
    volume = joined("", record.volume, f"({dashed(record.issue)})" if record.issue else "")
    place = dashed(record.pages) or (f"Article {record.number}" if record.number else "")
    source = joined(", ", journal(record), volume, place)
    who, name = head(record)
    return joined(" ", opening(who, translated_by(record, name), date(record)), stopped(source), address(record))


def translated_by(record: Record, name: str) -> str:
    """Return the title of a part with its translators."""
    translators = names_of(record, "translator")
    return joined(" ", name, f"({upright_people(translators)}, Trans.)" if translators else "")


def chapter(record: Record) -> str:
    """Return a part of a book."""
    who, name = head(record)
    owners = names_of(record, "container-author")
    by = upright_people(owners)
    if not owners and record.editors:
        by = f"{upright_people(record.editors)} ({editor_label(record.editors)})"
    pages = f"{'pp.' if re.search(r'[-–,]', record.pages) else 'p.'} {dashed(record.pages)}" if record.pages else ""
    titled, bare = volume_of(record)
    inside = joined(", ", edition(record), bare, pages)
    book_title = joined(": ", record.container, titled)
    source = joined(" ", f"In {joined(', ', by, book_title)}", f"({inside})" if inside else "")
    begun = opening(who, translated_by(record, name), date(record))
    return joined(" ", begun, stopped(source), stopped(record.publisher), address(record))


def volume_of(record: Record) -> tuple[str, str]:
    """Return the volume of a book of several: with its own title as part of the title, else for the parentheses."""
    number = f"Vol. {record.volume}" if record.volume else ""
    own = text_of(record, "volume-title").rstrip(".")
    return (joined(". ", number, own), "") if own else ("", number)


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


def numbered(record: Record, bare_volume: str) -> str:
    """Return what stands in parentheses behind a title: helpers, edition, volume, number, version."""
    volumes = text_of(record, "number-of-volumes")
    several = f"Vols. 1–{volumes}" if volumes.isdecimal() and not record.volume else ""
    version = text_of(record, "version")
    parts = (helpers(record), joined(", ", edition(record), bare_volume or several), number(record))
    return joined("; ", *parts, f"Version {version}" if version and record.type in MADE else "")


def number(record: Record) -> str:
    """Return the number of a report or patent with what it counts; a code such as ``WHO/MNH/96.2`` needs no word."""
    if not record.number or record.type not in ("report", "patent"):
        return ""
    counted = record.genre.title() if record.genre.isascii() else record.genre
    if record.type == "patent":
        return f"{counted or 'Patent'} No. {record.number}"
    return joined(" ", counted, f"No. {record.number}") if counted or record.number[0].isdigit() else record.number


def kind(record: Record, school: str) -> str:
    """Return the description in brackets: a genre, with the school of a thesis that can be had; what was made."""
    if record.type in SITES or number(record):
        return ""
    words = record.genre or MADE.get(record.type, "")
    return f"[{joined(', ', words[:1].upper() + words[1:], school)}]" if words else ""


def book(record: Record) -> str:
    """Return a book, report, thesis or page, and whatever is cited like one."""
    who, name = head(record)
    titled, bare = volume_of(record)
    label = numbered(record, bare)
    school = record.publisher if record.type == "thesis" and record.genre and address(record) else ""
    what = joined(" ", joined(": ", name, titled), f"({label})" if label else "", kind(record, school))
    source = "" if school else source_of(record, who)
    year_first = text_of_year(record)
    reissued = f"(Original work published {year_first})" if year_first else ""
    return joined(" ", opening(who, what, date(record)), stopped(source), retrieved(record), reissued)


def source_of(record: Record, who: str) -> str:
    """Return who published a work, or the site or congress it stands in, unless that is its author already."""
    if record.type == "speech":
        return joined(", ", record.event_title, text_of(record, "event-place"))
    owner = record.publisher or (record.container if record.type in SITES else "")
    # The manual leaves out a publisher who is the author (s. 9.29); a bare book or report keeps it as its source.
    bare = record.type in ("report", "book") and not address(record)
    return "" if owner == who and not bare else owner


def text_of_year(record: Record) -> str:
    """Return the year of the first edition (CSL's original-date), where it is another."""
    original = record.extra.get("original-date")
    parts = original.get("date-parts") if isinstance(original, dict) else None
    first = str(parts[0][0]) if parts and parts[0] else ""
    return first if first != year(record) else ""


def retrieved(record: Record) -> str:
    """Return the address; a page without a date says when it was seen (manual, s. 9.16)."""
    if record.issued or not record.accessed or record.doi or not record.url or len(record.accessed.start) < 3:
        return address(record)
    year_seen, month, day = record.accessed.start
    return f"Retrieved {FULL_MONTHS[(month - 1) % 12]} {day}, {year_seen}, from {record.url}"


def law(record: Record) -> str:
    """Return a law: its title, kind and number before the year (manual, chapter 11)."""
    what = joined(" ", record.genre, f"No. {record.number}" if record.number else "")
    return joined(" ", stopped(joined(" ", joined(", ", title(record), what), date(record))), address(record))


STYLE = Style("apa", "APA (7th edition)", ("apa7", "apa-7", "american-psychological-association"), cite, order="author")
