"""Works without a DOI, or with one that leads elsewhere: searched for, and linked only on counted evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.matching.links import best
from mhlit.matching.queries import queries
from mhlit.resolve.outcomes import finding, printed, undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.matching.links import Link
    from mhlit.model import Record
    from mhlit.registries.desk import Lookup, Search
    from mhlit.resolve.outcomes import Finding, Inquiry

Accepted = list[tuple["Finding", "Link"]]


def searched(inquiry: Inquiry, unknown: list[Finding]) -> Iterator[Finding]:
    """Yield the last word on works that were searched for: in the local extract first, then at Crossref."""
    left = {each.work.id: each for each in unknown}
    texts = {each.work.id: queries(printed(each.work)) for each in unknown}
    for search in inquiry.desk.searches():
        for turn in range(max((len(texts[id]) for id in left), default=0)):
            yield from one_turn(inquiry, search, left, {id: texts[id][turn] for id in left if turn < len(texts[id])})
    yield from (each if each.outcome.doi or not texts[id] else missed(each) for id, each in left.items())


def one_turn(inquiry: Inquiry, search: Search, left: dict[int, Finding], texts: dict[int, str]) -> Iterator[Finding]:
    """Yield what one query for each work finds, and take those works out of what is left."""
    asking: dict[str, list[int]] = {}
    for id, text in texts.items():
        asking.setdefault(text, []).append(id)
    accepted: Accepted = []
    for text, answer in search(list(asking)):
        for id in asking[text]:
            if isinstance(answer, str):
                left[id] = unasked(left[id], answer)
                continue
            link, rivals = chosen(inquiry, left[id], answer)
            if link is not None:
                accepted.append((left.pop(id), link))
            elif rivals:
                yield ambiguous(left.pop(id), rivals)
    yield from fetched(inquiry, accepted)


def chosen(inquiry: Inquiry, unknown: Finding, candidates: list[Record]) -> tuple[Link | None, list[Link]]:
    """Return the candidate to link and its rivals.

    The DOI that leads to another work is out of the question, and so is what a person has refused.
    """
    others = [
        each
        for each in candidates
        if each.doi and each.doi != unknown.outcome.doi and inquiry.verdict(unknown.work, each.doi) is not False
    ]
    agreed = [each for each in others if inquiry.verdict(unknown.work, each.doi)]
    return best(replace(printed(unknown.work), doi=""), agreed or others)


def fetched(inquiry: Inquiry, accepted: Accepted) -> Iterator[Finding]:
    """Yield accepted candidates as links, each with the registry's whole record."""
    by_doi: dict[str, Accepted] = {}
    for unknown, link in accepted:
        by_doi.setdefault(link.record.doi, []).append((unknown, link))
    for lookups in inquiry.desk.crossref(by_doi):
        for lookup in lookups:
            yield from (linking(unknown, link, lookup) for unknown, link in by_doi[lookup.doi])


def linking(unknown: Finding, link: Link, lookup: Lookup) -> Finding:
    """Return the finding that a work was found under a DOI that its sources did not print."""
    if lookup.record is None:
        why = lookup.why or "Crossref found it, then had no record of it"
        return finding(unknown.work, lookup.doi, "not-checked", why)
    reasons = "; ".join(link.match.reasons[:4])
    before = f"; {unknown.outcome.doi} stood there: {unknown.outcome.sentence}" if unknown.outcome.doi else ""
    return finding(unknown.work, lookup.doi, "linked", f"found at Crossref: {reasons}{before}", lookup.record)


def ambiguous(unknown: Finding, rivals: list[Link]) -> Finding:
    """Return the finding that several records fit a work equally well."""
    several = ", ".join(each.record.doi for each in rivals)
    sentence = f"several records fit equally well: {several}"
    return undecided(unknown.work, unknown.outcome.doi, sentence, (each.record for each in rivals))


def unasked(unknown: Finding, why: str) -> Finding:
    """Return the finding of a work whose search could not be asked; what is known of its DOI stands."""
    return unknown if unknown.outcome.doi else finding(unknown.work, "", "not-checked", why)


def missed(unknown: Finding) -> Finding:
    """Return the finding that nothing fits, unless not everything could be asked."""
    if unknown.outcome.state == "not-checked":
        return unknown
    return finding(unknown.work, "", "absent", "no record at Crossref fits")
