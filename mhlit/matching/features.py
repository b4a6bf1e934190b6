"""What is compared of a record, prepared once: skeletons of its wordings, marks, authors, address, identifiers.

Everything here is a pure function of one record, so it can be stored at import and computed by any engine.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice
from sys import intern
from typing import TYPE_CHECKING, Any

from mhlit.identifiers import normalise_doi
from mhlit.matching.vetoes import NO_MARKS, Marks, arabic, generic, marks, segments, venue_class
from mhlit.text import APOSTROPHES, DASHES, squeeze, without_tags
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from mhlit.model import Name, Record

# "Vvedenie v patopsikhologiyu [Introduction to pathopsychology]": a title and its translation in one string
BRACKETED = re.compile(r"^(?P<first>[^\[\]]*)\[(?P<second>[^\[\]]+)\](?P<rest>[^\[\]]*)$")
# "[Russian]", "[in Russ.]", "[Article in Chinese]", "(In Russ.)" at the end: notes on the language, not wordings
NOTE = re.compile(
    r"[\[(]\s*(?:(?:article|text|paper)\s+)?(?:in\s+)?"
    r"(?:[a-z]{2,}(?:an|ese|ish|ch|ic|ek|rew|si)|russ?\.?|germ\.?|engl?\.?)"
    r"(?:\s*[;,&]\s*[a-z]+)?\.?\s*[\])][\s.]*$",
    re.IGNORECASE,
)
# "[Erratum appears in Chest 1993;103(5):1640]", "[see comment]", "[abstract no: 134]": what databases add to a title
DATABASE_NOTE = re.compile(
    r"\[\s*(?:published\s+)?(?:(?:erratum|errata|correction|retraction|comment|summary)\s+(?:appears\s+)?(?:in|for)\b"
    r"|see\s+comments?|comments?\b|abstract\s+no|in\s+process)[^\[\]]*\][\s.]*",
    re.IGNORECASE,
)
# "[PDF] Querying …", "[CITATION] …": what a search engine or a tracker puts before a title
FORMAT_NOTE = re.compile(r"^\s*(?:\[(?:pdf|html|book|citation|doc|ps|b|c)\]\s*)+", re.IGNORECASE)
# "… Controlled study <ORIGINAL> Prophylaxie antibiotique": a catalogue's mark before the title in its own language
ORIGINAL = re.compile(r"\s*<original>\s*", re.IGNORECASE)
# "10 000 women", "10,000 women": groups of digits
GROUPED = re.compile(r"(?<=\d)[ ,\u00a0](?=\d{3}(?!\d))")
# "01-Jun": the span 1-6 that a spreadsheet took for a date
SPREADSHEET = re.compile(r"^(\d{1,2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "(1995) Efficient algorithms …", "Mansour (1996). On-line …": what a reference parser left before the title
LEFTOVER = re.compile(r"^[^()\[\].:]{0,20}[(\[](?:19|20)\d\d[a-z]?[)\]][.:,]?\s+(?=\S)")
# "Psikhologiya = Psychology": parallel titles as the Russian standard GOST R 7.0.100 prints them
PARALLEL = re.compile(r"\s+=\s+")
# "S12-S15", "e1234", "231": the digits of a page, volume or issue
DIGITS = re.compile(r"\d+")
# "1527-30", "pages 278-291": first and last page
SPAN = re.compile(r"(\d+)\s*-+\s*[A-Za-z]*(\d+)")
# "А.Б.", "IYa", "Ivan Petrovich", "j.-p.": the pieces of a given name
GIVEN = re.compile(r"[^\W\d_]+")
# "IYa" -> "I", "Ya"; "AB" -> "A", "B"; a wholly capital "IVAN" is rather a name than four initials
CAPITALS = re.compile(r"[^\W\d_a-zа-яё][a-zа-яё'ё]?(?=[^\W\d_a-zа-яё]|$)")
WRITTEN_OUT = re.compile(r"[^\W\d_]{3}")
YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
# "10.24411/1560-957X-2019-11912": nothing to repair, and nine of ten are so
PLAIN_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9][\w.-]*[A-Za-z0-9]", re.ASCII)
MOST_AUTHORS = 12
# A "title" of 20,000 characters is an abstract or a whole page; as many words tell it from any other.
MOST_WORDS = 200

# CSL types by what a veto can rest on; types that exports use loosely (document, report, webpage …) say nothing.
KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "chapter", "paper-conference": "paper", "entry-encyclopedia": "chapter", "thesis": "thesis",
    "dataset": "dataset", "patent": "patent", "software": "software", "review-book": "review",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """A name for comparison: skeleton of the family name without blanks, initials, and all words."""

    family: str
    initials: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record, ready to be compared; ``""``, ``()`` and 0 mean absent.

    ``titles`` are the skeletons of the wordings, ``printed`` the wordings themselves, ``translated`` whether they stood
    in brackets, as translations do, and ``breaks`` the numbers of words after which they have an inner stop.
    ``generic`` says that the title is a column's (Editorial), which only the address tells apart.
    """

    titles: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    translated: tuple[bool, ...] = ()
    breaks: tuple[frozenset[int], ...] = ()
    marks: Marks = NO_MARKS
    generic: bool = False
    authors: tuple[Author, ...] = ()
    year: int = 0
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    containers: tuple[str, ...] = ()
    venue: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    isbn: str = ""
    kind: str = ""
    has_title: bool = False


