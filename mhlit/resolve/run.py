"""A run over the registries: which works are asked about, in which order, and how what is found is written down.

A work with a DOI is looked up, and the answer is attached as evidence only where it agrees with what the sources
printed: that a DOI leads somewhere proves nothing. A work without one is searched for and linked on counted evidence,
or not at all. What could not be asked is no result and is not stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.errors import ServiceError
from mhlit.registries.desk import Desk
from mhlit.registries.http import Client
from mhlit.resolve.lookups import looked_up
from mhlit.resolve.outcomes import (
    DEAD,
    OPEN,
    Finding,
    Inquiry,
    ResolveReport,
    doi_of,
    finding,
    from_registry,
    linked,
    verdicts_of,
)
from mhlit.resolve.searches import searched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mhlit.library.store import Store
    from mhlit.model import Work
    from mhlit.registries.desk import Extract
    from mhlit.resolve.outcomes import Outcome

# Answers are written to the library in portions, so that an interruption costs little.
PORTION = 200


def resolve(
    store: Store,
    keys: Iterable[str] | None = None,
    *,
    dry_run: bool = False,
    check: bool = False,
    offline: bool = False,
    refresh: bool = False,
    max_time: float | None = None,
    snapshot: Extract | None = None,
    pmid: bool = False,
    ask: Client | None = None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> ResolveReport:
    """Ask the registries about works (all by default) and attach what agrees as evidence.

    ``check`` only verifies the DOIs that the sources gave; ``offline`` uses remembered answers and the ``snapshot``
    only; ``refresh`` asks again what was asked before; ``pmid`` looks up the PMIDs of works with a DOI; after
    ``max_time`` seconds nothing more is asked; ``dry_run`` attaches nothing; ``ask`` is the client to use. Raises
    ServiceError where something had to be asked and nothing could be.
    """
    works = list(store.works()) if keys is None else [store.work(key) for key in dict.fromkeys(keys)]
    client = None if offline else ask or Client()
    if client is not None and max_time is not None:
        client.stop_after(max_time)
    inquiry = Inquiry(Desk(store, client, snapshot, refresh=refresh), verdicts_of(store.judgements("doi")))
    found: dict[tuple[int, str], Finding] = {}
    clerk = Clerk(store, dry=dry_run or check)
    try:
        for each in checked(inquiry, works) if check else findings(inquiry, works, refresh=refresh):
            found[each.work.id, each.outcome.doi if check else ""] = each
            progress(each.outcome)
            clerk.take(each)
        for each in numbered(inquiry, list(found.values())) if pmid else ():
            clerk.take(each)
    finally:
        # first of all: threads that still ask must not go on trying while what they gave is written down
        if client is not None:
            client.close()
        clerk.write()
    all_found = [found[key] for key in ordered(found, works)]
    if client is not None and client.asked and not client.answered:
        why = next((each.outcome.sentence for each in all_found if each.outcome.state == "not-checked"), "")
        raise ServiceError(f"no registry could be asked: {why}", hint="try again later; nothing was changed")
    questions = tuple(each for each in all_found if each.rivals)
    outcomes = tuple(each.outcome for each in all_found)
    return ResolveReport(outcomes, client.asked if client else 0, clerk.batch, questions)


def ordered(found: Iterable[tuple[int, str]], works: list[Work]) -> list[tuple[int, str]]:
    """Return the keys of findings in the order of the works."""
    place = {work.id: number for number, work in enumerate(works)}
    return sorted(found, key=lambda key: place[key[0]])


class Clerk:
    """Writes down what was found, in portions that together are one batch."""

    def __init__(self, store: Store, *, dry: bool) -> None:
        self.store = store
        self.dry = dry
        self.batch: int | None = None
        self.written = 0
        self.waiting: list[Finding] = []

    def take(self, found: Finding) -> None:
        """Take a finding, and write down what waits if it is enough."""
        if found.record is not None and not self.dry:
            self.waiting.append(found)
        if len(self.waiting) >= PORTION:
            self.write()

    def write(self) -> None:
        """Attach the records that wait to their works."""
        if not self.waiting:
            return
        portion, self.waiting = self.waiting, []
        detail = f"{self.written + len(portion)} works"
        with self.store.batch("resolve", detail, into=self.batch) as batch:
            before = self.store.connection.total_changes
            for each in portion:
                if each.record is not None:
                    self.store.attach(batch, each.work.id, each.record, "registry", each.outcome.sentence)
            changed = self.store.connection.total_changes > before
        if changed:
            self.batch = batch
            self.written += len(portion)


def findings(inquiry: Inquiry, works: list[Work], *, refresh: bool) -> Iterator[Finding]:
    """Yield a finding for each work, some twice: what was open after its DOI is searched for; the last word counts."""
    by_doi: dict[str, list[Work]] = {}
    unknown: list[Finding] = []
    dois = inquiry.desk.dois_of(work.view for work in works if not work.view.doi)
    for work in works:
        doi = doi_of(inquiry.desk, work.view.doi or dois.get(work.view.pmid or work.view.pmcid, ""))
        if doi is None:
            unknown.append(finding(work, "", "absent", "it has no DOI"))
        elif linked(work, doi) and not refresh:
            yield finding(work, doi, "confirmed", "the registry's record is there already")
        else:
            by_doi.setdefault(doi, []).append(work)
    for each in looked_up(inquiry, by_doi):
        if each.outcome.state in OPEN:
            unknown.append(each)
        yield each
    yield from searched(inquiry, unknown)


def checked(inquiry: Inquiry, works: list[Work]) -> Iterator[Finding]:
    """Yield a finding for each DOI that a source of a work gave, also where the view has another one by now."""
    by_doi: dict[str, list[Work]] = {}
    for work in works:
        sources = [record for record in work.records if not from_registry(record)]
        given = [doi_of(inquiry.desk, record.doi) for record in sources if record.doi]
        for doi in dict.fromkeys(filter(None, given)):
            by_doi.setdefault(doi, []).append(work)
        if not given:
            yield finding(work, "", "absent", "its sources give no DOI")
    yield from looked_up(inquiry, by_doi)


def numbered(inquiry: Inquiry, found: list[Finding]) -> Iterator[Finding]:
    """Yield the PMIDs of works whose DOI is beyond doubt."""
    by_doi: dict[str, list[Finding]] = {}
    for each in found:
        if each.outcome.state in {"linked", "confirmed"} and not each.work.view.pmid:
            by_doi.setdefault(each.outcome.doi, []).append(each)
    for record in inquiry.desk.pubmed(list(by_doi)):
        sentence = f"{record.doi} is PMID {record.pmid}" if record.pmid else f"{record.doi} is {record.pmcid}"
        yield from (finding(each.work, record.doi, "confirmed", sentence, record) for each in by_doi[record.doi])


def dead(report: ResolveReport) -> list[Outcome]:
    """Return the outcomes of a check about DOIs that lead nowhere or to another work."""
    return [outcome for outcome in report.outcomes if outcome.state in DEAD]
