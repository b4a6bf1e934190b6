"""What each field says about two records being one work: points for and against, with the reason in plain words.

The points are log-odds, set by hand and checked on sets of several fields; a field that one of the two lacks says
nothing, since reference lists leave out most fields. A venue is weighed lightly: its spelling varies more than it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mhlit.journals import same_journal
from mhlit.matching.printed import ELLIPSES
from mhlit.matching.titles import same_family
from mhlit.skeletons import skeleton_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.matching.features import Author, Prepared
    from mhlit.matching.titles import TitleMatch

# Two letters of initials occur everywhere.
SHORTEST_ACRONYM = 4
# "12" is a page, "325332" the pages 325-332.
SHORTEST_RUN = 4
# Long titles that differ in one word are this similar; then the address decides alone.
NEARLY_EQUAL = 0.9
# A title so similar is rather misprinted than inflected.
HARDLY_CHANGED = 0.945
# What each relation of two long titles is worth, whether it agrees, and the reason.
TITLE_RELATIONS: dict[str, tuple[float, bool | None, str]] = {
    "equal": (6.0, True, "the titles are the same"),
    "spelling": (4.5, True, "the titles differ only in spelling ({percent} % alike)"),
    "shortened": (4.0, True, "one title is the other without its subtitle"),
    "misprint": (3.0, None, "the titles differ in a word that may be misprinted: {words}"),
    "alike": (2.5, None, "the titles are alike ({percent} %), but one has more words"),
    "different": (-5.0, False, "the titles differ"),
}
SHORT_TITLES = {
    "spelling": "title (but spelling)",
    "shortened": "title (but subtitle)",
    "misprint": "title (but a word)",
    "alike": "title with more words",
}
# Letters of a title, from the longest, and the weight of titles that long.
TITLE_WEIGHTS = ((40, 1.25), (25, 1.1), (17, 1.0), (9, 0.75))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says: points (0 where it is absent or undecided), whether it agrees, and the reason.

    ``short`` is what a list of what agrees calls it, where the name of the field would say too little.
    """

    points: float = 0.0
    agrees: bool | None = None
    reason: str = ""
    short: str = ""


NOTHING = Evidence()


def title_evidence(match: TitleMatch, common: bool) -> Evidence:
    """Return what the titles say; a short, generic or much-used title says little even where it is equal."""
    percent = round(match.similarity * 100)
    if match.relation == "absent":
        return NOTHING
    if match.relation == "language":
        words = f"share {percent} % of their words and concepts" if percent else "share no word"
        reason = f"the titles are in different languages and {words}"
        return Evidence(3.25 * match.similarity - 0.25, None, reason, "title in another language")
    if match.relation == "topic":
        points = 0.0 if match.similarity >= NEARLY_EQUAL else -1.5
        return Evidence(points, None, f"the titles differ in a word: {match.words[0]} / {match.words[1]}")
    points, agrees, reason = TITLE_RELATIONS[match.relation]
    if match.relation == "spelling" and match.similarity > HARDLY_CHANGED:
        points += 1
    reason = reason.format(percent=percent, words=" / ".join(match.words))
    note = ", but many works bear it" if common and agrees else ""
    weight = title_weight(match.length, common) if points > 0 else 1.0
    return Evidence(points * weight, agrees, reason + note, SHORT_TITLES.get(match.relation, ""))


def title_weight(length: int, common: bool) -> float:
    """Return how much a title of so many letters can say: "Schizophrenia" is borne by many works."""
    if common:
        return 0.3
    return next((weight for least, weight in TITLE_WEIGHTS if length >= least), 0.5)


def author_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the authors say. One wrong initial lowers the weight, it does not decide."""
    if not a.authors or not b.authors:
        return NOTHING
    shorter, longer = sorted((a.authors, b.authors), key=lambda names: (len(names), [each.family for each in names]))
    shared = shared_names(shorter, longer)
    first = same_name(a.authors[0], b.authors[0])
    if shared == len(shorter) and first:
        conflict = not initials_agree(a.authors[0], b.authors[0])
        points = (2.0, 3.0, 3.5)[min(shared, 3) - 1] - (1.0 if conflict else 0.0)
        reason = (
            "the author is the same"
            if shared == 1 == len(longer)
            else f"the authors are the same ({shared} of {len(longer)})"
        )
        short = "author" if shared == 1 == len(longer) else f"authors ({shared} of {len(longer)})"
        return Evidence(points, True, reason + (", but the initials differ" if conflict else ""), short)
    if shared * 2 >= len(shorter):
        return Evidence(
            1.5, True, f"{shared} of {len(shorter)} authors are the same", f"authors ({shared} of {len(longer)})"
        )
    if shared or words_shared(a.authors, b.authors):
        return Evidence(0.75, None, "some of the authors' names are the same")
    return Evidence(-4.0, False, "the authors differ")


def shared_names(shorter: tuple[Author, ...], longer: tuple[Author, ...]) -> int:
    """Return how many of the shorter list's family names are in the longer list."""
    families, known = ({author.family for author in names} for names in (longer, shorter))
    missing = [author for author in shorter if author.family not in families]
    left = [author for author in longer if author.family not in known]
    return len(shorter) - len(missing) + sum(any(same_name(one, other) for other in left) for one in missing)