def prepare(record: Record) -> Prepared:
    """Return what is compared of a record."""
    found = wordings([text.value for text in record.titles])
    said = {text.value for text in record.titles if text.role == "translated"}
    printed = tuple(text for text, _ in found)
    pieces = [(segments(title), title) for title in map(arabic, printed)]
    titles = tuple(" ".join(islice(chain.from_iterable(cut), MOST_WORDS)) for cut, _ in pieces)
    containers = venue_wordings(tuple(text.value for text in record.containers))
    first, last = page_span(record.pages)
    return Prepared(
        titles=titles,
        printed=printed,
        translated=shared(tuple(yes or text in said for text, yes in found)),
        breaks=shared(tuple(frozenset(accumulate(map(len, cut[:-1]))) for cut, _ in pieces)),
        marks=with_edition(united([marks(cut, title) for cut, title in pieces]), record.edition),
        generic=all(map(generic, titles)),
        authors=tuple(prepare_name(name) for name in (record.authors or record.editors)[:MOST_AUTHORS]),
        year=year_of(record),
        volume=intern(first_number(record.volume)),
        issue=intern(first_number(record.issue)),
        first_page=intern(first),
        last_page=intern(last),
        containers=containers,
        venue=venue_of(containers),
        publisher=container_key(record.publisher),
        doi=doi_of(record.doi),
        pmid=first_number(record.pmid),
        isbn=first_isbn(record.isbn),
        kind=KINDS.get(record.type, ""),
        has_title=any(titles),
    )


