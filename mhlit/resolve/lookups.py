"""Works with a DOI: what the registries say of it, and whether that agrees with what the sources printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.identifiers import find_dois
from mhlit.matching.links import verify
from mhlit.resolve.outcomes import finding, printed, undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Work
    from mhlit.registries.desk import Desk, Lookup
    from mhlit.resolve.outcomes import Finding, Inquiry

Works = dict[str, list["Work"]]


def looked_up(inquiry: Inquiry, by_doi: Works) -> Iterator[Finding]:
    """Yield what the registries say of the DOIs: Crossref, then other readings of broken ones, then the agencies."""
    absent: list[str] = []
    for lookups in inquiry.desk.crossref(by_doi):
        for lookup in lookups:
            if lookup.state == "absent":
                absent.append(lookup.doi)
            else:
                yield from (verified(inquiry, work, lookup, "Crossref") for work in by_doi[lookup.doi])
    done: set[int] = set()
    for found in reread(inquiry, {doi: by_doi[doi] for doi in absent}):
        done.add(found.work.id)
        yield found
    left = {doi: [work for work in by_doi[doi] if work.id not in done] for doi in absent}
    yield from elsewhere(inquiry, {doi: works for doi, works in left.items() if works})


def verified(inquiry: Inquiry, work: Work, lookup: Lookup, registry: str) -> Finding:
    """Return whether the registry's record agrees with what the sources printed, or what a person said of it."""
    if lookup.record is None:
        return finding(work, lookup.doi, "not-checked", lookup.why)
    if lookup.record.doi != lookup.doi:
        return finding(work, lookup.doi, "not-checked", f"{registry} answered with another DOI's record")
    title = lookup.record.title or "a work without title"
    decided = inquiry.verdict(work, lookup.doi)
    if decided is not None:
        said = "this is the work" if decided else f"the DOI leads to another work, “{title}”"
        record = lookup.record if decided else None
        return finding(work, lookup.doi, "confirmed" if decided else "conflict", f"a person said: {said}", record)
    verdict = verify(printed(work), lookup.record).match
    reason = "; ".join(verdict.reasons[:3])
    if verdict.same:
        return finding(work, lookup.doi, "confirmed", f"{registry}'s record agrees: {reason or title}", lookup.record)
    if verdict.same is None:
        may = f"the DOI may lead to another work, “{title}”: {reason}"
        return undecided(work, lookup.doi, may, [lookup.record])
    return finding(work, lookup.doi, "conflict", f"the DOI leads to another work, “{title}”: {reason}")


def reread(inquiry: Inquiry, left: Works) -> Iterator[Finding]:
    """Yield the works whose printed DOI, read otherwise (a blank may end it or not), is one that agrees."""
    readings: Works = {}
    for doi, works in left.items():
        for work in works:
            for other in other_readings(work, doi):
                readings.setdefault(other, []).append(work)
    for lookups in inquiry.desk.crossref(readings) if readings else ():
        for lookup in lookups:
            if lookup.record is not None:
                agreeing = (verified(inquiry, work, lookup, "Crossref") for work in readings[lookup.doi])
                yield from (found for found in agreeing if found.record is not None)


def other_readings(work: Work, doi: str) -> tuple[str, ...]:
    """Return the other ways to read a DOI that was printed broken."""
    texts = [r.origin.raw for r in work.records if r.origin and r.origin.format == "references"]
    return tuple(other for text in texts for found in find_dois(text) if found.doi == doi for other in found.others)


def elsewhere(inquiry: Inquiry, left: Works) -> Iterator[Finding]:
    """Yield what is known of DOIs that Crossref lacks: from DataCite, other agencies, or that they do not exist."""
    desk = inquiry.desk
    agencies = {doi: desk.agency(doi) for doi in left}
    at_datacite = [doi for doi, agency in agencies.items() if agency == "DataCite"]
    for lookup in desk.datacite(at_datacite) if at_datacite else ():
        if lookup.state != "absent":
            yield from (verified(inquiry, work, lookup, "DataCite") for work in left[lookup.doi])
        else:
            yield from (unregistered(desk, work, lookup.doi, "DataCite") for work in left[lookup.doi])
    for doi, agency in agencies.items():
        if agency != "DataCite":
            yield from (of_agency(inquiry, work, doi, agency) for work in left[doi])


def of_agency(inquiry: Inquiry, work: Work, doi: str, agency: str | None) -> Finding:
    """Return what is known of a DOI that belongs to an agency which mhlit does not ask directly."""
    if agency is None:
        return finding(work, doi, "not-checked", "doi.org could not be asked whose DOI this is")
    if agency in {"", "Crossref"}:
        return unregistered(inquiry.desk, work, doi, agency)
    lookup = inquiry.desk.elsewhere(doi)
    if lookup.state == "found":
        return verified(inquiry, work, lookup, agency)
    if lookup.state == "not-checked":
        return finding(work, doi, "not-checked", lookup.why)
    return finding(work, doi, "registered-elsewhere", f"the DOI is registered at {agency}, which gave no metadata")


def unregistered(desk: Desk, work: Work, doi: str, agency: str) -> Finding:
    """Return whether a DOI that its agency lacks exists at all."""
    if not agency:
        return finding(work, doi, "does-not-exist", f"there is no DOI prefix {doi.partition('/')[0]}")
    exists = desk.exists(doi)
    if exists is None:
        return finding(work, doi, "not-checked", "doi.org could not be asked whether the DOI exists")
    if exists:
        return finding(work, doi, "absent", f"the DOI exists, but {agency} has no record of it")
    return finding(work, doi, "does-not-exist", "the DOI does not exist")
