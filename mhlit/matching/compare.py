"""Whether two records are the same work: certain, possible (a person decides) or different, with the reasons.

Evidence is added up field by field (``evidence``); ``rules`` veto or ask for a person: an erratum is not its article,
part 1 not part 2, the report for 2017 not the one for 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.matching import evidence
from mhlit.matching.evidence import NOTHING, Evidence
from mhlit.matching.features import prepare
from mhlit.matching.rules import (
    OBJECTIONS,
    OPEN_QUESTIONS,
    VETOES,
    Pair,
    abstract_and_paper,
    address_conflict,
    first_reason,
    two_publications,
)
from mhlit.matching.titles import match_titles
from mhlit.model import Match

if TYPE_CHECKING:
    from collections.abc import Set

    from mhlit.matching.features import Prepared
    from mhlit.model import Record

# Points from which on two records are certainly one work, and from which on a person should look.
CERTAIN = 7.5
POSSIBLE = 4.0
# The score is points on this scale, cut to 0…1: CERTAIN lies at .75.
FULL = 10.0

# What is weighed beside the title and the DOI, each a function of two prepared records.
FIELDS = {
    "authors": evidence.author_evidence,
    "year": evidence.year_evidence,
    "volume": evidence.volume_evidence,
    "issue": evidence.issue_evidence,
    "page": evidence.page_evidence,
    "container": evidence.container_evidence,
    "identifier": evidence.identifier_evidence,
    "publisher": evidence.publisher_evidence,
    "kind": evidence.kind_evidence,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A comparison in the making: points, verdict, whether a veto fell, and the evidence.

    ``translated`` says that the titles are in two languages, so that their difference proves nothing; ``doubted`` that
    something speaks against one work though the points are enough; ``related`` that they are two publications of one
    work of science, to be linked and not merged.
    """

    points: float
    same: bool | None
    veto: bool
    found: tuple[Evidence, ...]
    translated: bool = False
    doubted: bool = False
    related: bool = False

    @property
    def against(self) -> bool:
        """Return whether the comparison speaks against one work; titles in two languages or missing ones do not."""
        return not self.translated and self is not UNTITLED and (self.same is False or self.doubted)

    def in_short(self) -> str:
        """Return what agrees and what does not in one line: "same title, authors (3 of 3), year; not: page"."""
        said = list(zip(("title", "doi", *FIELDS), self.found[-len(FIELDS) - 2 :], strict=False))
        named = {"doi": "DOI", "identifier": "PMID or ISBN", "container": "journal", "kind": "kind"}
        lists = {
            kind: ", ".join(
                each.short or named.get(name, name) for name, each in said if each.agrees is kind and each.reason
            )
            for kind in (True, False)
        }
        noted = [each.short for _, each in said if each.agrees is None and each.short]
        agreed = f"same {lists[True]}" if lists[True] else ""
        return "; ".join(filter(None, (*noted, agreed, f"not: {lists[False]}" if lists[False] else "")))

    def match(self) -> Match:
        """Return the verdict as the public API shows it, the weightiest reason first."""
        order = sorted((each for each in self.found if each.reason), key=lambda each: -abs(each.points))
        score = min(max(self.points / FULL, 0.0), 1.0)
        return Match(round(score, 3), self.same, tuple(each.reason for each in order))


# Two records that say too little of themselves; what has a title may be the work of both.
UNTITLED = Verdict(0.0, False, False, (Evidence(0.0, None, "neither has a title or an identifier"),))
# The verdict on most pairs that share a key.
OTHER_TITLE = Verdict(0.0, False, False, (Evidence(*evidence.TITLE_RELATIONS["different"]),))


def compare(a: Record, b: Record) -> Match:
    """Return whether two records are the same work: ``same`` is True, False, or None where a person has to decide."""
    return weigh(prepare(a), prepare(b)).match()


def weigh(a: Prepared, b: Prepared, common: Set[str] = frozenset()) -> Verdict:
    """Return the verdict on two prepared records; ``common`` are titles that many different works bear."""
    if not (a.has_title or b.has_title or a.doi or b.doi or a.pmid or b.pmid):
        return UNTITLED
    titles = match_titles(a, b)
    doi = evidence.doi_evidence(a, b)
    if titles.relation == "different" and not doi.agrees and not page_shared(a, b):
        return OTHER_TITLE
    general = a.generic or b.generic or any(title in common for title in (*a.titles, *b.titles))
    fields = {"title": evidence.title_evidence(titles, general), "doi": doi}
    fields |= {name: weighed(a, b) for name, weighed in FIELDS.items()}
    if titles.relation == "language" and fields["container"].agrees is False:
        fields["container"] = NOTHING
    return decide(Pair(a, b, titles, fields, general))


def decide(pair: Pair) -> Verdict:
    """Return the verdict on a pair whose fields are weighed."""
    found = tuple(pair.fields.values())
    points = sum(each.points for each in found)
    if reason := first_reason(VETOES, pair):
        kin = abstract_and_paper(pair)
        return Verdict(min(points, POSSIBLE), False, True, (Evidence(-FULL, False, reason), *found), related=kin)
    kin = two_publications(pair)
    if reason := address_conflict(pair):
        return Verdict(min(points, POSSIBLE), False, False, (Evidence(-FULL, False, reason), *found), related=kin)
    objection = first_reason(OBJECTIONS, pair) if points >= CERTAIN else ""
    reason = objection or (first_reason(OPEN_QUESTIONS, pair) if points >= CERTAIN else "")
    if reason:
        points = CERTAIN - 0.5
        found = (Evidence(-FULL, None, reason), *found)
    same = True if points >= CERTAIN else None if points >= POSSIBLE else False
    language = pair.titles.relation == "language"
    return Verdict(points, same, False, found, language, bool(objection), same is not True and kin)


def page_shared(a: Prepared, b: Prepared) -> bool:
    """Return whether two records stand on one page of one year or volume: there, other titles may be one work's."""
    pages = bool(a.first_page) and a.first_page == b.first_page
    return pages and (a.year == b.year or (bool(a.volume) and a.volume == b.volume))
