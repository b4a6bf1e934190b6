"""Gives the works of a library their true DOI and the registries' metadata; links only what agrees, and says why not.

A work with a DOI is looked up, and the answer is attached as evidence only where it agrees with what the sources
printed: that a DOI leads somewhere proves nothing. A work without one is searched for and linked on counted evidence,
or not at all. What could not be asked is no result and is not stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mhlit.errors import ServiceError
from mhlit.identifiers import find_dois, normalise_doi
from mhlit.matching.links import best, verify
from mhlit.matching.queries import queries
from mhlit.registries.desk import Desk
from mhlit.registries.http import Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.library.store import Store
    from mhlit.matching.links import Link
    from mhlit.model import Record, Work
    from mhlit.registries.desk import Lookup

State = Literal[
    "linked", "confirmed", "ambiguous", "conflict", "registered-elsewhere", "absent", "does-not-exist", "not-checked",
]  # fmt: skip
REGISTRIES = frozenset({"crossref", "datacite"})
# Answers are written to the library in portions, so that an interruption costs little.
PORTION = 50
# A verdict on a printed DOI that leaves the search for the right record open.
OPEN = frozenset({"conflict", "absent", "does-not-exist"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one work: its citekey, the DOI it is about, the state, and a sentence."""

    key: str
    doi: str
    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """The outcomes in the order of the works, and the number of requests that were sent."""

    outcomes: tuple[Outcome, ...] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome with the record to attach, if there is one."""

    outcome: Outcome
    work: Work
    record: Record | None = None


def resolve(
    store: Store,
    keys: Iterable[str] | None = None,
    *,
    dry_run: bool = False,
    check: bool = False,
    offline: bool = False,
    ask: Client | None = None,
) -> ResolveReport:
    """Ask the registries about works (all by default) and attach what agrees as evidence.

    ``check`` only verifies the DOIs that there are; ``offline`` uses remembered answers; ``dry_run`` attaches nothing;
    ``ask`` is the client to use. Raises ServiceError where something had to be asked and nothing could be.
    """
    works = list(store.works()) if keys is None else [store.work(key) for key in dict.fromkeys(keys)]
    client = None if offline else ask or Client()
    found: dict[int, Finding] = {}
    waiting: list[Finding] = []
    try:
        for finding in findings(Desk(store, client), works, check=check):
            found[finding.work.id] = finding
            if finding.record is not None and not dry_run and not check:
                waiting.append(finding)
            if len(waiting) >= PORTION:
                attach(store, waiting)
    finally:
        attach(store, waiting)
        if client is not None:
            client.close()
    if client is not None and client.asked and not client.answered:
        why = next((f.outcome.sentence for f in found.values() if f.outcome.state == "not-checked"), "")
        raise ServiceError(f"no registry could be asked: {why}", hint="try again later; nothing was changed")
    return ResolveReport(tuple(found[work.id].outcome for work in works), client.asked if client else 0)


def attach(store: Store, waiting: list[Finding]) -> None:
    """Write what was found so far to the library, as one batch."""
    if not waiting:
        return
    with store.batch("resolve", f"{len(waiting)} works") as batch:
        for each in waiting:
            if each.record is not None:
                store.attach(batch, each.work.id, each.record, "registry", each.outcome.sentence)
    waiting.clear()


def findings(desk: Desk, works: list[Work], *, check: bool) -> Iterator[Finding]:
    """Yield a finding for each work, some twice: what was open after its DOI is searched for; the last word counts."""
    by_doi: dict[str, list[Work]] = {}
    unknown: list[Finding] = []
    for work in works:
        doi = doi_of(desk, work)
        if doi is None:
            unknown.append(said(work, "", "absent", "it has no DOI"))
        elif linked(work, doi) and not check:
            yield said(work, doi, "confirmed", "the registry's record is there already")
        else:
            by_doi.setdefault(doi, []).append(work)
    for finding in looked_up(desk, by_doi):
        if finding.outcome.state in OPEN and not check:
            unknown.append(finding)
        yield finding
    yield from unknown if check else searched(desk, unknown)


def said(work: Work, doi: str, state: State, sentence: str, record: Record | None = None) -> Finding:
    """Return a finding about a work."""
    return Finding(Outcome(work.key, doi, state, sentence), work, record)


def doi_of(desk: Desk, work: Work) -> str | None:
    """Return the DOI of a work as a registry writes it, short ones expanded, or None where it has none."""
    found = normalise_doi(work.view.doi) if work.view.doi else None
    if found is None:
        return None
    return desk.expand(found.doi) or found.doi if found.doi.startswith("10/") else found.doi


def linked(work: Work, doi: str) -> bool:
    """Return whether a registry's record for this DOI is among the evidence."""
    return any(r.origin is not None and r.origin.format in REGISTRIES and r.doi == doi for r in work.records)


