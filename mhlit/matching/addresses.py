"""What the address of a reference and of a registry's record says: volume, issue, first page and year, and the journal.

A registry holds hundreds of millions of works, so that the numbers decide between look-alikes: a letter under the title
of its article, the abstract and the paper, two articles of one team in two issues.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.matching.evidence import container_evidence
from mhlit.matching.rules import in_step
from mhlit.matching.titles import SLAVIC, language_of, same_family

if TYPE_CHECKING:
    from mhlit.matching.features import Prepared
    from mhlit.matching.titles import TitleMatch

SURE_TITLES = frozenset({"equal", "spelling", "shortened"})
SIGNS = re.compile(r"[\W_]+")


def authors_agree(one: Prepared, other: Prepared) -> bool | None:
    """Return whether the first author of either is among the authors of the other; None where one names nobody."""
    if not one.authors or not other.authors:
        return None
    first, second = one.authors[0].family, other.authors[0].family
    return any(same_family(first, each.family) for each in other.authors) or any(
        same_family(second, each.family) for each in one.authors
    )


def numbers_agree(one: Prepared, other: Prepared, titles: TitleMatch) -> bool:
    """Return whether the evidence beside title and author suffices: one number agrees, at most one speaks against it.

    A title of few words ("Depression") and a title in another language need more.
    """
    support = sum(a == b for a, b in given_twice(one, other)) + (one.year != 0 and one.year == other.year)
    against = parted(one, other)
    if titles.relation not in SURE_TITLES or titles.length < 20:
        support += titles.relation == "equal" and container_evidence(one, other).agrees is True
        return support >= 2 and support > against
    return support >= 1 and against <= 1 and (support >= against or titles.length >= 45)


def full_address(one: Prepared, other: Prepared, titles: TitleMatch) -> bool:
    """Return whether volume, first page and year agree so that the title or the author may fail to.

    Registries cut titles at their first markup ("Biology of" for "Biology of <i>Pseudomonas</i>") and name the first
    person where a reference names the consortium. A whole supplement shares volume and page, so one of title and
    author must agree, and nothing may be another article's title.
    """
    place = one.volume and one.volume == other.volume and len(one.first_page) > 1 and one.first_page == other.first_page
    if not place or not one.year or not other.year or abs(one.year - other.year) > 1:
        return False
    if titles.relation in SURE_TITLES and titles.length >= 20:
        return True
    if begins(one, other, 12):
        return True
    if not authors_agree(one, other):
        return False
    return titles.relation in {"misprint", "topic", "alike", "language", "absent"} or begins(one, other, 1)


def begins(one: Prepared, other: Prepared, letters: int) -> bool:
    """Return whether a title of one record, of so many letters, is the beginning of one of the other's."""
    pairs = [(a, b) for first in one.titles for second in other.titles for a, b in ((first, second), (second, first))]
    return any(len(a) >= letters and b.startswith(a + " ") for a, b in pairs)


def of_two_kinds(one: Prepared, other: Prepared) -> bool:
    """Return whether only one is a conference abstract (or the like) and they begin on two pages.

    ``compare`` takes "[abstract]" in one volume for a database's remark; a registry holds the abstract and the paper.
    """
    return pages_differ(one, other) and one.marks.kinds != other.marks.kinds


def elsewhere(one: Prepared, other: Prepared, titles: TitleMatch) -> bool:
    """Return whether the address is that of another item.

    Journals print "Carer coping" and "Carer burden" of one team on the same pages of two issues: a title that is not
    quite the same needs all of the address to agree. A letter bears the title of the article that it is about, some
    pages on in the same volume: there the same title needs the page, unless one lies within the other's pages.
    """
    if titles.relation != "equal" and codes_differ(one, other):
        return True
    pages = pages_differ(one, other)
    issues = bool(one.issue and other.issue) and one.issue != other.issue
    if titles.relation in SURE_TITLES:
        one_issue = titles.relation == "equal" and bool(one.issue) and one.issue == other.issue
        one_volume = bool(one.volume) and one.volume == other.volume
        return pages and one_volume and not one_issue and not (covers(one, other) or covers(other, one))
    russian = titles.relation == "language" and in_russian(one) and in_russian(other)
    return russian or pages or issues or years_apart(one, other) or container_evidence(one, other).agrees is False


def codes_differ(one: Prepared, other: Prepared) -> bool:
    """Return whether each title has a code that the other lacks: "5-HT2A" / "5-HT2C" is no misprint."""
    mine, yours = ([SIGNS.sub("", title) for title in each.titles] for each in (one, other))
    return lacks(one, yours) and lacks(other, mine)


def lacks(record: Prepared, runs: list[str]) -> bool:
    """Return whether a title has a code (a word with a digit and a letter) that is in none of the other's titles.

    ``runs`` are these without blanks and signs: "5-HT2A", "5 HT2A".
    """
    words = {SIGNS.sub("", word) for title in record.titles for word in title.split()}
    codes = [word for word in words if not word.isalpha() and not word.isdigit()]
    return any(not any(code in run for run in runs) for code in codes)


def in_russian(record: Prepared) -> bool:
    """Return whether a record has a Russian (Ukrainian …) wording: two that differ are two works, whatever else."""
    return any(language_of(title) in SLAVIC for title in record.printed)


def covers(one: Prepared, other: Prepared) -> bool:
    """Return whether the first page of a record lies within the pages of another: 345 in 333-350."""
    first, page, last = ((len(each), each) for each in (one.first_page, other.first_page, one.last_page))
    return bool(one.first_page and other.first_page) and first <= page <= last


def in_two_places(one: Prepared, other: Prepared, authors: bool | None) -> bool:
    """Return whether two records of one title stand in two places: an abstract and its article, two editions.

    One contradiction is a misprint, or the year of an article that appeared online first. Works without volume and page
    (books, reports) have nothing but the year; editions are further apart than the years on a title page.
    """
    if not (one.volume or one.first_page or other.volume or other.first_page):
        return authors is False or (bool(one.year and other.year) and abs(one.year - other.year) > 2)
    page = bool(one.first_page) and one.first_page == other.first_page
    if page and ((one.volume and one.volume == other.volume) or (one.year and one.year == other.year)):
        return False
    journals = container_evidence(one, other).agrees is False
    return in_step(one, other) or parted(one, other) + (authors is False) + journals >= 2


def parted(one: Prepared, other: Prepared) -> int:
    """Return how many of volume, issue, first page and year are given on both sides and not the same."""
    return sum(a != b for a, b in given_twice(one, other)) + years_apart(one, other)


def given_twice(one: Prepared, other: Prepared) -> list[tuple[str, str]]:
    """Return the volumes, issues and first pages that both records give."""
    pairs = ((one.volume, other.volume), (one.issue, other.issue), (one.first_page, other.first_page))
    return [(a, b) for a, b in pairs if a and b]


def years_apart(one: Prepared, other: Prepared) -> bool:
    """Return whether the years are both given and more than one apart."""
    return bool(one.year and other.year) and abs(one.year - other.year) > 1


def pages_differ(one: Prepared, other: Prepared) -> bool:
    """Return whether both have a first page, and not the same."""
    return bool(one.first_page and other.first_page) and one.first_page != other.first_page