def same_name(a: Author, b: Author) -> bool:
    """Return whether two names may be one: by the family names, also where they stand for the given name."""
    return same_family(a.family, b.family) or turned(a, b) or turned(b, a)


def turned(a: Author, b: Author) -> bool:
    """Return whether the first name has the other's parts in the wrong places: "Rakesh, Brown" for "Brown, R."."""
    return "".join(a.words) == a.family + b.family != "" and b.initials[:1] == a.family[:1]


def initials_agree(a: Author, b: Author) -> bool:
    """Return whether the first initials are equal or one is missing."""
    if not a.initials or not b.initials or a.initials[0] == b.initials[0]:
        return True
    return turned(a, b) or turned(b, a)


def words_shared(a: tuple[Author, ...], b: tuple[Author, ...]) -> bool:
    """Return whether the lists share a long word of a name: family and given name change places in exports.

    Two given names say nothing beside family names that begin otherwise: Jorgolsen, Oleg and Inkovez, Oleg.
    """
    words = {word for author in a for word in author.words if len(word) > 2}
    if not any(word in words for author in b for word in author.words):
        return False
    bearers: dict[str, list[Author]] = {}
    for author in a:
        for word in author.words:
            bearers.setdefault(word, []).append(author)
    return any(
        word in mine.family or word in author.family or mine.family[:2] == author.family[:2]
        for author in b
        for word in author.words
        if len(word) > 2
        for mine in bearers.get(word, ())
    )


def year_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the years say; online-first and print differ by one."""
    if not a.year or not b.year:
        return NOTHING
    distance = abs(a.year - b.year)
    if not distance:
        return Evidence(1.0, True, "the year is the same")
    points = {1: -0.5, 2: -2.0}.get(distance, -3.5)
    return Evidence(points, False if distance > 1 else None, f"the years differ: {a.year} / {b.year}")


def volume_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the volumes say; a year in the place of a volume says nothing."""
    if a.volume != b.volume and (a.volume == str(a.year) or b.volume == str(b.year)):
        return NOTHING
    return place("volume", a.volume, b.volume, 1.5, -1.5)


def issue_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the issues say."""
    return place("issue", a.issue, b.issue, 0.75, -1.0)


def page_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the pages say: first pages; the last where the first was misprinted; "325332" is 325-332."""
    found = place("first page", a.first_page, b.first_page, 2.5, -2.0)
    if found.agrees and a.last_page and a.last_page == b.last_page != a.first_page:
        return Evidence(3.5, True, f"the pages are the same: {a.first_page}-{a.last_page}", "pages")
    if found.agrees is not False:
        return found
    if a.last_page and a.last_page == b.last_page:
        return Evidence(0.5, None, f"the first pages differ, the last is the same: {a.last_page}")
    if run_together(a, b) or run_together(b, a):
        return Evidence(2.5, True, "the pages are the same, run together in one record")
    return found


def run_together(a: Prepared, b: Prepared) -> bool:
    """Return whether one record lost the dash between the other's first and last page."""
    run = a.first_page + a.last_page
    return len(run) >= SHORTEST_RUN and not b.last_page and a.last_page != "" and run == b.first_page


def place(what: str, one: str, other: str, same: float, differ: float) -> Evidence:
    """Return what one number of the address says."""
    if not one or not other:
        return NOTHING
    if one == other:
        return Evidence(same, True, f"the {what} is the same: {one}")
    return Evidence(differ, False, f"the {what}s differ: {one} / {other}")