# ---------------------------------------------------------------- works with a DOI


def looked_up(desk: Desk, by_doi: dict[str, list[Work]]) -> Iterator[Finding]:
    """Yield what the registries say of the DOIs: Crossref, then other readings of broken ones, then the agencies."""
    absent: list[str] = []
    for lookups in desk.crossref(by_doi):
        for lookup in lookups:
            if lookup.state == "absent":
                absent.append(lookup.doi)
            else:
                yield from (verified(work, lookup, "Crossref") for work in by_doi[lookup.doi])
    done: set[int] = set()
    for finding in reread(desk, {doi: by_doi[doi] for doi in absent}):
        done.add(finding.work.id)
        yield finding
    left = {doi: [work for work in by_doi[doi] if work.id not in done] for doi in absent}
    yield from elsewhere(desk, {doi: works for doi, works in left.items() if works})


def verified(work: Work, lookup: Lookup, registry: str) -> Finding:
    """Return whether the registry's record agrees with what the sources printed."""
    if lookup.record is None:
        return said(work, lookup.doi, "not-checked", lookup.why)
    if lookup.record.doi != lookup.doi:
        return said(work, lookup.doi, "not-checked", f"{registry} answered with another DOI's record")
    verdict = verify(printed(work), lookup.record).match
    title = lookup.record.title or "a work without title"
    reason = "; ".join(verdict.reasons[:3])
    if verdict.same:
        return said(work, lookup.doi, "confirmed", f"{registry}'s record agrees: {reason or title}", lookup.record)
    if verdict.same is None:
        return said(work, lookup.doi, "ambiguous", f"the DOI may lead to another work, “{title}”: {reason}")
    return said(work, lookup.doi, "conflict", f"the DOI leads to another work, “{title}”: {reason}")


def printed(work: Work) -> Record:
    """Return the work as its sources printed it, with the text of the first prose source to look things up in."""
    origin = next((r.origin for r in work.records if r.origin and r.origin.format == "references"), None)
    extra = next((r.extra for r in work.records if r.origin is origin and origin), {})
    return replace(work.view, origin=origin or work.view.origin, extra={**work.view.extra, **extra})


def reread(desk: Desk, left: dict[str, list[Work]]) -> Iterator[Finding]:
    """Yield the works whose printed DOI, read otherwise (a blank may end it or not), is one that agrees."""
    readings: dict[str, list[Work]] = {}
    for doi, works in left.items():
        for work in works:
            for other in other_readings(work, doi):
                readings.setdefault(other, []).append(work)
    for lookups in desk.crossref(readings) if readings else ():
        for lookup in lookups:
            if lookup.record is not None:
                agreeing = (verified(work, lookup, "Crossref") for work in readings[lookup.doi])
                yield from (finding for finding in agreeing if finding.record is not None)


def other_readings(work: Work, doi: str) -> tuple[str, ...]:
    """Return the other ways to read a DOI that was printed broken."""
    texts = [r.origin.raw for r in work.records if r.origin and r.origin.format == "references"]
    return tuple(other for text in texts for found in find_dois(text) if found.doi == doi for other in found.others)


def elsewhere(desk: Desk, left: dict[str, list[Work]]) -> Iterator[Finding]:
    """Yield what is known of DOIs that Crossref lacks: from DataCite, other agencies, or that they do not exist."""
    agencies = {doi: desk.agency(doi) for doi in left}
    at_datacite = [doi for doi, agency in agencies.items() if agency == "DataCite"]
    for lookup in desk.datacite(at_datacite) if at_datacite else ():
        if lookup.state != "absent":
            yield from (verified(work, lookup, "DataCite") for work in left[lookup.doi])
        else:
            yield from (unregistered(desk, work, lookup.doi, "DataCite") for work in left[lookup.doi])
    for doi, agency in agencies.items():
        if agency != "DataCite":
            yield from (of_agency(desk, work, doi, agency) for work in left[doi])