@lru_cache(maxsize=16384)
def shared(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return one object for equal small tuples: a million titles are original, and have no inner stop."""
    return values


def wordings(values: list[str]) -> tuple[tuple[str, bool], ...]:
    """Return the wordings of a title, each with whether it stood in brackets as a translation.

    Translations in brackets and parallel titles after "=" are wordings of their own; notes of databases go.
    """
    found: dict[str, bool] = {}
    for value in values:
        for original in ORIGINAL.split(value) if "<" in value else [value]:
            cleaned = plain(original)
            for part in PARALLEL.split(cleaned) if "=" in cleaned else (cleaned,):
                for text, translated in bracketed(part):
                    if text:
                        # most titles are printed as they came: then the record's own text serves
                        found.setdefault(value if text == value else text, translated)
    return tuple(found.items())


def plain(text: str) -> str:
    """Return a title without markup, entities and notes, with one kind of apostrophe and dash."""
    if "<" in text or "&" in text:
        text = without_tags(html.unescape(text))
    text = squeeze(text)
    if "`" in text or not text.isascii():
        text = text.translate(APOSTROPHES).translate(DASHES)
    if text.endswith(("]", ")", "].", ").")):
        text = NOTE.sub("", DATABASE_NOTE.sub("", text))
    if text.startswith("["):
        text = FORMAT_NOTE.sub("", text)
    if DIGITS.search(text):
        text = GROUPED.sub("", LEFTOVER.sub("", text))
    return text.strip()


def bracketed(text: str) -> list[tuple[str, bool]]:
    """Return title and bracketed translation as two wordings; a bracket of one word belongs to its title."""
    if "[" not in text or not (match := BRACKETED.match(text)):
        return [(text, False)]
    first, second, rest = (match[name].strip(' .;,"') for name in ("first", "second", "rest"))
    if not first:
        return [(f"{second}. {rest}" if rest else second, True)]
    if len(second.split()) < 2 or len(second) * 3 < len(first):
        return [(text, False)]
    return [(f"{first}. {rest}" if rest else first, False), (second, True)]


def united(found: list[Marks]) -> Marks:
    """Return the marks of all wordings of one title together."""
    if len(found) == 1:
        return found[0]
    fields = [(mark.kinds, mark.parts, mark.editions, mark.numbers) for mark in found]
    return Marks(*(frozenset[str]().union(*column) for column in zip(*fields, strict=True)))


def with_edition(found: Marks, edition: str) -> Marks:
    """Return the marks with the edition that a record states in its own field."""
    number = first_number(edition)
    return Marks(found.kinds, found.parts, found.editions | {number}, found.numbers) if number else found


def prepare_name(name: Name) -> Author:
    """Return a name for comparison; given names count as words only where they are written out."""
    return author_of(name.literal, name.particle, name.family, name.given)


@lru_cache(maxsize=65536)
def author_of(literal: str, particle: str, family: str, given: str) -> Author:
    """Return the parts of a name for comparison; the many records of one author share one object."""
    if literal:
        words = skeleton_words(literal)
        return Author("".join(words), "", words)
    families = skeleton_words(f"{particle} {family}" if particle else family)
    forenames = skeleton_words(given) if WRITTEN_OUT.search(given) else ()
    return Author("".join(families), initials(given), families + forenames)


@lru_cache(maxsize=65536)
def skeleton_words(text: str) -> tuple[str, ...]:
    """Return the words of a name's skeleton; there are far fewer family names than persons."""
    return tuple(skeleton(text).split())


@lru_cache(maxsize=16384)
def initials(given: str) -> str:
    """Return one skeleton letter for each part of a given name: "И.Я.", "IYa" and "Ivan Yakovlevich" are alike."""
    letters = ""
    for word in GIVEN.findall(given):
        pieces = CAPITALS.findall(word) if 1 < len(word) <= 4 else []
        for piece in pieces if "".join(pieces) == word else [word]:
            letters += first_letter(piece)
    return letters


@lru_cache(maxsize=8192)
def first_letter(word: str) -> str:
    """Return the first letter of a word's skeleton."""
    return skeleton(word)[:1]


def page_span(pages: str) -> tuple[str, str]:
    """Return first and last page as digits; "1527-30" ends on 1530, a single page ends on ``""``."""
    text = pages.translate(DASHES).replace("â", "-")
    if match := SPREADSHEET.match(text):
        return match[1].lstrip("0"), str(MONTHS.index(match[2].lower()) + 1)
    if match := SPAN.search(text):
        first, last = match[1].lstrip("0"), match[2].lstrip("0")
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return first, last
    return first_number(text), ""


def first_number(text: str) -> str:
    """Return the first run of digits without leading zeros: "3-4" -> "3", "UNKNOWN" -> ``""``."""
    match = DIGITS.search(text)
    return match[0].lstrip("0") if match else ""


def first_isbn(text: str) -> str:
    """Return the nine digits that an ISBN-10 and its ISBN-13 share, or ``""``."""
    digits = re.sub(r"[^0-9Xx]", "", text)[:13]
    if len(digits) == 13:
        return digits[3:12]
    return digits[:9] if len(digits) >= 10 else ""


def doi_of(text: str) -> str:
    """Return the repaired DOI in lower case, or ``""``."""
    if PLAIN_DOI.fullmatch(text):
        return text.casefold()
    found = normalise_doi(text) if text else None
    return found.doi.casefold() if found else ""


def year_of(record: Record) -> int:
    """Return the year of publication, also out of a date in prose, or 0."""
    if record.year:
        return record.year
    match = YEAR.search(record.issued.literal) if record.issued else None
    return int(match[0]) if match else 0


@lru_cache(maxsize=65536)
def container_key(text: str) -> str:
    """Return the skeleton of a journal's, book's or publisher's name."""
    return skeleton(text) if text else ""


@lru_cache(maxsize=65536)
def venue_wordings(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the wordings of a journal's or book's name; few venues hold many records."""
    return tuple(text for text, _ in wordings(list(values)))


@lru_cache(maxsize=65536)
def venue_of(containers: tuple[str, ...]) -> str:
    """Return whether a venue is a conference, a journal or none (a manuscript), from its words, or ``""``."""
    return next(filter(None, (venue_class(container_key(each)) for each in containers)), "")