def container_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the journals or books say: any wording of one against any of the other, through the journal table."""
    if not a.containers or not b.containers:
        return NOTHING
    verdicts = [same_container(one, other) for one in a.containers for other in b.containers]
    if True in verdicts:
        return Evidence(1.5, True, f"the journal is the same: {a.containers[0]}")
    if False in verdicts:
        return Evidence(-0.5, False, f"the journals differ: {a.containers[0]} / {b.containers[0]}")
    return NOTHING


@lru_cache(maxsize=65536)
def same_container(one: str, other: str) -> bool | None:
    """Return whether two venues are one: equal as skeletons, by the journal table, or by their words."""
    from rapidfuzz import fuzz

    from mhlit.matching.features import container_key

    first, second = sorted((container_key(one), container_key(other)), key=len)
    if first == second:
        return True
    if one.endswith(ELLIPSES) or other.endswith(ELLIPSES):
        return True if begin_alike(one, other) else None
    known = same_journal(one, other)
    if known is not None:
        return known
    if fuzz.token_set_ratio(first, second) >= 90 and len(first) >= 8:
        return True
    if abbreviates(first, second) or abbreviates(second, first) or shortens(one, other) or shortens(other, one):
        return True
    return False if fuzz.partial_ratio(first, second) < 55 else None


def abbreviates(short: str, full: str) -> bool:
    """Return whether a word of a venue is the initials of words in the other: ICIS, STOC, COLT '93."""
    from mhlit.matching.vetoes import words_of_kind

    little = words_of_kind("no content")
    words = full.split()
    every, content = (
        squeezed(word[0] for word in words if keep(word)) for keep in (bool, lambda word: word not in little)
    )
    return any(
        len(word) >= SHORTEST_ACRONYM and not word.isdigit() and (squeezed(word) in every or squeezed(word) in content)
        for word in short.split()
    )


def shortens(short: str, full: str) -> bool:
    """Return whether a venue is another with its words cut: "J. Biol. Rhythms", "Mach Learn".

    By the printed words, since the skeleton of a word's beginning is not the beginning of its skeleton (J, Journal).
    """
    one, other = content_words(short), content_words(full)
    pairs = list(zip(one, other, strict=False))
    cut = len(one) == len(other) > 1 and all(mine[0] == yours[0] and starts(mine, yours) for mine, yours in pairs)
    return cut and any(len(mine) >= SHORTEST_ACRONYM for mine in one)


def begin_alike(one: str, other: str) -> bool:
    """Return whether two venues, one of them cut, begin with the same words: "ACM Transactions on …", "ACM Trans.…"."""
    first, second = content_words(one), content_words(other)
    whole = list(zip(first, second, strict=False))[: min(len(first), len(second)) - 1]
    return len(whole) > 1 and all(starts(mine, yours) or starts(yours, mine) for mine, yours in whole)


def starts(short: str, word: str) -> bool:
    """Return whether a word is cut to another, or to its first and last letters (Dept, Intl)."""
    return word.startswith(short) or (len(short) > 2 and word.startswith(short[:-1]) and word.endswith(short[-1]))


@lru_cache(maxsize=8192)
def content_words(venue: str) -> tuple[str, ...]:
    """Return the words of a venue in lower case without articles and prepositions; "J" is no Russian "и"."""
    from mhlit.matching.vetoes import words_of_kind

    little = words_of_kind("no content")
    return tuple(word for word in words(venue) if word == "j" or skeleton_word(word) not in little)


def squeezed(letters: Iterable[str]) -> str:
    """Return letters in a row without doubles, as skeletons have them."""
    found = ""
    for letter in letters:
        found += letter if not found.endswith(letter) else ""
    return found


def doi_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the DOIs say. A DOI may be that of a whole issue, so equality alone does not decide."""
    if not a.doi or not b.doi:
        return NOTHING
    if a.doi == b.doi:
        return Evidence(5.0, True, f"the DOI is the same: {a.doi}")
    return Evidence(-4.0, False, f"the DOIs differ: {a.doi} / {b.doi}")


def identifier_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what PMID and ISBN say."""
    if a.pmid and a.pmid == b.pmid:
        return Evidence(5.0, True, f"the PMID is the same: {a.pmid}")
    if a.pmid and b.pmid:
        return Evidence(-2.0, False, f"the PMIDs differ: {a.pmid} / {b.pmid}")
    if a.isbn and a.isbn == b.isbn:
        return Evidence(2.0, True, f"the ISBN is the same: {a.isbn}")
    return NOTHING


def publisher_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the publishers of two books say: only agreement counts."""
    if a.publisher and a.publisher == b.publisher:
        return Evidence(1.5, True, "the publisher is the same")
    return NOTHING


def kind_evidence(a: Prepared, b: Prepared) -> Evidence:
    """Return what the kind of title says: an author writes one thesis a year, an issue has one editorial on a page."""
    if "thesis" in (a.kind, b.kind) and a.kind == b.kind:
        return Evidence(2.0, True, "both are theses")
    if a.generic and b.generic:
        return Evidence(1.0, None, "both are columns")
    return NOTHING