def of_agency(desk: Desk, work: Work, doi: str, agency: str | None) -> Finding:
    """Return what is known of a DOI that belongs to an agency which mhlit does not ask directly."""
    if agency is None:
        return said(work, doi, "not-checked", "doi.org could not be asked whose DOI this is")
    if agency in {"", "Crossref"}:
        return unregistered(desk, work, doi, agency)
    lookup = desk.elsewhere(doi)
    if lookup.state == "found":
        return verified(work, lookup, agency)
    return said(work, doi, "registered-elsewhere", f"the DOI is registered at {agency}, which gave no metadata")


def unregistered(desk: Desk, work: Work, doi: str, agency: str) -> Finding:
    """Return whether a DOI that its agency lacks exists at all."""
    if not agency:
        return said(work, doi, "does-not-exist", f"there is no DOI prefix {doi.partition('/')[0]}")
    exists = desk.exists(doi)
    if exists is None:
        return said(work, doi, "not-checked", "doi.org could not be asked whether the DOI exists")
    if exists:
        return said(work, doi, "absent", f"the DOI exists, but {agency} has no record of it")
    return said(work, doi, "does-not-exist", "the DOI does not exist")


# ---------------------------------------------------------------- works without a DOI, or with a wrong one


def searched(desk: Desk, unknown: list[Finding]) -> Iterator[Finding]:
    """Yield the last word on works that were searched for, one wording of each at a time until something fits."""
    left = {finding.work.id: finding for finding in unknown}
    texts = {finding.work.id: queries(printed(finding.work)) for finding in unknown}
    for turn in range(max(map(len, texts.values()), default=0)):
        asking: dict[str, list[int]] = {}
        for id in left:
            if turn < len(texts[id]):
                asking.setdefault(texts[id][turn], []).append(id)
        accepted: list[tuple[Finding, Link]] = []
        for text, answer in desk.search(list(asking)):
            for id in asking[text]:
                if isinstance(answer, str):
                    left[id] = unasked(left[id], answer)
                    continue
                link, rivals = chosen(left[id], answer)
                if link is not None:
                    accepted.append((left.pop(id), link))
                elif rivals:
                    yield ambiguous(left.pop(id), rivals)
        yield from fetched(desk, accepted)
    yield from (finding if finding.outcome.doi or not texts[id] else missed(finding) for id, finding in left.items())


def chosen(finding: Finding, candidates: list[Record]) -> tuple[Link | None, list[Link]]:
    """Return the candidate to link and its rivals; the DOI that leads to another work is out of the question."""
    others = [each for each in candidates if each.doi and each.doi != finding.outcome.doi]
    return best(replace(printed(finding.work), doi=""), others)


def fetched(desk: Desk, accepted: list[tuple[Finding, Link]]) -> Iterator[Finding]:
    """Yield accepted candidates as links, each with the registry's whole record."""
    by_doi: dict[str, list[tuple[Finding, Link]]] = {}
    for finding, link in accepted:
        by_doi.setdefault(link.record.doi, []).append((finding, link))
    for lookups in desk.crossref(by_doi):
        for lookup in lookups:
            yield from (linking(finding, link, lookup) for finding, link in by_doi[lookup.doi])


def linking(finding: Finding, link: Link, lookup: Lookup) -> Finding:
    """Return the finding that a work was found under a DOI that its sources did not print."""
    if lookup.record is None:
        why = lookup.why or "Crossref found it, then had no record of it"
        return said(finding.work, lookup.doi, "not-checked", why)
    reasons = "; ".join(link.match.reasons[:4])
    before = f"; {finding.outcome.doi} stood there: {finding.outcome.sentence}" if finding.outcome.doi else ""
    return said(finding.work, lookup.doi, "linked", f"found at Crossref: {reasons}{before}", lookup.record)


def ambiguous(finding: Finding, rivals: list[Link]) -> Finding:
    """Return the finding that several records fit a work equally well."""
    several = ", ".join(each.record.doi for each in rivals)
    return said(finding.work, finding.outcome.doi, "ambiguous", f"several records fit equally well: {several}")


def unasked(finding: Finding, why: str) -> Finding:
    """Return the finding of a work whose search could not be asked; what is known of its DOI stands."""
    return finding if finding.outcome.doi else said(finding.work, "", "not-checked", why)


def missed(finding: Finding) -> Finding:
    """Return the finding that nothing fits, unless not everything could be asked."""
    if finding.outcome.state == "not-checked":
        return finding
    return said(finding.work, "", "absent", "no record at Crossref fits")
